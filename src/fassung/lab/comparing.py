"""Two runs segment by segment, those first about which they disagree most.

Disagreement is the difference of chrF++ against the reference in points, or where there is none
how unlike each other the two texts are (100 less their chrF++), and 25, 5 and 1 for each blocking,
major and minor finding that one has more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fassung.article import Severity
from fassung.lab.differences import Stretch, differences
from fassung.lab.metrics import overlap, risky
from fassung.lab.metrics.found import Found
from fassung.lab.pairs import Pair
from fassung.lab.score import Scored

WEIGHTS = {Severity.CRITICAL: 25.0, Severity.MAJOR: 5.0, Severity.MINOR: 1.0}


@dataclass(frozen=True, slots=True)
class Side:
    """One system's text of a segment, with its own words marked, and its figures."""

    german: str
    stretches: tuple[Stretch, ...]
    chrf: float | None
    """chrF++ against the reference; None without one."""
    risk: float
    """Expected MQM points."""
    findings: Counter[Severity]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A segment in which two systems differ, and by how much."""

    pair: Pair
    first: Side
    second: Side
    amount: float

    @property
    def leaning(self) -> str:
        """``first`` or ``second``: which has the better figures on the whole; else empty."""
        weights = [self._burden(side) for side in (self.first, self.second)]
        if abs(weights[0] - weights[1]) < 0.05:
            return ""
        return "first" if weights[0] < weights[1] else "second"

    @staticmethod
    def _burden(side: Side) -> float:
        return _weight(side.findings) - (side.chrf or 0.0)


def disagreements(scored: Scored, first: str, second: str) -> list[Disagreement]:
    """Segments in which two runs say different things, most disagreement first."""
    texts = [scored.outputs[name] for name in (first, second)]
    places = [i for i, (a, b) in enumerate(zip(*texts, strict=True)) if a != b]
    likeness = _likeness(scored, first, second, places)
    risk = [scored.systems[name][risky.LEAD].by_segment / 100 for name in (first, second)]
    found: list[Disagreement] = []
    for place in places:
        pair = scored.of.pairs[place]
        a, b = texts[0][place], texts[1][place]
        marked = differences(a, b)
        counts = [_counts(scored.checked[name][place]) for name in (first, second)]
        scores = [likeness[name].get(place) for name in (first, second)]
        if scores[0] is None or scores[1] is None:
            amount = 100 - likeness[""][place]
        else:
            amount = abs(scores[0] - scores[1])
        amount += sum(
            weight * abs(counts[0][severity] - counts[1][severity])
            for severity, weight in WEIGHTS.items()
        )
        sides = [
            Side(text, stretches, chrf, float(risk[n][place]), count)
            for n, (text, stretches, chrf, count) in enumerate(
                zip((a, b), marked, scores, counts, strict=True)
            )
        ]
        found.append(Disagreement(pair, sides[0], sides[1], amount))
    return sorted(found, key=lambda one: (-one.amount, one.pair.key))


def _likeness(
    scored: Scored, first: str, second: str, places: Sequence[int]
) -> dict[str, dict[int, float]]:
    """chrF++ by system and segment against the reference; under "" of the two to each other,
    where there is none."""
    result: dict[str, dict[int, float]] = {first: {}, second: {}, "": {}}
    with_one = [i for i in places if scored.of.pairs[i].reference]
    without = [i for i in places if not scored.of.pairs[i].reference]
    for name in (first, second):
        known = scored.systems[name].get("chrf++")
        if known is None and with_one:
            references = [scored.of.pairs[i].reference for i in with_one]
            germans = {name: [scored.outputs[name][i] for i in with_one]}
            made = overlap.overlap(germans, references, ["chrf++"])[name]["chrf++"].by_segment
            result[name] = dict(zip(with_one, made.tolist(), strict=True))
        elif known is not None:
            scores = known.by_segment
            result[name] = {i: float(scores[i]) for i in with_one}
    if without:
        germans = {first: [scored.outputs[first][i] for i in without]}
        others = [scored.outputs[second][i] for i in without]
        made = overlap.overlap(germans, others, ["chrf++"])[first]["chrf++"].by_segment
        result[""] = dict(zip(without, made.tolist(), strict=True))
    return result


def _counts(found: Sequence[Found]) -> Counter[Severity]:
    return Counter(one.severity for one in found)


def _weight(counts: Counter[Severity]) -> float:
    return sum(WEIGHTS[severity] * count for severity, count in counts.items())
