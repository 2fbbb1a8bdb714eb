"""A people that the original does not name: "serbische" for one that no table knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.checks.sides import Mention, english, german, unmatched

_SIGNS = ("isch", "deutsch", "schweizer")
_ADJECTIVE = re.compile(rf"\w*(?:{'|'.join(_SIGNS)})\w{{0,2}}")
_PEOPLE = re.compile(r"[A-Z][a-z]+(?:[ai]ns?|[aei]se|ish|[nr]ic|[aeqlrdn]i)(?:['’]s)?")
"""How English ends the name of a people, of any."""


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    if not any(sign in pair.german for sign in _SIGNS):
        return
    says = german().mentions(pair.german_words, pair.german_vocabulary)
    if not says:
        return
    said = english().mentions(pair.source_words, pair.source_vocabulary)
    new = [m for m in unmatched(says, said) if m.side.group == "country" and _is_new(pair, m)]
    if not new:
        return
    unknown = _unknown_people(pair, said)
    for mention in new:
        words = pair.german[mention.start : mention.end]
        if unknown:
            yield check.finding(
                pair,
                "“{german}” is not in the original, which says “{english}”.",
                source=[(word.start, word.end) for word in unknown],
                target=[(mention.start, mention.end)],
                german=words,
                english=unknown[0].text,
            )
        elif not list(unmatched(said, says)):
            yield check.finding(
                pair,
                "Nothing in the original stands for “{german}”.",
                target=[(mention.start, mention.end)],
                severity=Severity.MINOR,
                german=words,
            )


def _is_new(pair: Pair, mention: Mention) -> bool:
    word = pair.german[mention.start : mention.end]
    return bool(_ADJECTIVE.fullmatch(word)) and word not in pair.source


def _unknown_people(pair: Pair, said: list[Mention]) -> list[Word]:
    """Peoples of the source that the table does not hold and the German does not name."""
    known = {mention.start for mention in said}
    return [
        word
        for word in pair.source_words
        if word.start not in known
        and _PEOPLE.fullmatch(word.text)
        and word.lower[:5] not in pair.german_lower
    ]


CHECK = Check(
    id="people-invented",
    title="people or country not in the original",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    segment=rule,
)
