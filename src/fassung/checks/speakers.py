"""Who of an English text speaks German and is said to have spoken (speakers.csv, speakers.toml)."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product

from fassung.checks.model import Pair, Word
from fassung.german.quotations import quoted


@dataclass(frozen=True, slots=True)
class Mention:
    """A German speaker as the subject of a verb of saying; ``name`` as the text has it."""

    name: str
    start: int
    end: int


def names_in(pair: Pair) -> set[str]:
    """Surnames (lower case) whose full name of the table stands in the source."""
    table = _people()
    near = pair.source_vocabulary & table.keys()
    return {surname for surname in near if table[surname].search(pair.source)}


def mentions(pair: Pair, seen: Set[str]) -> Iterator[Mention]:
    """German speakers who are said to have spoken, outside the quotations of the source.

    ``seen`` are surnames whose full name the article has given (see :func:`names_in`).
    """
    text = pair.source
    marks = quoted(text)
    surnames = [
        word
        for word in pair.source_words
        if word.text[0].isupper()
        and _surname(word.lower) in _alone()
        and (_alone()[_surname(word.lower)] == "yes" or _surname(word.lower) in seen)
        and not _other_person(text, word)
        and not _BELONGS.match(text, word.end)
    ]
    places = []
    for word in surnames:
        start = _name_start(text, word)
        places.append((text[start : word.end], start, word.end))
    if pair.source_vocabulary & _heads():
        places += [(m[0], m.start(), m.end()) for m in _bodies().finditer(text)]
    # Persons first: "German Foreign Minister X" is X.
    for name, start, end in places:
        if marks.inside(start):
            continue
        if _after().match(text, end) or _before().search(text[max(0, start - 140) : start]):
            yield Mention(name, start, end)


# "Merkel aide X": X speaks. "Merkel's" is a word that ends so.
_BELONGS = re.compile(
    r"(?<=['’]s)|\s(?:aide|ally|allies|critic|critics|rival|advis[eo]r|opponent|supporter|biographer|"
    r"deputy|colleague|successor|predecessor|loyalist|confidant|associate)s?\b"
)
_WORD_BEFORE = re.compile(r"([A-Z][\w-]+)\.?\s$")


def _other_person(text: str, surname: Word) -> bool:
    """Whether another first name stands before: "David Seibert" is not Steffen Seibert."""
    start = _name_start(text, surname)
    if start < surname.start:
        return False
    before = _WORD_BEFORE.search(text[max(0, start - 30) : start])
    return before is not None and before[1].lower() not in _known_before()


@cache
def _known_before() -> frozenset[str]:
    table = _table()
    known = (*table["titles"], *table["office"], *table["of"], *table["said"], *table["bodies"])
    return frozenset(word.lower() for name in known for word in name.split())


_PARTICLES = re.compile(r"\b(?:[Vv][ao]n\s(?:de[rn]?\s)?|[Zz]u\s|[Dd]e\s)$")


def _name_start(text: str, surname: Word) -> int:
    for full in _people()[_surname(surname.lower)].finditer(text[: surname.end]):
        if full.end() >= surname.end - 2:
            return full.start()
    particle = _PARTICLES.search(text[: surname.start])
    return particle.start() if particle else surname.start


def only_a_pronoun(text: str) -> bool:
    """Whether a quotation is tied to "he" or "she", and nobody else is named outside of it."""
    marks = quoted(text)
    found = _pronoun().search(text)
    if not found or marks.inside(found.start()):
        return False
    names = (m for m in _CAPITAL.finditer(text) if not marks.inside(m.start()))
    return all(m.start() == 0 or m[0].lower() in _NO_NAMES for m in names)


_CAPITAL = re.compile(r"\b[A-Z][\w-]+")
_NO_NAMES = frozenset(
    "he she it the in on at but and monday tuesday wednesday thursday friday saturday sunday "
    "german germany berlin european europe".split()
)


@cache
def _pronoun() -> re.Pattern[str]:
    verbs = _any((*_table()["said"], *_table()["told"]))
    return re.compile(rf"\b[Ss]?[Hh]e\s(?:also\s|later\s)?(?:{verbs})\b|\b(?:{verbs})\ss?he\b")


def _surname(lower: str) -> str:
    return lower[:-2] if lower.endswith(("'s", "’s")) else lower


@cache
def _people() -> dict[str, re.Pattern[str]]:
    """By surname in lower case, the pattern of the full name."""
    found: dict[str, list[str]] = {}
    for row in _rows():
        parts = [part.split("/") for part in row["name"].split(" ")]
        for first, last in product(parts[0], parts[-1]):
            found.setdefault(last.lower(), []).append(
                rf"\b{re.escape(first)}\s(?:[^\W\d_]+\s){{0,2}}{re.escape(last)}\b"
            )
    return {surname: re.compile("|".join(forms)) for surname, forms in found.items()}


@cache
def _alone() -> dict[str, str]:
    return {
        last.lower(): row["alone"]
        for row in _rows()
        for last in row["name"].split(" ")[-1].split("/")
    }


@cache
def _heads() -> frozenset[str]:
    """Words one of which stands in every office and body of the table."""
    table = _table()
    firsts = (re.findall(r"\w+", name.lower())[0] for name in (*table["of"], *table["bodies"]))
    return frozenset((*firsts, *(name.lower() for name in table["of"]), "germany's", "austria's"))


@cache
def _bodies() -> re.Pattern[str]:
    """An office or body with what its people are: "CDU general secretary"."""
    table = _table()
    of, office, bodies, titles = (_any(table[key]) for key in ("of", "office", "bodies", "titles"))
    return re.compile(
        rf"\b(?:(?:{of})\s(?:[\w-]+\s){{0,3}}?(?i:{office})|(?:{bodies}))"
        rf"(?:['’]s)?(?:\s(?i:{titles}|{office}))*+\b"
    )


@cache
def _after() -> re.Pattern[str]:
    """ "X said", "X, head of the party, also said", "(X) said", "Y of X, said"."""
    verbs = _any((*_table()["said"], *_table()["told"]))
    return re.compile(
        rf"(?:(?:\s[A-Z][\w-]+){{0,3}}(?:,\s[^,.:\"“”„«»]{{3,80}},|\)|\s\([^)]{{2,30}}\))?"
        rf"(?:\s(?:also|later|then|has|had|was|who|herself|himself|on\s\w+day|\w+day|\w+ly)){{0,3}}"
        rf"\s|(?:\sin\s[\w-]+)?,\s)(?:{verbs})\b"
    )


@cache
def _before() -> re.Pattern[str]:
    """ "said X", "said the German foreign minister, X", "according to X"."""
    verbs, titles = _any(_table()["said"]), _any(_table()["titles"])
    return re.compile(
        rf"(?:\b(?:{verbs})|\b[Aa]ccording\sto)"
        rf"(?:,?[\s-](?:(?i:{titles})|[A-Z][\w.'’-]*)\b\.?,?){{0,8}}[\s-]$"
    )


def _any(words: tuple[str, ...] | list[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest_first)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = (resources.files("fassung.checks") / "speakers.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(x for x in text.splitlines() if x and x[0] != "#"))


@cache
def _table() -> dict[str, list[str]]:
    path = resources.files("fassung.checks") / "speakers.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
