"""Whether a German text holds the names of the English one, in any form, and which it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fassung.checks.model import Pair, Word, words
from fassung.checks.name_tables import german_forms, known_in_german
from fassung.checks.named import SHORTEST, Name, base, names
from fassung.checks.sides import english, german, unmatched
from fassung.checks.spelling import may_be, plain

# What stands before a name in German; also as the end of a compound ("Außenminister").
_TITLES = tuple(
    """präsident präsidentin senator senatorin minister ministerin herr herrn frau kanzler kanzlerin
    general könig papst sprecher sprecherin chef chefin gouverneur richter trainer professor
    abgeordnete abgeordneter anwalt""".split()
)
ARTICLES = frozenset(
    "der die das dem den des ein eine einer auch nur und für mit von bei wie".split()
)
_APART = re.compile(r"[\W_]+")
_COMPOUND = 6
"""Letters of a name that may be cut in two, or stand within a compound."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A stretch of the source that names something which the German does not name.

    ``neighbour`` is the surname that is still there, where only the first name is gone.
    """

    start: int
    end: int
    neighbour: str = ""
    name: bool = True
    """False for an acronym or a country, which German may well say in other words."""


def lost_names(pair: Pair) -> tuple[tuple[Name, ...], tuple[Lost, ...]]:
    """The names of the source that the German holds in no form, and the first names it lacks.

    Of a name of several words the last is enough ("Merkel" for "Angela Merkel").
    """
    return pair.once(_lost_names)


def _lost_names(pair: Pair) -> tuple[tuple[Name, ...], tuple[Lost, ...]]:
    missing: list[Name] = []
    first: list[Lost] = []
    capitals: frozenset[str] | None = None
    for name in names(pair):
        if all(word.text in pair.german for word in name.words):
            continue
        if capitals is None:
            capitals = frozenset([w.text for w in pair.german_capitals])
        if not holds(pair.german, name.words[-1].text, capitals):
            missing.append(name)
            continue
        for word, after in pairwise(name.words):
            if not holds(pair.german, word.text, capitals):
                first.append(Lost(word.start, word.end, base(after.text)))
    return tuple(missing), tuple(first)


def missing(pair: Pair) -> tuple[Name, ...]:
    """The names of the source that the German holds in no form."""
    return lost_names(pair)[0]


def instead(pair: Pair, lost: Lost) -> Word | None:
    """The German word that stands where a first name should, before the surname."""
    for word, after in pairwise(pair.german_words):
        if (
            word.end + 1 == after.start
            and word.text[:1].isupper()
            and after.text[:1].isupper()
            and _is_form(after.text, lost.neighbour)
            and word.text not in pair.source
            and word.lower not in ARTICLES
            and not is_title(word.lower)
        ):
            return word
    return None


def lost_parts(pair: Pair) -> Iterator[Lost]:
    """Names, acronyms and countries of the source that the German lacks."""
    for name in missing(pair):
        yield Lost(name.words[-1].start, name.end)
    for word in pair.source_words:
        if (
            len(word.text) >= SHORTEST
            and word.text.isupper()
            and word.text.isalpha()
            and word.text not in pair.german
        ):
            yield Lost(word.start, word.end, name=False)
    said = english().mentions(pair.source_words, pair.source_vocabulary)
    if said:
        says = german().mentions(pair.german_words, pair.german_vocabulary)
        for mention in unmatched(said, says):
            if mention.side.group == "country":
                yield Lost(mention.start, mention.end, name=False)


def strangers(pair: Pair) -> list[Word]:
    """Names in the German that the source has in no form."""
    by_name = (pair.german_vocabulary & known_in_german()) - pair.source_vocabulary
    by_title = bool(missing(pair))
    if not by_name and not by_title:
        return []
    found = []
    for at, word in enumerate(pair.german_words):
        text = word.text
        if not text[0].isupper() or len(text) < SHORTEST or text in pair.source:
            continue
        after_title = by_title and at and is_title(pair.german_words[at - 1].lower)
        if word.lower not in by_name and not (after_title and text[1:].islower()):
            continue
        if not in_source(pair, text) and not _side_of(base(text), pair):
            found.append(word)
    return found


def in_source(pair: Pair, german_name: str) -> bool:
    """Whether the source holds a name of the German in some form."""
    bare = base(german_name)
    if plain(bare.rstrip("s")) in plain(pair.source):
        return True
    capitals = {base(word.text) for word in pair.source_words if word.text[0].isupper()}
    return any(may_be(bare, other) or _renders(other, bare) for other in capitals)


def _is_form(german_name: str, name: str) -> bool:
    """Whether a word of the German is a surname of the source, be it transcribed or inflected."""
    return (
        plain(german_name).startswith(plain(name))
        or _renders(name, german_name)
        or may_be(name, german_name)
    )


@lru_cache(maxsize=20_000)
def is_title(word: str) -> bool:
    """Whether a name follows this German word."""
    return word.endswith(_TITLES)


def _renders(english_name: str, german_name: str) -> bool:
    forms = german_forms(english_name)
    return bool(forms) and any(form.match(german_name) for form in forms or ())


def _side_of(word: str, pair: Pair) -> bool:
    """Whether the German word is a side that the source names, too."""
    says = german().mentions(words(word), {word.lower()})
    said = english().mentions(pair.source_words, pair.source_vocabulary) if says else []
    return len(list(unmatched(says, said))) < len(says)


def holds(text: str, word: str, capitals: Set[str]) -> bool:
    """Whether the German ``text`` holds the name ``word`` in some form.

    ``capitals`` are its words that begin with a capital.
    """
    bare = base(word)
    if bare in text:
        return True
    forms = german_forms(bare)
    if forms and any(form.search(text) for form in forms):
        return True
    folded = plain(bare)
    whole = _APART.sub(" ", plain(text))
    if f" {folded}" in f" {whole}" or (len(folded) > 4 and folded in whole):
        return True
    # "Mac Arthur", "Ziegel\u00adwasen"
    if len(folded) > _COMPOUND and folded in whole.replace(" ", ""):
        return True
    return any(may_be(bare, other) for other in capitals)
