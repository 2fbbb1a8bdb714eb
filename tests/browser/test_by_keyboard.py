"""From the inbox to approval with nothing but keys."""

import re

from playwright.sync_api import Page, expect

from fassung.desk.states import State
from tests.browser.conftest import Open
from tests.web.filled import COMMUTE, HEADLINE, QUOTE, TEASER, Filled, conflict


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def here(page: Page) -> str:
    """Id of the element that has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def test_inbox_to_approval(desk: Filled, open_page: Open) -> None:
    page = open_page("/")

    # The riskiest is on top; j and k move, Enter opens.
    press(page, "j", "j", "k")
    expect(page.locator("a.open:focus .german")).to_contain_text("Fährreederei streicht")
    press(page, "Enter")
    page.wait_for_url(f"**{desk.page}")
    page.wait_for_selector("html[data-ready]", state="attached")

    # n goes from finding to finding; the headline's figures were turned round: edit, Enter saves.
    press(page, "n")
    expect(page.locator(f"#s{HEADLINE} .finding")).to_be_focused()
    press(page, "e")
    expect(page.locator(f"#s{HEADLINE}-text")).to_be_focused()
    press(page, "Control+a")
    page.keyboard.type("Fährreederei streicht 120 Überfahrten nach Port Ellery")
    press(page, "Enter")
    expect(page.locator("#bar .count.critical")).to_have_text("2 sperrend")
    assert here(page) == f"s{HEADLINE}"
    assert desk.row(HEADLINE).german.value.startswith("Fährreederei streicht 120")

    # The missing "not" of the teaser: written in, saved by the pause alone.
    press(page, "j", "e")
    field = page.locator(f"#s{TEASER}-text")
    field.evaluate("f => f.setSelectionRange(18, 18)")
    page.keyboard.type("nicht ")
    expect(page.locator(f"#s{TEASER} .saved")).to_have_attribute("data-state", "done")
    assert "wird nicht vor Juni" in desk.row(TEASER).german.value
    expect(field).to_be_focused()
    press(page, "Enter")
    expect(page.locator("#bar .count.critical")).to_have_text("1 sperrend")

    # The quotation marks: a takes the repair, z takes it back, a takes both.
    press(page, "n")
    expect(page.locator(f"#s{QUOTE} .finding").first).to_be_focused()
    press(page, "a")
    expect(page.locator(f"#s{QUOTE}-german")).to_contain_text("„Bei einer")
    press(page, "z")
    expect(page.locator(f"#s{QUOTE}-german")).to_contain_text('"Bei einer')
    press(page, "a")
    expect(page.locator(f"#s{QUOTE}-german")).to_contain_text("anlegen“, sagte")
    press(page, "a")
    expect(page.locator(f"#s{QUOTE}-german")).to_contain_text("„Bei einer")
    expect(page.locator(f"#s{QUOTE} .finding")).to_have_count(0)

    # The last one: F says what blocks; o overrules with a reason.
    press(page, "F")
    expect(page.locator("#approve .panel")).to_contain_text("1")
    press(page, "Escape")
    expect(page.locator("#approve .panel")).to_be_hidden()
    press(page, "n")
    expect(page.locator(f"#s{COMMUTE} .finding")).to_be_focused()
    press(page, "o")
    page.keyboard.type("Die Zahl stammt von der Reederei")
    press(page, "Enter")
    expect(page.locator(f"#s{COMMUTE} .finding.settled")).to_contain_text("von der Reederei")
    expect(page.locator("#bar .count.critical")).to_have_count(0)

    # m shows what is known; c comments.
    press(page, "c")
    page.keyboard.type("Bitte bei der Reederei nachfragen")
    said = page.locator(f"#s{COMMUTE}-comment")
    expect(said).to_have_value("Bitte bei der Reederei nachfragen")
    press(page, "Enter")
    expect(page.locator("#comments")).to_contain_text("Bitte bei der Reederei nachfragen")
    expect(page.locator(f"#s{COMMUTE} .more")).to_contain_text("Übersetzungsspeicher")

    # F approves.
    page.locator(f"#s{COMMUTE}").focus()
    press(page, "F")
    expect(page.locator("#approve button").first).to_be_focused()
    expect(page.locator("#approve .panel")).to_contain_text("redaktionell geprüft")
    press(page, "Enter")
    page.wait_for_url(re.compile(r"/$"))
    assert desk.state() is State.SCHEDULED


def test_a_conflict_by_keys(desk: Filled, open_page: Open) -> None:
    conflict(desk, 8, "Repairs cost $2 million.", "Zwei Millionen Dollar kostet die Reparatur.")
    page = open_page(desk.page)
    page.locator("#s7").focus()
    press(page, "n")
    assert here(page) == "s8-conflict"
    press(page, "1")
    expect(page.locator("#s8-german")).to_have_text("Zwei Millionen Dollar kostet die Reparatur.")
    expect(page.locator("#bar .conflicted")).to_have_count(0)


def test_escape_brings_back_what_stood_there(desk: Filled, open_page: Open) -> None:
    page = open_page(desk.page)
    before = desk.row(TEASER).german
    page.locator(f"#s{TEASER}").focus()
    press(page, "e")
    page.keyboard.type(" Und mehr.")
    expect(page.locator(f"#s{TEASER} .saved")).to_have_attribute("data-state", "done")
    assert desk.row(TEASER).german != before
    press(page, "Escape")
    expect(page.locator(f"#s{TEASER}-german")).to_be_visible()
    expect(page.locator(f"#s{TEASER}-german")).to_have_text(before.value)
    assert desk.row(TEASER).german == before


def test_keys_can_be_switched_off(desk: Filled, open_page: Open) -> None:
    page = open_page("/")
    press(page, "?")
    expect(page.locator("#help")).to_be_visible()
    page.locator("#help [name=keys]").press("Space")
    press(page, "Escape")
    expect(page.locator("#help")).to_be_hidden()
    press(page, "j")
    expect(page.locator("a.open:focus")).to_have_count(0)


def test_slash_searches_as_one_types(desk: Filled, open_page: Open) -> None:
    page = open_page("/")
    press(page, "/")
    page.keyboard.type("bäcker")
    expect(page.locator("a.open")).to_have_count(1)
    assert "search=b%C3%A4cker" in page.url
    press(page, "Enter")
    expect(page.locator("a.open").first).to_be_focused()
