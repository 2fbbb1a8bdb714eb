"""The page of trials: everybody sees it, a chief ends one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fassung.cli import main
from fassung.desk import trials
from fassung.desk.trials import Arm, Plan
from fassung.lab.sequential import Look, Verdict
from fassung.web.trials import curve
from tests.web.filled import Filled, filled


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Filled]:
    with filled(tmp_path) as desk:
        yield desk


def start(desk: Filled) -> None:
    arms = {"a": Arm(engine="pseudo"), "b": Arm(engine="pseudo", style={"quotes": "»«"})}
    trials.start(desk.store, Plan(name="Zwei <b>Arten</b>", **arms))


def test_everybody_sees_it_and_a_chief_ends_it(desk: Filled) -> None:
    assert "Noch wurde kein Test begonnen" in desk.browser("rita").get("/trials").text
    start(desk)
    page = desk.browser("rita").get("/trials").text
    assert "Zwei &lt;b&gt;Arten&lt;/b&gt;" in page and "Noch keine Antwort" in page
    assert "Test beenden" not in page
    carla = desk.browser("carla")
    assert "Test beenden" in carla.get("/trials").text
    form = {"name": "Zwei <b>Arten</b>", "reason": "Genug gesehen."}
    assert carla.submit("/trials/end", {**form, "reason": " "}).status_code == 409
    assert carla.submit("/trials/end", form).headers["location"] == "/trials"
    page = carla.get("/trials").text
    assert "beendet" in page and "Test beenden" not in page
    assert carla.submit("/trials/end", form).status_code == 404


@pytest.mark.parametrize("login", ["rita", "anna"])
def test_nobody_else_ends_it(desk: Filled, login: str) -> None:
    start(desk)
    form = {"name": "Zwei <b>Arten</b>", "reason": "x"}
    assert desk.browser(login).submit("/trials/end", form).status_code == 403


def test_the_curve_stays_in_its_picture() -> None:
    looks = tuple(
        Look(n, 2.0 if n == 1 else -0.1, -1.0 / n, 1.0 / n, Verdict.GO_ON) for n in range(1, 400)
    )
    assert curve(looks[:1]) is None
    drawn = curve(looks)
    assert drawn is not None and 0 <= drawn.zero <= 160
    points = [tuple(map(float, p.split(","))) for p in f"{drawn.band} {drawn.middle}".split()]
    assert all(0 <= x <= 640 and 0 <= y <= 160 for x, y in points)
    assert len(points) < 3 * 205


def test_the_commands(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    Path("desk.toml").write_text('[[partner]]\nid = "post"\n')
    Path("plan.toml").write_text(
        'name = "one"\n[a]\nengine = "pseudo"\n[b]\nengine = "pseudo"\nstyle = {kyjiw = true}\n'
    )

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["fassung", "lab", "trial", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out + said.err

    status, said = run("show")
    assert status == 0 and "start one" in said
    status, said = run("start", "plan.toml")
    assert status == 0 and "sealed" in said
    status, said = run("start", "plan.toml")
    assert status == 1 and "another name" in said
    status, said = run("show", "one")
    assert status == 0 and "No answer yet" in said
    status, said = run("show", "--json")
    assert json.loads(said)[0]["verdict"] == "go on"
    status, said = run("end", "one", "--reason", "enough")
    assert status == 0 and "has ended" in said
    status, said = run("end", "one", "--reason", "enough")
    assert status == 1 and "No trial one is running" in said
