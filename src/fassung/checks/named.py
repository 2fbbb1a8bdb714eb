"""Names in an English text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fassung.checks.model import Pair, Word, words
from fassung.checks.name_tables import common, german_forms, kept, known
from fassung.checks.sides import english

_STARTS = re.compile(r"(?:^|[.!?:;…–—|•/]|[\"“„”»«‘‚(\[])\W*$")
SHORTEST = 3
"""Letters of the shortest name that is looked for."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words of a source that stand together and are a name: "Angela Merkel"."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def names(pair: Pair) -> tuple[Name, ...]:
    """The names of the source, as far as they are surely names and stay so in German.

    Left out are words of the language, whatever their case, and what ``sides.csv`` holds.
    """
    return pair.once(_names)


def _names(pair: Pair) -> tuple[Name, ...]:
    return tuple(_runs(pair))


def _runs(pair: Pair) -> Iterator[Name]:
    run: list[Word] = []
    for word in pair.source_capitals:
        if may_be_name(word.text) and _is_name(word, pair.source):
            if run and pair.source[run[-1].end : word.start] not in (" ", "\u00a0"):
                yield Name(tuple(run))
                run = []
            run.append(word)
        elif run:
            yield Name(tuple(run))
            run = []
    if run:
        yield Name(tuple(run))


@lru_cache(maxsize=50_000)
def may_be_name(word: str) -> bool:
    """Whether a word with a capital is a name in some place, by itself alone."""
    bare = base(word)
    if len(bare) < SHORTEST or not _LOOKS.fullmatch(bare):
        return False
    if is_common(bare.lower()) and bare not in kept():
        return False
    if "-" in bare and any(is_common(part.lower()) for part in bare.split("-")):
        return False
    if bare not in known() and _TRANSLATED.search(bare):
        return False
    if english().mentions(words(word), {word.lower()}):
        return False
    return german_forms(bare) != ()


def _is_name(word: Word, text: str) -> bool:
    """Whether it is one in this place."""
    if len(word.text) < 5 and text.startswith(". ", word.end):
        return False  # "Pfc. Jones"
    bare = base(word.text)
    if bare in kept():
        # "Gates said", but "the Gates", "Black Sea"
        return not _BEFORE_KEPT.search(text[max(0, word.start - 8) : word.start]) and not (
            _CAPITAL_NEXT.match(text, word.end)
        )
    before = text[max(0, word.start - 8) : word.start]
    begins = _STARTS.search(before) and not _TITLE.search(before)
    return not begins or bare in known() or _followed(text, word)


_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Sgt|Lt|Col|Capt|Rev|Sir)\. $")
_BEFORE_KEPT = re.compile(r"(?:^|[.!?:;…–—|•/]|[\"“„”»«‘‚(\[]|\b[Tt]he |\ban? )\W*$")
_CAPITAL_NEXT = re.compile(r"[ -][A-Z]")
# Words of science, peoples and trades: German has its own.
_TRANSLATED = re.compile(
    r"(?:olog(?:y|ies|ist|ists)|[tsc]ion|isms?|ists?|ness|ment|i[ac]n|ians|ese|ics?|ical|woman|women|men|ship)$"
)


def _followed(text: str, word: Word) -> bool:
    """Whether a word that begins a sentence is shown to be a name by what comes after it."""
    return word.text.endswith(("'s", "’s")) or bool(_NAME_GOES_ON.match(text, word.end))


def is_common(word: str) -> bool:
    """Whether ``word``, in small letters, is an English word and no name.

    >>> is_common("walking"), is_common("merkel")
    (True, False)
    """
    return word in common() or any(
        word.endswith(ending)
        and len(word) - len(ending) > 3
        and (word[: -len(ending)] in common() or word[: -len(ending)] + "e" in common())
        for ending in _ENDINGS
    )


_ENDINGS = ("s", "es", "ed", "ing", "ings", "ly", "er", "ers", "ness")
# "McCain", "O'Neill", "Meyer-Landrut"; not "NordLB", "TVs", "They're".
_LOOKS = re.compile(
    r"(?:(?:Mc|Mac|De|Di|Le|La|Van|O['’]|D['’]|L['’])?[^\W\d_a-z][^\W\d_A-Z]+)"
    r"(?:-(?:[^\W\d_a-z][^\W\d_A-Z]+|al|el|ul))*"
)
_NAME_GOES_ON = re.compile(
    r" (?:[A-Z]\. )?(?:Mc|O['’])?[A-Z][a-z]+|,? (?:who|said|says|told|added)\b"
)


def base(word: str) -> str:
    """The word without the English genitive.

    >>> base("Obama's"), base("Abrams"), base("O’Neill’s")
    ('Obama', 'Abrams', 'O’Neill')
    """
    return word[:-2] if word.endswith(("'s", "’s")) else word
