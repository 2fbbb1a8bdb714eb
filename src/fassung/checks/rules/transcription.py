"""Names from Cyrillic letters that are left as English writes them: a proposal, no repair."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise

from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.spelling import without_genitive
from fassung.german import names
from fassung.german.names import kept_spellings
from fassung.german.transcription import RUSSIAN, UKRAINIAN, transcribed


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    given, around, against = _lists()
    for first, last in pairwise(pair.german_capitals):
        language = given.get(first.text)
        if language is None or first.end + 1 != last.start:
            continue
        # Only who is named so by the partner, too; in the German alone nothing can be compared.
        if pair.source and first.text not in pair.source:
            continue
        texts = pair.source_lower + "\n" + pair.german_lower
        if not any(word in texts for word in around) or any(word in texts for word in against):
            return
        name = f"{first.text} {without_genitive(last.text)}"
        if _is_settled(name, context):
            continue
        if last.text.isascii() and (right := transcribed(name, language)) != name:
            yield check.finding(
                pair,
                "German transcription is perhaps “{right}”.",
                target=[(first.start, first.start + len(name))],
                right=right,
            )


def _is_settled(name: str, context: Context) -> bool:
    """Whether the authority file knows the person, or keeps the spelling on purpose."""
    edits, people = names(name, "", context.style)
    return bool(edits or people) or name in kept_spellings()


@cache
def _lists() -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    path = resources.files("fassung.checks") / "cyrillic.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    given = dict.fromkeys(table["russian"].split(), RUSSIAN)
    given |= dict.fromkeys(table["ukrainian"].split(), UKRAINIAN)
    return given, tuple(table["context"]), tuple(table["against"])


CHECK = Check(
    id="transcription",
    title="English transcription of a Cyrillic name",
    category="locale-conventions/name-format",
    severity=Severity.MINOR,
    german_alone=True,
    segment=rule,
)
