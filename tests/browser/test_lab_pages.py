"""The lab's pages at the desk, and that of trials: what axe finds, and how they look."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from fassung.commands import trial_looks
from fassung.desk import outcomes, trials
from fassung.desk.base import now
from fassung.desk.trials import Arm, Plan
from fassung.lab.report import report, report_page
from fassung.lab.score import Scored, score
from fassung.messages import speaking
from tests.browser.test_looks import SHOTS, violations
from tests.lab import made
from tests.web.filled import Filled


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    """Three runs, measured once."""
    home = tmp_path_factory.mktemp("lab")
    of, runs = made.lab(home)
    return score(home, of, runs)


@pytest.fixture
def lab(desk: Filled, measured: Scored) -> Path:
    """A lab with a set, three runs and one that was broken off, a report, and work that failed."""
    home = desk.config.site.parent / "lab"
    made.lab(home)
    begun = home / "runs" / "news" / "broken-off"
    begun.mkdir()
    said = (home / "runs" / "news" / "good" / "run.toml").read_text().splitlines()
    kept = [line for line in said if not line.startswith(("outputs_sha256", "finished"))]
    (begun / "run.toml").write_text("\n".join(kept))
    with speaking("de"):
        data = report(measured)
        (home / "reports").mkdir()
        (home / "reports" / "news.html").write_text(report_page(data))
        (home / "reports" / "news.json").write_text(json.dumps(data))
    (home / "work").mkdir()
    work = {"command": ["run", "news", "--engine", "deepl"], "by": "Carla", "ended": ""}
    work |= {"began": now().isoformat(), "status": 1, "said": "DEEPL_API_KEY fehlt."}
    (home / "work" / "1.json").write_text(json.dumps(work))
    return home


@pytest.fixture
def trial(desk: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    """A trial with eighty articles, B the better arm, and some that were lost."""
    arms = {"a": Arm(engine="house"), "b": Arm(engine="deepl", style={"quotes": "»«"})}
    trials.start(desk.store, Plan(name="Hausmodell gegen DeepL", smallest=0.03, **arms))
    known = tuple(
        outcomes.Lost(str(n), n % 2 == 1)
        if n % 11 == 0
        else outcomes.Counted(str(n), n % 2 == 1, 0.05 if n % 2 else 0.4, now() - timedelta(days=1))
        for n in range(80)
    )
    drawn = outcomes.Drawn(known, 7)
    monkeypatch.setattr(trial_looks.outcomes, "of_trial", lambda *_: drawn)


def opened(chromium: Browser, desk: Filled, path: str, width: int, dark: bool) -> Page:
    """The page as the chief Carla sees it. It has no script that could say that it is ready."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        locale="de-DE",
    )
    cookie = {"name": "fassung", "value": desk.token("carla"), "url": desk.address}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(desk.address + path)
    return page


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
@pytest.mark.usefixtures("lab", "trial")
def test_looks(chromium: Browser, desk: Filled, width: int, dark: bool) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    pages = {"lab": "/lab/reports", "lab-set": "/lab/sets/news", "trials": "/trials"}
    for name, path in pages.items():
        page = opened(chromium, desk, path, width, dark)
        shot = SHOTS / f"{name}-{width}-{'dark' if dark else 'light'}.png"
        page.screenshot(path=shot, full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert violations(page) == [], name
        page.context.close()


@pytest.mark.usefixtures("lab")
def test_a_report_opens_from_the_set(chromium: Browser, desk: Filled) -> None:
    page = opened(chromium, desk, "/lab/sets/news", 1440, False)
    page.get_by_role("link", name="Der ganze Bericht").press("Enter")
    page.wait_for_url("**/lab/reports/news.html")
    assert page.inner_text("h1") == "Kein System liegt vor allen anderen."
    page.context.close()
