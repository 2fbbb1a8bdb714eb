"""What a campaign found: systems with intervals, raters with their leanings, and agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median, pstdev

import numpy as np

from fassung.lab.rating import mqm
from fassung.lab.rating.agreement import Alpha, Level, alpha
from fassung.lab.rating.campaign import Campaign
from fassung.lab.rating.plan import Kind
from fassung.lab.rating.ruled import Ruled, ruled
from fassung.lab.rating.ruling import Ruling, Severity

DRAWS = 1000
_SEED = 1


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with a 95 % interval (bootstrap over documents) and how many values it is of."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A system whose errors were marked: its score (0–100, higher is better; None where none was
    asked for), z-score (higher is better), MQM by the published weighting (lower is better), and
    marked errors per segment."""

    system: str
    score: Mean | None
    z: Mean
    mqm: Mean
    minor: float
    major: float


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two systems in a campaign of preferences: how often each was better, and the mean
    preference (−2 the first … 2 the second)."""

    first: str
    second: str
    first_better: int
    equal: int
    second_better: int
    preference: Mean


@dataclass(frozen=True, slots=True)
class RaterLine:
    """A rater. ``leaning``: how much higher they score than the others on the same items (NaN
    where nobody else rated them). Of ``checks`` attention checks rated, ``passed`` were."""

    rater: str
    done: int
    all: int
    mean: float
    spread: float
    leaning: float
    seconds: float
    passed: int
    checks: int


@dataclass(frozen=True)
class Results:
    """All of it. ``agreement`` by what the raters agree on."""

    systems: Sequence[SystemLine]
    pairs: Sequence[PairLine]
    raters: Sequence[RaterLine]
    agreement: Mapping[str, Alpha]


def results(found: Campaign, *, draws: int = DRAWS) -> Results:
    """What ``found`` says so far; attention checks count for raters only."""
    given = list(ruled(found))
    values = {(one.rater, one.item.id): _value(one.ruling) for one in given}
    z = normalised(values)
    kind = found.design.kind
    marks = kind is not Kind.PREFERENCE
    return Results(
        systems=_systems(given, values, z, kind, draws) if marks else (),
        pairs=() if marks else _pairs(given, draws),
        raters=_raters(found, given, values),
        agreement=_agreement(given, values, z, kind, draws),
    )


def normalised(values: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Scores by rater and item, each less its rater's mean, in that rater's standard deviations.

    So strict and mild raters count alike (WMT's z-scores). A rater whose scores are all the same
    says nothing: 0.
    """
    by_rater: dict[str, list[float]] = defaultdict(list)
    for (rater, _), value in values.items():
        by_rater[rater].append(value)
    level = {rater: (mean(v), pstdev(v)) for rater, v in by_rater.items()}
    return {
        key: (value - level[key[0]][0]) / level[key[0]][1] if level[key[0]][1] else 0.0
        for key, value in values.items()
    }


def passed(check: Ruling, original: Ruling) -> bool:
    """Whether a rater noticed the damage: scored the damaged text lower than the same text
    undamaged, or, of the two side by side, preferred the undamaged one (which is the first)."""
    if check.preference is not None:
        return check.preference < 0
    return _value(check) < _value(original)


def penalty(ruling: Ruling) -> float:
    """MQM's sum of the marked errors by the published weighting."""
    return sum(mqm.weight(e.category, e.severity.value) for e in ruling.errors)


def _value(ruling: Ruling) -> float:
    """What the rater said as a number, higher is better (of preferences: the second)."""
    if ruling.preference is not None:
        return float(ruling.preference)
    return float(ruling.score) if ruling.score is not None else -penalty(ruling)


