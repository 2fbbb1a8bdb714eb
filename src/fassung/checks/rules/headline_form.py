"""Headlines and kickers in a form that German ones do not have: a full stop, two colons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.article import Role
from fassung.checks.model import Check, Context, Finding, Pair, Severity

_ROLES = frozenset((Role.HEADLINE, Role.KICKER, Role.HEADING))
_STOP = re.compile(r"(?<=[^\W\d_]{4})\.[\"”“»«’‘]?\s*$")
# "Wort:Wort" is no clock time and no address.
_NO_SPACE = re.compile(r"(?<=[^\W\d_]{2}):(?=[A-ZÄÖÜ„])")
_COLON = re.compile(r":(?=\s)")


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    if pair.role not in _ROLES:
        return
    german = pair.german
    # Two sentences, or a question and its answer, may stand in a headline with their stops.
    if (stop := _STOP.search(german)) and not re.search(r"[.!?…]\s", german):
        at = stop.start()
        yield check.finding(pair, "No full stop ends a headline.", target=[(at, at + 1)], repair="")
    if pair.role is Role.KICKER and german.rstrip().endswith(":"):
        at = len(german.rstrip()) - 1
        yield check.finding(pair, "No colon ends a kicker.", target=[(at, at + 1)], repair="")
    for match in _NO_SPACE.finditer(german):
        yield check.finding(
            pair, "A space is missing after the colon.", target=[match.span()], repair=": "
        )
    colons = [match.span() for match in _COLON.finditer(german)]
    if len(colons) > 1 and pair.role is Role.HEADLINE:
        yield check.finding(pair, "A headline has one colon at most.", target=colons)


CHECK = Check(
    id="headline-form",
    title="full stops and colons in headlines",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    german_alone=True,
    segment=rule,
)
