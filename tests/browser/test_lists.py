"""Quarantine and learning in a browser: what axe finds, how they look, and by keyboard alone."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from fassung.article import Text
from fassung.desk import intake, keys, people
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.rights import actor
from fassung.desk.schema import Delivery, Proposal, Version
from fassung.desk.states import State
from tests.browser.conftest import Open
from tests.browser.test_looks import SHOTS, violations
from tests.web.filled import Filled

DELIVERIES = (
    ("wave", "push", "4711.json", b'{"type": "story", "headlines": {'),
    ("harbor", "folder", "2026-11-24-a-very-long-name-of-a-file-from-the-archive.xml", b"<nitf>"),
    ("harbor", "feed", "https://harbor.example/news/ferry?id=12", b"<html><p>Subscribe now" * 999),
)
PROPOSALS = (
    ("name", "Kiev", "Kiew", 7, "open"),
    ("term", "harbor office", "Hafenamt", 4, "open"),
    ("term", "special counsel", "Sonderermittler", 3, "open"),
    ("name", "Port Ellery", "Port Ellery", 2, "accepted"),
)


def fill(desk: Filled) -> None:
    for partner, channel, name, body in DELIVERIES:
        receipt = intake.receive(desk.store, partner, channel=channel, name=name, body=body)
        intake.take(desk.store, receipt.delivery_id)
    with desk.store.writing() as session:
        for number, delivery in enumerate(session.query(Delivery)):
            delivery.received = now() - timedelta(minutes=12 + 95 * number)
        for kind, source, german, seen, state in PROPOSALS:
            session.add(Proposal(kind=kind, source=source, german=german, seen=seen, state=state))
        session.get_one(Version, desk.others[5]).state = State.FAILED
        for id in (desk.story, desk.others[4]):
            version = session.get_one(Version, id)
            version.reviewed = True
            version.segments[-1].german = Text("Es wurde einiges geändert.")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    ("name", "login"), [("quarantine", "carla"), ("learning", "carla"), ("learning", "rita")]
)
def test_pages(
    desk: Filled, open_page: Open, name: str, login: str, width: int, dark: bool
) -> None:
    fill(desk)
    page = open_page("/", login, width=width, dark=dark)
    page.goto(f"{desk.address}/{name}")
    wide = page.evaluate("document.documentElement.scrollWidth")
    SHOTS.mkdir(parents=True, exist_ok=True)
    look = "dark" if dark else "light"
    page.screenshot(path=SHOTS / f"{name}-{login}-{width}-{look}.png", full_page=True)
    assert wide <= width, "the page is wider than the window"
    assert violations(page) == []


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until an element called ``name`` has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"the Tab key does not reach {name}")


def test_by_keyboard(desk: Filled, open_page: Open) -> None:
    fill(desk)
    page = open_page("/", "carla")
    tab_to(page, "Gelerntes")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/learning$"))
    tab_to(page, "Ins Glossar aufnehmen Kiew")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Aus dem Glossar nehmen Kiew")).to_be_visible()
    tab_to(page, "Quarantäne")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/quarantine$"))
    tab_to(page, "Neu einlesen 4711.json")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Lieferungen, die gerade eingelesen werden: 1")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Datei speichern").first.click()
    assert saved.value.suggested_filename.endswith(".bin")


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_log(desk: Filled, open_page: Open, width: int, dark: bool) -> None:
    fill(desk)
    with desk.store.writing() as session:
        dora = Person(login="dora", name="Dora Keller", role="admin", language="de")
        session.add(dora)
        session.flush()
        desk.people["dora"] = dora
        by = actor(dora)
        eve, _ = people.invite(session, "eve", "Eva Lind", "reader", by)
        people.change_role(session, eve.id, "editor", by)
        keys.make(session, keys.Owner("partner", "wave"), by)
    page = open_page("/", "dora", width=width, dark=dark)
    page.goto(f"{desk.address}/log")
    expect(page.get_by_text("Eva Lind: Lesen → Redaktion")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"log-{width}-{'dark' if dark else 'light'}.png")
    assert wide <= width, "the page is wider than the window"
    assert violations(page) == []
