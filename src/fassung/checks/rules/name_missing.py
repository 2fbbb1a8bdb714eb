"""A name of the original that the German lacks."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.checks.held import missing
from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.name_signs import months, places, rarer
from fassung.checks.name_tables import german_forms
from fassung.checks.named import Name, base
from fassung.checks.standin import displaced, standin


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    for name in missing(pair):
        yield _missing(check, pair, name)
    told = {word.start for name in missing(pair) for word in name.words}
    for word, other in displaced(pair):
        if word.start not in told:
            told.add(word.start)
            yield check.finding(
                pair,
                "“{name}” is missing in the German; does “{german}” stand in its place?",
                source=[(word.start, word.end)],
                target=[(other.start, other.end)],
                name=word.text,
                german=other.text,
                severity=Severity.MINOR,
            )
    for start, end in months(pair):
        if start in told:
            continue
        yield check.finding(
            pair,
            "“{name}” is missing in the German.",
            source=[(start, end)],
            name=pair.source[start:end],
        )
    for start, end in places(pair):
        if start in told:
            continue
        yield check.finding(
            pair,
            "“{name}” is missing in the German.",
            source=[(start, end)],
            name=pair.source[start:end],
            severity=Severity.MINOR,
        )
    for word in rarer(pair):
        yield check.finding(
            pair,
            "“{name}” stands in the German less often than in the original.",
            source=[(word.start, word.end)],
            name=word.text,
            severity=Severity.MINOR,
        )


def _missing(check: Check, pair: Pair, name: Name) -> Finding:
    written = pair.source[name.start : name.end]
    source = [(name.start, name.end)]
    other = standin(pair, name.words[-1])
    if other is None:
        template = "“{name}” is missing in the German."
        return check.finding(pair, template, source=source, name=written)
    bare = base(name.words[-1].text)
    return check.finding(
        pair,
        "“{name}” is missing in the German; does “{german}” stand in its place?",
        source=source,
        target=[(other.start, other.end)],
        # A name with a German form of its own is an editor's matter.
        repair=None if german_forms(bare) else bare,
        name=written,
        german=other.text,
    )


CHECK = Check(
    id="name-missing",
    title="name missing",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    segment=rule,
)
