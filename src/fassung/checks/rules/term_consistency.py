"""One term of the source, one rendering through the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from fassung.checks.model import Check, Context, Finding, Pair, Severity, Stretch
from fassung.german.authority import Office, offices
from fassung.german.inflection import find, tokens

# "the Clean Harbors Act": capitalised words, small ones that may stand between them.
_CAPITAL = r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_NAME = re.compile(rf"\bthe ({_CAPITAL}(?: (?:of|for|and|on) {_CAPITAL}| {_CAPITAL})+)\b")


class _Use(NamedTuple):
    """A term in one segment, and how the German has it."""

    pair: Pair
    source: Stretch
    rendering: str
    target: Stretch


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    if len(pairs) < 2:
        return
    for uses in _offices(pairs).values():
        yield from _differing(check, uses)
    yield from _left_and_translated(check, pairs)


def _offices(pairs: Sequence[Pair]) -> dict[Office, list[_Use]]:
    """Where offices stand that have rival renderings; segments with two of them are left out."""
    found: dict[Office, list[_Use]] = defaultdict(list)
    triggers = _triggers()
    for pair in pairs:
        if triggers.keys().isdisjoint(pair.source_vocabulary):
            continue
        split = tokens(pair.german)
        for word in pair.source_words:
            for form, office in triggers.get(word.lower, ()):
                if not pair.source.startswith(form, word.start):
                    continue
                hits = {
                    right: places
                    for right in _rivals(office)
                    if (places := find(right, split, pair.german, compounds=False))
                }
                if len(hits) == 1:
                    ((right, places),) = hits.items()
                    stretch = word.start, word.start + len(form)
                    found[office].append(_Use(pair, stretch, right, places[0]))
    return found


def _differing(check: Check, uses: Sequence[_Use]) -> Iterator[Finding]:
    counts = Counter(_bare(use.rendering) for use in uses)
    if len(counts) < 2:
        return
    usual, _ = counts.most_common(1)[0]
    example = next(use.rendering for use in uses if _bare(use.rendering) == usual)
    for use in uses:
        if _bare(use.rendering) != usual:
            yield check.finding(
                use.pair,
                "“{english}” is “{usual}” elsewhere in this article.",
                source=[use.source],
                target=[use.target],
                english=use.pair.source[slice(*use.source)],
                usual=example,
            )


def _bare(rendering: str) -> str:
    """The rendering without the ending that is a person's gender."""
    return rendering.removesuffix("in")


@cache
def _rivals(office: Office) -> tuple[str, ...]:
    """Renderings between which a text should choose once.

    Elegant variation is good style in German, so Regierungschef beside Premierminister is no
    fault; the English words beside the German ones are, and two titles for one office.
    """
    titles = tuple(right for right in office.german if _bare(right) in _TITLES)
    english = tuple(right for right in office.german if right in office.english)
    return titles or (english and (office.german[0], *english))


_TITLES = ("Premierminister", "Ministerpräsident", "Vollversammlung", "Generalversammlung")


def _left_and_translated(check: Check, pairs: Sequence[Pair]) -> Iterator[Finding]:
    """A name of several words that stays English in one place and not in another."""
    places: dict[str, list[tuple[Pair, Stretch]]] = defaultdict(list)
    for pair in pairs:
        if "the " in pair.source:
            for match in _NAME.finditer(pair.source):
                places[match.group(1)].append((pair, match.span(1)))
    for name, uses in places.items():
        if len(uses) < 2:
            continue
        left = [pair for pair, _ in uses if name in pair.german]
        if not left or len(left) == len(uses):
            continue
        words = {word for word in name.split(" ") if word[0].isupper()}
        for pair, stretch in uses:
            if name in pair.german or any(word in pair.german for word in words):
                continue  # short for it, or half of it
            if name.rpartition(" ")[2].rstrip("s") in pair.german:
                continue
            yield check.finding(
                pair,
                "“{english}” stays English elsewhere in this article.",
                source=[stretch],
                english=name,
            )


@cache
def _triggers() -> dict[str, tuple[tuple[str, Office], ...]]:
    """By first word, the offices that have several right renderings."""
    found: dict[str, list[tuple[str, Office]]] = defaultdict(list)
    for office in offices():
        if len(set(_rivals(office))) > 1:
            for form in office.english:
                found[re.split(r"[ ’'-]", form)[0].lower()].append((form, office))
    return {word: tuple(forms) for word, forms in found.items()}


CHECK = Check(
    id="term-consistency",
    title="one term rendered in two ways",
    category="terminology/inconsistent",
    severity=Severity.MINOR,
    article=rule,
)
