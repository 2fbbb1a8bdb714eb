"""Human rating in a real browser: by keys alone, by mouse, through a killed server; axe; looks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fassung.lab.rating import campaign
from fassung.lab.rating.plan import Kind
from fassung.lab.rating.ruling import Error, Ruling, Severity
from tests.browser.test_looks import SHOTS, violations
from tests.lab_rating.serving import Served, made

Enter = Callable[..., Page]


@pytest.fixture
def enter(chromium: Browser, tmp_path: Path) -> Iterator[Enter]:
    """``enter(Kind.ESA)``: a served campaign, and anna on its overview.

    Whatever a script or the policy of the page complains about fails the test.
    """
    complaints: list[str] = []
    servers: list[Served] = []

    def visit(kind: Kind, *, width: int = 1440, dark: bool = False) -> Page:
        if not servers:
            made(tmp_path / "c", kind)
            servers.append(Served(tmp_path / "c"))
            servers[0].start()
        phone = width < 500
        context = chromium.new_context(
            viewport={"width": width, "height": 844 if phone else 900},
            color_scheme="dark" if dark else "light",
            locale="de-DE",
            has_touch=phone,
            is_mobile=phone,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
        )
        page.goto(servers[0].links["anna"])
        page.get_by_role("button", name="Anfangen").press("Enter")
        page.wait_for_url("**/lab/ratings/c")
        visit.served = servers[0]  # type: ignore[attr-defined]
        return page

    yield visit
    for server in servers:
        server.kill()
    assert complaints == []


def ready(page: Page) -> None:
    page.wait_for_selector("html[data-ready]", state="attached")


def begin(page: Page) -> None:
    page.locator(".start .button").click()
    ready(page)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def kept(page: Page, served: Served, place: int = 0, number: int = 1) -> Ruling:
    """What is on the disk of an item of a page, once the page says that all is."""
    expect(page.locator("#kept")).to_have_attribute("data-state", "kept")
    found = campaign.load(served.folder)
    unit = found.plan.units[found.turns("anna")[number - 1].unit]
    return found.ledger("anna").last()[unit.items[place].id]


def test_esa_with_nothing_but_keys(enter: Enter) -> None:
    page = enter(Kind.ESA)
    while page.evaluate("document.activeElement.className") != "button":
        press(page, "Tab")
    press(page, "Enter")
    ready(page)

    # The second and third word are a minor error, the last one a major; something is missing.
    press(page, "j", "ArrowRight", "Shift+ArrowRight", "1", "End", "ArrowLeft", "2", "0")
    german = page.locator("#i1 .german")
    words = german.locator("[role=option]")
    expect(words.nth(1)).to_have_attribute("data-severity", "minor")
    expect(words.nth(2)).to_have_attribute("data-severity", "minor")
    expect(words.nth(0)).to_have_attribute("data-severity", "")
    expect(page.locator("#i1 .marks li")).to_have_count(3)
    expect(page.locator("#say")).to_have_text("")

    # s goes to the score, Enter to the next segment, where x takes back what was marked.
    press(page, "s")
    page.keyboard.type("64")
    press(page, "Enter")
    expect(page.locator("#i2 .german")).to_be_focused()
    press(page, "2", "x", "s")
    page.keyboard.type("88")
    press(page, "Enter")
    expect(page.locator("#so-far")).to_contain_text("2 von")

    starts = [int(w.get_attribute("data-start") or 0) for w in words.all()]
    ends = [int(w.get_attribute("data-end") or 0) for w in words.all()]
    first = kept(page, enter.served)  # type: ignore[attr-defined]
    assert first.score == 64 and first.seconds > 0
    assert first.errors == (
        Error(Severity.MINOR, starts[1], ends[2]),
        Error(Severity.MAJOR, starts[-2], ends[-2]),
        Error(Severity.MINOR),
    )
    second = kept(page, enter.served, 1)  # type: ignore[attr-defined]
    assert (second.score, second.errors) == (88, ())

    # The overview knows it, and N goes on.
    press(page, "N")
    page.wait_for_url("**/2")


def test_marking_by_mouse(enter: Enter) -> None:
    page = enter(Kind.ESA)
    begin(page)
    words = page.locator("#i1 .german [role=option]")
    # Drawn over three words, then a click on the button.
    words.nth(0).hover()
    page.mouse.down()
    words.nth(2).hover()
    page.mouse.up()
    page.locator("#i1 [data-mark=major]").click()
    # A click on the first and one on the last word, as by touch.
    words.nth(4).click()
    words.nth(5).click()
    page.locator("#i1 [data-mark=minor]").click()
    rows = page.locator("#i1 .marks li")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Schwer")
    # Its severity is changed in the list, and the other is removed there.
    rows.nth(0).locator(".severity").click()
    expect(rows.nth(0)).to_contain_text("Leicht")
    rows.nth(1).locator(".remove").click()
    expect(rows).to_have_count(1)
    page.locator("#i1-range").focus()
    press(page, "ArrowRight")
    expect(page.locator("#i1-score")).to_have_value("51")
    expect(page.locator("#i1")).to_have_attribute("data-done", "")
    last = kept(page, enter.served)  # type: ignore[attr-defined]
    assert last.score == 51
    assert [(e.severity, e.start) for e in last.errors] == [(Severity.MINOR, 0)]


def test_a_killed_server_loses_nothing(enter: Enter) -> None:
    page = enter(Kind.ESA)
    begin(page)
    served: Served = enter.served  # type: ignore[attr-defined]
    press(page, "j", "2", "s")
    page.keyboard.type("30")
    press(page, "Enter")
    assert kept(page, served).score == 30

    # The server dies; what is said now stays in the page, which says so.
    served.kill()
    press(page, "1", "s")
    page.keyboard.type("70")
    press(page, "Enter")
    expect(page.locator("#kept")).to_have_attribute("data-state", "waiting")
    expect(page.locator("#i2")).to_have_attribute("data-done", "")

    # Back again, it is sent without anybody's doing.
    served.start()
    assert kept(page, served, 1).score == 70

    # Dead once more: a mark, and the page is gone, too. The browser still has it.
    served.kill()
    page.locator("#i1 .german").focus()
    press(page, "End", "1")
    expect(page.locator("#kept")).to_have_attribute("data-state", "waiting")
    page.goto("about:blank")
    served.start()
    page.goto(f"{served.address}/lab/ratings/c/1")
    ready(page)
    expect(page.locator("#i1 .marks li")).to_have_count(2)
    last = kept(page, served)
    assert last.score == 30 and len(last.errors) == 2


def test_mqm_asks_for_types(enter: Enter) -> None:
    page = enter(Kind.MQM)
    begin(page)
    press(page, "j", "2")
    types = page.locator("#i1 .marks select")
    expect(types).to_be_focused()
    press(page, "Enter", "s")
    expect(page.locator("#say")).to_contain_text("Art jedes Fehlers")
    types.select_option("Accuracy/Mistranslation")
    press(page, "Enter", "0", "s")
    expect(page.locator("#i1")).to_have_attribute("data-done", "")
    last = kept(page, enter.served)  # type: ignore[attr-defined]
    assert last.finished and [e.category for e in last.errors] == [
        "Accuracy/Mistranslation",
        "Accuracy/Omission",
    ]


def test_preference_by_keys(enter: Enter) -> None:
    page = enter(Kind.PREFERENCE)
    begin(page)
    count = page.locator(".item").count()
    press(page, "j", *("5" for _ in range(count)))
    expect(page.locator("#next")).to_be_focused()
    expect(page.locator("#so-far")).to_contain_text(f"{count} von")
    served: Served = enter.served  # type: ignore[attr-defined]
    turn = campaign.load(served.folder).turns("anna")[0]
    assert kept(page, served).preference == (-2 if turn.swapped else 2)
    page.reload()
    ready(page)
    expect(page.locator("#i1 [type=radio]").nth(4)).to_be_checked()


def start(page: Page) -> None:
    press(page, "j", "ArrowRight", "Shift+ArrowRight", "1", "End", "2", "0", "Shift+Home")


@pytest.mark.parametrize("kind", Kind)
def test_looks(enter: Enter, kind: Kind) -> None:
    """Pictures go to ``out/desk-shots``; axe finds nothing on any page."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page = enter(kind)
    for width, dark in ((1440, False), (390, True), (390, False), (1440, True)):
        page.set_viewport_size({"width": width, "height": 900 if width > 500 else 844})
        page.emulate_media(color_scheme="dark" if dark else "light")
        for name, address in (("list", ""), ("overview", "/c"), ("page", "/c/1")):
            page.goto(f"{enter.served.address}/lab/ratings{address}")  # type: ignore[attr-defined]
            if name == "page":
                ready(page)
                if kind is not Kind.PREFERENCE:
                    start(page)
                expect(page.locator("#kept")).to_have_attribute("data-state", "kept")
            tone = "dark" if dark else "light"
            page.screenshot(path=SHOTS / f"rating-{kind.value}-{name}-{width}-{tone}.png")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, "the page is wider than the window"
            assert violations(page) == []
    page.locator("[data-help]").click()
    expect(page.locator("#help")).to_be_visible()
    assert violations(page) == []
