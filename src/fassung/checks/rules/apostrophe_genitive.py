"""A German genitive has no apostrophe: "Putins Rede"; after s, x, z it has one and no s."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.checks.genitive import genitives
from fassung.checks.model import Check, Context, Finding, Pair, Severity


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    if "s" not in pair.german or not any(sign in pair.german for sign in "'’‘´`"):
        return
    for start, end in genitives(pair.german, pair.source):
        name = pair.german[start : end - 2]
        form = name + ("’" if name[-1] in "sxzß" else "s")
        yield check.finding(
            pair,
            "English genitive: {written}; German writes {form}.",
            target=[(start, end)],
            repair=form,
            written=pair.german[start:end],
            form=form,
        )


CHECK = Check(
    id="apostrophe-genitive",
    title="English genitive",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    german_alone=True,
    segment=rule,
)
