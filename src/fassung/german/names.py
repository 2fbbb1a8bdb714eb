"""Names in their German form, from the table ``names.csv``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from fassung.german.edits import Edit
from fassung.german.house import HouseStyle
from fassung.german.name_index import Index, Name, by_first_word, forms
from fassung.german.tables import names as rows
from fassung.german.tables import words

_WORD = re.compile(r"[^\W\d_]+")
_GENITIVE = re.compile(r"['’]s(?!\w)")
_GAPS = {" ": " ", "\u00a0": " ", "-": "-", "'": "'", "’": "'"}


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    genitive: bool
    name: Name


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
    known = by_first_word(style.kim_hyphen, style.kyjiw)
    hits = list(_hits(german, known))
    seen = set(people)
    for hit in (*hits, *_hits(english, known)):
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


def in_source(english: str, style: HouseStyle | None = None) -> list[tuple[str, str]]:
    """Names of the table that an English text holds, with their German form, in the text's order.

    One that stays as it is has itself beside it. A surname counts only after the full name, where
    the table says so.

    >>> in_source("Zelenskyy’s aides flew from Kyiv; the Moscow Times said so.")
    [('Zelenskyy', 'Selenskyj'), ('Kyiv', 'Kiew'), ('Moscow Times', 'Moscow Times')]
    """
    style = style or HouseStyle()
    found: dict[str, str] = {}
    seen: set[str] = set()
    for hit in _hits(english, by_first_word(style.kim_hyphen, style.kyjiw)):
        name = hit.name
        if name.person and not name.needs_person:
            seen.add(name.person)
        elif name.needs_person and name.person not in seen:
            continue
        written = _GENITIVE.sub("", english[hit.start : hit.end])
        if name.kind == "protected":
            found[written] = written
        elif name.kind not in ("city", "country", "place") or not _in_a_name(
            english, hit, small=False
        ):
            found[written] = _inflected(name.german, "")
    return list(found.items())


@cache
def first_words() -> frozenset[str]:
    """The words that a form of the table begins with, genitive or not; a text without is clean."""
    words = {name for hyphen in (False, True) for name in by_first_word(hyphen, False)}
    return frozenset(words | {word + "s" for word in words})


@cache
def kept_spellings() -> frozenset[str]:
    """Names of rows of kind ``protected``, in all their forms."""
    kept = (row["english"] for row in rows() if row["kind"] == "protected")
    return frozenset(form for cell in kept for form in forms(cell))


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
            for form in forms(row["english"]):
                found[form.upper()] = row["german"]
            found[row["german"].upper()] = row["german"]
    return found | {"KYJIW": "Kiew"}


def _hits(text: str, index: Index) -> Iterator[_Hit]:
    found = list(_WORD.finditer(text))
    at = 0
    while at < len(found):
        word = found[at].group()
        hit = None
        if word[0].isupper():
            known = index.get(word)
            if not known and word[-1] == "s":
                known = index.get(word[:-1])
            following = found[at + 1].group() if at + 1 < len(found) else ""
            for name in _candidates(known, following) if known else ():
                if hit := _match(text, found, at, name):
                    break
        if hit:
            yield hit
            at += len(hit.name.words)
        else:
            at += 1


def _candidates(forms: dict[str, list[tuple[int, Name]]], following: str) -> Iterable[Name]:
    """Those of the forms that go on with the word ``following``, genitive or not, or end here."""
    able = list(forms.get("", ()))
    if following:
        able += forms.get(following, ())
        if following[-1] == "s":
            able += forms.get(following[:-1], ())
    able.sort(key=itemgetter(0))
    return [name for _, name in able]


def _match(text: str, found: list[re.Match[str]], at: int, name: Name) -> _Hit | None:
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


def _in_a_name(german: str, hit: _Hit, *, small: bool = True) -> bool:
    """Whether a place is part of a larger English name: "Air France", "Moscow Times".

    In a German text an English "from" or "of" before it says so, too; in an English one these are
    words like all others (``small`` off).
    """
    before = german[max(0, hit.start - 24) : hit.start].replace("-", " ").split()[-1:]
    if (
        before
        and before[0] in words()["name_before"]
        and german[hit.start - 1] in " \u00a0-"
        and (small or (before[0][0].isupper() and before[0] != "The"))
    ):
        return True
    # "Telekom Indonesia": a country behind a long capitalised word belongs to a name; the word
    # that begins a sentence ("In France") is short.
    long_name = before and len(before[0]) > 4 and before[0][0].isupper()
    if small and long_name and hit.name.kind == "country" and german[hit.start - 1] in " \u00a0-":
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
