"""Checks, risk, post-edit distance, and metrics of others through a process of their own."""

import sys
from pathlib import Path

import pytest

from fassung.article import Severity
from fassung.errors import LabError, UsageError
from fassung.lab.metrics import effort, found, kept, plugin, risky
from fassung.lab.pairs import Pair
from fassung.lab.score import score
from tests.lab import made

PAIRS = [
    Pair(document="a", segment="1", source="It costs 12 euros in the old town."),
    Pair(document="a", segment="2", source="Nobody came."),
    Pair(document="b", segment="1", source="It rains.", reference="Es regnet."),
]
GOOD = ["Es kostet 12 Euro in der Altstadt.", "Niemand kam.", "Es regnet."]
BAD = ["Es kostet 13 Euro in der Altstadt.", "Niemand kam.", "Es regnet. " * 4]


def test_findings_for_each_thousand_words() -> None:
    seen = found.find(PAIRS, BAD)
    assert [bool(segment) for segment in seen] == [True, False, True]
    words = sum(pair.words for pair in PAIRS)
    measures = found.measured(PAIRS, seen)
    grave = sum(f.severity is not Severity.MINOR for segment in seen for f in segment)
    assert measures["found-major"].score == pytest.approx(1000 * grave / words)
    assert measures["found"].score >= measures["found-major"].score
    assert found.measured(PAIRS, found.find(PAIRS, GOOD))["found"].score == 0
    table = found.by_category(seen, words)
    assert sum(sum(row.values()) for row in table.values()) == pytest.approx(
        measures["found"].score
    )
    assert table["style"] == dict.fromkeys(Severity, 0.0)


def test_risk_is_higher_where_more_is_wrong() -> None:
    good, bad = (risky.measured(risky.look(PAIRS, german)) for german in (GOOD, BAD))
    assert good["risk"].score < bad["risk"].score
    assert good["risk-critical"].score < bad["risk-critical"].score
    assert "basis:rules" in good["risk"].measure.signature


@pytest.mark.parametrize(
    ("german", "edited", "touched"),
    [("Es regnet.", 0, 0), ("Es regnete.", 10, 100), ("", 100, 100)],
)
def test_post_edit_distance(german: str, edited: float, touched: float) -> None:
    measures = effort.measured(["egal", "", german], ["", "", "Es regnet."])
    assert measures["edited"].score == edited
    assert measures["touched"].score == touched


LENGTHS = """
import json, sys
head = json.loads(sys.stdin.readline())
assert head["protocol"] == 1 and head["languages"] == "en-de"
print(json.dumps({"metric": "length", "signature": "length|v1", "higher": False}))
for line in reversed(sys.stdin.readlines()):
    said = json.loads(line)
    score = len(said["output"]) + 100 * ("reference" in said)
    print(json.dumps({"id": said["id"], "score": score}))
"""


def command(folder: Path, code: str) -> str:
    (folder / "metric.py").write_text(code)
    return f"{sys.executable} {folder / 'metric.py'}"


def test_a_metric_of_somebody_else(tmp_path: Path) -> None:
    outputs = {"good": GOOD, "bad": BAD}
    scores = plugin.ask(command(tmp_path, LENGTHS), PAIRS, outputs, "en-de")
    for name, lines in outputs.items():
        lengths = [len(line) for line in lines]
        assert scores[name].by_segment.tolist() == [*lengths[:2], lengths[2] + 100]
        assert scores[name].score == pytest.approx((sum(lengths) + 100) / 3)
    measure = scores["good"].measure
    assert (measure.id, measure.signature, measure.higher) == ("plugin-length", "length|v1", False)


HEAD = 'print(\'{"metric": "m", "signature": "s", "higher": true}\')\n'


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import sys; sys.exit('no model here')", "no model here"),
        ("print('hello')", "protocol|Protokoll"),
        ("", "protocol|Protokoll"),
        (HEAD, "left out|ausgelassen"),
        (HEAD + 'print(\'{"id": 99, "score": 1}\')', "protocol|Protokoll"),
        (HEAD + 'print(\'{"id": 0, "score": NaN}\')', "protocol|Protokoll"),
        (HEAD.replace('"m"', '"../m"'), "protocol|Protokoll"),
        (HEAD.replace("true", '"false"'), "protocol.*higher|Protokoll.*higher"),
    ],
)
def test_metrics_that_fail_say_so_in_one_line(tmp_path: Path, code: str, words: str) -> None:
    with pytest.raises(LabError, match=words) as failed:
        plugin.ask(command(tmp_path, code), PAIRS, {"good": GOOD}, "en-de")
    assert "\n" not in str(failed.value)


