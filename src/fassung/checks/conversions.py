"""Numbers that differ from the source because the German layer converted or added them."""

from __future__ import annotations

import re
from decimal import Decimal

from fassung.checks.equal_values import well_rounded
from fassung.checks.measures import matches, measures
from fassung.checks.model import Pair, Stretch
from fassung.german.quantity import Quantity

_ADDED = re.compile(
    r"(?:tag|Mittwoch|Sonnabend)(?:morgen|vormittag|mittag|nachmittag|abend|nacht)? "
    r"\((?P<date>\d{1,2}\. [A-Z][a-zä]+(?: \d{4})?)\)"
    r"|\((?P<time>\d{1,2}(?:\.\d\d)? Uhr MES?Z)(?: am \w+)?\)"
)


def conversions(pair: Pair) -> tuple[list[Stretch], list[Stretch]]:
    """Stretches of the source and the German whose numbers answer each other by conversion.

    Miles as kilometres; of the German also the date behind a weekday, "am Montag
    (11. September)", and the time in Germany behind a foreign one.
    """
    return pair.once(_conversions)


def _conversions(pair: Pair) -> tuple[list[Stretch], list[Stretch]]:
    source: list[Stretch] = []
    german: list[Stretch] = []
    found = measures(pair)
    said, kept = ({q.unit.id for q in side} for side in (found.english, found.german))
    for one in found.english:
        for two in found.german:
            if two.unit.id in said and one.unit.id in kept:
                continue  # "38ft (11.5m)": each has its own counterpart
            if one.unit.id != two.unit.id and matches(one, two) and _close(one, two):
                source.append((one.start, one.end))
                german.append((two.start, two.end))
    if "(" in pair.german:
        german += [m.span("date" if m["date"] else "time") for m in _ADDED.finditer(pair.german)]
    return source, german


def _close(one: Quantity, two: Quantity) -> bool:
    if one.unit.kind in ("temperature", "degree") or one.unit.id == "ounce":
        return True
    if not one.bases or not two.bases:
        return False
    said, size = two.values[-1], two.unit.base(1)
    return well_rounded(Decimal(repr(said)), Decimal(repr(one.bases[-1] / size)))
