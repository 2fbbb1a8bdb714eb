"""Post-edit distance: how far a system's text is from what an editor let go out.

Only where the reference *is* a post-edit; against a free translation the same figure would say
little. HTER (Snover et al. 2006) is TER against that reference, by sacreBLEU.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import Levenshtein

from fassung.lab.metrics.measure import Kind, Measure, Measured, rate

LEAD = "edited"
IDS = ("edited", "touched")
_TITLES = {
    "edited": "Post-edit distance, characters per 100",
    "touched": "Segments that an editor would touch, per cent",
}


def measured(germans: Sequence[str], references: Sequence[str]) -> dict[str, Measured]:
    """The measures of one system; segments without a reference count for nothing."""
    rows = [
        (float(Levenshtein.distance(german, reference)), float(len(reference)))
        if reference
        else (0.0, 0.0)
        for german, reference in zip(germans, references, strict=True)
    ]
    edits = np.array(rows, np.float64).reshape(-1, 2)
    there = (edits[:, 1] > 0).astype(np.float64)
    changed = (edits[:, 0] > 0).astype(np.float64)
    return {
        "edited": Measured(measure("edited"), edits),
        "touched": Measured(measure("touched"), np.column_stack([changed, there])),
    }


def measure(id: str) -> Measure:
    """The measure called ``id``, one of :data:`IDS`."""
    return Measure(
        id=id,
        title=_TITLES[id],
        kind=Kind.EFFORT,
        higher=False,
        columns=("edits", "reference"),
        score=rate(100),
        signature="levenshtein:characters|reference:post-edit",
        digits=1,
    )
