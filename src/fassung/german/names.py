"""Names in their German form, from the table ``names.csv``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from itertools import product
from operator import itemgetter

from fassung.german.edits import Edit
from fassung.german.house import HouseStyle
from fassung.german.tables import names as rows
from fassung.german.tables import words

_WORD = re.compile(r"[^\W\d_]+")
_GENITIVE = re.compile(r"['’]s(?!\w)")
_GAPS = {" ": " ", "\u00a0": " ", "-": "-", "'": "'", "’": "'"}


@dataclass(frozen=True, slots=True)
class _Name:
    """One form that may stand in a text: its words, what stands between them, what they become."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    german: str
    kind: str
    person: str = ""
    """Full German name of the person; for a surname that counts only after it."""
    needs_person: bool = False


_Index = dict[str, dict[str, list[tuple[int, _Name]]]]
"""By the first word, then by the second ("" where there is none): the forms with their turn, the
longest of one first word first."""


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    genitive: bool
    name: _Name


def names(
    german: str,
    english: str = "",
    style: HouseStyle | None = None,
    people: Set[str] = frozenset(),
) -> tuple[list[Edit], frozenset[str]]:
    """Edits that put names of the table into German form, and the people seen so far.

    ``people`` are the full German names that earlier texts of the article held: some
    surnames mean a person only after the full name. A genitive s is kept. Only whole
    capitalised words are read; rows of kind ``protected`` are left as they stand.
    """
    style = style or HouseStyle()
    index = _index(style.kim_hyphen, style.kyjiw)
    hits = list(_hits(german, index))
    seen = set(people)
    for hit in (*hits, *_hits(english, index)):
        if hit.name.person and not hit.name.needs_person:
            seen.add(hit.name.person)
    edits = []
    for hit in hits:
        name = hit.name
        if name.kind == "protected" or (name.needs_person and name.person not in seen):
            continue
        if name.kind in ("city", "country", "place") and _in_a_name(german, hit):
            continue
        new = _inflected(name.german, german[: hit.start])
        if hit.genitive:
            new += "’" if new[-1] in "sxzß" else "s"
        if german[hit.start : hit.end].replace("\u00a0", " ") != new:
            edits.append(Edit(hit.start, hit.end, new, "name"))
    return edits, frozenset(seen)


@cache
def first_words() -> frozenset[str]:
    """The words that a form of the table begins with, genitive or not; a text without is clean."""
    words = {name for hyphen in (False, True) for name in _index(hyphen, False)}
    return frozenset(words | {word + "s" for word in words})


@cache
def kept_spellings() -> frozenset[str]:
    """Names of rows of kind ``protected``, in all their forms."""
    kept = (row["english"] for row in rows() if row["kind"] == "protected")
    return frozenset(form for cell in kept for form in _forms(cell))


def place(written: str, style: HouseStyle) -> str:
    """The German form of a place in capitals or not; empty if the table has none.

    >>> place("MOSCOW", HouseStyle()), place("ERIE", HouseStyle())
    ('Moskau', '')
    """
    form = places().get(written.upper(), "")
    return "Kyjiw" if form == "Kiew" and style.kyjiw else form


@cache
def places() -> dict[str, str]:
    """German form by English and by German form, both in capitals."""
    found = {}
    for row in rows():
        if row["kind"] in ("city", "country", "place"):
            for form in _forms(row["english"]):
                found[form.upper()] = row["german"]
            found[row["german"].upper()] = row["german"]
    return found | {"KYJIW": "Kiew"}


def _hits(text: str, index: _Index) -> Iterator[_Hit]:
    found = list(_WORD.finditer(text))
    at = 0
    while at < len(found):
        word = found[at].group()
        hit = None
        if word[0].isupper():
            forms = index.get(word)
            if not forms and word[-1] == "s":
                forms = index.get(word[:-1])
            following = found[at + 1].group() if at + 1 < len(found) else ""
            for name in _candidates(forms, following) if forms else ():
                if hit := _match(text, found, at, name):
                    break
        if hit:
            yield hit
            at += len(hit.name.words)
        else:
            at += 1


