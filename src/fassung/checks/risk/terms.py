"""Content words of a text as keys of the lexicon: stems, parts of compounds, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_GERMAN_ENDINGS = re.compile(r"(?:ern|em|en|er|es|st|e|n|s|t)$")
_GERMAN_ADJECTIVE = re.compile(r"isch$")
_ENGLISH_ENDINGS = re.compile(r"(?:ically|ical|ies|ied|ians?|ic|ing|ed|es|ly|s|e|y)$")
_LONGEST_KEY = 14
_SHORTEST_PART = 4
_OWN_WORD = 25
"""A compound that occurred so often is looked up as a whole."""

ENGLISH_SMALL = frozenset(
    """a an the of to in on at by for from with and or but as is are was were be been being has have
    had do does did will would can could should may might must it its he his him she her they their
    them this that these those there which who whom whose what when where how than then so such if
    s t re ve ll i we us our you your my me also into about out up over after before all more most
    some any other one""".split()
)
"""English words that say too little, or too much in other words, to be looked for in the German.

"One" is here because German puts an article or pronoun for it."""
GERMAN_SMALL = frozenset(
    """der die das den dem des ein eine einen einem einer eines und oder aber als auch ist sind war
    waren sein seine seinen seiner seinem seines ihr ihre ihren ihrer ihrem ihres er sie es ihn ihm
    ihnen wir uns unser unsere ich mich mir man sich in im ins an am ans auf aus bei beim von vom zu
    zum zur mit nach für über um durch vor hat haben hatte hatten habe hätte wird werden wurde
    wurden würde würden worden kann können konnte könnte soll sollte muss müssen dass daß wenn wie
    so da daran darauf dabei damit dies diese dieser dieses diesen diesem welche welcher was wer wo
    noch nur schon doch jedoch ja mehr sehr alle allen aller alles andere anderen bis unter zwischen
    gegen seit während sowie dann denn ob hier dort""".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """One content word or part of a compound: what it is looked up by, and where it stands."""

    key: str
    start: int
    end: int
    capital: bool
    """Written with a capital though no sentence begins with it."""
    bare: bool = False
    """A German word with a capital that neither article nor adjective leads: maybe a name."""

    @property
    def figure(self) -> bool:
        return self.key[0].isdigit()


def figure_key(figure: str, decimal: str) -> str:
    """A figure without marks for thousands, a point before its decimals.

    >>> figure_key("1,200.50", "."), figure_key("1.200,50", ","), figure_key("1.4", ",")
    ('1200.50', '1200.50', '1.4')
    """
    thousands = "," if decimal == "." else "."
    joined = re.sub(rf"\{thousands}(?=\d{{3}}(?!\d))", "", figure)
    return joined.replace(",", ".")


@lru_cache(maxsize=50_000)
def english_key(word: str) -> str:
    """The stem of an English word in lower case.

    >>> [english_key(word) for word in ("economies", "economic", "egyptian", "us")]
    ['econom', 'econom', 'egypt', 'us']
    """
    short = _ENGLISH_ENDINGS.sub("", word) if len(word) > 4 else word
    return short[:_LONGEST_KEY] if len(short) >= 3 else word


@lru_cache(maxsize=100_000)
def german_stem(word: str) -> str:
    """A German word in lower case without its ending.

    >>> [german_stem(word) for word in ("ägyptischen", "ägypten", "wachstums")]
    ['ägypt', 'ägypt', 'wachstum']
    """
    short = _GERMAN_ENDINGS.sub("", word) if len(word) > 4 else word
    if len(short) > 7:
        short = _GERMAN_ADJECTIVE.sub("", short)
    return short if len(short) >= 3 else word


def german_key(word: str) -> str:
    """What a German word or part of a compound is looked up by."""
    return german_stem(word)[:_LONGEST_KEY]


def parts(word: str, counts: Mapping[str, int]) -> list[tuple[int, int]]:
    """Where the parts of a German compound lie in it; the whole word if it is none.

    ``counts`` says how often words occurred by themselves, by their stems.

    >>> parts("ölpreisanstiegs", {"ölprei": 9, "anstieg": 9})
    [(0, 7), (7, 15)]
    """
    if len(word) < 2 * _SHORTEST_PART + 1:
        return [(0, len(word))]
    best, cut = counts.get(german_stem(word), 0) ** 2, 0
    if best >= _OWN_WORD**2:
        return [(0, len(word))]
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        tail = counts.get(german_stem(word[at:]), 0)
        if not tail:
            continue
        head = counts.get(german_stem(word[:at]), 0)
        for link in ("s", "n", "en", "es", "er"):
            if word[:at].endswith(link) and at - len(link) >= _SHORTEST_PART:
                head = max(head, counts.get(german_stem(word[: at - len(link)]), 0))
        if head * tail > best:
            best, cut = head * tail, at
    if not cut:
        return [(0, len(word))]
    return [*parts(word[:cut], counts), (cut, len(word))]


def _starts(text: str, at: int) -> bool:
    """Whether a sentence or quotation begins at ``at``."""
    before = text[:at].rstrip(" \u00a0")
    return not before or before[-1] in ".!?:;\"„“»«‚‘’'([…–-"


_ARTICLES = re.compile(
    r"(?:d(?:er|ie|as|en|em|es)|(?:(?:k|m|s|d)?ein|ihr|unser)(?:e[nmrs]?)?|zu[mr]|[ivb](?:m|om|eim)|ans?"
    r"|am|dies\w*|jede\w*|alle\w*|viele\w*|[a-zäöüß]{3,}e[nmrs]?|\d+)$"
)


def _leads(word: str) -> bool:
    """Whether a noun rather than a name follows ``word``: an article, an inflected adjective."""
    return bool(word) and bool(_ARTICLES.match(word)) and word not in _BEFORE_NAMES


_BEFORE_NAMES = frozenset(
    "wie gegen neben zwischen wegen unter über außer hinter seite bitte".split()
)


def english_terms(text: str) -> list[Term]:
    """Content words of an English text."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        lower = word.lower()
        if word[0].isdigit():
            found.append(Term(figure_key(word, "."), *match.span(), False))
        elif lower not in ENGLISH_SMALL:
            capital = word[0].isupper() and not _starts(text, match.start())
            found.append(Term(english_key(lower), *match.span(), capital))
    return found


def german_terms(text: str, counts: Mapping[str, int]) -> list[Term]:
    """Content words of a German text, compounds in their parts."""
    found = []
    before = ""
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        lower = word.lower()
        bare, before = not _leads(before), word
        if word[0].isdigit():
            found.append(Term(figure_key(word, ","), *match.span(), False))
            continue
        if lower in GERMAN_SMALL:
            continue
        capital = word[0].isupper() and not _starts(text, start)
        for a, b in _parts(lower, counts):
            found.append(Term(german_key(lower[a:b]), start + a, start + b, capital, bare))
    return found


class Words(dict[str, int]):
    """Counts of words by themselves, with the compounds looked up so far."""

    def __init__(self, counts: Mapping[str, int] | Iterable[tuple[str, int]]) -> None:
        super().__init__(counts)
        self.known: dict[str, list[tuple[int, int]]] = {}


def _parts(word: str, counts: Mapping[str, int]) -> list[tuple[int, int]]:
    if not isinstance(counts, Words):
        return parts(word, counts)
    found = counts.known.get(word)
    if found is None:
        if len(counts.known) > 50_000:
            counts.known.clear()
        found = counts.known[word] = parts(word, counts)
    return found
