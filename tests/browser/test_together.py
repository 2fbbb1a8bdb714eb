"""Several people at once, no script at all, and nothing that jumps."""

from playwright.sync_api import expect

from fassung.desk import review
from fassung.desk.schema import Version
from tests.browser.conftest import Open
from tests.web.filled import NORTHLINE, QUOTE, TEASER, Filled


def test_who_writes_second_decides_between_both(desk: Filled, open_page: Open) -> None:
    page = open_page(desk.page)
    row = desk.row(TEASER)
    page.locator(f"#s{TEASER} summary").first.click()
    anna = desk.people["anna"]  # in another window: the piece is locked for everybody else
    review.edit(desk.store, desk.story, row.segment, "Die Mauer bleibt.", row.edits, anna)
    page.keyboard.type(" Bestimmt.")
    clash = page.locator(f"#s{TEASER}-clash")
    expect(clash).to_contain_text("Die Mauer bleibt.")
    expect(page.locator(f"#s{TEASER} .saved")).to_have_attribute("data-state", "conflict")
    clash.get_by_role("button", name="Meinen Wortlaut speichern").click()
    expect(page.locator(f"#s{TEASER} .saved")).to_have_attribute("data-state", "done")
    assert desk.row(TEASER).german.value.endswith("mit. Bestimmt.")


def test_one_sees_what_others_do(desk: Filled, open_page: Open) -> None:
    page, inbox = open_page(desk.page, "ben"), open_page("/", "rita")
    with desk.store.reading() as session:
        piece = session.get_one(Version, desk.story).piece_id
    expect(inbox.locator(".locked").first).to_contain_text("Ben Ohara")
    review.comment(desk.store, piece, "", "Schon gesehen?", desk.people["carla"])
    expect(page.locator("#news")).to_contain_text("Somebody has worked on this piece")
    review.withdraw(desk.store, piece, desk.people["carla"], "Falsche Reederei")
    expect(inbox.get_by_text("Fährreederei streicht")).to_have_count(0)


def test_the_lock_ends_when_the_page_is_left(desk: Filled, open_page: Open) -> None:
    page = open_page(desk.page)
    inbox = open_page("/", "carla")
    expect(inbox.locator(".locked").first).to_contain_text("Anna Brandt")
    page.goto(desk.address + "/me")
    expect(inbox.locator(".locked", has_text="Anna Brandt")).to_have_count(0)


def test_without_a_script(desk: Filled, open_page: Open) -> None:
    page = open_page(desk.page, script=False)
    segment = page.locator(f"#s{NORTHLINE}")
    segment.locator(".edit > summary").click()
    segment.locator("textarea").fill("Northline fährt 14-mal in der Woche, bisher 34-mal.")
    segment.get_by_role("button", name="Speichern").click()
    expect(page.locator(f"#s{NORTHLINE}-german")).to_contain_text("Northline fährt 14-mal")
    page.locator(f"#s{QUOTE} button.repair").first.click()
    expect(page.locator(f"#s{QUOTE}-german")).to_contain_text("„Bei einer")
    page.locator(f"#s{QUOTE}").get_by_role("link", name="Mehr").click()
    expect(page.locator(".more-body")).to_contain_text("Vorschlag übernommen")


def test_nothing_jumps_when_one_edits(desk: Filled, open_page: Open) -> None:
    page = open_page(desk.page)
    for place in (NORTHLINE, TEASER):
        next_one = page.locator(f"#s{place + 1}")
        before = next_one.bounding_box()
        page.locator(f"#s{place}").focus()
        page.keyboard.press("e")
        expect(page.locator(f"#s{place}-text")).to_be_focused()
        during = next_one.bounding_box()
        page.keyboard.press("Escape")
        assert before and during and abs(before["y"] - during["y"]) < 1.5
