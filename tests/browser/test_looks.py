"""What axe finds, and how the pages look: pictures go to ``out/desk-shots``."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.web.filled import OFFICE, REPAIRS, Filled, conflict

SHOTS = Path(__file__).parents[2] / "out" / "desk-shots"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {node['html'][:200]}" for v in found for node in v["nodes"]]


def more(page: Page) -> None:
    page.locator(f"#s{OFFICE}").focus()
    page.keyboard.press("m")
    page.locator(f"#s{OFFICE} .more-body").wait_for()


def editing(page: Page) -> None:
    page.locator(f"#s{OFFICE}").focus()
    page.keyboard.press("e")


def help(page: Page) -> None:
    page.keyboard.press("?")


def approving(page: Page) -> None:
    page.keyboard.press("F")


def overruling(page: Page) -> None:
    page.keyboard.press("n")
    page.keyboard.press("o")


PAGES = [
    ("sign-in", "/sign-in", "", None),
    ("inbox", "/", "anna", None),
    ("inbox-empty", "/?search=nichts", "anna", None),
    ("inbox-help", "/", "anna", help),
    ("review", "{page}", "anna", None),
    ("review-reader", "{page}", "rita", None),
    ("review-more", "{page}", "anna", more),
    ("review-edit", "{page}", "anna", editing),
    ("review-approve", "{page}", "anna", approving),
    ("review-overrule", "{page}", "anna", overruling),
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(("name", "path", "login", "act"), PAGES, ids=[p[0] for p in PAGES])
def test_pages(
    desk: Filled,
    open_page: Open,
    name: str,
    path: str,
    login: str,
    act: object,
    width: int,
    dark: bool,
) -> None:
    conflict(
        desk,
        REPAIRS,
        "Repairs are expected to cost $2 million. The state has agreed to pay.",
        "Zwei Millionen Dollar soll die Reparatur kosten; das Land hat zugesagt, sie zu zahlen.",
    )
    page = open_page(path.format(page=desk.page), login, width=width, dark=dark)
    if act:
        act(page)  # type: ignore[operator]
    wide = page.evaluate("document.documentElement.scrollWidth")
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}-{width}-{'dark' if dark else 'light'}.png")
    assert wide <= width, "the page is wider than the window"
    assert violations(page) == []
