"""A sentence that begins with a small letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.article import Role
from fassung.checks.model import Check, Context, Finding, Pair, Severity

_RUNNING = frozenset(
    (Role.BODY, Role.HEADLINE, Role.TEASER, Role.HEADING, Role.CAPTION, Role.QUOTE)
)
_START = re.compile(r"[\s„“\"»«‚‘'–-]*([a-zäöü][\w'’.-]*)")
# Names that begin small, and what is one letter.
_STAYS = re.compile(r"[a-z][A-Z]|.$|[a-z][0-9.@]|\w+\.\w|http|www")
# A stop behind a word of four letters: abbreviations and ordinals are shorter or no words.
_LATER = re.compile(r"(?<=[a-zäöüß]{4})\.[ \u00a0]([a-zäöü][a-zäöüß]+)(?=[ ,])")
_SHORT = re.compile(
    r"(?:bzw|usw|evtl|inkl|exkl|geb|gest|verh|gesch|sogen|eigtl|ehem|allg|engl|dt|bspw|vgl|zzgl|abzgl|"
    r"urspr|wiss|tägl|jährl|monatl|mind|sog|ggf|etc|vermutl|Corp|Bros|Inter|Univ|Anth|Prof|Sept|Febr|"
    r"Abschn|Reg|Bez|Kreisverw|Hauptstr|Ltd|Abteil)$",
    re.IGNORECASE,
)


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    german = pair.german
    first = _START.match(german)
    if first and pair.role in _RUNNING and _may_begin(pair, first[1]):
        yield _finding(check, pair, first.start(1))
    for match in _LATER.finditer(german):
        word = re.search(r"\w+$", german[: match.start()])
        if word and _SHORT.search(word[0]):
            continue
        yield _finding(check, pair, match.start(1))


def _may_begin(pair: Pair, word: str) -> bool:
    if _STAYS.match(word) or word in pair.source:
        return False
    # Without a capital in the source it may be the rest of a sentence.
    letter = next((char for char in pair.source if char.isalpha()), "")
    if pair.source:
        return letter.isupper()
    return len(pair.german_words) > 3 and pair.german.rstrip()[-1:] in ".!?“"


def _finding(check: Check, pair: Pair, at: int) -> Finding:
    return check.finding(
        pair,
        "A sentence begins with a small letter.",
        target=[(at, at + 1)],
        repair=pair.german[at].upper(),
    )


CHECK = Check(
    id="sentence-case",
    title="sentences that begin small",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    german_alone=True,
    segment=rule,
)
