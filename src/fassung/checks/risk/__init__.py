"""The risk of a segment: one calibrated probability that it holds a critical error.

From the findings of the checks, a bilingual lexicon that says which words the other side lacks,
length, and, where the house model is at hand, its forced-decoding scores. Trained on
``judged/critical-errors`` (WMT22 quality estimation, task 3: 5.5 % of its translations are
corrupted), so the probability is one for text of that kind: good translations with an error here
and there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fassung.article import Finding
from fassung.checks.model import Pair
from fassung.checks.risk.estimate import Estimator, probability, trained
from fassung.checks.risk.features import Features, features
from fassung.checks.risk.forced import LONGEST, Scorer, forced, weights_version
from fassung.checks.risk.lexicon import lexicon
from fassung.checks.run import check
from fassung.messages import message

REASONS = {
    "missing": "words of the English are missing",
    "added": "words that the English does not have",
    "exchanged": "a name or word seems to be exchanged",
    "figure": "figures differ",
    "length": "unusual length",
    "form": "odd punctuation",
    "findings": "findings of the checks",
    "model": "the house model would have written something else",
}
"""What a contribution is about, by its reason."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one reason adds to the log-odds, against an average segment."""

    reason: str
    weight: float

    @property
    def text(self) -> str:
        """The reason in a few words of the reader's language."""
        return message(REASONS[self.reason])


@dataclass(frozen=True, slots=True)
class Risk:
    """How likely a segment holds a critical error, and why.

    ``penalty`` estimates the MQM points that a professional translator would give it (major 5,
    minor 1), for ranking. ``basis`` is "rules" or "rules+model". ``contributions`` come largest
    first. ``critical`` says whether the probability is above the threshold found in training.
    """

    probability: float
    penalty: float
    basis: str
    critical: bool
    contributions: tuple[Contribution, ...] = ()


def without_model(source: str, german: str, findings: Iterable[Finding] | None = None) -> Features:
    """The features of one pair that need no model; findings are made where none are given."""
    if findings is None:
        findings = check(Pair(source, german))
    return features(source, german, list(findings), lexicon(), trained().checks)


def risks(
    sources: Sequence[str], germans: Sequence[str], scorer: Scorer | None = None
) -> list[Risk]:
    """The risk of each pair, in order.

    Args:
        sources: English segments.
        germans: their translations.
        scorer: the house model, if it is at hand. It is not used where the risk was trained with
            another version of it, or a segment is too long for it; ``basis`` says so.

    Raises:
        ValueError: if there are not as many translations as sources.
        EngineError: the model cannot be loaded.
    """
    rows = [without_model(*pair) for pair in zip(sources, germans, strict=True)]
    known = trained()
    asked: list[int] = []
    if scorer and known.model and known.model.scorer == weights_version(scorer):
        asked = [
            i
            for i, (source, german) in enumerate(zip(sources, germans, strict=True))
            if source.strip() and german.strip() and len(source) + len(german) <= LONGEST
        ]
    if asked and scorer:
        choices = scorer.token_choices([sources[i] for i in asked], [germans[i] for i in asked])
        for i, row in zip(asked, choices, strict=True):
            rows[i] |= forced(row)
    scored = set(asked)
    return [
        _risk(known.model, row, "rules+model")
        if i in scored and known.model
        else _risk(known.rules, row, "rules")
        for i, row in enumerate(rows)
    ]


def _risk(estimator: Estimator, row: Features, basis: str) -> Risk:
    parts = estimator.critical.parts(row)
    found = probability(estimator.critical.total(parts))
    root = max(0.0, estimator.penalty.total(estimator.penalty.parts(row)))
    reasons: dict[str, float] = {}
    for name, weight in parts.items():
        reason = name.partition(":")[0]
        reasons[reason] = reasons.get(reason, 0.0) + weight
    ordered = sorted(reasons.items(), key=lambda item: -abs(item[1]))
    return Risk(
        probability=found,
        penalty=root**2,
        basis=basis,
        critical=found >= estimator.threshold,
        contributions=tuple(Contribution(name, weight) for name, weight in ordered),
    )


__all__ = ["REASONS", "Contribution", "Risk", "Scorer", "risks", "without_model"]
