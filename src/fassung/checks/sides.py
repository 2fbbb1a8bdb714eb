"""Countries, parties, faiths and directions in a text, by the table ``sides.csv``."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from fassung.checks.model import Word


@dataclass(frozen=True, slots=True)
class Side:
    """One row of the table."""

    id: str
    group: str
    near: frozenset[str]
    """Ids that may stand for this side; mutual."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A side that is named in a text, and where."""

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    """A word of the table: with ``open`` any ending may follow."""

    text: str
    open: bool

    def fits(self, word: str) -> bool:
        # A small letter in the table is read in either case, a capital only as a capital.
        first = word[:1].lower() if self.text[:1].islower() else word[:1]
        written = self.text
        candidate = first + word[1:]
        if not written.isupper() and candidate[:1] == written[:1]:
            written, candidate = written.lower(), candidate.lower()
        return candidate.startswith(written) if self.open else candidate == written


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word may mean: sides by itself, and phrases that begin with it."""

    sides: tuple[Side, ...] = ()
    phrases: tuple[tuple[tuple[_Form, ...], Side], ...] = ()


_NOTHING = _Word()
_MEMORY = 100_000
"""Words remembered at most: a newspaper's vocabulary, some megabytes."""
_HEAD = 2
"""Letters by which forms with any ending are looked up; no such form is shorter."""


@dataclass
class Finder:
    """Finds sides in one language."""

    single: dict[str, list[tuple[_Form, Side]]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[_Form, ...], Side]]] = field(default_factory=dict)
    longest: int = 0
    _whole: set[str] = field(default_factory=set)
    """The words of the table, and those that begin a phrase, after which nothing may follow."""
    _open: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Those after which any ending may follow, by their first letters."""
    _known: dict[str, _Word] = field(default_factory=dict)
    _idle: set[str] = field(default_factory=set)
    """Words in lower case that mean nothing in any case: most of them."""

    def add(self, written: str, side: Side) -> None:
        forms = tuple(_Form(part.rstrip("*"), part.endswith("*")) for part in written.split(" "))
        key = forms[0].text.lower()
        self.longest = max(self.longest, len(key))
        if forms[0].open:
            self._open[key[:_HEAD]] = (*self._open.get(key[:_HEAD], ()), key)
        else:
            self._whole.add(key)
        if len(forms) == 1:
            self.single.setdefault(key, []).append((forms[0], side))
        else:
            self.phrases.setdefault(key, []).append((forms, side))

    def mentions(self, words: Sequence[Word], vocabulary: Set[str]) -> list[Mention]:
        """The sides named by ``words``, in order; the longest phrase counts.

        ``vocabulary`` holds the words in lower case: what it shares with the known idle words
        is not looked at again.
        """
        busy = vocabulary - self._idle
        if not busy:
            return []
        found: list[Mention] = []
        until = 0
        for at, word in enumerate(words):
            if word.lower not in busy:
                continue
            meaning = self._known.get(word.text) or self._learn(word.text)
            if at < until:
                continue
            for forms, side in meaning.phrases:
                rest = words[at + 1 : at + len(forms)]
                if len(rest) == len(forms) - 1 and all(
                    form.fits(_bare(other.text))
                    for form, other in zip(forms[1:], rest, strict=True)
                ):
                    found.append(Mention(side, word.start, rest[-1].end))
                    until = at + len(forms)
                    break
            else:
                found += (Mention(side, word.start, word.end) for side in meaning.sides)
        return found

    def _learn(self, word: str) -> _Word:
        if len(self._known) + len(self._idle) > _MEMORY:
            self._known.clear()
            self._idle.clear()
        lower = word.lower()
        if not self._in_table(lower):
            self._idle.add(lower)
            return _NOTHING
        meaning = self._known[word] = self._meaning(word)
        if all(
            self._meaning(form) is _NOTHING for form in (lower, word, lower.title(), word.upper())
        ):
            del self._known[word]
            self._idle.add(lower)
        return meaning

    def _in_table(self, lower: str) -> bool:
        """Whether a word in lower case, or a part of it, is in the table in any case at all."""
        word = _bare(lower)
        return any(
            part in self._whole or part.startswith(self._open.get(part[:_HEAD], ()))
            for part in ((word, *word.split("-")) if "-" in word else (word,))
        )

    def _meaning(self, written: str) -> _Word:
        word = _bare(written)
        sides, length = self._sides(word)
        first, hyphen, _ = word.partition("-")
        if hyphen and length <= len(first):
            # "Nicht-EU-Staaten", "israelisch-ägyptisch": the parts, unless the whole is meant
            # ("Saudi-Arabien").
            sides = tuple({s: None for part in word.split("-") for s in self._sides(part)[0]})
        phrases = [
            phrase
            for length in range(1, min(len(word), self.longest) + 1)
            for phrase in self.phrases.get(word[:length].lower(), ())
            if phrase[0][0].fits(word)
        ]
        if not sides and not phrases:
            return _NOTHING
        return _Word(sides, tuple(sorted(phrases, key=lambda p: -len(p[0]))))

    def _sides(self, word: str) -> tuple[tuple[Side, ...], int]:
        """Those of the longest form that fits ("Südafrika" is no south), and its length."""
        for length in range(min(len(word), self.longest), 0, -1):
            fitting = [s for f, s in self.single.get(word[:length].lower(), ()) if f.fits(word)]
            if fitting:
                return tuple(dict.fromkeys(fitting)), length
        return (), 0


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


@cache
def english() -> Finder:
    return _finder("english")


@cache
def german() -> Finder:
    return _finder("german")


def _finder(language: str) -> Finder:
    finder = Finder()
    for row, side in _rows():
        for written in row[language].split("|"):
            finder.add(written, side)
    return finder


@cache
def _rows() -> tuple[tuple[dict[str, str], Side], ...]:
    text = (resources.files("fassung.checks") / "sides.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in text.splitlines() if line and line[0] != "#"))
    near: dict[str, set[str]] = {row["id"]: set() for row in rows}
    for row in rows:
        for other in filter(None, row["near"].split("|")):
            near[row["id"]].add(other)
            near[other].add(row["id"])
    return tuple((row, Side(row["id"], row["group"], frozenset(near[row["id"]]))) for row in rows)


def unmatched(one: Sequence[Mention], other: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions of ``one`` whose side, or one near it, ``other`` does not hold."""
    held = {mention.side.id for mention in other}
    for mention in one:
        if mention.side.id not in held and not mention.side.near & held:
            yield mention