def test_two_metrics_of_one_name_are_refused(tmp_path: Path) -> None:
    of, runs = made.lab(tmp_path, times=1)
    metric = command(tmp_path, LENGTHS)
    with pytest.raises(LabError, match="length"):
        score(tmp_path, of, runs, metrics=["bleu"], plugins=[metric, f"{metric} again"])


def test_a_metric_that_is_not_there() -> None:
    for there in ("/nowhere/metric --fast", '"unbalanced'):
        with pytest.raises(LabError):
            plugin.ask(there, PAIRS, {"good": GOOD}, "en-de")


def test_what_is_kept_is_taken_for_the_same_only(tmp_path: Path) -> None:
    rows = risky.look(PAIRS, BAD)
    said = {"set": "1", "signature": "s"}
    kept.keep(tmp_path, "risk", said, ("points", "probability"), rows)
    assert (kept.take(tmp_path, "risk", said, len(rows)) == rows).all()
    assert kept.take(tmp_path, "risk", {**said, "set": "2"}, len(rows)) is None
    assert kept.take(tmp_path, "other", said, len(rows)) is None
    seen = found.find(PAIRS, BAD)
    kept.keep_findings(tmp_path, said, seen)
    assert kept.take_findings(tmp_path, said, len(seen)) == seen
    assert kept.take_findings(tmp_path, {**said, "set": "2"}, len(seen)) is None
    path = tmp_path / "scores" / "risk.tsv"
    for broken in (path.read_bytes()[:-9], path.read_bytes() + b"1\tx\n", b"\xff", b"# 1\n"):
        path.write_bytes(broken)
        assert kept.take(tmp_path, "risk", said, len(rows)) is None
    path = tmp_path / "scores" / "findings.jsonl"
    head, *lines = path.read_text().splitlines()
    for broken in ([], ["nonsense"], [head, *lines[:-1]], [head, "7", *lines[1:]]):
        path.write_text("".join(f"{line}\n" for line in broken))
        assert kept.take_findings(tmp_path, said, len(seen)) is None


def test_what_people_rated_is_a_measure_among_others(home: Path, tmp_path: Path) -> None:
    from fassung.lab import sets
    from fassung.lab.metrics import people
    from fassung.lab.rating import campaign, items, ruling
    from fassung.lab.rating.campaign import Design
    from fassung.lab.rating.plan import Kind as Asked
    from fassung.lab.runs import list_runs

    of = sets.open_set(home / "sets" / "news")
    germans = {run.name: run.germans(of) for run in list_runs(home, of, ["good", "poor"])}
    segments = [
        items.segment(p.document, p.segment, p.source, {name: g[n] for name, g in germans.items()})
        for n, p in enumerate(of.pairs[:12])
    ]
    design = Design(
        name="november",
        kind=Asked.ESA,
        raters=("anna", "ben"),
        seed=1,
        categories=False,
        checks=0,
        overlap=2,
    )
    found = campaign.create(tmp_path / "c", segments, design)
    with pytest.raises(UsageError):
        people.rated(tmp_path / "c", of.pairs, ["good", "poor"])
    for rater, level in (("anna", 50), ("ben", 70)):
        for turn in found.turns(rater):
            unit = found.plan.units[turn.unit]
            score = level + 20 * (unit.systems[0] == "good")
            found.ledger(rater).keep_all(ruling.Ruling(item.id, score) for item in unit.items)
    rated = people.rated(tmp_path / "c", of.pairs, ["good", "poor", "fair"])
    assert set(rated) == {"good", "poor"}
    assert rated["good"].stats.sum(axis=0)[1] == 12
    assert rated["good"].score > rated["poor"].score
    assert rated["good"].measure.signature == "esa|campaign:november|raters:2"
