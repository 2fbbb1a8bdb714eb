"""What people rate: runs over a set, by document."""

from __future__ import annotations

import random
from collections.abc import Sequence

from fassung.lab.rating import items
from fassung.lab.rating.items import Segment
from fassung.lab.runs import Run
from fassung.lab.sets import LabSet


def of_runs(of: LabSet, runs: Sequence[Run], documents: int = 0, seed: int = 1) -> list[Segment]:
    """The segments of a set with what each run made of them.

    Args:
        of: the set.
        runs: finished runs over it; their names are the systems' names.
        documents: how many, drawn by ``seed``; 0 for all.

    Raises:
        LabError: if a run is of another set, or not whole.
    """
    outputs = {run.name: run.germans(of) for run in runs}
    chosen = [name for name, _ in of.by_document]
    if 0 < documents < len(chosen):
        chosen = random.Random(f"fassung-rating {seed}").sample(chosen, documents)
    wanted = set(chosen)
    return [
        items.segment(
            pair.document, pair.segment, pair.source, {n: g[i] for n, g in outputs.items()}
        )
        for i, pair in enumerate(of.pairs)
        if pair.document in wanted
    ]
