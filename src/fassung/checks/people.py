"""People of an article and what the English says of their gender."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from fassung.checks.given_names import gender, is_given_name
from fassung.checks.model import Pair, Word
from fassung.checks.spelling import without_genitive

Person = tuple[str, str]
"""Given name and surname, as the source writes them."""


@cache
def words() -> dict[str, Any]:
    """The lists of ``genders.toml``."""
    path = resources.files("fassung.checks") / "genders.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _gendered() -> frozenset[str]:
    """English titles and nouns that only a woman or only a man bears."""
    lists = words()["english"]
    return frozenset((*lists["female"], *lists["male"]))


def genders(pairs: Sequence[Pair]) -> dict[Person, str]:
    """``"f"`` or ``"m"`` of the people whose gender the English gives beyond doubt.

    A title, a noun that only a woman or a man bears, or a given name that is known is enough. A
    pronoun counts where one person alone is named before it in a segment; without a known given
    name it must come twice. Whoever has signs of both is left out.
    """
    people = {person for pair in pairs for person, _ in _full_names(pair.source_words)}
    if not people:
        return {}
    by_surname: dict[str, set[Person]] = defaultdict(set)
    for person in people:
        by_surname[person[1]].add(person)
    signs: dict[Person, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        if not any(
            word.text in by_surname or "’" in word.text or "'" in word.text
            for word in pair.source_words
        ):
            continue
        for person, sign, weight in _signs(pair, by_surname):
            signs[person][sign] += weight
    found = {}
    for person in people:
        count = signs[person]
        if known := gender(person[0]):
            count[known] += 2
        (sign, weight), *others = count.most_common() or [("", 0)]
        if weight >= 2 and not others:
            found[person] = sign
    return found


def _full_names(of: Sequence[Word]) -> Iterator[tuple[Person, int]]:
    """People named by given name and surname, and the place of the surname among the words."""
    for number, (first, last) in enumerate(pairwise(of)):
        if last.text == last.lower or last.start != first.end + 1 or not first.text[0].isupper():
            continue
        surname = without_genitive(last.text) if last.text[-2:-1] in "'’" else last.text
        before = of[number - 1].lower if number else ""
        named = is_given_name(first.text) or before in _gendered()
        if surname[:1].isupper() and len(surname) > 2 and named:
            yield (first.text, surname), number + 1


def _signs(pair: Pair, by_surname: dict[str, set[Person]]) -> Iterator[tuple[Person, str, int]]:
    lists = words()["english"]
    of = pair.source_words
    named: dict[Person, int] = {}
    for number, word in enumerate(of):
        surname = without_genitive(word.text) if word.text[-2:-1] in ("'", "’") else word.text
        someone = by_surname.get(surname)
        if not someone:
            continue
        before = of[number - 1] if number else None
        exact = {person for person in someone if before and before.text == person[0]}
        if len(exact or someone) != 1:
            continue
        (person,) = exact or someone
        named.setdefault(person, number)
        title = of[number - 1 - bool(exact)].lower if number > bool(exact) else ""
        if title in lists["female"]:
            yield person, "f", 2
        elif title in lists["male"]:
            yield person, "m", 2
    if len(named) == 1:
        ((person, number),) = named.items()
        after = {word.lower for word in of[number + 1 :]}
        she, he = not after.isdisjoint(lists["she"]), not after.isdisjoint(lists["he"])
        if she is not he:
            yield person, "f" if she else "m", 1