def _candidates(forms: dict[str, list[tuple[int, _Name]]], following: str) -> Iterable[_Name]:
    """Those of the forms that go on with the word ``following``, genitive or not, or end here."""
    able = list(forms.get("", ()))
    if following:
        able += forms.get(following, ())
        if following[-1] == "s":
            able += forms.get(following[:-1], ())
    able.sort(key=itemgetter(0))
    return [name for _, name in able]


def _match(text: str, found: list[re.Match[str]], at: int, name: _Name) -> _Hit | None:
    last = at + len(name.words) - 1
    if last >= len(found):
        return None
    for offset, gap in enumerate(name.gaps):
        if found[at + offset].group() != name.words[offset]:
            return None
        between = text[found[at + offset].end() : found[at + offset + 1].start()]
        if between == ", " and name.kind == "protected":
            continue
        between = _GAPS.get(between, "")
        if not between or (between != gap and name.kind != "korean"):
            return None
    word, end = found[last].group(), found[last].end()
    if text[end : end + 1] in "_0123456789" and text[end : end + 1]:
        return None
    if word == name.words[-1]:
        if suffix := _GENITIVE.match(text, end):
            return _Hit(found[at].start(), suffix.end(), True, name)
        return _Hit(found[at].start(), end, False, name)
    if word == name.words[-1] + "s":
        return _Hit(found[at].start(), end, True, name)
    return None


def _in_a_name(german: str, hit: _Hit) -> bool:
    """Whether a place is part of a larger English name: "Air France", "Moscow Times"."""
    before = german[max(0, hit.start - 24) : hit.start].replace("-", " ").split()[-1:]
    if before and before[0] in words()["name_before"] and german[hit.start - 1] in " \u00a0-":
        return True
    # "Telekom Indonesia": a country behind a long capitalised word belongs to a name; the word
    # that begins a sentence ("In France") is short.
    long_name = before and len(before[0]) > 4 and before[0][0].isupper()
    if long_name and hit.name.kind == "country" and german[hit.start - 1] in " \u00a0-":
        return True
    after = _WORD.match(german, hit.end + 1)
    return bool(after and after.group() in words()["name_after"] and german[hit.end] in " \u00a0-,")


def _inflected(form: str, before: str) -> str:
    if "~" not in form:
        return form
    article = before.split()[-1:] if before[-1:] in (" ", "\u00a0") else []
    lower = article[0].lower() if article else ""
    ending = "n" if lower in words()["inflecting"] or ("~~" in form and lower == "die") else ""
    return form.replace("~~", ending).replace("~", ending)


def _forms(cell: str) -> Iterator[str]:
    """ "A/B C|D" holds "A C", "B C" and "D"."""
    for form in cell.split("|"):
        for choice in product(*(word.split("/") for word in form.split(" "))):
            yield " ".join(choice)


@cache
def _index(kim_hyphen: bool, kyjiw: bool) -> _Index:
    index: dict[str, list[_Name]] = {}

    def add(form: str, german: str, kind: str, person: str = "", needs: bool = False) -> None:
        parts = re.split(r"([ '-])", form)
        name = _Name(tuple(parts[::2]), tuple(parts[1::2]), german, kind, person, needs)
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
                for form in {form.rpartition(" ")[2] for form in _forms(row["english"])}:
                    add(form, surname, kind, german, row["alone"] == "seen")
        else:
            if german == "Kiew" and kyjiw:
                german = "Kyjiw"
            for form in _forms(row["english"]):
                add(form, german, kind)
            if german == "Kyjiw":
                add("Kiew", german, kind)
            elif german == "Kiew":
                add("Kyjiw", german, kind)
    found: _Index = {}
    for first, same in index.items():
        same.sort(key=lambda name: -len(name.words))
        for turn, name in enumerate(same):
            second = name.words[1] if len(name.words) > 1 else ""
            found.setdefault(first, {}).setdefault(second, []).append((turn, name))
    return found


def _person_forms(cell: str, german: str) -> Iterator[str]:
    """All forms, and those in which an engine turned only one of the two names into German."""
    parts = german.split(" ")
    for form in _forms(cell):
        yield form
        pieces = form.split(" ")
        if len(pieces) == len(parts) == 2:
            yield f"{pieces[0]} {parts[1]}"
            yield f"{parts[0]} {pieces[1]}"
    yield german
