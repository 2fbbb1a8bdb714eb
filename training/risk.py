"""Trains the risk of a segment: `python -m training.risk [--model]`.

After `training.lexicon` and `training.grammar`. Reads the train sides of ../shared/judged alone,
prints what rows not trained on give (five folds; of MQM whole documents), and writes
src/fassung/checks/risk/risk.json. With `--model` the house model scores rows first, for so many
minutes; the scores lie in out/risk by the version of the model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fassung.checks import CHECKS, Pair, check
from fassung.checks.risk.features import Features, features
from fassung.checks.risk.forced import forced, weights_version
from fassung.checks.risk.lexicon import Lexicon, read
from fassung.engines.house import HouseEngine
from training.data import rows
from training.estimators import Judgements, Said, estimator
from training.fit import SEED
from training.lexicon import FOLDS, OUT, PACKED, SHARED, fold, test_side
from training.measures import Floats
from training.mqm import judged
from training.scores import Scores
from training.seen import Seen

JSON = Path("src/fassung/checks/risk/risk.json")
CRITICAL = SHARED / "judged" / "critical-errors.tsv.gz"
MQM = SHARED / "judged" / "mqm-newstest2020.tsv.gz"


@dataclass(frozen=True)
class Row:
    """One pair to learn from: 1 for an error (or MQM points), the group that folds keep whole."""

    source: str
    german: str
    value: float
    group: str
    by_person: bool = True


def critical_rows() -> list[Row]:
    """The train side of critical-errors."""
    return [
        Row(r["en"], r["de"], float(r["label"] == "BAD"), r["en"])
        for r in rows(CRITICAL)
        if not test_side(r["en"])
    ]


def mqm_rows() -> list[Row]:
    """The train documents of newstest2020, every system."""
    return [
        Row(j.source, j.german, j.points, j.document, j.by_person)
        for j in judged(MQM)
        if not j.test
    ]


def checks_known() -> list[str]:
    """Ids of all checks; those of whole articles see each segment as one."""
    return [rule.id for rule in CHECKS]


def lexicons() -> list[Lexicon]:
    """Those made without a third of the pairs each, and the one that ships."""
    found = []
    for path in [*(OUT / f"lexicon-{n}.npz" for n in range(FOLDS)), PACKED]:
        with np.load(path) as arrays:
            found.append(read(dict(arrays)))
    return found


class Reader:
    """Features of rows; `seen` says whether the shipped lexicon learned from such rows."""

    def __init__(self, name: str, data: Sequence[Row], *, seen: bool) -> None:
        self.name, self.data, self.seen = name, data, seen
        self._lexicons = lexicons()

    def lexicon(self, row: Row) -> Lexicon:
        """One that did not learn from this row."""
        return self._lexicons[fold(row.source) if self.seen else FOLDS]

    def judgements(self) -> Judgements:
        """All rows, without the model; kept in out/risk while no rule changes."""
        kept = OUT / f"features-{self.name}-{code_version()}.npz"
        if kept.exists():
            with np.load(kept) as arrays:
                names, values = arrays["names"].tolist(), arrays["values"]
        else:
            names, values = matrix([self._without_model(row) for row in self.data])
            np.savez_compressed(kept, names=np.array(names), values=values)
        return self._judgements(names, values, list(range(len(self.data))))

    def scored(self, scores: Scores, fair: Sequence[int]) -> tuple[Judgements, NDArray[np.int64]]:
        """Of the rows `fair` those that the model has scored, with its features, and which."""
        found, at = [], []
        for i in fair:
            row = self.data[i]
            if choices := scores.known.get(Scores.key(row.source, row.german)):
                terms = self.lexicon(row).coverage(row.source, row.german)[1]
                found.append(forced(choices, row.german, terms))
                at.append(i)
        return self._judgements(*matrix(found), at), np.array(at)

    def _without_model(self, row: Row) -> Features:
        lexicon, pair = self.lexicon(row), Pair(row.source, row.german)
        sides = lexicon.coverage(row.source, row.german)
        return features(pair, check(pair), lexicon, sides, checks_known())

    def _judgements(self, names: list[str], x: Floats, at: Sequence[int]) -> Judgements:
        chosen = [self.data[i] for i in at]
        return Judgements(
            names,
            x,
            np.array([row.value for row in chosen]),
            [row.group for row in chosen],
            np.array([float(row.by_person) for row in chosen]),
        )


def code_version() -> str:
    """A digest of everything that the features without the model come from."""
    digest = hashlib.sha1()
    for folder in ("checks", "german", "article"):
        for path in sorted((Path("src/fassung") / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".csv", ".npz"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def matrix(found: Sequence[Features]) -> tuple[list[str], Floats]:
    """Names, and one row of numbers for each segment."""
    names = list(found[0])
    return names, np.array([[row[name] for name in names] for row in found])


def in_order(critical: Sequence[Row], mqm: Sequence[Row]) -> tuple[list[int], list[int]]:
    """Numbers of the rows that the model is asked about: errors first, drawn otherwise.

    Good rows of critical-errors that the model may have read are left out.
    """
    random = np.random.default_rng(SEED)
    read_before = Seen(CRITICAL)
    fair = [
        i
        for i in random.permutation(len(critical)).tolist()
        if critical[i].value or not read_before(critical[i].source, critical[i].german)
    ]
    return sorted(fair, key=lambda i: -critical[i].value), random.permutation(len(mqm)).tolist()


def with_model(critical: Reader, mqm: Reader, rules: Said, minutes: float) -> dict[str, Any]:
    """The basis that adds what the model says to what the rules said of rows not trained on."""
    scores = Scores(HouseEngine(), OUT)
    fair, drawn = in_order(critical.data, mqm.data)
    # Turn by turn, so that a stop leaves some of each.
    turns = zip_longest([critical.data[i] for i in fair], [mqm.data[i] for i in drawn])
    wanted = [(row.source, row.german) for turn in turns for row in turn if row]
    scores.ask(wanted, time.monotonic() + 60 * minutes)
    print("rules+model")
    first, at = critical.scored(scores, fair)
    second, other = mqm.scored(scores, drawn)
    good = sum(row.value == 0 for row in critical.data)
    lower = mqm.judgements()
    gate = replace(second, names=[*second.names, *lower.names], x=np.c_[second.x, lower.x[other]])
    entry, _ = estimator(first, second, rules.of(at, other), good, gate)
    return entry | {"scorer": weights_version(scores.scorer)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", action="store_true", help="with the house model's scores")
    parser.add_argument("--minutes", type=float, default=9.0, help="to score rows, with --model")
    given = parser.parse_args()
    critical = Reader("critical", critical_rows(), seen=True)
    mqm = Reader("mqm", mqm_rows(), seen=False)
    first, second = critical.judgements(), mqm.judgements()
    print("rules")
    good = int((first.y == 0).sum())
    entry, said = estimator(first, second, Said.nothing(first, second), good)
    bases = {"rules": entry | {"scorer": ""}}
    if given.model:
        bases["rules+model"] = with_model(critical, mqm, said, given.minutes)
    body = {"checks": checks_known(), "bases": bases}
    signature = hashlib.sha1(json.dumps(body, sort_keys=True).encode()).hexdigest()[:10]
    # A line for each feature, so that two trainings can be compared.
    text = json.dumps({"signature": signature, **body}, ensure_ascii=False)
    JSON.write_text(text.replace("], ", "],\n") + "\n", encoding="utf-8")
    print(f"{JSON}: {signature}, {JSON.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
