"""Trains the risk of a segment: `python -m training.risk [--model]`, after `training.lexicon`.

Reads the train sides of ../shared/judged alone, prints what rows not trained on give (five folds;
of MQM whole documents), and writes src/fassung/checks/risk/risk.json. With `--model` the house
model scores all rows first; the scores lie in out/risk by the version of the model, so that a run
that was stopped goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.measures import spearman
from fassung.checks import CHECKS, Pair, check
from fassung.checks.risk.estimate import KNOTS
from fassung.checks.risk.features import Features, features
from fassung.checks.risk.forced import LONGEST, Scorer, forced, weights_version
from fassung.checks.risk.lexicon import Lexicon, read
from fassung.engines.house import HouseEngine
from training.data import rows
from training.lexicon import FOLDS, OUT, PACKED, SHARED, fold, test_side
from training.mqm import Judged, judged

Floats = NDArray[np.float64]
JSON = Path("src/fassung/checks/risk/risk.json")
RIDGE = 4.0
"""Ridge penalty of the logistic regression, in units of one row."""
MQM_WEIGHT = 0.3
"""What a judged translation counts as beside a row of critical-errors."""
GRAVE = 6.0
"""MQM points at which a translation likely (63 %) holds a grave error."""
PARTS = 5
SEED = 17
BATCH = 64


@dataclass(frozen=True)
class Row:
    """One pair to learn from: 1 for an error (or MQM points), the group that folds keep whole."""

    source: str
    german: str
    value: float
    group: str


def critical_rows() -> list[Row]:
    """The train side of critical-errors."""
    path = SHARED / "judged" / "critical-errors.tsv.gz"
    return [
        Row(r["en"], r["de"], float(r["label"] == "BAD"), r["en"])
        for r in rows(path)
        if not test_side(r["en"])
    ]


def mqm_rows() -> list[Row]:
    """The train documents of newstest2020, every system."""
    found: list[Judged] = judged(SHARED / "judged" / "mqm-newstest2020.tsv.gz")
    return [Row(j.source, j.german, j.points, j.document) for j in found if not j.test]


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


def without_model(name: str, data: Sequence[Row], *, seen: bool) -> tuple[list[str], Floats]:
    """Names of the features, and those of each row; kept in out/risk while no rule changes.

    `seen` says whether the shipped lexicon learned from such rows.
    """
    partial, known = lexicons(), checks_known()
    kept = OUT / f"features-{name}-{code_version()}.npz"
    if kept.exists():
        with np.load(kept) as arrays:
            return arrays["names"].tolist(), arrays["values"]
    found: list[Features] = []
    for row in data:
        lexicon = partial[fold(row.source)] if seen else partial[FOLDS]
        findings = check(Pair(row.source, row.german))
        found.append(features(row.source, row.german, findings, lexicon, known))
    names, values = matrix(found)
    np.savez_compressed(kept, names=np.array(names), values=values)
    return names, values


def code_version() -> str:
    """A digest of everything that the features without the model come from."""
    digest = hashlib.sha1(PACKED.read_bytes())
    for folder in ("checks", "german"):
        for path in sorted((Path("src/fassung") / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".csv"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


class Scores:
    """Forced-decoding scores on disk, one JSON line a pair; more are asked for as needed."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.path = OUT / f"scores-{weights_version(scorer)}.jsonl"
        self.known: dict[str, list[list[float]]] = {}
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").splitlines():
                if line.endswith("}"):  # a line cut off by a stop is asked for again
                    self.known |= json.loads(line)

    @staticmethod
    def key(row: Row) -> str:
        return hashlib.sha1(f"{row.source}\t{row.german}".encode()).hexdigest()[:16]

    def ask(self, data: Sequence[Row]) -> None:
        """Scores what is not known yet, and writes it down batch by batch."""
        missing = [
            row
            for row in data
            if self.key(row) not in self.known and len(row.source) + len(row.german) <= LONGEST
        ]
        began = time.monotonic()
        with self.path.open("a", encoding="utf-8") as file:
            for start in range(0, len(missing), BATCH):
                batch = missing[start : start + BATCH]
                found = self.scorer.token_choices(
                    [row.source for row in batch], [row.german for row in batch]
                )
                for row, choices in zip(batch, found, strict=True):
                    kept = [[round(a, 2), round(b, 2)] for a, b in choices]
                    self.known[self.key(row)] = kept
                    file.write(json.dumps({self.key(row): kept}) + "\n")
                file.flush()
                done = start + len(batch)
                speed = done / (time.monotonic() - began)
                print(f"\r{done}/{len(missing)} scored, {speed:.0f} a second", end="", flush=True)
        print()

    def features(self, row: Row) -> Features | None:
        """The model's features of a row, None if it was not scored."""
        choices = self.known.get(self.key(row))
        return forced([(a, b) for a, b in choices]) if choices else None


