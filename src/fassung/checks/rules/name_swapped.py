"""A name of the original that became another one.

That two names of one sentence were exchanged with each other is not seen: both are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fassung.checks.held import Lost, instead, lost_names, lost_parts, strangers
from fassung.checks.misspelt import slips
from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.checks.name_signs import exchanged
from fassung.checks.spelling import near

_APART = 0.5
"""How far apart, in parts of the whole, a name and what stands for it may be."""


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    # A letter more or less is a matter of name-form, which knows the whole article.
    told = {slip.german.start for slip in slips(pair) if slip.unknown}
    # That a translator leaves a first name out is lawful; that another stands there is not.
    for lost in lost_names(pair)[1]:
        if (word := instead(pair, lost)) and word.start not in told:
            told.add(word.start)
            yield _finding(check, pair, lost, [word], _graded(pair, lost, word))
    new = strangers(pair)
    for lost in lost_parts(pair) if new else ():
        place = lost.start / len(pair.source)
        close = [
            w
            for w in new
            if w.start not in told and abs(w.start / len(pair.german) - place) < _APART
        ]
        if close:
            told.update(word.start for word in close)
            grade = _graded(pair, lost, close[0]) if lost.name else Severity.MAJOR
            yield _finding(check, pair, lost, close, grade)
    for found in exchanged(pair):
        if found.german.start not in told:
            told.add(found.german.start)
            lost = Lost(found.english.start, found.english.end)
            yield _finding(check, pair, lost, [found.german], Severity.MINOR)


def _graded(pair: Pair, lost: Lost, word: Word) -> Severity | None:
    """Less than critical for what may be another spelling: "Jeanne", "Jeannie"."""
    alike = near(pair.source[lost.start : lost.end], word.text)
    return Severity.MAJOR if alike else None


def _finding(
    check: Check, pair: Pair, lost: Lost, new: Sequence[Word], severity: Severity | None
) -> Finding:
    return check.finding(
        pair,
        "“{german}” is not in the original, which says “{english}”.",
        source=[(lost.start, lost.end)],
        target=[(word.start, word.end) for word in new],
        german=new[0].text,
        english=pair.source[lost.start : lost.end],
        severity=severity,
    )


CHECK = Check(
    id="name-swapped",
    title="name exchanged",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    segment=rule,
)
