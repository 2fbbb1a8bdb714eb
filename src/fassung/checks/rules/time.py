"""Times of day: twelve hours off, or another hour than in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity, both
from fassung.german.clock import DAY, Clock, english_times, german_times, written

_ZONE = re.compile(r"\b(?:MES?Z|GMT|UTC|(?:deutscher|unserer) Zeit)\b")
_ZONE_EN = re.compile(
    r"\b(?:GMT|UTC|BST|[ECMP][DS]?T|CES?T|JST|Eastern|Pacific|Central|[A-Z]\w+ time)\b"
)
_HALF = DAY // 2


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    said = english_times(pair.source)
    if not said:
        return
    found = german_times(pair.german)
    exact = [clock for clock in said if not clock.bare]
    if not found or not exact:
        return
    zones = _ZONE.search(pair.german) or _ZONE_EN.search(pair.source)
    for clock in found:
        if clock.bare or clock.word or any(clock.may_be(other) for other in said):
            continue
        hour, minute = divmod(clock.minutes, 60)
        if re.search(rf"(?<!\d){hour}[.:]{minute:02d}(?!\d)(?! ?[ap]\.?m)", pair.source):
            continue  # a time that the source gives without "a.m." or colon
        lost = [o for o in exact if not o.word and not any(o.may_be(c) for c in found)]
        half = [o for o in lost if abs(o.minutes - clock.minutes) == _HALF]
        # Noon and midnight confuse both languages: "12 a.m." is left to the readers.
        if half and half[0].sure and half[0].minutes % _HALF:
            yield _finding(check, pair, half[0], clock, Severity.CRITICAL)
        elif len(lost) == 1 and not half and not zones and len(found) <= len(said):
            yield _finding(check, pair, lost[0], clock, Severity.MAJOR)
        else:
            continue
        return


def _finding(check: Check, pair: Pair, one: Clock, two: Clock, severity: Severity) -> Finding:
    alone = pair.german[two.start : two.end].count("Uhr") == 1
    simple = alone and not re.search(r"bis|[–-]|und|oder", pair.german[two.start : two.end])
    return check.finding(
        pair,
        "The time differs: “{english}” became “{german}”.",
        severity=severity,
        repair=written(one.minutes) if one.sure and simple else None,
        **both(pair, (one.start, one.end), (two.start, two.end)),
    )


CHECK = Check(
    id="time",
    title="times of day",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    segment=rule,
)
