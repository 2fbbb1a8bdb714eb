"""What fassung's risk model expects of a run: MQM points, and critical errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from fassung.checks.risk import Scorer, risks
from fassung.checks.risk.estimate import trained
from fassung.lab.metrics.measure import Floats, Kind, Measure, Measured, rate
from fassung.lab.pairs import Pair

LEAD = "risk"
IDS = ("risk", "risk-critical")
_TITLES = {
    "risk": "Expected MQM points per 100 segments",
    "risk-critical": "Expected critical errors per 100 segments",
}
_TOGETHER = 500


def look(
    pairs: Sequence[Pair],
    germans: Sequence[str],
    scorer: Scorer | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Floats:
    """A row for each segment: expected points, probability of a critical error.

    Args:
        pairs: of the set.
        germans: as many, in their order.
        scorer: the house model, if it is to judge, too; much slower.
        progress: called with segments done and in all.

    Raises:
        EngineError: if the model cannot be loaded.
    """
    rows: list[tuple[float, float]] = []
    for first in range(0, len(pairs), _TOGETHER):
        part = slice(first, first + _TOGETHER)
        found = risks([pair.source for pair in pairs[part]], list(germans[part]), scorer)
        rows += ((risk.penalty, risk.probability) for risk in found)
        if progress:
            progress(len(rows), len(pairs))
    return np.array(rows, np.float64).reshape(-1, 2)


def measured(rows: Floats, basis: str = "rules") -> dict[str, Measured]:
    """The measures of a system from its rows of :func:`look`."""
    ones = np.ones(len(rows))
    return {
        id: Measured(measure(id, basis), np.column_stack([rows[:, column], ones]))
        for column, id in enumerate(IDS)
    }


def measure(id: str, basis: str = "rules") -> Measure:
    """The measure called ``id``, one of :data:`IDS`; ``basis`` is ``rules`` or
    ``rules+model``."""
    return Measure(
        id=id,
        title=_TITLES[id],
        kind=Kind.RISK,
        higher=False,
        columns=("expected", "segments"),
        score=rate(100),
        signature=signature(basis),
        digits=1,
    )


def signature(basis: str = "rules") -> str:
    """The digest of the trained risk, and whether the house model judged."""
    return f"risk:{trained().signature}|basis:{basis}"
