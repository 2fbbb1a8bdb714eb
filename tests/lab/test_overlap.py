"""BLEU, chrF, chrF++ and TER are sacreBLEU's to the last digit, and so are their intervals."""

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import sacrebleu

from fassung.lab.metrics import bootstrap, overlap
from fassung.lab.metrics.bootstrap import resample

WORDS = """der die das ein Zug Bahn Minister Ministerin kam fuhr nach Berlin Wien Zürich , . : „ “
12 3,5 1.000 % am Montag sagte nicht Straße größer U-Bahn-Linie""".split()


def texts(count: int) -> tuple[list[str], dict[str, list[str]]]:
    """References, and two systems that lose words of them."""
    draw = random.Random(7)
    references = [" ".join(draw.choices(WORDS, k=draw.randint(1, 14))) for _ in range(count)]
    systems = {
        name: [" ".join(w for w in line.split() if draw.random() > lost) for line in references]
        for name, lost in (("a", 0.1), ("b", 0.2))
    }
    systems["a"][3] = ""
    systems["b"][4] = "  (hi) ü\u00a0ber &quot;x&quot; - 3-4 "
    return references, systems


REFERENCES, SYSTEMS = texts(80)
METRICS = {
    "bleu": sacrebleu.BLEU(),
    "chrf": sacrebleu.CHRF(),
    "chrf++": sacrebleu.CHRF(word_order=2),
    "ter": sacrebleu.TER(),
}


@pytest.mark.parametrize("chunk", [7, 2000])
def test_figures_signatures_and_intervals(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlap, "CHUNK", chunk)
    monkeypatch.setattr(bootstrap, "_MEMORY", chunk * 2000)
    found = overlap.overlap(SYSTEMS, REFERENCES)
    drawn = resample(found, [str(n) for n in range(len(REFERENCES))])
    for name, lines in SYSTEMS.items():
        for id, metric in METRICS.items():
            theirs = metric.corpus_score(lines, [REFERENCES], n_bootstrap=1000)
            ours = found[name][id]
            assert ours.score == theirs.score, (name, id)
            assert drawn.interval(name, id).half == pytest.approx(theirs._ci, abs=1e-4)
            theirs_said = str(metric.get_signature()).replace("bs:1000|seed:12345|", "")
            assert ours.measure.signature == theirs_said
            assert ours.stats.shape[1] == len(ours.measure.columns)
    assert drawn.signature == "bs:1000|seed:12345|unit:segment|n:80"


def test_the_command_line_prints_the_same(tmp_path: Path) -> None:
    for name, lines in {"ref": REFERENCES, **SYSTEMS}.items():
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    command = "-m sacrebleu ref -i a b -m bleu chrf ter --chrf-word-order 2 -f json -w 12".split()
    done = subprocess.run(
        [sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    found = overlap.overlap(SYSTEMS, REFERENCES)
    rows = json.loads(done.stdout)
    for name, row in zip(SYSTEMS, rows, strict=True):
        for id, column in (("bleu", "BLEU"), ("chrf++", "chrF2++"), ("ter", "TER")):
            assert f"{found[name][id].score:.12f}" == f"{float(row[column]):.12f}"


@pytest.mark.parametrize("ids", [["bleu"], ["chrf"], ["chrf", "chrf++"], ["ter", "bleu"]])
def test_only_what_is_asked_for(ids: list[str]) -> None:
    found = overlap.overlap(SYSTEMS, REFERENCES, ids)
    assert list(found["a"]) == ids
    for id in ids:
        assert found["a"][id].score == METRICS[id].corpus_score(SYSTEMS["a"], [REFERENCES]).score


@pytest.mark.parametrize(
    ("outputs", "ids"), [({"a": ["x"]}, ["bleu"]), ({"a": ["x", "y"]}, ["meteor"])]
)
def test_what_cannot_be_measured(outputs: dict[str, list[str]], ids: list[str]) -> None:
    with pytest.raises(ValueError):
        overlap.overlap(outputs, ["x", "y"], ids)


def test_a_segment_alone_scores_as_sacrebleu_has_it() -> None:
    one = overlap.overlap(SYSTEMS, REFERENCES, ["chrf++"])["b"]["chrf++"].by_segment
    for place in (0, 4, 9):
        theirs = METRICS["chrf++"].sentence_score(SYSTEMS["b"][place], [REFERENCES[place]])
        assert one[place] == theirs.score


def test_paired_differences() -> None:
    found = overlap.overlap({**SYSTEMS, "same": SYSTEMS["a"]}, REFERENCES, ["chrf++"])
    drawn = resample(found, [str(n) for n in range(len(REFERENCES))])
    score = {name: one["chrf++"].score for name, one in found.items()}
    sure = drawn.difference("a", "b", "chrf++", score["a"] - score["b"])
    assert sure.interval.low > 0 and sure.p < 0.01
    turned = drawn.difference("b", "a", "chrf++", score["b"] - score["a"])
    assert turned.p == sure.p and turned.interval.high == pytest.approx(-sure.interval.low)
    none = drawn.difference("a", "same", "chrf++", 0.0)
    assert (none.p, none.interval.low, none.interval.high) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("documents", "unit"),
    [
        (["a"] * 80, "segment"),
        ([str(n) for n in range(80)], "segment"),
        ([str(n // 2) for n in range(80)], "document"),
        ([str(n // 5) for n in range(80)], "segment"),
    ],
)
def test_what_is_drawn(documents: list[str], unit: str) -> None:
    found = overlap.overlap(SYSTEMS, REFERENCES, ["bleu"])
    drawn = resample(found, documents, draws=50)
    assert drawn.unit == unit
    interval = drawn.interval("a", "bleu")
    assert interval.low <= found["a"]["bleu"].score <= interval.high


def test_segments_that_hang_together_give_wider_intervals() -> None:
    stats = np.repeat(np.array([[float(n % 7), 10.0] for n in range(40)]), 10, axis=0)
    from fassung.lab.metrics import found
    from fassung.lab.metrics.measure import Measured

    one = {"a": {"found": Measured(found.measure("found"), stats)}}
    alone = resample(one, [str(n) for n in range(400)]).interval("a", "found")
    together = resample(one, [str(n // 10) for n in range(400)]).interval("a", "found")
    assert together.half > 2 * alone.half


def test_resamples_have_as_many_rows_as_the_set() -> None:
    sums = bootstrap.resample_sums(np.ones((30, 2)), draws=20)
    assert (sums == 30).all()