def matrix(found: Sequence[Features]) -> tuple[list[str], Floats]:
    """Names, and one row of numbers for each segment."""
    names = list(found[0])
    return names, np.array([[row[name] for name in names] for row in found])


def spread(x: Floats) -> tuple[Floats, Floats]:
    """Mean and scale of each feature. What hardly ever differs must not count a hundredfold."""
    return x.mean(0), np.maximum(x.std(0), 0.02)


def bent(x: Floats, mean: Floats, scale: Floats) -> Floats:
    """Straight and bent features, as `fassung.checks.risk.estimate.Head.parts` has them."""
    z = np.clip((x - mean) / scale, -8, 8)
    return np.concatenate([z, *(np.maximum(0, z - knot) for knot in KNOTS)], axis=1)


def logistic(x: Floats, y: Floats, weight: Floats | None = None, penalty: float = RIDGE) -> Floats:
    """Weights of a ridge-penalised logistic regression, bias last (Newton's method).

    `y` may be a probability; `weight` says how many rows each row counts as.
    """
    a = np.c_[x, np.ones(len(x))]
    ridge = penalty * np.r_[np.ones(x.shape[1]), 0.0]
    much = np.ones(len(x)) if weight is None else weight
    w = np.zeros(a.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(a @ w, -40, 40)))
        slope = a.T @ (much * (p - y)) + ridge * w
        step = np.linalg.solve(
            a.T @ (a * (much * p * (1 - p))[:, None]) + np.diag(ridge + 1e-9), slope
        )
        w = w - step
        if np.abs(step).max() < 1e-3:
            break
    return w


