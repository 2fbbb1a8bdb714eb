"""A set at the desk: made, run, measured, compared and given to raters from its page."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest

from fassung.lab.rating import campaign
from fassung.web import lab_work
from tests.lab import made
from tests.web.running import Browser, House

AT = "/lab/sets"
LINES = """\
The ferry sank on Monday.\tDie Fähre ist am Montag gesunken.
Nobody was hurt.\tEs gab keine Verletzten."""


def text(page: httpx.Response) -> str:
    """What stands in the page, on one line."""
    assert page.status_code == 200, page.text
    return " ".join(page.text.split())


def ready(lab: Path) -> None:
    """Waits until the lab is not at work any more."""
    until = time.monotonic() + 300
    while lab_work.busy(lab):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_from_lines_to_a_report(house: House, tmp_path: Path) -> None:
    lab, chief = tmp_path / "lab", house.browser("chief")
    answer = chief.submit(AT, {"name": "märz", "lines": LINES, "licence": "ours"})
    assert answer.headers["location"] == f"{AT}/m%C3%A4rz"
    page = text(chief.get(f"{AT}/märz"))
    assert "2 documents, 2 segments, 8 words" in page and "Nothing was run" in page
    fields = {"engine": "pseudo", "run": "eins", "price": "12,50", "bare": "yes"}
    assert chief.submit(f"{AT}/märz/runs", fields).headers["location"] == f"{AT}/m%C3%A4rz#work"
    refused = chief.submit(f"{AT}/märz/runs", fields)
    assert refused.status_code == 409 and "at work already" in refused.text
    ready(lab)
    page = text(chief.get(f"{AT}/märz"))
    assert "finished" in page and "EUR" in page and "Nothing was measured" in page
    assert chief.submit(f"{AT}/märz/report", {}).status_code == 303
    ready(lab)
    page = text(chief.get(f"{AT}/märz"))
    assert "chrF++" in page and "The whole report" in page and "failed" not in page
    assert "One system" in text(chief.get("/lab/reports/märz.html"))
    answer = chief.submit(
        f"{AT}/märz/ratings", {"name": "runde", "kind": "esa", "rater": "reader", "documents": ""}
    )
    assert answer.headers["location"] == "/lab/ratings"
    assert campaign.load(lab / "ratings" / "runde").design.raters == ("reader",)
    assert "runde" in text(house.browser("reader").get("/lab/ratings"))


@pytest.fixture
def chief(house: House, tmp_path: Path) -> Browser:
    """A chief of a desk whose lab has the set ``news`` with three runs."""
    made.lab(tmp_path / "lab", times=1)
    return house.browser("chief")


REFUSED = [
    ("", {"name": "../x", "lines": "A b."}, 400, "cannot be a name"),
    ("", {"name": "news", "lines": "A b."}, 400, "There is a set news already"),
    ("", {"name": "new", "since": "gestern"}, 409, "is no date"),
    ("", {"name": "new", "since": ""}, 409, "Nobody has approved"),
    ("/none/runs", {"engine": "pseudo"}, 404, "no set none"),
    ("/news/runs", {"engine": "sh -c id"}, 409, "engines that this desk has"),
    ("/news/runs", {"engine": "pseudo", "run": "--lab=/"}, 400, "cannot be a name"),
    ("/news/runs", {"engine": "pseudo", "price": "viel"}, 409, "price is a number"),
    ("/news/comparison", {"first": "good", "second": "good"}, 409, "that differ"),
    ("/news/comparison", {"first": "good", "second": "none"}, 409, "that differ"),
    ("/news/ratings", {"name": "r", "kind": "esa"}, 400, "at least one rater"),
    ("/news/ratings", {"name": "r", "kind": "vote", "rater": "chief"}, 409, "no campaign"),
    ("/news/ratings", {"name": "r", "kind": "esa", "rater": "mallory"}, 400, "one rater"),
]


def test_what_is_refused(chief: Browser, tmp_path: Path) -> None:
    for path, fields, status, said in REFUSED:
        answer = chief.submit(f"{AT}{path}", fields)
        assert (answer.status_code, said in answer.text) == (status, True), (path, fields)
    assert not (tmp_path / "lab" / "work").exists()


BROKEN = [
    ("sets/news/set.toml", "documents = 3", "", "lacks documents"),
    ("sets/news/set.toml", 'use = "test"', "use = 7", "is damaged"),
    ("runs/news/good/run.toml", "signature", "signed", "lacks signature"),
    ("runs/news/good/run.toml", 'date = "', "date = 2026-11-02 # ", "is damaged"),
    ("runs/news/good/run.toml", "set_sha256 = \"", "set_sha256 = \"0", "of an earlier set"),
    ("runs/news/good/run.toml", "outputs_sha256", "was", "finished"),
    ("reports/news.json", "", '{"systems": [{}]}', "news"),
    ("reports/news.json", "", "[", "news"),
    ("work/2026.json", "", "{}", "news"),
    ("ratings/old/campaign.json", "", "[]", "news"),
]  # fmt: skip


def test_what_is_broken_is_said_and_hides_nothing(chief: Browser, tmp_path: Path) -> None:
    for file, good, bad, said in BROKEN:
        path = tmp_path / "lab" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text() if path.exists() else ""
        assert good in old, file
        path.write_text(old.replace(good, bad, 1) if good else bad)
        assert chief.get("/lab/ratings").status_code == 200
        assert said in text(chief.get("/lab/reports")), (file, bad)
        answer = chief.get(f"{AT}/news")
        if file.startswith("sets"):
            assert (answer.status_code, said in answer.text) == (400, True), (file, bad)
        else:
            page = text(answer)
            assert said in page and "fair" in page and "poor" in page, (file, bad)
        if old:
            path.write_text(old)
        else:
            path.unlink()


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_for_chiefs_only(house: House, tmp_path: Path, role: str) -> None:
    made.lab(tmp_path / "lab", times=1)
    browser = house.browser(role)
    assert browser.get(f"{AT}/news").status_code == 403
    for path in ("", "/news/runs", "/news/report", "/news/comparison", "/news/ratings"):
        assert browser.submit(f"{AT}{path}", {"name": "x"}).status_code == 403


def test_a_command_that_fails_says_why(house: House, tmp_path: Path) -> None:
    lab = tmp_path / "lab"
    lab_work.start(lab, ["run", "none", "--engine", "pseudo"], "Carla").join(300)
    (work,) = lab_work.latest(lab)
    assert work.status == 1 and work.by == "Carla" and work.ended
    assert "set.toml cannot be read" in work.said and "Traceback" not in work.said
    assert not lab_work.busy(lab)
