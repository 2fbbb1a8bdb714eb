"""False friends, and offices of state that are rendered word by word."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.german.authority import offices
from fassung.german.inflection import find, same_word, tokens


@dataclass(frozen=True, slots=True)
class _Friend:
    """One entry of ``false_friends.toml``, or a row of ``offices.csv`` read like one."""

    english: tuple[str, ...]
    right: str
    starts: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    written: str = ""
    severity: Severity = Severity.MAJOR

    def is_friend(self, word: Word) -> bool:
        return (
            word.lower in self.forms
            or word.lower.startswith(self.starts)
            or any(same_word(word.text, other) for other in self.words)
        )


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    triggers = _triggers()
    if triggers.keys().isdisjoint(pair.source_vocabulary):
        return
    for word in pair.source_words:
        for friend, phrase in triggers.get(word.lower, ()):
            if _is_meant(friend, phrase, word, pair):
                yield from _findings(check, pair, friend, (word.start, word.start + len(phrase)))


def _is_meant(friend: _Friend, phrase: str, word: Word, pair: Pair) -> bool:
    if not pair.source_lower.startswith(phrase, word.start):
        return False
    if friend.written:
        small = friend.written == "small"
        same = (other for other in pair.source_words if other.lower == word.lower)
        # Written both ways it may be both words, and the German word right.
        if any(other.text[0].isupper() is small for other in same):
            return False
    vocabulary = pair.source_vocabulary
    return friend.unless.isdisjoint(vocabulary) and not (
        friend.needs and friend.needs.isdisjoint(vocabulary)
    )


def _findings(
    check: Check, pair: Pair, friend: _Friend, source: tuple[int, int]
) -> Iterator[Finding]:
    words = pair.german_words
    stretches = [
        (word.start, word.end)
        for number, word in enumerate(words)
        if friend.is_friend(word) and not _is_copied(pair, words, number)
    ]
    if friend.phrases:
        split = tokens(pair.german)
        for phrase in friend.phrases:
            stretches += find(phrase, split, pair.german, compounds=False)
    for start, end in stretches[:1]:
        yield check.finding(
            pair,
            "“{german}” does not mean “{english}”; rather: {right}.",
            source=[source],
            target=[(start, end)],
            severity=friend.severity,
            german=pair.german[start:end],
            english=pair.source[slice(*source)],
            right=friend.right,
        )


def _is_copied(pair: Pair, words: tuple[Word, ...], number: int) -> bool:
    """Whether the word belongs to a name that both texts share: "Wembley Stadium"."""
    word = words[number]
    if word.text not in pair.source:
        return False
    before = pair.german[words[number - 1].start : word.end] if number else ""
    after = pair.german[word.start : words[number + 1].end] if number + 1 < len(words) else ""
    return any(
        text and text in pair.source and text.split(" ")[-1][0].isupper() and text[0].isupper()
        for text in (before, after)
    )


@cache
def _triggers() -> dict[str, tuple[tuple[_Friend, str], ...]]:
    """By the first word of an English phrase, the entry and the phrase in small letters."""
    found: dict[str, list[tuple[_Friend, str]]] = {}
    for friend in (*_table(), *_offices()):
        for phrase in friend.english:
            first = tokens(phrase)[0][0] if "’" not in phrase and "'" not in phrase else ""
            first = first or phrase.split(" ")[0]
            found.setdefault(first, []).append((friend, phrase))
    return {word: tuple(entries) for word, entries in found.items()}


def _table() -> Iterator[_Friend]:
    path = resources.files("fassung.checks") / "false_friends.toml"
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["friend"]:
        german = entry["german"]
        yield _Friend(
            english=tuple(entry["english"]),
            right=entry["right"],
            starts=tuple(word[:-1].lower() for word in german if word.endswith("*")),
            forms=frozenset(word[1:].lower() for word in german if word.startswith("=")),
            words=tuple(w for w in german if not (w.endswith("*") or w.startswith("="))),
            unless=frozenset(entry.get("unless", ())),
            needs=frozenset(entry.get("needs", ())),
            written=entry.get("written", ""),
            severity=Severity(entry.get("severity", "major")),
        )


def _offices() -> Iterator[_Friend]:
    for office in offices():
        if office.false:
            yield _Friend(
                english=tuple(form.lower() for form in office.english),
                right=office.german[0],
                phrases=office.false,
                unless=office.unless,
            )


CHECK = Check(
    id="false-friend",
    title="a word that only looks like the English one",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    segment=rule,
)
