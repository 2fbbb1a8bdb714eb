"""BLEU, chrF, chrF++ and TER by sacreBLEU (Post 2018), with its signatures, a chunk at a time.

sacreBLEU keeps the n-grams of all references and a list for each segment; here a chunk of the set
is counted for all systems and forgotten, and an array of whole numbers stays. Counting and formula
are sacreBLEU's own, so figures are the same to the last digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from fassung.lab.metrics.measure import Floats, Kind, Measure, Measured

CHUNK = 2_000
"""Segments counted at a time: some 60 MB of n-grams."""
IDS = ("bleu", "chrf", "chrf++", "ter")


def overlap(
    outputs: Mapping[str, Sequence[str]],
    references: Sequence[str],
    ids: Sequence[str] = IDS,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, dict[str, Measured]]:
    """The measures of each system, by its name and the measure's id.

    Args:
        outputs: German by system, each as long as ``references``.
        references: one German reference a segment.
        ids: which measures, of :data:`IDS`. chrF costs nothing beside chrF++.
        progress: called with segments done and in all.

    Raises:
        ValueError: if the lengths differ, or an id is unknown.
    """
    if unknown := set(ids) - set(IDS):
        raise ValueError(f"unknown: {sorted(unknown)}")
    if any(len(output) != len(references) for output in outputs.values()):
        raise ValueError("a system has not as many segments as there are references")
    metrics = _metrics(ids)
    parts: dict[tuple[str, str], list[Floats]] = {
        (name, id): [] for name in outputs for id in metrics
    }
    for first in range(0, len(references), CHUNK):
        part = slice(first, first + CHUNK)
        for id, metric in metrics.items():
            for name, rows in _count(metric, outputs, references, part):
                parts[name, id].append(rows)
        if progress:
            progress(min(first + CHUNK, len(references)), len(references))
    found: dict[str, dict[str, Measured]] = {name: {} for name in outputs}
    for (name, id), counted in parts.items():
        stats = np.concatenate(counted) if counted else np.zeros((0, 1))
        found[name][id] = Measured(_measure(id, metrics[id]), stats)
        if id == "chrf++" and "chrf" in ids:
            plain = CHRF()
            plain.num_refs = 1
            width = 3 * plain.char_order
            found[name]["chrf"] = Measured(_measure("chrf", plain), stats[:, :width])
    return {name: {id: one[id] for id in ids} for name, one in found.items()}


def measure(id: str) -> Measure:
    """The measure called ``id``, as with one reference."""
    metric = _metric(id)
    metric.num_refs = 1
    return _measure(id, metric)


def _metrics(ids: Sequence[str]) -> dict[str, Any]:
    derived = {"chrf"} if {"chrf", "chrf++"} <= set(ids) else set()
    return {id: _metric(id) for id in ids if id not in derived}


def _metric(id: str) -> Any:
    match id:
        case "bleu":
            # What looks tokenised is none of sacreBLEU's business to warn of here.
            return BLEU(force=True)
        case "chrf":
            return CHRF()
        case "chrf++":
            return CHRF(word_order=2)
        case _:
            return TER()


def _count(
    metric: Any, outputs: Mapping[str, Sequence[str]], references: Sequence[str], part: slice
) -> Iterator[tuple[str, Floats]]:
    """A system's figures for a part of the set; the references are counted once for all."""
    metric._ref_cache = metric._cache_references([references[part]])
    for name, output in outputs.items():
        counted = metric._extract_corpus_statistics(output[part], None)
        yield name, np.array(counted, np.float64)
    metric._ref_cache = None


def _measure(id: str, metric: Any) -> Measure:
    def score(sums: Floats) -> Floats:
        whole = metric.__class__ is not TER
        rows = sums.astype(np.int64) if whole else sums
        return np.array([metric._compute_score_from_stats(r).score for r in rows.tolist()])

    titles = {"bleu": "BLEU", "chrf": "chrF", "chrf++": "chrF++", "ter": "TER"}
    return Measure(
        id=id,
        title=titles[id],
        kind=Kind.OVERLAP,
        higher=id != "ter",
        columns=_columns(id),
        score=score,
        signature=str(metric.get_signature()),
        digits=1,
    )


def _columns(id: str) -> tuple[str, ...]:
    if id == "bleu":
        orders = range(1, BLEU().max_ngram_order + 1)
        counts = [f"{what}{n}" for what in ("match", "hyp") for n in orders]
        return ("hyp_words", "ref_words", *counts)
    if id == "ter":
        return ("edits", "ref_words")
    parts = [f"char{n}" for n in range(1, 7)] + (["word1", "word2"] if id == "chrf++" else [])
    return tuple(f"{what}_{part}" for part in parts for what in ("hyp", "ref", "match"))
