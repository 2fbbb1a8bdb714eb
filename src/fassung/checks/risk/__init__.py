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
from fassung.checks.risk.estimate import Estimator, Floats, Head, probability, trained
from fassung.checks.risk.features import Features, features
from fassung.checks.risk.forced import Scorer, can_be_scored, forced, weights_version
from fassung.checks.risk.lexicon import Covered, lexicon
from fassung.checks.run import check
from fassung.messages import message

REASONS = {
    "missing": "words of the English are missing",
    "added": "words that the English does not have",
    "exchanged": "a name or word seems to be exchanged",
    "figure": "figures differ",
    "length": "unusual length",
    "form": "odd punctuation",
    "reading": "unusual German",
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
    return _seen(source, german, findings)[0]


def _seen(
    source: str, german: str, findings: Iterable[Finding] | None = None
) -> tuple[Features, list[Covered]]:
    """The features, and the content words of the German that some of them come from."""
    pair = Pair(source, german)
    if findings is None:
        findings = check(pair)
    sides = lexicon().coverage(source, german)
    found = features(pair, list(findings), lexicon(), sides, trained().checks)
    return found, sides[1]


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
    pairs = list(zip(sources, germans, strict=True))
    rows, terms = [], []
    for pair in pairs:
        row, words = _seen(*pair)
        rows.append(row)
        terms.append(words)
    known = trained()
    found = _by_rules(known.rules, rows)
    if scorer is None or known.model is None or known.model.scorer != weights_version(scorer):
        return found
    asked = [i for i, pair in enumerate(pairs) if can_be_scored(*pair)]
    if asked:
        choices = scorer.token_choices([sources[i] for i in asked], [germans[i] for i in asked])
        more = [forced(row, germans[i], terms[i]) for i, row in zip(asked, choices, strict=True)]
        lower = [rows[i] for i in asked]
        for i, risk in zip(asked, _with_model(known.rules, known.model, lower, more), strict=True):
            found[i] = risk
    return found


def _by_rules(rules: Estimator, rows: Sequence[Features]) -> list[Risk]:
    parts = rules.critical.parts(rows)
    return _risks(
        rules, "rules", rules.critical.total(parts), rules.points(rules.ranked(rows)),
        [(rules.critical, parts)],
    )  # fmt: skip


def _with_model(
    rules: Estimator, model: Estimator, rows: Sequence[Features], more: Sequence[Features]
) -> list[Risk]:
    lower, upper = rules.critical.parts(rows), model.critical.parts(more)
    odds = model.critical.total(upper, rules.critical.total(lower))
    both = [first | second for first, second in zip(rows, more, strict=True)]
    points = model.points(model.ranked(both, rules.ranked(rows)))
    share = model.critical.slope * model.critical.below
    return _risks(
        model,
        "rules+model",
        odds,
        points,
        [(rules.critical, share * lower), (model.critical, upper)],
    )


def _risks(
    estimator: Estimator,
    basis: str,
    odds: Floats,
    points: Floats,
    parts: Sequence[tuple[Head, Floats]],
) -> list[Risk]:
    """Risks with their reasons, from the log-odds and what each feature added to them."""
    found = []
    for number, chance in enumerate(probability(odds).tolist()):
        reasons: dict[str, float] = {}
        for head, table in parts:
            for name, weight in zip(head.names, table[number].tolist(), strict=True):
                reason = name.partition(":")[0]
                reasons[reason] = reasons.get(reason, 0.0) + weight
        ordered = sorted(reasons.items(), key=lambda item: -abs(item[1]))
        found.append(
            Risk(
                probability=chance,
                penalty=float(points[number]),
                basis=basis,
                critical=chance >= estimator.threshold,
                contributions=tuple(Contribution(name, weight) for name, weight in ordered),
            )
        )
    return found


__all__ = ["REASONS", "Contribution", "Risk", "Scorer", "risks", "without_model"]
