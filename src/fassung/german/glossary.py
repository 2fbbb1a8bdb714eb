"""Glossaries: what a partner or portal wants a term to be called in German, and what to keep.

Two lists, since editors keep them apart: terms with their German, from CSV or TBX (see
:mod:`fassung.german.tbx`), and words that stay as they are, one a line.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from fassung.article import Stretch
from fassung.errors import GlossaryError

MAX_BYTES = 20_000_000
"""A larger file is refused: it is no glossary."""
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ENDINGS = ("", "s", "es", "'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class Term:
    """One concept: English terms, the German ones that are right, those that are forbidden.

    German terms stand in their dictionary form, the preferred one first. A term with a capital
    letter is looked for as it is written, another one in any writing.

    Raises:
        ValueError: if there is no English term, or neither a right nor a forbidden German one.
    """

    english: tuple[str, ...]
    german: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if not self.english or not (self.german or self.forbidden):
            raise ValueError(f"a term needs English and German: {self}")


@dataclass(frozen=True)
class Glossary:
    """Terms and the words that stay as they are. Add a portal's to a partner's with ``+``."""

    terms: tuple[Term, ...] = ()
    keep: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.keep)

    def __add__(self, other: Glossary) -> Glossary:
        """Both; where they name the same English term, ``other`` decides."""
        named = {form for term in other.terms for form in term.english}
        mine = tuple(term for term in self.terms if named.isdisjoint(term.english))
        return Glossary((*mine, *other.terms), tuple(dict.fromkeys((*self.keep, *other.keep))))

    @cached_property
    def version(self) -> str:
        """Eight hex digits that change with the content; for signatures."""
        return hashlib.sha256(repr((self.terms, self.keep)).encode()).hexdigest()[:8]

    @cached_property
    def first_words(self) -> frozenset[str]:
        """In small letters, the words that a term may begin with in a source."""
        return frozenset(self._index)

    @cached_property
    def _index(self) -> dict[str, tuple[tuple[str, Term], ...]]:
        found: dict[str, list[tuple[str, Term]]] = {}
        for term in self.terms:
            for form in term.english:
                words = _WORD.findall(form.lower())
                for ending in _ENDINGS if len(words) == 1 else ("",):
                    found.setdefault(words[0] + ending, []).append((form, term))
        return {word: tuple(terms) for word, terms in found.items()}

    def in_source(self, source: str) -> list[tuple[Stretch, Term]]:
        """Where ``source`` holds a term, plural or not; of two that overlap the longer one."""
        hits: list[tuple[Stretch, Term]] = []
        lower = source.lower()
        for word in _WORD.finditer(source):
            for form, term in self._index.get(word.group().lower(), ()):
                start, end = word.start(), word.start() + len(form)
                same = source if form != form.lower() else lower
                if not same.startswith(form, start):
                    continue
                rest = _WORD.match(source, end)
                ending = rest.group() if rest else ""
                if source[end : end + 1] in ("'", "’") and source[end + 1 : end + 2] == "s":
                    end += 2
                elif ending in ("s", "es"):
                    end += len(ending)
                elif ending:
                    continue
                hits.append(((start, end), term))
        hits.sort(key=lambda hit: (hit[0][0] - hit[0][1], hit[0]))
        kept: list[tuple[Stretch, Term]] = []
        for (start, end), term in hits:
            if all(end <= a or b <= start for (a, b), _ in kept):
                kept.append(((start, end), term))
        return sorted(kept, key=lambda hit: hit[0])

    def kept_in_source(self, source: str) -> list[tuple[Stretch, str]]:
        """Where ``source`` holds a word that must stay as it is."""
        found = []
        for word in self.keep:
            at = source.find(word)
            if at >= 0 and not _touches_letters(source, at, at + len(word)):
                found.append(((at, at + len(word)), word))
        return found


def read_csv(data: bytes, *, source: str = "glossary") -> Glossary:
    """A glossary from a CSV table, UTF-8, parted by comma, semicolon or tab.

    The first line names the columns: ``english`` (or ``en``), ``german`` (``de``), and if wanted
    ``forbidden`` and ``note``. ``|`` parts several terms in one cell, the preferred one first.
    Lines that begin with # are for people.

    Args:
        data: the file's bytes.
        source: its name, for error messages.

    Raises:
        GlossaryError: one line that says what is wrong and where.

    >>> read_csv("english;german\\ncease-fire|ceasefire;Waffenruhe\\n".encode()).terms[0].english
    ('cease-fire', 'ceasefire')
    """
    lines = [line for line in _text(data, source).splitlines() if line and line[0] != "#"]
    head = lines[0] if lines else ""
    delimiter = max("\t;,", key=head.count)
    reader = csv.reader(lines, delimiter=delimiter)
    terms = []
    try:
        columns = [_COLUMNS.get(cell.strip().lower(), "") for cell in next(reader, [])]
        if not {"english", "german"} <= set(columns):
            raise GlossaryError(
                "{source} names no columns “english” and “german” in its first line.",
                source=source,
            )
        for row in reader:
            cells = dict(zip(columns, row, strict=False))
            english = _parts(cells.get("english", ""))
            german = _parts(cells.get("german", ""))
            forbidden = _parts(cells.get("forbidden", ""))
            if english and (german or forbidden):
                terms.append(Term(english, german, forbidden, cells.get("note", "").strip()))
    except csv.Error as error:
        raise GlossaryError(
            "{source} is no readable CSV: {reason}.", source=source, reason=error
        ) from None
    return Glossary(tuple(terms))


def read_keep(data: bytes, *, source: str = "list") -> Glossary:
    """Words that stay as they are, UTF-8, one a line; lines that begin with # are for people.

    Raises:
        GlossaryError: if it is no text.

    >>> read_keep("# brands\\nThe Morning Post\\n".encode()).keep
    ('The Morning Post',)
    """
    lines = (line.strip() for line in _text(data, source).splitlines())
    return Glossary(keep=tuple(dict.fromkeys(li for li in lines if li and li[0] != "#")))


_COLUMNS = {
    "english": "english",
    "en": "english",
    "source": "english",
    "german": "german",
    "de": "german",
    "target": "german",
    "forbidden": "forbidden",
    "note": "note",
}


def _text(data: bytes, source: str) -> str:
    if len(data) > MAX_BYTES:
        raise GlossaryError("{source} is too large for a glossary.", source=source)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GlossaryError(
            "{source} is not UTF-8 text; save it as UTF-8 and try again.", source=source
        ) from None


def _parts(cell: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in cell.split("|"))
    return tuple(dict.fromkeys(part for part in parts if _WORD.search(part)))


def _touches_letters(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() or after.isalnum()


def merged(glossaries: Iterable[Glossary]) -> Glossary:
    """All of them, later ones going before earlier ones: house, partner, portal."""
    whole = Glossary()
    for glossary in glossaries:
        whole += glossary
    return whole


def terms_of(entries: Iterable[tuple[Iterable[str], Iterable[str], Iterable[str]]]) -> Glossary:
    """A glossary of (English, German, forbidden German) concepts; incomplete ones are left out."""
    terms = []
    for english, german, forbidden in entries:
        en, de, no = _joined(english), _joined(german), _joined(forbidden)
        if en and (de or no):
            terms.append(Term(en, de, no))
    return Glossary(tuple(terms))


def _joined(terms: Iterable[str]) -> tuple[str, ...]:
    return _parts("|".join(term.replace("|", " ") for term in terms))
