"""Learning over weeks: one system's runs by date, or a set of post-edits by week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from fassung.lab.metrics import effort, found
from fassung.lab.metrics.bootstrap import interval_of, resample_sums
from fassung.lab.score import Scored

_FEWEST = 5
"""Segments of a week that are shown: of fewer there is no interval."""
_LEADS = (effort.LEAD, "chrf++", "chrf", found.LEAD)


@dataclass(frozen=True, slots=True)
class Point:
    """A score on a day, with its interval and how many segments it is of."""

    day: str
    score: float
    low: float
    high: float
    segments: int


@dataclass(frozen=True, slots=True)
class Learning:
    """Points by series, oldest first, of one measure."""

    measure: str
    series: Mapping[str, tuple[Point, ...]]


def learning(scored: Scored) -> Learning | None:
    """What changed over time; None where nothing is dated twice."""
    measure = next((id for id in _LEADS if id in scored.measures), None)
    if measure is None:
        return None
    series = _by_week(scored, measure) or _by_run(scored, measure)
    return Learning(measure, series) if series else None


def family(signature: str) -> str:
    """What stays the same when a system gets better: its engine's name, or where outputs came from.

    >>> family("engine:house@3.1|langs:en-de|rules:7"), family("given:a.tsv#deepl|sha256:12")
    ('house', 'a.tsv#deepl')
    """
    first = signature.split("|")[0]
    return first.partition(":")[2].partition("@")[0]


def _by_run(scored: Scored, measure: str) -> dict[str, tuple[Point, ...]]:
    series: dict[str, list[Point]] = {}
    for run in sorted(scored.runs, key=lambda run: run.date):
        bounds = scored.resampled.interval(run.name, measure)
        score = scored.systems[run.name][measure].score
        point = Point(run.date, score, bounds.low, bounds.high, len(scored.of.pairs))
        series.setdefault(family(run.signature), []).append(point)
    dated = {name: points for name, points in series.items() if len({p.day for p in points}) > 1}
    return {name: tuple(points) for name, points in dated.items()}


def _by_week(scored: Scored, measure: str) -> dict[str, tuple[Point, ...]]:
    weeks: dict[str, list[int]] = {}
    for place, pair in enumerate(scored.of.pairs):
        if pair.date:
            weeks.setdefault(_monday(pair.date), []).append(place)
    enough = {week: places for week, places in sorted(weeks.items()) if len(places) >= _FEWEST}
    if len(enough) < 2:
        return {}
    series = {}
    for run in scored.runs:
        one = scored.systems[run.name][measure]
        points = []
        for week, places in enough.items():
            stats = one.stats[np.array(places)]
            bounds = interval_of(one.measure.score(resample_sums(stats)))
            score = float(one.measure.score(stats.sum(axis=0, keepdims=True))[0])
            points.append(Point(week, score, bounds.low, bounds.high, len(places)))
        series[run.name] = tuple(points)
    return series


def _monday(day: str) -> str:
    year, week, _ = date.fromisoformat(day[:10]).isocalendar()
    return date.fromisocalendar(year, week, 1).isoformat()
