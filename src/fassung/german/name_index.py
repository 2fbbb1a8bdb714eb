"""The forms of ``names.csv`` by their first words, for :mod:`fassung.german.names`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from fassung.german.tables import names as rows


@dataclass(frozen=True, slots=True)
class Name:
    """One form that may stand in a text: its words, what stands between them, what they become."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    german: str
    kind: str
    person: str = ""
    """Full German name of the person; for a surname that counts only after it."""
    needs_person: bool = False


Index = dict[str, dict[str, list[tuple[int, Name]]]]
"""By the first word, then by the second ("" where there is none): the forms with their turn, the
longest of one first word first."""


def forms(cell: str) -> Iterator[str]:
    """ "A/B C|D" holds "A C", "B C" and "D"."""
    for form in cell.split("|"):
        for choice in product(*(word.split("/") for word in form.split(" "))):
            yield " ".join(choice)


@cache
def by_first_word(kim_hyphen: bool, kyjiw: bool) -> Index:
    """All forms, as the house writes Kim Jong Un and Kiew."""
    index: dict[str, list[Name]] = {}

    def add(form: str, german: str, kind: str, person: str = "", needs: bool = False) -> None:
        parts = re.split(r"([ '-])", form)
        name = Name(tuple(parts[::2]), tuple(parts[1::2]), german, kind, person, needs)
        same = index.setdefault(parts[0], [])
        if all((other.words, other.gaps) != (name.words, name.gaps) for other in same):
            same.append(name)

    for row in rows():
        german, kind = row["german"], row["kind"]
        if "only" in row["note"]:
            continue  # without its context this word is another one
        if kind == "korean":
            first, *given = german.split(" ")
            form = f"{first} {given[0]}-{given[1].lower()}" if kim_hyphen else german
            add(german, form, kind)
            add(f"{first} {given[0]} {given[1].lower()}", form, kind)
        elif kind == "person":
            for form in _person_forms(row["english"], german):
                add(form, german, kind, german)
            if row["alone"]:
                surname = german.rpartition(" ")[2]
                for form in {form.rpartition(" ")[2] for form in forms(row["english"])}:
                    add(form, surname, kind, german, row["alone"] == "seen")
        else:
            if german == "Kiew" and kyjiw:
                german = "Kyjiw"
            for form in forms(row["english"]):
                add(form, german, kind)
            if german == "Kyjiw":
                add("Kiew", german, kind)
            elif german == "Kiew":
                add("Kyjiw", german, kind)
    found: Index = {}
    for first, same in index.items():
        same.sort(key=lambda name: -len(name.words))
        for turn, name in enumerate(same):
            second = name.words[1] if len(name.words) > 1 else ""
            found.setdefault(first, {}).setdefault(second, []).append((turn, name))
    return found


def _person_forms(cell: str, german: str) -> Iterator[str]:
    """All forms, and those in which an engine turned only one of the two names into German."""
    parts = german.split(" ")
    for form in forms(cell):
        yield form
        pieces = form.split(" ")
        if len(pieces) == len(parts) == 2:
            yield f"{pieces[0]} {parts[1]}"
            yield f"{parts[0]} {pieces[1]}"
    yield german
