"""German as a newsroom writes it: repairs of an engine's text, from readable tables.

Every rule is a pure function from a German string to a list of :class:`Edit`, so that the
spans over the text survive. :func:`germanise` runs all of them in their order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from fassung.article import Text
from fassung.german.dateline import dateline
from fassung.german.dates import calendar_words, dates, numeric_dates
from fassung.german.edits import Edit, apply, apply_to_string, without
from fassung.german.house import HouseStyle
from fassung.german.names import names
from fassung.german.numbers import numbers, scales
from fassung.german.protect import protected
from fassung.german.quotes import quotes
from fassung.german.states import states
from fassung.german.times import times, zones
from fassung.german.titles import titles
from fassung.german.typography import dashes, ellipses, hard_spaces, spaces
from fassung.german.units import units

RULES_VERSION = "2026.11.24.3"
"""Stands in signatures; raised whenever a rule or a table changes what comes out."""
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class State:
    """What one text of an article leaves for the next.

    ``open_quotes`` is 1 while a quotation runs on. It belongs to the running text: for
    a headline, caption or the like, hand in ``State(people=state.people)`` instead.
    """

    open_quotes: int = 0
    people: frozenset[str] = field(default_factory=frozenset)
    """Full German names of the people met so far."""


@dataclass(frozen=True, slots=True)
class Germanised:
    """The repaired text; the edits in the order made, each counted in the text it met."""

    text: Text
    edits: tuple[Edit, ...]
    state: State


def germanise(
    source: Text,
    german: Text,
    style: HouseStyle | None = None,
    state: State | None = None,
    *,
    published: date | None = None,
) -> Germanised:
    """``german`` as the house writes it; running it on its own result changes nothing.

    Args:
        source: the English text; it says what numbers, dates and names mean. May be empty.
        german: its translation, with spans.
        style: the house's choices.
        state: what the text before it left (see :class:`State`).
        published: the day of the original, which tells summer time from winter time.
    """
    style, state = style or HouseStyle(), state or State()
    english = source.value
    people, open_quotes = state.people, state.open_quotes

    def find_names(value: str) -> list[Edit]:
        nonlocal people
        edits, people = names(value, english, style, people)
        return edits

    def find_quotes(value: str) -> list[Edit]:
        nonlocal open_quotes
        edits, open_quotes = quotes(value, style, open_quotes)
        return edits

    made: list[Edit] = []
    text = german
    steps: tuple[Callable[[str], list[Edit]], ...] = (
        # Spaces first: the patterns after them expect one between words.
        lambda value: dateline(value, english, style),
        ellipses,
        spaces,
        dashes,
        lambda value: states(value, english),
        lambda value: titles(value, english),
        find_names,
        lambda value: dates(value, english) + numeric_dates(value, english),
        lambda value: calendar_words(value) + times(value, english),
        lambda value: zones(value, style, published),
        lambda value: scales(value, english),
        lambda value: numbers(value, english),
        find_quotes,
        # Behind the numbers, whose form it reads, and the quotes, in which units stay.
        lambda value: units(value, english, style, state.open_quotes),
        lambda value: hard_spaces(value, style.nbsp),
    )
    # One round is enough for nearly every text; a second one finds what a repair has laid
    # open, and shows that nothing is left.
    for _ in range(_ROUNDS):
        before = len(made)
        open_quotes = state.open_quotes
        for step in steps:
            if edits := step(text.value):
                kept = without(edits, protected(text.value))
                text = apply(text, kept)
                made += kept
        if len(made) == before:
            break
    return Germanised(text, tuple(made), State(open_quotes, people))


__all__ = [
    "RULES_VERSION",
    "Edit",
    "Germanised",
    "HouseStyle",
    "State",
    "apply",
    "apply_to_string",
    "calendar_words",
    "dashes",
    "dateline",
    "dates",
    "ellipses",
    "germanise",
    "hard_spaces",
    "names",
    "numbers",
    "numeric_dates",
    "protected",
    "quotes",
    "scales",
    "spaces",
    "states",
    "times",
    "units",
    "without",
    "zones",
]
