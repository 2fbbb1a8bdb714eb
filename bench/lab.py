"""The lab, shown: `python -m bench.lab [--figures] [--mqm] [--speed] [--model] [--save]`.

Without a switch all three. `--figures`: newstest2019, the human reference and four systems in the
columns of ../shared/corpus/dev-newstest2019.tsv.gz; every figure beside sacreBLEU's own command
line, to twelve digits, and the systems' ranks. `--mqm`: the lab's ranking of the ten systems of
newstest2020 by risk and by checks, against the MQM scores by professional translators
(../shared/judged); Kendall's tau with an interval by bootstrap over documents. The risk was trained
on the documents of the other side, so the test side is the one that counts. `--speed`: 100,000
segments with BLEU and chrF and 1,000 resamples, against sacreBLEU without any.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import sacrebleu

from bench.checks import machine
from fassung.engines.house import HouseEngine
from fassung.lab import ranking, runs, sets
from fassung.lab.metrics import found, overlap, risky
from fassung.lab.metrics.bootstrap import SEED, resample
from fassung.lab.metrics.measure import Floats
from fassung.lab.pairs import Pair
from fassung.lab.rating import mqm
from fassung.lab.report import report, wording
from fassung.lab.score import score
from fassung.lab.sets import table
from fassung.messages import speaking

SHARED = Path("../shared")
DEV = SHARED / "corpus/dev-newstest2019.tsv.gz"
MQM = SHARED / "judged/mqm-newstest2020.tsv.gz"
NEWS = SHARED / "corpus/news-human.tsv.gz"
RESULTS = Path(__file__).parent / "results"
SEGMENTS = 100_000
DRAWS = 1000
CLI = {"bleu": "BLEU", "chrf": "chrF2", "chrf++": "chrF2++", "ter": "TER"}


def figures() -> Iterator[str]:
    """Each figure of newstest2019 beside that of the command line, ranks, verdicts."""
    with tempfile.TemporaryDirectory() as work:
        lab = Path(work)
        with_line = table.Columns(reference="de_human", segment="line")
        of = sets.freeze(lab / "sets/newstest2019", table.read(DEV, with_line), references="human")
        _, first = next(table.rows(DEV, ()))
        names = [name for name in first if name not in ("line", "en", "de_human")]
        done = [
            runs.from_column(lab, of, name, DEV, table.Columns(segment="line", machine=name))
            for name in names
        ]
        began = time.monotonic()
        scored = score(lab, of, done)
        took = time.monotonic() - began
        yield f"newstest2019, {len(of.pairs):,} segments, measured in {took:.0f} s"
        yield f"{'':24}{'measure':8} {'the lab':>18} {'sacrebleu -w 12':>18}  same     ±  CLI ±"
        outputs = {run.name: run.germans(of) for run in done}
        theirs = command_line(lab, outputs, [pair.reference for pair in of.pairs])
        same = True
        for name in names:
            for id in overlap.IDS:
                ours = f"{scored.systems[name][id].score:.12f}"
                there, half = theirs[name][id]
                same = same and ours == there
                width = scored.resampled.interval(name, id).half
                like = "yes" if ours == there else "NO"
                yield f"{name:24}{id:8} {ours:>18} {there:>18}  {like:4} {width:5.3f} {half:5.3f}"
        yield f"all to the last digit: {'yes' if same else 'NO'}"
        yield ""
        for id in ("chrf++", "bleu", "ter", found.LEAD, risky.LEAD):
            measure = scored.measures[id]
            yield f"ranks by {measure.title} ({scored.resampled.signature})"
            for name, (low, high) in ranking.ranges(scored, id).items():
                value = scored.systems[name][id].score
                bounds = scored.resampled.interval(name, id)
                yield f"  {low}–{high} {name:24} {value:8.2f}  {bounds.low:.2f}–{bounds.high:.2f}"
        with speaking("en"):
            yield from (f"· {said.sentence}" for said in wording.verdicts(report(scored, 0)))


def command_line(
    work: Path, systems: dict[str, list[str]], references: Sequence[str]
) -> dict[str, dict[str, tuple[str, float]]]:
    """sacreBLEU's own figures by system and measure, with its ±."""
    for name, lines in {"ref": references, **systems}.items():
        text = "".join(f"{line}\n" for line in lines)
        (work / f"{name}.txt").write_text(text, encoding="utf-8")
    result: dict[str, dict[str, tuple[str, float]]] = {name: {} for name in systems}
    for metrics in (["bleu", "chrf", "ter"], ["chrf", "--chrf-word-order", "2"]):
        for name in systems:
            words = ["-m", "sacrebleu", "ref.txt", "-i", f"{name}.txt", "-m", *metrics]
            done = subprocess.run(
                [sys.executable, *words, "-f", "json", "-w", "12", "--confidence"],
                cwd=work, capture_output=True, text=True, check=True,
            )  # fmt: skip
            said = json.loads(done.stdout)
            for row in said if isinstance(said, list) else [said]:
                (id,) = (id for id, theirs in CLI.items() if theirs == row["name"])
                result[name][id] = f"{float(row['score']):.12f}", float(row["confidence_var"])
    return result


