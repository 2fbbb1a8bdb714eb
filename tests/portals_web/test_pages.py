"""What validators find in a site's pages (nothing), and pictures of them in ``out/site-shots``."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.portals_web.conftest import Visit
from tests.portals_web.validator import complaints

SHOTS = Path(__file__).parents[2] / "out" / "site-shots"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = {
    "front": "/",
    "section": "/welt/",
    "archive": "/archiv/2026-11.html",
    "months": "/archiv/",
    "notice": "/uebersetzung.html",
    "article": "/artikel/courier_RICH.html",
    "withdrawn": "/artikel/courier_A00007.html",
    "missing": "/nirgends.html",
}


def test_the_nu_validator_finds_nothing(site: Path) -> None:
    files = sorted(site.rglob("*.html"))
    assert len(files) > 60
    assert complaints(files) == []


def test_the_nu_validator_would_find_something(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=de><title>x</title><p id=a><p id=a>")
    assert any("Duplicate ID" in line for line in complaints([page]))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit: Visit, name: str, width: int, dark: bool) -> None:
    page = visit(PAGES[name], width=width, dark=dark)
    assert violations(page) == []
    # Nothing is wider than the window.
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    SHOTS.mkdir(parents=True, exist_ok=True)
    look = "dark" if dark else "light"
    page.screenshot(path=SHOTS / f"{name}-{width}-{look}.png", full_page=True)


@pytest.mark.parametrize("name", ["front", "article"])
def test_on_paper_it_has_no_navigation(visit: Visit, name: str) -> None:
    page = visit(PAGES[name])
    page.emulate_media(media="print")
    for part in page.locator("nav, .skip").all():
        assert not part.is_visible()
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.pdf(path=SHOTS / f"{name}.pdf")


def violations(page: Page) -> list[str]:
    """What axe finds, one line for each element."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]
