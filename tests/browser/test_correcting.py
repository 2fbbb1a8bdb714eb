"""A correction in a browser: by keyboard alone, and how it looks."""

import re

import pytest
from playwright.sync_api import Page, expect

from fassung.desk.schema import Version
from fassung.desk.states import State
from tests.browser.conftest import Open
from tests.browser.test_looks import SHOTS, violations
from tests.web.filled import Filled

WHY = "In einer früheren Fassung stand eine falsche Zahl."


def live(desk: Filled) -> None:
    with desk.store.writing() as session:
        version = session.get_one(Version, desk.story)
        version.state = State.PUBLISHED
        version.piece.live_id = version.id


def shot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")
    assert violations(page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_by_keyboard(desk: Filled, open_page: Open, width: int, dark: bool) -> None:
    live(desk)
    page = open_page(desk.page, "anna", width=width, dark=dark)
    look = f"{width}-{'dark' if dark else 'light'}"
    page.keyboard.press("K")
    page.keyboard.type(WHY)
    shot(page, f"correct-begin-{look}")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile(desk.story))
    page.wait_for_selector("html[data-ready]", state="attached")
    note = page.get_by_label("Steht so auf der Seite")
    expect(note).to_have_value(WHY)
    shot(page, f"correct-work-{look}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    note.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Das ist berichtigt.")
    page.keyboard.press("Tab")
    expect(page.locator("#say")).to_have_text("Gespeichert.")
    with desk.store.reading() as session:
        piece = session.get_one(Version, desk.story).piece
        new = session.get_one(Version, piece.current_id)
        assert new.correction == f"{WHY} Das ist berichtigt."
        assert piece.live_id == desk.story
