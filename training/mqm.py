"""MQM ratings of newstest2020 (Freitag et al. 2021) as points for each translation."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from fassung.lab.rating import mqm


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


def judged(path: Path) -> list[Judged]:
    """Every translation in the file, in the order of its first rating.

    Raises:
        FileError, UsageError: if it cannot be read.
    """
    annotations = mqm.read(path, quoted=True)
    points = mqm.scores(annotations).segments
    texts = {
        (one.system, one.seg_id): (mqm.unmarked(one.source)[0], mqm.unmarked(one.target)[0])
        for one in reversed(annotations)
    }
    documents = {one.seg_id: one.doc for one in annotations}
    return [
        Judged(system, documents[segment], *texts[system, segment], score)
        for (system, segment), score in points.items()
    ]
