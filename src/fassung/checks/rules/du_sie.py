"""Readers addressed with du, or with du and Sie in one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fassung.article import Role
from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.german.quotations import quoted

_DU = frozenset(
    "du dich dir dein deine deinen deinem deiner deines euch euer eure euren eurem eurer".split()
)
_SIE = frozenset("Sie Ihnen Ihr Ihre Ihren Ihrem Ihrer Ihres".split())
# "Rue du Bac", "Cirque du Soleil", "per du".
_FRENCH = frozenset(
    "rue place pont tour cirque côte café parc hôtel per le la les jardin palais vin".split()
)
_SPOKEN = frozenset((Role.QUOTE, Role.CITATION))


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    informal = [(pair, found) for pair in pairs if (found := _informal(pair))]
    if not informal:
        return
    formal = any(_formal(pair) for pair in pairs)
    for pair, found in informal:
        target = [(word.start, word.end) for word in found]
        if formal:
            yield check.finding(pair, "Du and Sie in one article.", target=target)
        else:
            yield check.finding(
                pair, "The reader is addressed with du.", target=target, severity=Severity.MINOR
            )


def _informal(pair: Pair) -> list[Word]:
    if pair.role in _SPOKEN or pair.german_vocabulary.isdisjoint(_DU):
        return []
    marks = quoted(pair.german)
    found = []
    before = ""
    for word in pair.german_words:
        if word.lower in _DU and not marks.inside(word.start):
            name = word.lower == "du" and (
                before in _FRENCH or word.text == "DU" or "du" in pair.source_vocabulary
            )
            if not name:
                found.append(word)
        before = word.lower
    return found


def _formal(pair: Pair) -> bool:
    """Whether Sie or Ihr stands with a capital where no sentence begins."""
    if pair.role in _SPOKEN:
        return False
    marks = quoted(pair.german)
    return any(
        word.text in _SIE
        and pair.german[max(0, word.start - 2) : word.start].strip()[-1:].isalpha()
        and not marks.inside(word.start)
        for word in pair.german_words
    )


CHECK = Check(
    id="du-sie",
    title="du and Sie",
    category="audience-appropriateness/register",
    severity=Severity.MAJOR,
    german_alone=True,
    article=rule,
)
