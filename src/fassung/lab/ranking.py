"""Who is ahead, and how sure that is: ranks as ranges, verdicts by several kinds of evidence.

Two systems differ by a measure if p of the paired bootstrap stays below 5 % after Holm's
correction over all pairs of that measure: with five systems there are ten pairs, and one in twenty
would differ by chance. String overlap alone never makes a verdict: BLEU and chrF put two systems in
the order of human judgement in 85 to 86 of 100 cases, trained metrics in 93 to 97 (WMT23; Kocmi and
Federmann 2023, "GEMBA-MQM", table 1).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from fassung.lab.metrics import effort, found, risky
from fassung.lab.metrics.bootstrap import Difference
from fassung.lab.metrics.measure import Kind, Measure
from fassung.lab.score import Scored

LEVEL = 0.05
_LEADS = ("chrf++", "chrf", effort.LEAD, found.LEAD, risky.LEAD)
"""The one measure of each kind that speaks for it; every plug-in speaks for itself."""

_SAME = {Kind.RISK: Kind.CHECKS, Kind.EFFORT: Kind.OVERLAP}
"""Kinds that are no evidence of their own: the risk learned from the checks, and post-edit distance
and overlap compare with the same reference, letter by letter."""


class Verdict(StrEnum):
    """What is known of two systems."""

    AHEAD = "ahead"
    """Two kinds of evidence or more, and nothing against it (see ``_SAME``)."""
    HINT = "hint"
    """One kind of evidence, or overlap alone."""
    MIXED = "mixed"
    """Kinds of evidence that contradict each other."""
    OPEN = "open"
    """No difference is shown; that does not show that there is none."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two systems by one measure. ``sure`` is after Holm's correction; ``better`` whether the
    first has the better figure."""

    measure: Measure
    difference: Difference
    sure: bool
    better: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """Two systems by every measure, the one with more for it first, and what that comes to."""

    first: str
    second: str
    by: Mapping[str, Compared]
    verdict: Verdict
    for_first: tuple[str, ...]
    for_second: tuple[str, ...]
    """Ids of the leading measures that surely speak for the one and the other."""


def ranges(scored: Scored, measure: str) -> dict[str, tuple[int, int]]:
    """The ranks that each run may have by one measure, as WMT gives them: from one more than are
    surely better to all less those that are surely worse. Best first."""
    names = [run.name for run in scored.runs]
    pairs = _compared(scored, names, measure)
    sign = -1 if scored.measures[measure].higher else 1
    order = sorted(names, key=lambda name: sign * scored.systems[name][measure].score)
    found: dict[str, tuple[int, int]] = {}
    for name in order:
        above = below = 0
        for (first, second), one in pairs.items():
            if one.sure and name in (first, second):
                wins = one.better is (name == first)
                above, below = above + (not wins), below + wins
        found[name] = (1 + above, len(names) - below)
    return found


def matches(scored: Scored) -> list[Matched]:
    """Every pair of runs, by every measure that both have, with a verdict."""
    names = [run.name for run in scored.runs]
    tables = {id: _compared(scored, names, id) for id in scored.measures}
    result = []
    for first, second in combinations(names, 2):
        by = {id: table[first, second] for id, table in tables.items() if (first, second) in table}
        result.append(_matched(first, second, by))
    return result


def verdict(kinds_for: Sequence[Kind], kinds_against: Sequence[Kind]) -> Verdict:
    """What kinds of evidence for a first system and for a second come to.

    >>> [verdict([Kind.OVERLAP, *more], []).value for more in ([], [Kind.RISK])]
    ['hint', 'ahead']
    >>> verdict([Kind.OVERLAP, Kind.EFFORT], []).value  # both by the same reference
    'hint'
    >>> verdict([Kind.CHECKS, Kind.RISK], []).value, verdict([Kind.CHECKS], [Kind.RISK]).value
    ('hint', 'mixed')
    """
    if kinds_for and kinds_against:
        return Verdict.MIXED
    kinds = {_SAME.get(kind, kind) for kind in (*kinds_for, *kinds_against)}
    if not kinds:
        return Verdict.OPEN
    return Verdict.AHEAD if len(kinds) > 1 else Verdict.HINT


def _matched(first: str, second: str, by: Mapping[str, Compared]) -> Matched:
    leads = {id: one for id, one in by.items() if one.sure and _speaks(id, one.measure, by.keys())}
    wins = tuple(id for id, one in leads.items() if one.better)
    losses = tuple(id for id, one in leads.items() if not one.better)
    said = verdict([by[i].measure.kind for i in wins], [by[i].measure.kind for i in losses])
    if len(losses) <= len(wins):
        return Matched(first, second, by, said, wins, losses)
    turned = {id: _turned(one) for id, one in by.items()}
    return Matched(second, first, turned, said, losses, wins)


def _speaks(id: str, measure: Measure, there: Collection[str]) -> bool:
    if measure.kind in (Kind.MODEL, Kind.PEOPLE):
        return True
    return id in _LEADS and not (id == "chrf" and "chrf++" in there)


def _turned(one: Compared) -> Compared:
    was = one.difference
    interval = type(was.interval)(-was.interval.high, -was.interval.low)
    return Compared(one.measure, Difference(-was.value, interval, was.p), one.sure, not one.better)


def _compared(
    scored: Scored, names: Sequence[str], measure: str
) -> dict[tuple[str, str], Compared]:
    """Every pair of runs by one measure, with Holm's correction over them (Holm 1979)."""
    one = scored.measures[measure]
    able = [name for name in names if measure in scored.systems[name]]
    scores = {name: scored.systems[name][measure].score for name in able}
    differences = {
        (a, b): scored.resampled.difference(a, b, measure, scores[a] - scores[b])
        for a, b in combinations(able, 2)
    }
    sure: set[tuple[str, str]] = set()
    ordered = sorted(differences, key=lambda pair: differences[pair].p)
    for place, pair in enumerate(ordered):
        if differences[pair].p * (len(ordered) - place) >= LEVEL:
            break
        sure.add(pair)
    return {
        pair: Compared(one, found, pair in sure, (found.value > 0) is one.higher)
        for pair, found in differences.items()
    }
