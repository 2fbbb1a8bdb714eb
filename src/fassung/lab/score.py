"""Scoring: every measure of every run over a set, and intervals for all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from fassung.checks.risk import Scorer
from fassung.errors import LabError
from fassung.lab import folder as places
from fassung.lab.metrics import effort, found, kept, overlap, people, plugin, risky
from fassung.lab.metrics.bootstrap import Resampled, enough, resample
from fassung.lab.metrics.found import Found
from fassung.lab.metrics.measure import Floats, Measure, Measured
from fassung.lab.runs import Run
from fassung.lab.sets import LabSet, refuse_tuned

REFERENCE = "reference"
"""Stands for the reference beside the systems: no check is without false alarms, and what one finds
in a person's text is the measure of that."""

Progress = Callable[[str, int, int], None]
"""Called with what is measured, segments done, segments in all."""


@dataclass(frozen=True)
class Scored:
    """A set and its runs with all that was measured.

    ``systems`` holds measures by run and id; ``checked`` what the checks found by run, and by
    :data:`REFERENCE` where the set has references.
    """

    of: LabSet
    runs: Sequence[Run]
    outputs: Mapping[str, Sequence[str]] = field(repr=False)
    systems: Mapping[str, Mapping[str, Measured]] = field(repr=False)
    checked: Mapping[str, Sequence[Sequence[Found]]] = field(repr=False)
    resampled: Resampled = field(repr=False)

    @property
    def measures(self) -> dict[str, Measure]:
        """Every measure that some run has, by id, in the order of reports."""
        names = [run.name for run in self.runs]
        return {id: one.measure for name in names for id, one in self.systems[name].items()}