def _interval(by_document: Mapping[str, Sequence[float]], draws: int) -> Mean:
    """Documents are drawn whole: segments of one document are not independent."""
    sums = np.array([sum(v) for v in by_document.values()])
    counts = np.array([len(v) for v in by_document.values()])
    value = float(sums.sum() / counts.sum())
    if len(sums) < 2 or not draws:
        return Mean(value, float("nan"), float("nan"), int(counts.sum()))
    drawn = np.random.default_rng(_SEED).integers(0, len(sums), (draws, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return Mean(value, float(low), float(high), int(counts.sum()))


def _systems(
    given: Sequence[Ruled],
    values: Mapping[tuple[str, str], float],
    z: Mapping[tuple[str, str], float],
    kind: Kind,
    draws: int,
) -> list[SystemLine]:
    penalties = {(one.rater, one.item.id): penalty(one.ruling) for one in given}
    grouped: dict[str, list[Ruled]] = defaultdict(list)
    for one in given:
        grouped[one.unit.systems[0]].append(one)
    lines = []
    for system, mine in grouped.items():
        errors = [e.severity for one in mine for e in one.ruling.errors]
        lines.append(
            SystemLine(
                system,
                _interval(_by_document(mine, values), draws) if kind is Kind.ESA else None,
                _interval(_by_document(mine, z), draws),
                _interval(_by_document(mine, penalties), draws),
                errors.count(Severity.MINOR) / len(mine),
                errors.count(Severity.MAJOR) / len(mine),
            )
        )
    return sorted(lines, key=lambda line: -line.z.value)


def _by_document(
    given: Iterable[Ruled], values: Mapping[tuple[str, str], float]
) -> dict[str, list[float]]:
    """Each item's mean over its raters, by document."""
    by_item: dict[tuple[str, str], list[float]] = defaultdict(list)
    for one in given:
        by_item[one.unit.doc, one.item.id].append(values[one.rater, one.item.id])
    found: dict[str, list[float]] = defaultdict(list)
    for (doc, _), several in by_item.items():
        found[doc].append(mean(several))
    return found


def _pairs(given: Sequence[Ruled], draws: int) -> list[PairLine]:
    grouped: dict[tuple[str, ...], list[Ruled]] = defaultdict(list)
    for one in given:
        grouped[one.unit.systems].append(one)
    lines = []
    for (first, second), mine in sorted(grouped.items()):
        signs = [one.ruling.preference or 0 for one in mine]
        values = {(one.rater, one.item.id): _value(one.ruling) for one in mine}
        lines.append(
            PairLine(
                first,
                second,
                sum(1 for s in signs if s < 0),
                signs.count(0),
                sum(1 for s in signs if s > 0),
                _interval(_by_document(mine, values), draws),
            )
        )
    return lines


def _raters(
    found: Campaign, given: Sequence[Ruled], values: Mapping[tuple[str, str], float]
) -> list[RaterLine]:
    by_item: dict[str, dict[str, float]] = defaultdict(dict)
    for (rater, id), value in values.items():
        by_item[id][rater] = value
    rulings = found.rulings()
    nothing = float("nan")
    lines = []
    for rater in found.design.raters:
        mine = [one for one in given if one.rater == rater]
        scores = [values[rater, one.item.id] for one in mine]
        apart = [
            several[rater] - mean(v for r, v in several.items() if r != rater)
            for several in by_item.values()
            if rater in several and len(several) > 1
        ]
        noticed = []
        for turn in found.turns(rater):
            for item in found.plan.units[turn.unit].items:
                check = rulings[rater].get(item.id)
                original = rulings[rater].get(item.original)
                if item.damage and check and check.done:
                    if check.preference is not None:
                        noticed.append(passed(check, check))
                    elif original and original.done:
                        noticed.append(passed(check, original))
        progress = found.progress(rater)
        lines.append(
            RaterLine(
                rater,
                progress.done,
                progress.all,
                mean(scores) if scores else nothing,
                pstdev(scores) if scores else nothing,
                mean(apart) if apart else nothing,
                median(one.ruling.seconds for one in mine) if mine else nothing,
                sum(noticed),
                len(noticed),
            )
        )
    return lines


def _agreement(
    given: Sequence[Ruled],
    values: Mapping[tuple[str, str], float],
    z: Mapping[tuple[str, str], float],
    kind: Kind,
    draws: int,
) -> dict[str, Alpha]:
    def units(of: Mapping[tuple[str, str], float]) -> list[Mapping[str, float]]:
        by_item: dict[str, dict[str, float]] = defaultdict(dict)
        for (rater, item), value in of.items():
            by_item[item][rater] = value
        return list(by_item.values())

    if kind is Kind.PREFERENCE:
        return {"preference": alpha(units(values), Level.ORDINAL, draws=draws)}
    grave = list(Severity)
    worst = {
        (one.rater, one.item.id): max(
            (1.0 + grave.index(e.severity) for e in one.ruling.errors), default=0.0
        )
        for one in given
    }
    name = "score" if kind is Kind.ESA else "MQM"
    return {
        name: alpha(units(values), Level.INTERVAL, draws=draws),
        "z": alpha(units(z), Level.INTERVAL, draws=draws),
        "severity": alpha(units(worst), Level.ORDINAL, draws=draws),
    }
