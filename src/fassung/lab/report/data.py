"""The report as plain data: what the JSON says, and what the page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from fassung._version import __version__
from fassung.article import Severity
from fassung.lab.comparing import Disagreement, Side, disagreements
from fassung.lab.metrics import effort, found, risky
from fassung.lab.metrics.measure import Measured
from fassung.lab.ranking import Compared, Matched, matches, ranges
from fassung.lab.report.learning import Learning, learning
from fassung.lab.runs import Run
from fassung.lab.score import REFERENCE, Scored

_LEADS = (effort.LEAD, "chrf++", "chrf", found.LEAD, risky.LEAD)
EXAMPLES = 12
FORMAT = 1
"""Rises when a key changes its meaning or goes away."""

Data = dict[str, Any]


def report(scored: Scored, examples: int = EXAMPLES) -> Data:
    """What was found, as values that JSON knows. Systems come best first by ``lead``."""
    lead = next(id for id in _LEADS if id in scored.measures)
    rank = {id: ranges(scored, id) for id in scored.measures}
    order = list(rank[lead])
    by_name = {run.name: run for run in scored.runs}
    matched = matches(scored)
    return {
        "format": FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "fassung": __version__,
        "set": _set(scored),
        "intervals": scored.resampled.signature,
        "lead": lead,
        "measures": [
            {
                "id": one.id,
                "title": one.title,
                "kind": one.kind.value,
                "higher": one.higher,
                "digits": one.digits,
                "signature": one.signature,
            }
            for one in scored.measures.values()
        ],
        "systems": [_system(scored, by_name[name], rank) for name in order],
        "reference": _scores(scored, REFERENCE) if REFERENCE in scored.systems else None,
        "pairs": [_pair(one) for one in matched],
        "categories": _categories(scored, order),
        "checks": _checks(scored, order),
        "learning": _learning(learning(scored)),
        "examples": _examples(scored, matched, order, examples),
    }


def comparison(scored: Scored, first: str, second: str, most: int) -> Data:
    """Two runs segment by segment, most disagreement first, as values that JSON knows."""
    every = disagreements(scored, first, second)
    leaning = Counter(one.leaning for one in every)
    (pair,) = (m for m in matches(scored) if {m.first, m.second} == {first, second})
    return {
        "format": FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "fassung": __version__,
        "set": _set(scored),
        "intervals": scored.resampled.signature,
        "first": first,
        "second": second,
        "pair": _pair(pair),
        "measures": [
            {"id": m.id, "title": m.title, "kind": m.kind.value, "digits": m.digits}
            for m in scored.measures.values()
        ],
        "segments": len(scored.of.pairs),
        "same": len(scored.of.pairs) - len(every),
        "leaning": {
            "first": leaning["first"],
            "second": leaning["second"],
            "neither": leaning[""],
        },
        "disagreements": [_disagreement(one) for one in every[:most]],
    }


def _set(scored: Scored) -> Data:
    of = scored.of
    return {
        "name": of.name,
        "use": of.use.value,
        "languages": of.languages,
        "documents": len(of.by_document),
        "single": of.single,
        "segments": len(of.pairs),
        "words": of.words,
        "references": of.references if any(pair.reference for pair in of.pairs) else "",
        "with_reference": sum(bool(pair.reference) for pair in of.pairs),
        "made_from": of.made_from,
        "licence": of.licence,
        "made": of.made,
        "sha256": of.digest,
    }


def _system(scored: Scored, run: Run, rank: dict[str, dict[str, tuple[int, int]]]) -> Data:
    cost = run.cost
    return {
        "name": run.name,
        "kind": run.kind,
        "signature": run.signature,
        "date": run.date,
        "outputs_sha256": run.digest,
        "seconds": round(run.seconds, 3) or None,
        "words_per_second": run.speed,
        "from_memory": run.from_memory,
        "cost": cost,
        "cost_per_1000_words": None if cost is None else 1000 * cost / max(run.words, 1),
        "currency": run.price.currency if run.price else "",
        "scores": _scores(scored, run.name),
        "ranks": {id: list(found[run.name]) for id, found in rank.items() if run.name in found},
    }


def _scores(scored: Scored, system: str) -> Data:
    def one(id: str, measured: Measured) -> Data:
        bounds = scored.resampled.interval(system, id)
        return {"score": measured.score, "low": bounds.low, "high": bounds.high}

    return {id: one(id, measured) for id, measured in scored.systems[system].items()}


def _pair(one: Matched) -> Data:
    def by(found: Compared) -> Data:
        difference = found.difference
        return {
            "difference": difference.value,
            "low": difference.interval.low,
            "high": difference.interval.high,
            "p": difference.p,
            "sure": found.sure,
            "better": found.better,
        }

    return {
        "first": one.first,
        "second": one.second,
        "verdict": one.verdict.value,
        "for_first": list(one.for_first),
        "for_second": list(one.for_second),
        "by": {id: by(compared) for id, compared in one.by.items()},
    }


def _categories(scored: Scored, order: Sequence[str]) -> Data:
    names = [name for name in (*order, REFERENCE) if name in scored.checked]
    found_by = {n: found.by_category(scored.checked[n], scored.of.words) for n in names}
    return {
        name: {
            dimension: {severity.value: amounts[severity] for severity in Severity}
            for dimension, amounts in dimensions.items()
        }
        for name, dimensions in found_by.items()
    }


def _checks(scored: Scored, order: Sequence[str]) -> Data:
    """Counts by system and check, all severities together."""
    names = [name for name in (*order, REFERENCE) if name in scored.checked]
    result: Data = {}
    for name in names:
        counts: Counter[str] = Counter()
        for (check, _), count in found.by_check(scored.checked[name]).items():
            counts[check] += count
        result[name] = dict(counts.most_common())
    return result


def _learning(one: Learning | None) -> Data | None:
    if one is None:
        return None
    return {
        "measure": one.measure,
        "series": {
            name: [
                {
                    "day": point.day,
                    "score": point.score,
                    "low": point.low,
                    "high": point.high,
                    "segments": point.segments,
                }
                for point in points
            ]
            for name, points in one.series.items()
        },
    }


def _examples(
    scored: Scored, matched: Sequence[Matched], order: Sequence[str], most: int
) -> Data | None:
    """Of the two that stand first: that is where a choice is to be made."""
    if len(order) < 2:
        return None
    first, second = order[:2]
    return {
        "first": first,
        "second": second,
        "disagreements": [
            _disagreement(one) for one in disagreements(scored, first, second)[:most]
        ],
    }


def _disagreement(one: Disagreement) -> Data:
    def side(of: Side) -> Data:
        return {
            "german": of.german,
            "stretches": [[stretch.text, stretch.own] for stretch in of.stretches],
            "chrf++": of.chrf,
            "risk": of.risk,
            "findings": {s.value: of.findings[s] for s in Severity},
        }

    return {
        "document": one.pair.document,
        "segment": one.pair.segment,
        "source": one.pair.source,
        "reference": one.pair.reference,
        "amount": one.amount,
        "leaning": one.leaning,
        "first": side(one.first),
        "second": side(one.second),
    }
