"""The page of trials: everybody sees it, a chief ends one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fassung.cli import main
from fassung.commands import trial_looks
from fassung.desk import outcomes, trials
from fassung.desk.base import now
from fassung.desk.trials import Arm, Plan
from fassung.lab.sequential import Look, Verdict
from fassung.messages import speaking
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
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        said = capsys.readouterr()
        return status, said.out + said.err

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


def drawn(a: list[float | None], b: list[float | None], waiting: int = 0) -> outcomes.Drawn:
    """Articles of A and B in turn; None for one without an outcome."""
    known: list[outcomes.Counted | outcomes.Lost] = []
    for turn in zip(a, b, strict=True):
        for in_b, value in enumerate(turn):
            id = str(len(known))
            known.append(
                outcomes.Lost(id, bool(in_b))
                if value is None
                else outcomes.Counted(id, bool(in_b), value, now())
            )
    return outcomes.Drawn(tuple(known), waiting)


@pytest.mark.parametrize(
    ("articles", "ended", "said"),
    [
        (drawn([], []), False, "No answer yet; the trial goes on."),
        (drawn([0.5] * 9, [0.5] * 9), True, "ended before the rule gave one"),
        (drawn([0.5] * 9, [0.5] * 9, 3), True, "some articles still wait"),
        (drawn([0.1] * 60, [0.9] * 60), False, "A is better."),
        (drawn([0.1] * 60, [0.9] * 60), True, "A is better."),
        (drawn([0.1] * 60, [0.9, None] * 30), False, "one arm lost more articles"),
        (drawn([0.5] * 9 + [None] * 9, [0.5] * 9 + [None] * 9), False, "No answer yet"),
        (drawn([0.5] * 60, [0.5] * 60), False, "No answer after as many"),
    ],
)
def test_what_is_said(
    articles: outcomes.Drawn, ended: bool, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arms = {"a": Arm(engine="pseudo"), "b": Arm(engine="pseudo:1")}
    plan = Plan(name="one", articles=100, smallest=0.001, **arms)
    trial = trials.Trial(name="one", plan=plan.said, digest="", started=now())
    trial.ended = now() if ended else None
    monkeypatch.setattr(trial_looks.outcomes, "of_trial", lambda *_: articles)
    seen = trial_looks.look(None, trial)
    assert said in seen.said
    assert sum(seen.counted) + sum(seen.lost) + seen.after == len(articles.known)
    assert seen.over == (len(seen.looks) > 0 and seen.looks[-1].verdict != "go on" and not ended)
    if seen.looks and all(seen.counted):
        difference = seen.means[1] - seen.means[0]
        assert seen.looks[-1].difference == pytest.approx(difference)


def test_figures_as_the_reader_writes_them() -> None:
    with speaking("de"):
        assert (trial_looks.percent(0.975), trial_looks.plain(1200.5)) == (
            "97,5\N{NO-BREAK SPACE}%",
            "1.200,5",
        )
    with speaking("en"):
        assert trial_looks.plain(60.0) == "60"
