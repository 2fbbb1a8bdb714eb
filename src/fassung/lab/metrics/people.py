"""What people judged, as a measure among others: ESA scores, or MQM points, by segment.

A segment that nobody rated counts for nothing; one that several rated counts with their mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from fassung.errors import UsageError
from fassung.lab.metrics.measure import Kind, Measure, Measured, rate
from fassung.lab.pairs import Pair
from fassung.lab.rating import campaign, ruled
from fassung.lab.rating.plan import Kind as Asked
from fassung.lab.rating.results import penalty

IDS = ("people-score", "people-mqm")
_TITLES = {
    "people-score": "Ratings by people, 0 to 100",
    "people-mqm": "MQM points by people, per segment",
}


def rated(folder: Path, pairs: Sequence[Pair], systems: Sequence[str]) -> dict[str, Measured]:
    """The measure of each system that the campaign in ``folder`` rated.

    Raises:
        UsageError: if there is no such campaign, it asked for preferences, or nobody has rated
            these systems on these segments yet.
    """
    found = campaign.load(folder)
    ruled.must_be(found, Asked.ESA, Asked.MQM)
    id = "people-score" if found.design.kind is Asked.ESA else "people-mqm"
    values: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    raters = set()
    for one in ruled.ruled(found):
        (system,) = one.unit.systems
        value = penalty(one.ruling) if one.ruling.score is None else float(one.ruling.score)
        values[system, one.unit.doc, one.item.seg].append(value)
        raters.add(one.rater)
    signature = f"{found.design.kind.value}|campaign:{found.design.name}|raters:{len(raters)}"
    result = {
        system: Measured(measure(id, signature), _rows(system, pairs, values))
        for system in systems
        if any(system == key[0] for key in values)
    }
    if not any(one.stats.any() for one in result.values()):
        raise UsageError(
            "In {folder} nobody has rated these runs yet; their names must be the systems' names.",
            folder=folder,
        )
    return result


def measure(id: str, signature: str) -> Measure:
    """The measure called ``id``, one of :data:`IDS`."""
    return Measure(
        id=id,
        title=_TITLES[id],
        kind=Kind.PEOPLE,
        higher=id == "people-score",
        columns=("judged", "segments"),
        score=rate(),
        signature=signature,
        digits=1 if id == "people-score" else 2,
    )


def _rows(
    system: str, pairs: Iterable[Pair], values: dict[tuple[str, str, str], list[float]]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    given = (values.get((system, *pair.key), ()) for pair in pairs)
    return np.array([(float(np.mean(v)), 1.0) if v else (0.0, 0.0) for v in given])