def score(
    lab: Path,
    of: LabSet,
    runs: Sequence[Run],
    *,
    metrics: Sequence[str] | None = None,
    plugins: Sequence[str] = (),
    ratings: Sequence[Path] = (),
    scorer: Scorer | None = None,
    draws: int | None = None,
    progress: Progress | None = None,
) -> Scored:
    """Measures runs over a set; what was measured before is taken from beside the run.

    Args:
        lab: the lab's folder.
        of: the set.
        runs: finished runs over it.
        metrics: of :data:`fassung.lab.metrics.overlap.IDS`; None for all. Without references
            there is none of them.
        plugins: commands of metrics that fassung does not ship.
        ratings: folders of campaigns of human rating; their systems are named as the runs.
        scorer: the house model, to judge risk as well; slow.
        draws: resamples of the bootstrap; None for as many as so many runs need.
        progress: told how far it is.

    Raises:
        LabError: if a run is not whole, was tuned on the set, or a plug-in fails.
        UsageError: if a campaign is none, or rated other texts.
        EngineError: if ``scorer`` cannot be loaded.
    """
    tell = progress or (lambda _what, _done, _all: None)
    outputs = {run.name: run.germans(of) for run in runs}
    for run in runs:
        refuse_tuned(lab, of, run.signature)
    references = [pair.reference for pair in of.pairs]
    systems: dict[str, dict[str, Measured]] = {run.name: {} for run in runs}
    if any(references):
        ids = overlap.IDS if metrics is None else metrics
        for name, one in _overlap(of, runs, outputs, ids, tell).items():
            systems[name] |= one
        if of.references == "post-edit":
            for run in runs:
                systems[run.name] |= effort.measured(outputs[run.name], references)
    checked: dict[str, list[list[Found]]] = {}
    for run in runs:
        place = _Place(run.folder, of.digest, run.digest)
        checked[run.name] = _checked(of, place, outputs[run.name], tell)
        systems[run.name] |= found.measured(of.pairs, checked[run.name])
        systems[run.name] |= _risk(of, place, outputs[run.name], scorer, tell)
    if all(references):
        # No run has such a name; what was found is kept beside the runs all the same.
        place = _Place(places.runs(lab, of.name) / f".{REFERENCE}", of.digest, of.digest)
        checked[REFERENCE] = _checked(of, place, references, tell)
        systems[REFERENCE] = {
            **found.measured(of.pairs, checked[REFERENCE]),
            **_risk(of, place, references, scorer, tell),
        }
    for command in plugins:
        for name, scores in plugin.ask(command, of.pairs, outputs, of.languages).items():
            if scores.measure.id in systems[name]:
                raise LabError(
                    "Two metrics are named {metric}; give each a name of its own.",
                    metric=scores.measure.title,
                )
            systems[name][scores.measure.id] = scores
    for folder in ratings:
        for name, judged in people.rated(folder, of.pairs, list(outputs)).items():
            systems[name][judged.measure.id] = judged
    resampled = resample(systems, [pair.document for pair in of.pairs], draws or enough(len(runs)))
    return Scored(of, runs, outputs, systems, checked, resampled)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where figures of some outputs are kept, and what they are figures of."""

    folder: Path
    of: str
    outputs: str

    def said(self, one: Measure, name: str = "") -> dict[str, Any]:
        """What the first line of a kept table says."""
        return {
            "set": self.of,
            "outputs": self.outputs,
            "measure": name or one.id,
            "signature": one.signature,
        }


def _overlap(
    of: LabSet,
    runs: Sequence[Run],
    outputs: Mapping[str, Sequence[str]],
    ids: Sequence[str],
    tell: Progress,
) -> dict[str, dict[str, Measured]]:
    measures = {id: overlap.measure(id) for id in ids}
    taken: dict[str, dict[str, Measured]] = {}
    at = {run.name: _Place(run.folder, of.digest, run.digest) for run in runs}
    for run in runs:
        place, count = at[run.name], len(of.pairs)
        taken[run.name] = {
            id: Measured(one, rows)
            for id, one in measures.items()
            if (rows := kept.take(run.folder, id, place.said(one), count)) is not None
        }
    missing = [run for run in runs if len(taken[run.name]) < len(ids)]
    if missing:
        there = [number for number, pair in enumerate(of.pairs) if pair.reference]
        made = overlap.overlap(
            {run.name: [outputs[run.name][i] for i in there] for run in missing},
            [of.pairs[i].reference for i in there],
            ids,
            _named("overlap", tell),
        )
        for run in missing:
            taken[run.name] = {
                id: Measured(one.measure, _whole(one.stats, there, len(of.pairs)))
                for id, one in made[run.name].items()
            }
            for id, one in taken[run.name].items():
                said = at[run.name].said(one.measure)
                kept.keep(run.folder, id, said, one.measure.columns, one.stats)
    return taken


def _whole(stats: Floats, there: Sequence[int], count: int) -> Floats:
    """Figures for every segment; those without a reference count for nothing."""
    if len(there) == count:
        return stats
    rows = np.zeros((count, stats.shape[1]))
    rows[list(there)] = stats
    return rows


def _checked(
    of: LabSet, place: _Place, germans: Sequence[str], tell: Progress
) -> list[list[Found]]:
    said = place.said(found.measure(found.LEAD), "findings")
    taken = kept.take_findings(place.folder, said, len(of.pairs))
    if taken is None:
        taken = found.find(of.pairs, germans, progress=_named("checks", tell))
        kept.keep_findings(place.folder, said, taken)
    return taken


def _risk(
    of: LabSet, place: _Place, germans: Sequence[str], scorer: Scorer | None, tell: Progress
) -> dict[str, Measured]:
    basis = "rules+model" if scorer else "rules"
    one = risky.measure(risky.LEAD, basis)
    said = place.said(one)
    rows = kept.take(place.folder, one.id, said, len(of.pairs))
    if rows is None:
        rows = risky.look(of.pairs, germans, scorer, _named("risk", tell))
        kept.keep(place.folder, one.id, said, ("points", "probability"), rows)
    return risky.measured(rows, basis)


def _named(what: str, tell: Progress) -> Callable[[int, int], None]:
    return lambda done, every: tell(what, done, every)
