"""Where an article names people: runs of capitalised words, and which of them sound alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from fassung.checks.given_names import is_given_name
from fassung.checks.model import Pair, Word
from fassung.checks.spelling import sound, without_genitive

Run: TypeAlias = tuple[Pair, tuple[Word, ...]]
_FOREIGN = re.compile(r"[^\x00-\x7fÄÖÜäöüß]")
_CLASSES = {
    letter: group[0]
    for group in ("CKTSZŠŚŽŻČÇ", "VW", "YJI", "AÁÅÄ", "OÓÖØ", "UÜÚ", "EÉ", "FP", "LŁ", "DÐ")
    for letter in group
} | {letter: letter for letter in "BGHMNQRX"}
"""Initials that other transcriptions of a name may have: Chodorkowski, Khodorkovsky."""
SHORTEST = 4
"""Letters below which words are too much alike to tell names by."""


@dataclass(frozen=True, eq=False)
class Mention:
    """One or more words that may be a name, where they stand."""

    pair: Pair
    words: tuple[Word, ...]

    @cached_property
    def form(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def stretch(self) -> tuple[int, int]:
        return self.words[0].start, self.words[-1].end


class Source:
    """What the English names; knows nothing when there is only the German."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self.given = any(pair.source for pair in pairs)

    @cached_property
    def words(self) -> set[str]:
        capitals = {w.text for p in self._pairs for w in p.source_words if w.text[0].isupper()}
        parts = {part for word in capitals if "-" in word for part in word.split("-")}
        return capitals | parts | {without_genitive(word) for word in capitals}

    @cached_property
    def sounds(self) -> set[str]:
        return {sound(word) for word in self.words}

    def names(self, word: str) -> bool:
        """Whether ``word`` is a name of the source, in whatever spelling."""
        return sound(word) in self.sounds or sound(without_genitive(word)) in self.sounds

    def holds_both(self, a: str, b: str) -> bool:
        """Whether the partner itself has both spellings: then they may be two people."""
        return all(w in self.words or without_genitive(w) in self.words for w in (a, b))


def runs(pair: Pair) -> Iterator[Run]:
    """Capitalised words that follow each other with nothing but a space between."""
    run: list[Word] = []
    for word in pair.german_capitals:
        if run and (run[-1].end + 1 != word.start or pair.german[word.start - 1] not in " \u00a0"):
            yield pair, tuple(run)
            run = []
        run.append(word)
    if run:
        yield pair, tuple(run)


def alike(runs: Sequence[Run]) -> dict[str, set[str]]:
    """By sound, the words that sound like a name of the text and are not its genitive.

    Names are known by a given name or by letters that German has not. Only words that begin
    like one of them are looked at, since most words of an article are not names.
    """
    known = {
        word.text
        for _, run in runs
        if len(run) > 1
        for two in pairwise(run)
        if is_given_name(two[0].text)
        for word in two
    }
    words = {word.text for _, run in runs for word in run if len(word.text) >= SHORTEST}
    known |= {word for word in words if not word.isascii() and _FOREIGN.search(word)}
    known &= words
    if not known:
        return {}
    begins = {_begins(word) for word in known}
    by_sound: dict[str, set[str]] = defaultdict(set)
    for word in words:
        if _begins(word) in begins and not word.isupper():
            by_sound[sound(word)].add(word)
    for key in tuple(by_sound):
        if key[-1] == "s" and key[:-1] in by_sound:
            by_sound[key[:-1]] |= by_sound[key]
    return {
        key: forms
        for key, forms in by_sound.items()
        if len(forms) > 1 and forms & known and len({without_genitive(form) for form in forms}) > 1
    }


def _begins(word: str) -> str:
    """The letter class that all transcriptions of a name begin with."""
    return _CLASSES.get(word[0], "")


def twos(runs: Sequence[Run], alike: Mapping[str, set[str]]) -> Iterator[Mention]:
    """Two words that may be a full name, where another spelling of it is possible at all."""
    suspects = {form for forms in alike.values() for form in forms}
    for pair, run in runs:
        for one, two in pairwise(run):
            if len(two.text) >= SHORTEST and (
                is_given_name(one.text) or one.text in suspects or two.text in suspects
            ):
                yield Mention(pair, (one, two))
