"""The report: the same in JSON and on the page, one file, both languages, no outside loads."""

import json
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import pytest
from jinja2 import nodes

from fassung.lab.comparing import disagreements
from fassung.lab.differences import differences
from fassung.lab.metrics import effort, found, overlap, people, risky
from fassung.lab.report import (
    comparison,
    comparison_page,
    page,
    plots,
    report,
    report_page,
    wording,
)
from fassung.lab.report.learning import learning
from fassung.lab.score import Scored
from fassung.messages import catalogue, speaking

TEMPLATES = Path(page.__file__).parent / "templates"
OUTSIDE = re.compile(r"(?:src|href|url|@import|<script|<link|<iframe|<img)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def data(scored: Scored) -> dict:
    return json.loads(json.dumps(report(scored)))


@pytest.fixture(scope="module")
def html(data: dict) -> str:
    with speaking("en"):
        return report_page(data)


def test_every_score_has_interval_ranks_and_signature(data: dict) -> None:
    signatures = {measure["id"]: measure["signature"] for measure in data["measures"]}
    assert all(signatures.values())
    assert [system["name"] for system in data["systems"]] == ["good", "fair", "poor"]
    for system in data["systems"]:
        assert system["signature"] and len(system["outputs_sha256"]) == 64
        for id, one in system["scores"].items():
            assert one["low"] <= one["score"] <= one["high"], id
            low, high = system["ranks"][id]
            assert 1 <= low <= high <= 3
    assert set(data["reference"]) == {*found.IDS, *risky.IDS}


def test_the_page_loads_nothing_and_runs_nothing(html: str) -> None:
    body = html.partition("</style>")[2]
    assert not OUTSIDE.search(body)
    assert "http://" not in html and "https://" not in html
    assert "url(" not in html and "@import" not in html
    assert "default-src 'none'; style-src 'sha256-" in html
    assert " style=" not in body


def test_the_page_says_what_the_data_say(data: dict, html: str) -> None:
    assert "good is ahead of" in html and "No person has judged" in html
    assert "Why BLEU alone decides nothing" in html
    for system in data["systems"]:
        assert f"{system['scores']['bleu']['score']:.1f}" in html
        assert system["signature"].replace("|", "|") in html
    assert html.count("<h1") == 1 and '<html lang="en">' in html
    assert html.count("<svg") == html.count('role="img"') == html.count("<desc>")
    with speaking("de"):
        german = report_page(data)
    assert '<html lang="de">' in german and "good liegt vor" in german
    assert "Bevor Sie eine Zahl zitieren" in german
    chrf = f"{data['systems'][1]['scores']['chrf++']['score']:.1f}"
    assert chrf.replace(".", ",") in german


def test_plots_are_well_formed(html: str) -> None:
    drawn = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(drawn) >= 5
    for svg in drawn:
        root = ElementTree.fromstring(svg)
        assert root.find("title").text and root.find("desc").text  # type: ignore[union-attr]


def test_what_texts_hold_is_only_text(data: dict) -> None:
    evil = '<img src=x onerror="alert(1)">&amp;'
    spoiled = json.loads(json.dumps(data).replace("ferry", evil.replace('"', '\\"')))
    spoiled["systems"][0]["name"] = spoiled["pairs"][0]["first"] = evil
    assert "<img" not in report_page(spoiled)


def test_learning_is_by_run_or_by_week(scored: Scored) -> None:
    found = learning(scored)
    assert found is None  # Each system has one date.
    signature = "engine:house@1|langs:en-de"
    same = replace(scored, runs=[replace(run, signature=signature) for run in scored.runs])
    by_run = learning(same)
    assert by_run is not None
    (points,) = by_run.series.values()
    assert [p.day for p in points] == ["2026-11-02", "2026-11-09", "2026-11-16"]
    assert points[0].score < points[1].score < points[2].score
    dated = [
        replace(pair, date=f"2026-11-{3 + 7 * (number * 2 // len(scored.of.pairs)):02}")
        for number, pair in enumerate(scored.of.pairs)
    ]
    by_week = learning(replace(scored, of=replace(scored.of, pairs=tuple(dated))))
    assert by_week is not None and set(by_week.series) == {"good", "fair", "poor"}
    assert [p.day for p in by_week.series["good"]] == ["2026-11-02", "2026-11-09"]
    assert by_week.series["good"][0].segments == len(dated) // 2


def test_learning_stands_on_the_page(scored: Scored) -> None:
    same = replace(scored, runs=[replace(run, signature="engine:house@1") for run in scored.runs])
    with speaking("en"):
        assert "Learning over weeks" in report_page(report(same, examples=0))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"use": "tune"}, "for tuning"),
        ({"references": "post-edit"}, "advantage"),
        ({"references": ""}, "no references"),
        ({"with_reference": 5}, "5 of 72"),
        ({"single": True}, "belong to one article"),
    ],
)
def test_cautions(data: dict, change: dict, words: str) -> None:
    with speaking("en"):
        said = wording.cautions({**data, "set": {**data["set"], **change}})
    assert any(words in line for line in said), said


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        ({"good fair": "ahead", "good poor": "ahead", "fair poor": "open"}, "good is ahead of all"),
        (
            {"good fair": "hint", "good poor": "ahead", "fair poor": "ahead"},
            "No system is ahead",
        ),
        ({"good fair": "hint", "good poor": "mixed", "fair poor": "open"}, "is shown to be"),
    ],
)
def test_conclusions(data: dict, verdicts: dict[str, str], words: str) -> None:
    pairs = [
        {**data["pairs"][0], "first": key.split()[0], "second": key.split()[1], "verdict": value}
        for key, value in verdicts.items()
    ]
    with speaking("en"):
        assert words in wording.conclusion({**data, "pairs": pairs})
        assert "nothing to compare" in wording.conclusion({**data, "systems": data["systems"][:1]})
        assert len(wording.verdicts({**data, "pairs": pairs})) == 3