def joint(x: Floats, y: Floats, more: Floats, points: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean, scale and weights (bias last) from critical errors and, counting less, MQM points.

    Corrupted translations say what an error looks like, judged ones how real translations
    differ that have none. Each side has a bias of its own; that of the first is given.
    """
    mean, scale = spread(np.r_[x, more])
    side = np.r_[np.zeros(len(x)), np.ones(len(more))]
    w = logistic(
        np.c_[bent(np.r_[x, more], mean, scale), side],
        np.r_[y, 1 - np.exp(-points / GRAVE)],
        np.r_[np.ones(len(x)), np.full(len(more), MQM_WEIGHT)],
    )
    return mean, scale, np.delete(w, -2)


def linear(x: Floats, y: Floats, penalty: float = 30.0) -> Floats:
    """Weights of a ridge regression, bias last."""
    a = np.c_[x, np.ones(len(x))]
    ridge = np.diag(penalty * np.r_[np.ones(x.shape[1]), 0.0])
    return np.asarray(np.linalg.solve(a.T @ a + ridge, a.T @ y), np.float64)


def parts_of(groups: Sequence[str]) -> NDArray[np.int64]:
    """The fold of each row; a group stays together."""
    return np.array(
        [int(hashlib.sha1(f"{SEED} {g}".encode()).hexdigest()[:6], 16) % PARTS for g in groups]
    )


def held_out(critical: Task, mqm: Task) -> tuple[Floats, Floats, Floats]:
    """Estimates of rows and documents not trained on.

    The log-odds of each critical row, those of each MQM row, and its expected root of points.
    """
    parts, other = parts_of(critical.groups), parts_of(mqm.groups)
    odds, odds_mqm, roots = np.zeros(len(parts)), np.zeros(len(other)), np.zeros(len(other))
    for number in range(PARTS):
        a, b = parts != number, other != number
        mean, scale, w = joint(critical.x[a], critical.y[a], mqm.x[b], mqm.y[b])
        odds[~a] = applied(critical.x[~a], mean, scale, w)
        odds_mqm[~b] = applied(mqm.x[~b], mean, scale, w)
        mean, scale = spread(mqm.x[b])
        w = linear(bent(mqm.x[b], mean, scale), np.sqrt(mqm.y[b]))
        roots[~b] = applied(mqm.x[~b], mean, scale, w)
    return odds, odds_mqm, roots


def applied(x: Floats, mean: Floats, scale: Floats, w: Floats) -> Floats:
    """The sum for each row."""
    return np.asarray(np.c_[bent(x, mean, scale), np.ones(len(x))] @ w, np.float64)


def best_threshold(score: Floats, y: Floats) -> tuple[float, float]:
    """The score from which on to say "error", and its MCC."""
    order = np.argsort(-score)
    hits = np.cumsum(y[order])
    said = np.arange(1, len(y) + 1)
    errors, good = y.sum(), len(y) - y.sum()
    wrong = said - hits
    below = (said + 1e-9) * errors * (good) * (len(y) - said + 1e-9)
    mcc = (hits * (good - wrong) - wrong * (errors - hits)) / np.sqrt(below)
    at = int(mcc.argmax())
    return float(score[order][at]), float(mcc[at])


def head(
    names: list[str], fit: tuple[Floats, Floats, Floats], slope: float, shift: float
) -> dict[str, Any]:
    """A head as `risk.json` holds it: mean, scale and weights of each feature."""
    mean, scale, w = fit
    weights = w[:-1].reshape(1 + len(KNOTS), len(names)).T
    return {
        "bias": round(slope * float(w[-1]) + shift, 5),
        "slope": round(slope, 5),
        "features": {
            name: [round(float(v), 5) for v in (mean[i], scale[i], *weights[i])]
            for i, name in enumerate(names)
        },
    }


@dataclass(frozen=True)
class Task:
    """What one head learns from: features by name, the value of each row, its group."""

    names: list[str]
    x: Floats
    y: Floats
    groups: list[str]

    @classmethod
    def of(cls, data: Sequence[Row], plain: tuple[list[str], Floats]) -> Task:
        """All rows, with features that need no model."""
        return cls(*plain, np.array([row.value for row in data]), [row.group for row in data])

    def scored(self, data: Sequence[Row], scores: Scores) -> Task:
        """The rows that the model has scored, with its features too."""
        found = [(i, f) for i, row in enumerate(data) if (f := scores.features(row))]
        at = np.array([i for i, _ in found])
        names, x = matrix([f for _, f in found])
        groups = [self.groups[i] for i in at]
        return Task([*self.names, *names], np.c_[self.x[at], x], self.y[at], groups)


def estimator(critical: Task, mqm: Task, scorer: str) -> dict[str, Any]:
    """Fits both heads, prints how good they are on rows not trained on, gives the JSON entry."""
    y, points = critical.y, mqm.y
    score, odds_mqm, roots = held_out(critical, mqm)
    slope, shift = logistic(score[:, None], y, penalty=0.0).tolist()
    threshold, mcc = best_threshold(score, y)
    said = score >= threshold
    print(
        f"critical errors, {len(y):,} rows, {int(y.sum())} with one: MCC {mcc:.3f} on rows not "
        f"trained on (precision {y[said].mean():.2f}, recall {said[y > 0].mean():.2f})"
    )
    print(
        f"MQM points, {len(points):,} translations, {len(set(mqm.groups))} documents: Spearman "
        f"{spearman(roots, points):.3f} (expected points), {spearman(odds_mqm, points):.3f} "
        "(probability) on documents not trained on"
    )
    mean, scale = spread(mqm.x)
    w = linear(bent(mqm.x, mean, scale), np.sqrt(points))
    fit = joint(critical.x, y, mqm.x, points)
    return {
        "scorer": scorer,
        "threshold": round(float(1 / (1 + np.exp(-slope * threshold - shift))), 5),
        "critical": head(critical.names, fit, slope, shift),
        "penalty": head(mqm.names, (mean, scale, w), 1.0, 0.0),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", action="store_true", help="with the house model's scores")
    parser.add_argument("--mqm", type=int, default=4000, help="MQM translations to score")
    given = parser.parse_args()
    critical, mqm = critical_rows(), mqm_rows()
    tasks = (
        Task.of(critical, without_model("critical", critical, seen=True)),
        Task.of(mqm, without_model("mqm", mqm, seen=False)),
    )
    print("rules")
    bases = {"rules": estimator(*tasks, "")}
    if given.model:
        scores = Scores(HouseEngine())
        chosen = np.random.default_rng(SEED).permutation(len(mqm))[: given.mqm]
        scores.ask(critical)
        scores.ask([mqm[i] for i in chosen])
        print("rules+model")
        bases["rules+model"] = estimator(
            tasks[0].scored(critical, scores),
            tasks[1].scored(mqm, scores),
            weights_version(scores.scorer),
        )
    body = {"checks": checks_known(), "bases": bases}
    signature = hashlib.sha1(json.dumps(body, sort_keys=True).encode()).hexdigest()[:10]
    text = json.dumps({"signature": signature, **body}, ensure_ascii=False, indent=1)
    JSON.write_text(text + "\n", encoding="utf-8")
    print(f"{JSON}: {signature}, {JSON.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
