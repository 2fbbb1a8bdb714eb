"""Names that the German spells with a letter more, less or other than the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, takewhile

from fassung.checks.given_names import is_given_name
from fassung.checks.model import Pair, Word
from fassung.checks.name_tables import german_forms, known
from fassung.checks.named import base, is_common, may_be_name, names
from fassung.checks.spelling import distance, plain, sound, without_genitive

_SHORTEST = 5
_LONG = 8
"""Letters of a name from which on two of them may differ, and a slip is certain."""
_APART = 0.25
"""How far apart, in parts of the whole, the two spellings may stand."""
_NEAR = 40
"""The same in characters, for a short text."""
# What German puts in place of an English or Latin ending: Asturias, Asturien; Operettas, Operetten.
_ENDINGS = frozenset("n en ern er r e m em ien in s".split())
# What German leaves out: Trieste, Triest; Canberran, Canberra; Jacobites, Jakobiten.
_DROPPED = frozenset("e n an s er".split())
# More than spelling.sound() takes for one: Columbus, Kolumbus; Bachar, Baschar; Zelenograd.
_LOOSE = re.compile("sch|ch|c|z")
_LOOSELY = {"sch": "s", "ch": "s", "c": "k", "z": "s"}


@dataclass(frozen=True, slots=True)
class Slip:
    """A name of the source, the German word that misspells it, and the right one in its place."""

    english: Word
    german: Word
    right: str

    @property
    def name(self) -> str:
        """The name as the source spells it, without a genitive."""
        return base(self.english.text)

    @property
    def written(self) -> str:
        """The name as the German spells it, without a genitive."""
        return without_genitive(self.german.text) if self._genitive else self.german.text

    @property
    def long(self) -> bool:
        """Whether so many letters are the same that hardly another name is meant."""
        return len(self.name) >= _LONG

    @property
    def unknown(self) -> bool:
        """Whether the German spelling is nobody's name that is known."""
        return self.written not in known() and not is_given_name(self.written)

    @property
    def _genitive(self) -> bool:
        return self.right != self.name


@dataclass(frozen=True, slots=True)
class Spellings:
    """How an article spells: the source's words, counted, and the words of the German."""

    source: Counter[str]
    german: frozenset[str]

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> Spellings:
        return cls(
            Counter(base(word.text) for pair in pairs for word in pair.source_words),
            frozenset(without_genitive(w.text) for pair in pairs for w in pair.german_capitals)
            | {word.text for pair in pairs for word in pair.german_capitals},
        )

    def settles(self, slip: Slip) -> bool:
        """Whether the article itself shows that the source's spelling is the right one."""
        return slip.written not in self.source and (
            self.source[slip.name] > 1 or slip.name in self.german
        )


def in_a_full_name(pair: Pair, slip: Slip) -> bool:
    """Whether the other part of a full name stands beside both: Jane Doe-Smyth, Jane Doe-Smith."""
    english = _beside(pair.source_words, slip.english)
    return not english.isdisjoint(_beside(pair.german_words, slip.german))


def _beside(words: Sequence[Word], word: Word) -> set[tuple[int, str]]:
    """The words with a capital right before (-1) and after (1) ``word``."""
    at = words.index(word)
    found = set()
    if at and words[at - 1].end + 1 == word.start:
        found.add((-1, words[at - 1].text))
    if at + 1 < len(words) and words[at + 1].start == word.end + 1:
        found.add((1, base(words[at + 1].text)))
    return {(side, text) for side, text in found if text[0].isupper()}


def slips(pair: Pair) -> tuple[Slip, ...]:
    """Names of the source that the German spells in another way, though it has no form of its own.

    Left out is what transcription and German endings explain.
    """
    return pair.once(_slips)


def _slips(pair: Pair) -> tuple[Slip, ...]:
    return tuple(_found(pair))


def _found(pair: Pair) -> Iterator[Slip]:
    own: list[Word] | None = None
    for word in _sought(pair):
        name = base(word.text)
        if own is None:
            there = {w.text for w in pair.source_words} | {base(w.text) for w in pair.source_words}
            own = [
                w
                for w in pair.german_capitals
                if len(w.text) >= _SHORTEST - 1
                and w.text not in there
                and without_genitive(w.text) not in there
            ]
        place = word.start / len(pair.source)
        reach = max(_APART, _NEAR / len(pair.german))
        for german in own:
            if abs(german.start / len(pair.german) - place) > reach:
                continue
            if right := _spelled(name, german.text):
                yield Slip(word, german, right)
                break


def _sought(pair: Pair) -> Iterator[Word]:
    """Words of names that the German does not hold as they are."""
    found = [word for name in names(pair) for word in name.words if word.text not in pair.german]
    if "-" in pair.source:
        found += [w for w in pair.source_words if "-" in w.text and _is_double(w.text)]
    for word in found:
        name = base(word.text)
        if (
            len(name) >= _SHORTEST
            and not german_forms(name)
            and plain(name) not in plain(pair.german)
        ):
            yield word


def _is_double(word: str) -> bool:
    """A double name whose parts may be words of the language: "Mills-Hicks"."""
    parts = base(word).split("-")
    return (
        not may_be_name(word)
        and all(part[:1].isupper() and part[1:].islower() and len(part) > 3 for part in parts)
        and not all(is_common(part.lower()) for part in parts)
    )


@lru_cache(maxsize=20_000)
def _spelled(name: str, german: str) -> str:
    """``name`` as it should stand in place of ``german``; empty if that is no slip of it."""
    if _is_slip(name, german):
        return name
    bare = without_genitive(german)
    if bare != german and not name.endswith("s") and _is_slip(name, bare):
        return name + "s"
    return ""


def _is_slip(name: str, german: str) -> bool:
    one, other = plain(name).replace("-", ""), plain(german).replace("-", "")
    limit = 1 if len(one) < _LONG else 2
    if one == other or abs(len(one) - len(other)) > limit or one[0] != other[0]:
        return False
    if distance(one, other, limit) > limit:
        return False
    if _single(one) == _single(other):
        return True
    if _loose(name) == _loose(german):
        return False
    shared = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(one, other, strict=False)))
    if shared == len(other) and one[shared:] in _DROPPED:
        return False
    return not (shared >= len(one) - 3 and other[shared:] in _ENDINGS)


def _single(word: str) -> str:
    """``word`` with one letter for two that are the same: Pissarro, Pissaro."""
    return "".join(letter for letter, _ in groupby(word))


def _loose(word: str) -> str:
    return _LOOSE.sub(lambda match: _LOOSELY[match.group()], sound(word))
