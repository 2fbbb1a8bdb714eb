"""Errors made on purpose from good translations, to see whether the checks find them.

A :class:`Seed` is a pair of texts before and after one error was put into the German. Every kind
of error is one function from a pair (and a random generator) to the seeds that it allows; nothing
is read from disk but the table of countries and sides.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeAlias

from fassung.article import Text
from fassung.article.text import Mark, Span
from fassung.checks import Finding, Pair, Stretch
from fassung.german import HouseStyle, apply_to_string
from fassung.german.quotes import quotes


@dataclass(frozen=True)
class Seed:
    """One error: the good pair, the spoiled one, and where the error stands in its German.

    ``place`` is None for something dropped that leaves no place. ``before`` is the same place in
    the good German.
    """

    kind: str
    good: Pair
    spoiled: Pair
    place: Stretch | None = None
    before: Stretch | None = None


Example: TypeAlias = tuple[str, str]
"""English and German."""


def _changed(kind: str, pair: Example, start: int, end: int, new: str) -> Seed:
    source, german = pair
    spoiled = german[:start] + new + german[end:]
    # What is taken out whole leaves the words around it as its place.
    place = (max(0, start - 1), min(len(spoiled), start + max(len(new), 1)))
    return Seed(kind, Pair(source, german), Pair(source, spoiled), place, (start, end))


_FIGURE = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*(?!\w)")


def digit(pair: Example, random: Random) -> Iterator[Seed]:
    """One digit of a figure, changed; a leading digit does not become 0."""
    for match in _FIGURE.finditer(pair[1]):
        at = random.choice([m.start() for m in re.finditer(r"\d", match.group())])
        old = match.group()[at]
        new = random.choice([d for d in "0123456789" if d != old and (at or d != "0")])
        figure = match.group()[:at] + new + match.group()[at + 1 :]
        yield _changed("one digit changed", pair, *match.span(), figure)


_DECIMAL = re.compile(r"(?<![\w.,])(?:\d+,\d{1,2}|\d{1,3}(?:\.\d{3})+)(?![\w,]|\.\d)")


def separator(pair: Example, random: Random) -> Iterator[Seed]:
    """Decimal comma turned into a point, thousands points into commas."""
    for match in _DECIMAL.finditer(pair[1]):
        swapped = match.group().translate(str.maketrans(".,", ",."))
        yield _changed("comma or point", pair, *match.span(), swapped)


_SCALE = re.compile(r"\b(Million|Milliarde|Billion)(e?n)?\b|\b(Mio|Mrd)\b")
_SCALES = {"Million": "en", "Milliarde": "n", "Billion": "en"}


def scale(pair: Example, random: Random) -> Iterator[Seed]:
    """Million, Milliarde and Billion exchanged, number of the noun kept."""
    for match in _SCALE.finditer(pair[1]):
        if match[3]:
            new = "Mrd" if match[3] == "Mio" else "Mio"
        else:
            word = random.choice([s for s in _SCALES if s != match[1]])
            new = word + (_SCALES[word] if match[2] else "")
        yield _changed("scale word", pair, *match.span(), new)


_UNIT = re.compile(
    r"(?<=\d)[ \u00a0](?:Prozent(?:punkte)?|%"
    r"|(?:Quadrat|Kubik)?(?:[Kk]ilo|[Zz]enti|[Mm]illi)?[Mm]etern?"
    r"|Meilen|km|m|kg|Kilo(?:gramm)?|Gramm|Tonnen|Liter|Hektar|Grad|Fuß|Pfund|Euro|(?:US-)?Dollar"
    r"|Yen|Franken|Rubel|Kronen|[€$£])(?![\w-])"
)


# Between two figures of one list or range: few words, all in small letters, no end of a clause.
_LISTED = re.compile(
    r"[ \u00a0]?[(,/–-]?(?:[ \u00a0][a-zäöüß]+[.,]?){0,3}[ \u00a0]?[(,/–-]?[ \u00a0]?"
)
_ANY_FIGURE = r"[+-]?\d+(?:[.,\u00a0 ]\d+)*"


def unit(pair: Example, random: Random) -> Iterator[Seed]:
    """The unit or currency after a figure, left out.

    Not where the figure beside it, in one list or range, has the same unit: German says it once,
    and "von 18 auf 14 Prozent" is no error. Beside it is a figure with at most three words in
    small letters between.
    """
    for match in _UNIT.finditer(pair[1]):
        if not _said_once(pair[1], match):
            yield _changed("unit dropped", pair, *match.span(), "")


def _said_once(german: str, unit: re.Match[str]) -> bool:
    """Whether the unit stands at the next or the last figure of the same list or range, too."""
    same = unit.group().lstrip(" \u00a0")
    after = re.compile(rf"{_LISTED.pattern}{_ANY_FIGURE}[ \u00a0]?{re.escape(same)}(?!\w)")
    before = re.compile(rf"(?<=\d)[ \u00a0]?{re.escape(same)}{_LISTED.pattern}{_ANY_FIGURE}$")
    start = max(0, unit.start() - 60)
    return bool(after.match(german, unit.end()) or before.search(german[start : unit.start()]))


_NEGATION = re.compile(
    r"\b(?:nicht(?! (?:nur|zuletzt|mehr als|wahr)\b)|niemals|nie(?! zuvor\b)"
    r"|[Kk]eine?[nmrs]?)\b ?"
)
_ADDED = re.compile(
    r"\b(?:wird|werden|hat|haben|kann|können|will|soll|sollen|muss|müssen|wurde|wurden)\b"
    r"[^.,:;!?–\"„“()]*?(?P<place> )[a-zäöüß]{4,}(?:en|t)[.!]?[“\"]?$"
)
_ARTICLE = re.compile(r"\b(?:ist|war|hat|hatte|sei|gibt es|gab es) (?P<word>ein)(?:e[nmr]?)?\b")


def negation_dropped(pair: Example, random: Random) -> Iterator[Seed]:
    """The word "nicht" or "nie" left out, "kein" made "ein"."""
    for match in _NEGATION.finditer(pair[1]):
        word = match.group()
        new = ""
        if word.lower().startswith("kein"):
            new = word[1:] if word[0] == "k" else "E" + word[2:]
        yield _changed("negation dropped", pair, *match.span(), new)


def negation_added(pair: Example, random: Random) -> Iterator[Seed]:
    """The word "nicht" before the verb that ends a clause, or "ein" made "kein"."""
    if _NEGATION.search(pair[1]):
        return
    for match in _ADDED.finditer(pair[1]):
        yield _changed("negation added", pair, *match.span("place"), " nicht ")
    for match in _ARTICLE.finditer(pair[1]):
        yield _changed("negation added", pair, *match.span("word"), "kein")


_NAME = re.compile(r"(?<=[^.!?:\"„“–-] )[A-Z][a-z]{3,}\b(?![-'’])")


def names(pair: Example) -> list[re.Match[str]]:
    """Words of the German that are names: inside the sentence, and the same in the English."""
    english = {match.group() for match in _NAME.finditer(pair[0])}
    return [match for match in _NAME.finditer(pair[1]) if match.group() in english]


def name(pair: Example, random: Random, pool: Sequence[str]) -> Iterator[Seed]:
    """A name, exchanged for one from another text."""
    for match in names(pair):
        new = next((n for n in random.choices(pool, k=8) if n not in pair[0] + pair[1]), None)
        if new and not pair[0].startswith(match.group()):
            yield _changed("name swapped", pair, *match.span(), new)


@cache
def _sides() -> dict[str, dict[str, list[str]]]:
    text = (Path(__file__).parent / "sides.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _side_pattern() -> re.Pattern[str]:
    table = _sides()
    return re.compile(
        rf"\b(?:(?P<adjective>{'|'.join(table['adjective'])})(?=e[nmrs]?\b)"
        rf"|(?P<country>{'|'.join(table['country'])})(?=s?\b)"
        rf"|(?P<side>{'|'.join(table['side'])})\b)(?!-)"
    )


def side(pair: Example, random: Random) -> Iterator[Seed]:
    """A country, people or party exchanged for another, where the English names it."""
    english = set(re.findall(r"[a-z]+(?:\.[a-z])*", pair[0].lower()))
    for match in _side_pattern().finditer(pair[1]):
        kind = match.lastgroup or ""
        meant = _sides()[kind]
        if english.isdisjoint(meant[match.group()]):
            continue
        others = [word for word, said in meant.items() if english.isdisjoint(said)]
        if kind == "side":
            pairs = (("Republikaner", "Demokraten"), ("Labour", "Tories"),
                     ("Norden", "Süden"), ("Osten", "Westen"))  # fmt: skip
            others = [b if a == match.group() else a for a, b in pairs if match.group() in (a, b)]
        end = match.end() + (1 if kind == "country" and pair[1][match.end() :][:1] == "s" else 0)
        new = random.choice(others)
        genitive = "s" if end > match.end() and not new.endswith("s") else ""
        yield _changed("side swapped", pair, match.start(), end, new + genitive)


def sentence(pairs: Sequence[Example], random: Random) -> Seed:
    """Sentences that stand together in one segment, one of them left out of the German."""
    left = random.randrange(len(pairs))
    source = " ".join(english for english, _ in pairs)
    german = " ".join(german for _, german in pairs)
    rest = " ".join(german for number, (_, german) in enumerate(pairs) if number != left)
    return Seed("sentence dropped", Pair(source, german), Pair(source, rest))


def german_quotes(text: str) -> str:
    """``text`` with its quotation marks as the house sets them."""
    return apply_to_string(text, quotes(text, HouseStyle(), 0)[0])


def quote(pair: Example, random: Random) -> Iterator[Seed]:
    """German quotation marks turned straight, all of the segment."""
    german = german_quotes(pair[1])
    first, last = german.find("„"), german.rfind("“")
    if 0 <= first < last:
        spoiled = re.sub("[„“”]", '"', german)
        place = (first, last + 1)
        good = Pair(pair[0], german)
        yield Seed("straight quotes", good, Pair(pair[0], spoiled), place, place)


def link(pair: Example, random: Random) -> Iterator[Seed]:
    """A link over one word of both sides, lost in the German."""
    words = [[m.span() for m in re.finditer(r"[^\W\d_]{4,}", text)] for text in pair]
    if not all(words):
        return
    (a, b), (c, d) = random.choice(words[0]), random.choice(words[1])
    to = (("href", f"https://example.org/{random.randrange(10**6)}"),)
    source = Text(pair[0], (Span(a, b, Mark.LINK, to),))
    good, bare = Text(pair[1], (Span(c, d, Mark.LINK, to),)), Text(pair[1])
    yield Seed(
        "link lost",
        Pair(*pair, source_text=source, german_text=good),
        Pair(*pair, source_text=source, german_text=bare),
    )


Maker: TypeAlias = Callable[[Example, Random], Iterator[Seed]]
MAKERS: tuple[Maker, ...] = (
    digit, separator, scale, unit, negation_dropped, negation_added, side, quote, link,
)  # fmt: skip


KINDS = len(MAKERS) + 2
"""Kinds of errors: those of the makers, exchanged names, dropped sentences."""


def _whole(pair: Example) -> bool:
    return all(20 <= len(text) <= 250 and text.rstrip("“”\"'")[-1:] in ".!?" for text in pair)


def seeds(pairs: Sequence[Example], limit: int, seed: int = 7) -> dict[str, list[Seed]]:
    """At most ``limit`` seeds of each kind, drawn from all over ``pairs`` (in reading order).

    The same pairs, limit and seed always give the same errors.
    """
    found: dict[str, list[Seed]] = {}
    lower = {word for pair in pairs for text in pair for word in re.findall(r"\b[a-z]{4,}\b", text)}
    pool = sorted({m.group() for pair in pairs for m in names(pair)} - {w.title() for w in lower})
    known = set(pool)
    order = list(range(len(pairs)))
    Random(seed).shuffle(order)
    for index in order:
        if len(found) == KINDS and all(len(made) == limit for made in found.values()):
            break
        random = Random(f"{seed} {index}")
        pair = pairs[index]
        made = [one for maker in MAKERS for one in maker(pair, random)]
        made += [s for s in name(pair, random, pool) if _word(s) in known] if pool else []
        together = pairs[index : index + 3]
        if len(together) == 3 and all(map(_whole, together)):
            made.append(sentence(together, random))
        for one in made:
            known_seeds = found.setdefault(one.kind, [])
            if len(known_seeds) < limit:
                known_seeds.append(one)
    return found


def _word(seed: Seed) -> str:
    assert seed.before is not None
    return seed.good.german[slice(*seed.before)]


def caught(seed: Seed, before: Sequence[Finding], after: Sequence[Finding]) -> bool:
    """Whether ``after`` (findings of the right checks on the spoiled pair) shows the error.

    A finding counts where its stretch touches the changed place, or where it points into the
    source alone; for something dropped any does. What was found in the good pair does not count.
    """
    old = {(f.check, f.template, f.values) for f in before}
    for finding in after:
        if (finding.check, finding.template, finding.values) in old:
            continue
        if seed.place is None or not finding.target:
            return True
        start, end = seed.place
        if any(a < end and b > start for a, b in finding.target):
            return True
    return False