def test_disagreements_come_sharpest_first(scored: Scored) -> None:
    found = disagreements(scored, "good", "poor")
    assert [one.amount for one in found] == sorted((one.amount for one in found), reverse=True)
    assert all(one.first.german != one.second.german for one in found)
    assert {one.leaning for one in found[:5]} == {"first"}
    for one in found:
        for side in (one.first, one.second):
            assert "".join(stretch.text for stretch in side.stretches) == side.german
    bare = tuple(replace(pair, reference="") for pair in scored.of.pairs)
    without = disagreements(replace(scored, of=replace(scored.of, pairs=bare)), "good", "poor")
    assert len(without) == len(found) and without[0].first.chrf is None
    assert without[0].amount > without[-1].amount >= 0


def test_the_comparison_page(scored: Scored) -> None:
    data = json.loads(json.dumps(comparison(scored, "poor", "good", 4)))
    assert len(data["disagreements"]) == 4
    assert sum(data["leaning"].values()) + data["same"] == data["segments"]
    assert data["leaning"]["second"] > data["leaning"]["first"]
    with speaking("en"):
        html = comparison_page(data)
    assert html.count('class="segment"') == 4 and "<mark>" in html
    assert not OUTSIDE.search(html.partition("</style>")[2])


@pytest.mark.parametrize(
    ("first", "second", "own"),
    [
        ("Er kam.", "Er kam.", ([], [])),
        ("Er kam heute.", "Er kam.", (["heute"], [])),
        ("Er kam am Montag.", "Er ging am Dienstag.", (["kam", "Montag"], ["ging", "Dienstag"])),
        ("", "Er kam.", ([], ["Er kam."])),
        ("3,5 Prozent", "3.5 Prozent", (["3,5"], ["3.5"])),
        ("Er kam spät an", "Sie kam", (["Er", "spät an"], ["Sie"])),
    ],
)
def test_words_of_one_text_only(first: str, second: str, own: tuple[list[str], list[str]]) -> None:
    both = differences(first, second)
    assert tuple([s.text for s in side if s.own] for side in both) == own
    assert tuple("".join(s.text for s in side) for side in both) == (first, second)


@pytest.mark.parametrize(
    ("values", "low", "high", "ticks"),
    [
        ([43.2, 47.9], 43, 48, 6),
        ([0.0, 0.0], 0, 1, 6),
        ([5.0, 5.0], 0, 5, 6),
        ([-0.3, 0.4], -0.4, 0.4, 5),
        ([0.0012, 0.0031], 0.001, 0.0035, 6),
        ([1, 999], 0, 1000, 6),
    ],
)
def test_scales_are_round(values: list[float], low: float, high: float, ticks: int) -> None:
    start, end, steps = plots.scale(values)
    assert (start, end, len(steps)) == (pytest.approx(low), pytest.approx(high), ticks)
    assert start <= min(values) and max(values) <= end


def said(name: str) -> set[str]:
    """What a template says by ``_("…")``."""
    tree = page._environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
    calls = [c for c in tree.find_all(nodes.Call) if isinstance(c.node, nodes.Name)]
    return {
        c.args[0].value
        for c in calls
        if c.node.name == "_" and c.args and isinstance(c.args[0], nodes.Const)
    }


def test_all_words_have_german_words() -> None:
    names = [path.name for path in TEMPLATES.glob("*.j2")]
    words = set().union(*map(said, names))
    assert len(words) > 60
    words |= {found.measure(id).title for id in found.IDS} | set(found.CATEGORIES.values())
    words |= {risky.measure(id).title for id in risky.IDS}
    words |= {effort.measure(id).title for id in effort.IDS}
    words |= {people.measure(id, "").title for id in people.IDS}
    known = catalogue()
    assert sorted(words - known.keys()) == []
    for english in words:
        names = [{n for _, n, _, _ in Formatter().parse(t) if n} for t in (english, known[english])]
        assert names[0] == names[1], english
    assert {overlap.measure(id).title for id in overlap.IDS} == {"BLEU", "chrF", "chrF++", "TER"}
