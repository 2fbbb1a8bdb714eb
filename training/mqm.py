"""MQM ratings of newstest2020 (Freitag et al. 2021) as points for each translation."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from training.data import rows

_MARK = re.compile(r"</?v>")
_WEIGHTS = {"Major": 5.0, "Minor": 1.0}


@dataclass(frozen=True)
class Judged:
    """One system's translation of one segment, points as the mean over its raters."""

    system: str
    document: str
    source: str
    german: str
    points: float

    @property
    def by_person(self) -> bool:
        """Whether a person wrote the translation."""
        return self.system.startswith("Human")

    @property
    def test(self) -> bool:
        """Whether its document is on the test side (SHA-1 ends in 0 … 3)."""
        return hashlib.sha1(self.document.encode()).hexdigest()[-1] in "0123"


def weight(category: str, severity: str) -> float:
    """Points of one error, after the paper: major 5, minor 1, minor punctuation 0.1, no
    translation at all 25.

    >>> weight("Fluency/Punctuation", "Minor"), weight("Non-translation!", "Major")
    (0.1, 25.0)
    """
    if category.startswith("Non-translation"):
        return 25.0
    if category == "Fluency/Punctuation" and severity == "Minor":
        return 0.1
    return _WEIGHTS.get(severity, 0.0)


def judged(path: Path) -> list[Judged]:
    """Every translation in the file, in the order of its first rating."""
    points: dict[tuple[str, str, str], dict[str, float]] = {}
    texts: dict[tuple[str, str, str], tuple[str, str]] = {}
    for row in rows(path):
        key = row["system"], row["doc"], row["seg_id"]
        raters = points.setdefault(key, {})
        raters[row["rater"]] = raters.get(row["rater"], 0.0) + weight(
            row["category"], row["severity"]
        )
        texts.setdefault(key, (row["source"], _MARK.sub("", row["target"])))
    return [
        Judged(key[0], key[1], *texts[key], sum(raters.values()) / len(raters))
        for key, raters in points.items()
    ]
