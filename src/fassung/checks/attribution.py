"""Who said it: the name that a sentence ties to its quotation, in English and in German."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fassung.german.quotations import Quotation


@dataclass(frozen=True, slots=True)
class Speaker:
    """The last word of a name, and where the whole name stands."""

    surname: str
    start: int
    end: int


_NAME = r"(?:[A-ZÄÖÜ][\w'’.-]*\s(?:(?:de|von|van|der|bin|al|du|la)\s)?){0,4}[A-ZÄÖÜ][\w-]*[^\W_]"
# What English capitalises and is no person.
_NO_PERSON = frozenset(
    "he she they it i we you the a an this that who one monday tuesday wednesday thursday friday "
    "saturday sunday police officials reuters twitter facebook minister president tv ceo cfo mayor "
    "chancellor director coach chairman chairwoman secretary senator governor premier captain "
    "professor judge justice king queen spokesman spokeswoman head chief leader manager".split()
)


def english_speaker(text: str, quotation: Quotation) -> Speaker | None:
    """The person of whom ``text`` says that the ``quotation`` is theirs; None if nobody is named.

    >>> english_speaker('"No deal yet," said Anna Berg on Monday.', Quotation(0, 14))
    Speaker(surname='Berg', start=20, end=29)
    """
    after, before = _english()
    found = after.match(text, quotation.end) or before.search(text[: quotation.start])
    if not found:
        return None
    group = "first" if found.re is before or found["first"] else "second"
    name = found[group]
    surname = re.split(r"\s", name)[-1].removesuffix("'s").removesuffix("’s")
    if surname.lower() in _NO_PERSON or len(surname) < 3:
        return None
    return Speaker(surname, found.start(group), found.end(group))


def german_attribution(text: str, quotation: Quotation) -> tuple[int, int] | None:
    """The words behind a German verb of saying that follows ``quotation`` ("sagte X aus Y").

    >>> german_attribution("„Nein“, sagte Anna Berg am Montag.", Quotation(0, 6))
    (14, 23)
    """
    found = _german().match(text, quotation.end)
    return found.span("who") if found else None


@cache
def _english() -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs = "|".join(_table()["english"].split())
    return (
        re.compile(
            rf",?\s(?:(?:{verbs})\s(?:(?:the|a|an|then|former)\s)?(?:[a-z-]+\s){{0,3}}(?P<first>{_NAME})"
            rf"|(?P<second>{_NAME})(?:,\s[^,.\"“”]{{3,60}},)?\s(?:also\s|later\s|has\s|had\s)?(?:{verbs})\b)"
        ),
        re.compile(
            rf"(?:^|[.!?]\s|,\s)(?P<first>{_NAME})(?:,\s[^,.\"“”]{{3,60}},)?"
            rf"\s(?:also\s|later\s|has\s|had\s)?(?:{verbs})(?:\s[^.,:\"“”]{{1,60}})?[:,]?\s$"
        ),
    )


@cache
def _german() -> re.Pattern[str]:
    verbs = "|".join(_table()["german"].split())
    return re.compile(
        rf",?\s(?:{verbs})\s(?P<who>(?:(?:der|die|das|ein|eine|auch|später|dann|etwa)\s)*"
        r"[^\s,;:„“\"]+(?:\s[A-ZÄÖÜ][\w'’.-]*){0,5})"
    )


@cache
def _table() -> dict[str, str]:
    path = resources.files("fassung.checks") / "attribution.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