def humans(model: bool) -> Iterator[str]:
    """Kendall's tau between the lab's rankings and that by MQM, on the test side and on all."""
    annotations = mqm.read(MQM)
    judged = mqm.scores(annotations)
    texts = {
        (one.system, one.seg_id): (mqm.unmarked(one.source)[0], mqm.unmarked(one.target)[0])
        for one in annotations
    }
    systems = list(judged.systems)
    segments = sorted(judged.documents, key=int)
    pairs = [
        Pair(document=judged.documents[id], segment=id, source=texts[systems[0], id][0])
        for id in segments
    ]
    scorer = HouseEngine() if model else None
    sums: dict[str, list[Floats]] = {"MQM": [], "risk": [], "checks": []}
    for system in systems:
        germans = [texts[system, id][1] for id in segments]
        ones = np.ones(len(pairs))
        points = np.array([judged.segments[system, id] for id in segments])
        sums["MQM"].append(np.column_stack([points, ones]))
        risk = risky.look(pairs, germans, scorer)[:, 0]
        sums["risk"].append(np.column_stack([risk, ones]))
        sums["checks"].append(found.measured(pairs, found.find(pairs, germans))[found.LEAD].stats)
    documents = [pair.document for pair in pairs]
    test = np.array([hashlib.sha1(d.encode()).hexdigest()[-1] in "0123" for d in documents])
    basis = "rules+model" if model else "rules"
    yield f"newstest2020, ten systems, {len(pairs):,} segments, {basis}"
    every = np.arange(len(systems))
    machines = np.array([n for n, name in enumerate(systems) if not name.startswith("Human")])
    for side, rows in (("test documents", test), ("all documents", np.ones(len(pairs), bool))):
        tables = {name: np.stack(found_)[:, rows] for name, found_ in sums.items()}
        names = np.asarray(documents)[rows]
        yield f"{side}: {len(set(names.tolist()))}, {int(rows.sum()):,} segments a system"
        yield f"  {'system':26} {'MQM':>6} {'risk':>7} {'checks':>7}"
        means = {name: mean(one.sum(axis=1)) for name, one in tables.items()}
        for n in np.argsort(means["MQM"]):
            yield (
                f"  {systems[n]:26} {means['MQM'][n]:6.3f} {means['risk'][n]:7.3f} "
                f"{1000 * means['checks'][n]:7.2f}"
            )
        for name in ("risk", "checks"):
            for who, some in (("ten systems", every), ("seven machines", machines)):
                value, low, high = tau_of(tables["MQM"][some], tables[name][some], names)
                yield f"  Kendall's tau, {name:7} {who:15} {value:6.3f}  95 % {low:.3f}–{high:.3f}"


def mean(sums: Floats) -> Floats:
    """First column by last."""
    return np.asarray(sums[..., 0] / sums[..., -1])


def tau_of(truth: Floats, ours: Floats, documents: Floats) -> tuple[float, float, float]:
    """Kendall's tau of systems' means, and its interval over resamples of documents.

    Args:
        truth, ours: systems × segments × (points, weight); lower is better in both.
        documents: of which document each segment is.
    """
    names, where = np.unique(documents, return_inverse=True)

    def by_document(table_: Floats) -> Floats:
        whole = np.zeros((len(table_), len(names), 2))
        for number, rows in enumerate(table_):
            np.add.at(whole[number], where, rows)
        return whole

    a, b = by_document(truth), by_document(ours)
    draw = np.random.default_rng(SEED)
    taus = []
    for _ in range(DRAWS):
        counts = np.bincount(draw.integers(0, len(names), len(names)), minlength=len(names))
        taus.append(
            kendall(mean(np.tensordot(a, counts, (1, 0))), mean(np.tensordot(b, counts, (1, 0))))
        )
    low, high = np.percentile(taus, [2.5, 97.5])
    return kendall(mean(a.sum(axis=1)), mean(b.sum(axis=1))), float(low), float(high)


