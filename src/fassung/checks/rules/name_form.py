"""English forms of names and offices where German agencies write a German one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from fassung.checks.misspelt import Spellings, in_a_full_name, slips
from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.spelling import without_genitive
from fassung.german import names, protected
from fassung.german.authority import offices
from fassung.german.edits import Edit, without
from fassung.german.names import first_words
from fassung.german.tables import names as rows


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    people: frozenset[str] = frozenset()
    for pair in pairs:
        edits: list[Edit] = []
        if _may_hold_a_name(pair):
            edits, people = names(pair.german, pair.source, context.style, people)
        kept = protected(pair.german) if edits else []
        for edit in without(edits, kept):
            form = pair.german[edit.start : edit.end]
            # What an engine left as it was; another German spelling is a matter of the house.
            left = form in pair.source or without_genitive(form) in pair.source
            yield check.finding(
                pair,
                "In German: {right}.",
                target=[(edit.start, edit.end)],
                repair=edit.replacement,
                severity=Severity.MAJOR if left else Severity.MINOR,
                right=edit.replacement,
            )
        yield from _left_in_english(check, pair)
    yield from _misspelt(check, pairs)


def _misspelt(check: Check, pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Names that an engine spells otherwise than the source: a letter lost, added, exchanged."""
    article: Spellings | None = None
    for pair in pairs:
        for slip in slips(pair) if pair.source else ():
            article = article or Spellings.of(pairs)
            full = in_a_full_name(pair, slip)
            settled = article.settles(slip)
            # A partner makes slips, too, and an engine may know better.
            if not (slip.unknown or settled):
                continue
            safe = slip.unknown and (settled or (full and slip.long))
            yield check.finding(
                pair,
                "“{german}” is spelled “{right}” in the original.",
                source=[(slip.english.start, slip.english.end)],
                target=[(slip.german.start, slip.german.end)],
                repair=slip.right,
                safe=safe,
                severity=None if slip.unknown and (settled or full) else Severity.MINOR,
                german=slip.german.text,
                right=slip.right,
            )


def _may_hold_a_name(pair: Pair) -> bool:
    begins = first_words()
    capitals = [word.text for word in pair.german_capitals]
    return (
        "’" in pair.german
        or not begins.isdisjoint(capitals)
        or (
            "-" in pair.german
            and any(not begins.isdisjoint(word.split("-")) for word in capitals if "-" in word)
        )
    )


def _left_in_english(check: Check, pair: Pair) -> Iterator[Finding]:
    """Offices and countries that German inflects or puts an article before: no repair."""
    phrases = _phrases()
    if phrases.keys().isdisjoint(pair.german_vocabulary):
        return
    for word in pair.german_words:
        for phrase, right in phrases.get(word.lower, ()):
            end = word.start + len(phrase)
            if (
                pair.german.startswith(phrase, word.start)
                and not pair.german[end : end + 1].isalnum()
                and not _in_a_title(pair.german, word.start, end)
            ):
                yield check.finding(
                    pair,
                    "In German: {right}.",
                    target=[(word.start, end)],
                    right=right,
                )


def _in_a_title(german: str, start: int, end: int) -> bool:
    """Whether English words stand around it: a name, a title, an English quotation."""
    before = german[:start].rsplit(None, 1)[-1:]
    after = german[end : end + 12].split(None, 1)[:1]
    return bool(
        (before and before[0].strip(_QUOTES).lower() in _ENGLISH)
        or (after and german[end : end + 1] == " " and after[0].lower() in _ENGLISH)
    )


_QUOTES = "„“”‚‘’»«()\"'"
_ENGLISH = {"the", "of", "for", "and", "with", "at", "to", "by", "from", "on", "new", "north"}


@cache
def _phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    """By first word in small letters, the English phrase as written and its German rendering."""
    found: dict[str, list[tuple[str, str]]] = {}
    for office in offices():
        for form in office.english if office.left else ():
            if form[0].isupper():
                found.setdefault(form.split(" ")[0].lower(), []).append((form, office.german[0]))
    for row in rows():
        if "needs an article" in row["note"]:
            for form in row["english"].split("|"):
                found.setdefault(form.split(" ")[0].lower(), []).append((form, row["german"]))
    return {word: tuple(forms) for word, forms in found.items()}


CHECK = Check(
    id="name-form",
    title="English form of a name",
    category="terminology/wrong-term",
    severity=Severity.MAJOR,
    german_alone=True,
    article=rule,
)
