"""Names in an English text, and whether a German text holds them in any form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fassung.checks.model import Pair, Word, words
from fassung.checks.name_tables import common, german_forms, kept, known, known_in_german
from fassung.checks.sides import english, german, unmatched
from fassung.checks.spelling import alike, fold, sound

_STARTS = re.compile(r"(?:^|[.!?:;…–—|•/]|[\"“„”»«‘‚(\[])\W*$")
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
_SHORTEST = 3
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


def names(pair: Pair) -> Iterator[Name]:
    """The names of the source, as far as they are surely names and stay so in German.

    Left out are words of the language, whatever their case, and what ``sides.csv`` holds.
    """
    run: list[Word] = []
    for word in pair.source_words:
        if word.text[0].isupper() and may_be_name(word.text) and _is_name(word, pair.source):
            if run and pair.source[run[-1].end : word.start] not in (" ", "\u00a0"):
                yield Name(tuple(run))
                run = []
            run.append(word)
        elif run:
            yield Name(tuple(run))
            run = []
    if run:
        yield Name(tuple(run))


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


@lru_cache(maxsize=1024)  # three rules ask, one after the other, about all segments of an article
def lost_names(pair: Pair) -> tuple[tuple[Name, ...], tuple[Lost, ...]]:
    """The names of the source that the German holds in no form, and the first names it lacks.

    Of a name of several words the last is enough ("Merkel" for "Angela Merkel").
    """
    missing: list[Name] = []
    first: list[Lost] = []
    capitals: frozenset[str] | None = None
    for name in names(pair):
        if all(word.text in pair.german for word in name.words):
            continue
        if capitals is None:
            capitals = frozenset(w.text for w in pair.german_words if w.text[0].isupper())
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
            after.text.startswith(lost.neighbour)
            and word.end + 1 == after.start
            and word.text[:1].isupper()
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
            len(word.text) >= _SHORTEST
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
        if not text[0].isupper() or len(text) < _SHORTEST or text in pair.source:
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
    if fold(bare.rstrip("s")) in fold(pair.source):
        return True
    folded, own = fold(bare), sound(bare)
    capitals = {base(word.text) for word in pair.source_words if word.text[0].isupper()}
    return any(alike(folded, own, other) or _renders(other, bare) for other in capitals)


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


@lru_cache(maxsize=50_000)
def may_be_name(word: str) -> bool:
    """Whether a word with a capital is a name in some place, by itself alone."""
    bare = base(word)
    if len(bare) < _SHORTEST or not _LOOKS.fullmatch(bare):
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
    begins = _STARTS.search(text[max(0, word.start - 8) : word.start])
    return not begins or bare in known() or _followed(text, word)


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
    folded = fold(bare)
    whole = _APART.sub(" ", fold(text))
    if f" {folded}" in f" {whole}" or (len(folded) > 4 and folded in whole):
        return True
    # "Mac Arthur", "Ziegel\u00adwasen"
    if len(folded) > _COMPOUND and folded in whole.replace(" ", ""):
        return True
    own = sound(bare)
    return any(alike(folded, own, other) for other in capitals)