def kendall(first: Floats, second: Floats) -> float:
    """Kendall's tau-b.

    >>> kendall(np.array([1.0, 2, 3]), np.array([1.0, 3, 2])).__round__(3)
    0.333
    """
    up = np.triu_indices(len(first), 1)
    a = np.sign(first[up[0]] - first[up[1]])
    b = np.sign(second[up[0]] - second[up[1]])
    below = np.sqrt((a != 0).sum() * (b != 0).sum())
    return float((a * b).sum() / below) if below else 0.0


def speed(segments: int) -> Iterator[str]:
    """Ours with resamples against sacreBLEU without, each in a process of its own."""
    yield f"{segments:,} segments, one system, {DRAWS:,} resamples"
    took = {}
    for who in ("theirs", "ours", "theirs++", "ours++"):
        words = [sys.executable, "-m", "bench.lab", "--child", who, "--segments", str(segments)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        took[who] = json.loads(done.stdout)
        one = took[who]
        yield (
            f"  {one['what']:52} {one['seconds']:7.1f} s  + {one['more']:6.0f} MB "
            f"over {one['texts']:.0f} MB of texts"
        )
    for plus in ("", "++"):
        ratio = took[f"ours{plus}"]["seconds"] / took[f"theirs{plus}"]["seconds"]
        yield f"  ratio, BLEU and chrF{plus}: {ratio:.2f} (≤ 1.20)"


def child(who: str, segments: int) -> None:
    """One side of :func:`speed`; prints seconds and memory as JSON."""
    references, outputs = many(segments)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    order = 2 if who.endswith("++") else 0
    began = time.process_time()
    if who.startswith("theirs"):
        sacrebleu.BLEU(force=True).corpus_score(outputs, [references])
        sacrebleu.CHRF(word_order=order).corpus_score(outputs, [references])
        what = f"sacreBLEU, BLEU and chrF{'+' * order}, no bootstrap"
    else:
        ids = ["bleu", "chrf++" if order else "chrf"]
        systems = overlap.overlap({"x": outputs}, references, ids)
        drawn = resample(systems, [str(n) for n in range(segments)], DRAWS)
        assert all(drawn.interval("x", id).half > 0 for id in ids)
        what = f"the lab, BLEU and chrF{'+' * order}, with bootstrap"
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"what": what, "seconds": seconds, "texts": before, "more": peak - before}))


def many(segments: int) -> tuple[list[str], list[str]]:
    """References from older news tests, each made unlike the others, and outputs that lose and
    move words of them."""
    lines = [row["de"] for _, row in table.rows(NEWS, ("de",))]
    draw = random.Random(3)
    references, outputs = [], []
    for number in range(segments):
        words = f"{number} {lines[number % len(lines)]}".split()
        references.append(" ".join(words))
        kept = [word for word in words if draw.random() > 0.2]
        if len(kept) > 3:
            at = draw.randrange(len(kept) - 1)
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
        outputs.append(" ".join(kept))
    return references, outputs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", action="store_true", help="newstest2019 beside sacreBLEU")
    parser.add_argument("--mqm", action="store_true", help="the ranking against MQM")
    parser.add_argument("--speed", action="store_true", help="100,000 segments")
    parser.add_argument("--model", action="store_true", help="risk with the house model; slow")
    parser.add_argument("--segments", type=int, default=SEGMENTS, help="of --speed")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    parser.add_argument("--save", action="store_true", help="write to bench/results/ as well")
    given = parser.parse_args()
    if given.child:
        child(given.child, given.segments)
        return
    every = not (given.figures or given.mqm or given.speed)
    lines = [f"lab, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {machine()}", found.signature()]
    print("\n".join(lines), flush=True)
    parts = [
        (given.figures or every, figures),
        (given.mqm or every, lambda: humans(given.model)),
        (given.speed or every, lambda: speed(given.segments)),
    ]
    for wanted, part in parts:
        for line in part() if wanted else ():
            print(line, flush=True)
            lines.append(line)
    if given.save:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"lab-{datetime.now(UTC):%Y-%m-%d}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
