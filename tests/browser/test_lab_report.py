"""The lab's pages in a browser: what axe finds, nothing asked of the network, nothing too wide."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from fassung.lab import sets
from fassung.lab.report import comparison, comparison_page, report, report_page
from fassung.lab.runs import list_runs
from fassung.lab.score import score
from fassung.messages import speaking
from tests.browser.test_looks import SHOTS, violations
from tests.lab import made


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Report and comparison of one measured lab, in German, as files."""
    home = tmp_path_factory.mktemp("lab")
    made.lab(home)
    of = sets.open_set(home / "sets" / "news")
    scored = score(home, of, list_runs(home, of))
    with speaking("de"):
        texts = {
            "report": report_page(report(scored)),
            "compare": comparison_page(comparison(scored, "good", "poor", 20)),
        }
    for name, text in texts.items():
        (home / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: home / f"{name}.html" for name in texts}


@pytest.mark.parametrize("name", ["report", "compare"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 360)])
def test_looks(
    chromium: Browser, pages: dict[str, Path], name: str, scheme: str, width: int
) -> None:
    context = chromium.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
        bypass_csp=True,  # axe is a script, and the page's policy allows none.
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[name].as_uri())
    assert asked == [pages[name].as_uri()]
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"lab-{name}-{scheme}-{width}.png", full_page=True)
    context.close()
