"""Whether a text names a currency at all."""

from __future__ import annotations

import re
from functools import cache

from fassung.german.tables import values
from fassung.german.value_units import money_families


def named(german: str, family: str) -> bool:
    """Whether a German text names the currency, or one that may stand for it.

    >>> named("Er zahlte in US-Dollar.", "USD"), named("Er zahlte in Europa.", "EUR")
    (True, False)
    """
    return _pattern(family).search(german) is not None


def is_currency(what: str) -> bool:
    """Whether ``what`` is the family of a currency."""
    return what in money_families().values()


@cache
def _pattern(family: str) -> re.Pattern[str]:
    families = money_families()
    names: set[str] = set()
    for code, money in values()["money"].items():
        if families[code] == family:
            names.update(money["signs"], money["german"], (code,))
    # "Milliardendollar", but no "TRY" in "Industry": short ones stand by themselves.
    return re.compile(
        "|".join(
            ("" if len(name) > 3 or not name[0].isalpha() else r"(?<![^\W\d_])")
            + (f"(?i:{re.escape(name)})" if len(name) > 3 else re.escape(name))
            + (r"(?![^\W\d_])" if name[-1].isalpha() else "")
            for name in sorted(names)
        )
    )
