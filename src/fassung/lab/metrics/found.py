"""What fassung's checks find in a run, for each 1,000 English words, by severity and category.

English words, because they are the same for every system: a system that says less is not better
for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from fassung import checks
from fassung._version import __version__
from fassung.article import Finding, Severity
from fassung.german import RULES_VERSION
from fassung.lab.metrics.measure import Kind, Measure, Measured, rate
from fassung.lab.pairs import Pair, documents

LEAD = "found-major"
"""The measure that stands for the checks where one must: it leaves form aside."""
_COUNTED = {
    "found-critical": (Severity.CRITICAL,),
    "found-major": (Severity.CRITICAL, Severity.MAJOR),
    "found": tuple(Severity),
}
_TITLES = {
    "found-critical": "Findings that block, per 1,000 words",
    "found-major": "Major and blocking findings, per 1,000 words",
    "found": "All findings, per 1,000 words",
}
CATEGORIES = {
    "accuracy": "Accuracy",
    "terminology": "Terminology",
    "linguistic-conventions": "Language",
    "style": "Style",
    "locale-conventions": "Numbers, dates, units",
    "audience-appropriateness": "Audience",
    "design-and-markup": "Markup and layout",
}
"""MQM Core's dimensions, as a newsroom would call them."""
IDS = tuple(_COUNTED)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding without its words: enough to count by."""

    check: str
    category: str
    severity: Severity

    @property
    def dimension(self) -> str:
        """The first part of its category, one of :data:`CATEGORIES`."""
        return self.category.partition("/")[0]


def find(
    pairs: Sequence[Pair],
    germans: Sequence[str],
    context: checks.Context | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[list[Found]]:
    """What the checks find in each segment, whole documents read together.

    ``germans`` are as many as ``pairs`` and in their order; ``progress`` is called with segments
    done and in all.
    """
    found: list[list[Found]] = []
    at = 0
    for _, group in documents(pairs):
        here = germans[at : at + len(group)]
        at += len(group)
        by_segment: dict[str, list[Found]] = {pair.segment: [] for pair in group}
        texts = [
            checks.Pair(pair.source, german, pair.role, pair.segment)
            for pair, german in zip(group, here, strict=True)
        ]
        for one in checks.check_article(texts, context=context):
            by_segment[one.segment].append(_short(one))
        found += (by_segment[pair.segment] for pair in group)
        if progress:
            progress(at, len(pairs))
    return found


def measured(pairs: Sequence[Pair], found: Sequence[Sequence[Found]]) -> dict[str, Measured]:
    """The measures of a system from what was found in it."""
    words = np.array([pair.words for pair in pairs], np.float64)
    result = {}
    for id, severities in _COUNTED.items():
        counts = [sum(one.severity in severities for one in segment) for segment in found]
        result[id] = Measured(measure(id), np.column_stack([np.array(counts, np.float64), words]))
    return result


def by_category(found: Sequence[Sequence[Found]], words: int) -> dict[str, dict[Severity, float]]:
    """Findings for each 1,000 words by dimension and severity; dimensions with none as well."""
    counts = Counter((one.dimension, one.severity) for segment in found for one in segment)
    per = 1000 / max(words, 1)
    known = [*CATEGORIES, *sorted({dimension for dimension, _ in counts} - CATEGORIES.keys())]
    return {d: {s: counts[d, s] * per for s in Severity} for d in known}


def by_check(found: Sequence[Sequence[Found]]) -> Counter[tuple[str, Severity]]:
    """How often each check found something, by severity."""
    return Counter((one.check, one.severity) for segment in found for one in segment)


def measure(id: str) -> Measure:
    """The measure called ``id``, one of :data:`IDS`."""
    return Measure(
        id=id,
        title=_TITLES[id],
        kind=Kind.CHECKS,
        higher=False,
        columns=("findings", "words"),
        score=rate(1000),
        signature=signature(),
        digits=2,
    )


def signature(context: checks.Context | None = None) -> str:
    """Which checks looked, and in which version of fassung and its rules."""
    seen = checks.signature(context or checks.Context())
    return f"{seen}|rules:{RULES_VERSION}|fassung:{__version__}"


def _short(finding: Finding) -> Found:
    return Found(finding.check, finding.category, finding.severity)
