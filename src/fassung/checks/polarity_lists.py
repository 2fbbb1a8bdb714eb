"""The lists of ``polarity.toml``: what says no in the two languages, and what may."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, TypeAlias

Matcher: TypeAlias = Callable[[str], bool]
"""Whether a word in small letters is one of a list."""


@dataclass(frozen=True)
class Language:
    """What the lists say of one language."""

    deny: frozenset[str]
    quiet: re.Pattern[str]
    weak: Callable[[str], bool]
    phrases: re.Pattern[str] | None = None
    contracts: bool = False
    """Whether a word may end in a "not"."""


@cache
def english() -> Language:
    of = lists()
    return Language(
        frozenset(of["english"].split()),
        phrases([*of["silent_english"], *of["half_english"]]),
        _matcher(of["weak_english"].split(), of["strong_english"].split()),
        phrases(of["weak_phrases_english"]),
        contracts=True,
    )


@cache
def german() -> Language:
    of = lists()
    return Language(
        frozenset(of["german"].split()),
        phrases(of["quiet_german"]),
        _matcher(of["weak_german"].split(), of["strong_german"].split()),
    )


@cache
def half_english() -> re.Pattern[str]:
    return phrases(lists()["half_english"])


@cache
def in_a_word() -> Matcher:
    of = lists()
    return _matcher(of["in_a_word_german"].split(), of["strong_german"].split())


@cache
def in_a_word_in_english() -> Matcher:
    return _matcher(lists()["said_in_a_word_english"].split(), ())


@cache
def firm_words() -> Matcher:
    return _matcher(lists()["firm_english"].split(), ())


@cache
def firm_before_to() -> frozenset[str]:
    return frozenset(lists()["firm_before_to"].split())


@cache
def more_words() -> Matcher:
    return _matcher(lists()["more_english"].split(), ())


@cache
def free_german() -> re.Pattern[str]:
    """Negations that a translator adds freely."""
    return phrases(lists()["free_german"])


def phrases(of: Iterable[str]) -> re.Pattern[str]:
    """Where one of the phrases ``of`` a list stands, in a text in small letters."""
    parts = []
    # The longest first, so that "not … until" is tried before "not".
    for phrase in sorted(of, key=len, reverse=True):
        escaped = re.escape(phrase).replace("'", "['’]")
        escaped = escaped.replace(r"\ …\ ", r"(?:\W{1,3}\w+){1,4}\W{1,3}").replace(r"\*", r"\w*")
        escaped = escaped.replace(r"\#", r"\d+(?!-)")
        start = "" if phrase.startswith("n't") else r"\b"
        parts.append(start + escaped.replace(r"\ ", r"\W{1,3}"))
    return re.compile(rf"(?:{'|'.join(parts)})\b")


def _matcher(words: Iterable[str], but: Iterable[str]) -> Matcher:
    """Whether a word in lower case is one of ``words`` and none of ``but``."""
    whole, starts, ends = _sorted(words)
    no_whole, no_starts, _ = _sorted(but)

    @lru_cache(maxsize=50_000)
    def matches(word: str) -> bool:
        return (
            word in whole or word.startswith(starts) or (len(word) > 5 and word.endswith(ends))
        ) and not (word in no_whole or word.startswith(no_starts))

    return matches


def _sorted(words: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Whole words, beginnings and endings."""
    all_words = list(words)
    return (
        frozenset(word for word in all_words if "*" not in word),
        tuple(word[:-1] for word in all_words if word.endswith("*")),
        tuple(word[1:] for word in all_words if word.startswith("*")),
    )


@cache
def lists() -> dict[str, Any]:
    """The lists of ``polarity.toml`` by name."""
    text = (resources.files("fassung.checks") / "polarity.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
