"""One article's whole life: `fassung desk` as it is started, a partner's program, an editor's keys.

Nothing is put into the database by hand, and no mouse is touched.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from fassung import wires
from fassung.article import Article, Paragraph, Publisher, Rights, Status, Text
from tests.browser.test_looks import SHOTS, violations

PASSWORD = "vier Boote am langen Kai"
FIRST = datetime(2026, 11, 3, 8, tzinfo=UTC)
TEXTS = (
    "The harbor office closed the eastern pier.",
    "Three boats had to leave the pier before noon.",
    "The repair takes two weeks.",
)
GERMAN = (
    "Hafen sperrt östlichen Pier",
    "Das Hafenamt hat den östlichen Pier gesperrt.",
    "Drei Boote mussten den Pier vor dem Mittag verlassen.",
    "Die Reparatur dauert zwei Wochen.",
)
"""What the editor writes, by the segment's place."""


def story(version: int, second: str = TEXTS[1], **values: object) -> bytes:
    """The partner's article as ANS."""
    texts = (TEXTS[0], second, TEXTS[2])
    article = Article(
        id="pier-1",
        version=str(version),
        publisher=Publisher(name="Example Post", site="https://post.example"),
        first_published=FIRST,
        updated=FIRST.replace(hour=8 + version),
        headline=Text("Harbor closes eastern pier"),
        blocks=tuple(Paragraph(id=f"p{at}", text=Text(text)) for at, text in enumerate(texts)),
    )
    return wires.write(replace(article, **values), "ans")  # type: ignore[arg-type]


@dataclass
class Running:
    """A desk's process, the link that it printed, and where its pages lie."""

    address: str
    link: str
    site: Path


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = tmp_path / "desk.toml"
    settings.write_text('[[partner]]\nid = "post"\nname = "Example Post"\nengine = "pseudo"\n')
    log = tmp_path / "desk.log"
    call = [sys.executable, "-m", "fassung", "desk", "--port", str(port), "-c", str(settings)]
    env = {**os.environ, "FASSUNG_CACHE": str(tmp_path / "cache"), "FASSUNG_LANGUAGE": "de"}
    with log.open("wb") as out:
        process = subprocess.Popen(call, stdout=out, stderr=out, env={**env, "COLUMNS": "300"})
    try:
        address = f"http://127.0.0.1:{port}"
        until(lambda: process.poll() is not None or up(address), "the desk does not start")
        said = log.read_text()
        found = re.search(r"http\S+/invitation/\S+", said)
        assert found, said
        yield Running(address, found[0], tmp_path / "site")
    finally:
        process.terminate()
        process.wait(timeout=30)


def up(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz", trust_env=False).is_success
    except httpx.TransportError:
        return False


def until(true: Callable[[], bool], otherwise: str) -> None:
    """Waits for the worker, a minute at most."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end, otherwise
        time.sleep(0.1)


class Keys:
    """Somebody at a keyboard. Every page they come to is looked at by axe."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen: list[str] = []

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def tab_to(self, what: str) -> None:
        """Presses Tab until the focus is on what ``what`` selects."""
        for _ in range(60):
            self.press("Tab")
            if self.page.evaluate("what => document.activeElement.matches(what)", what):
                return
        raise AssertionError(f"the Tab key does not reach {what}")

    def look(self, name: str, *, script: bool = True) -> None:
        """What a page must be before it is worked with."""
        if script:
            self.page.wait_for_selector("html[data-ready]", state="attached")
        assert violations(self.page) == [], name
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"chain-{len(self.seen) + 1}-{name}.png")
        self.seen.append(name)

    def write(self, words: str) -> None:
        """Replaces what stands in the open field, and saves it."""
        self.press("Control+a")
        self.type(words)
        self.press("Enter")


def test_from_the_push_to_the_withdrawal(chromium: Browser, running: Running) -> None:
    context = chromium.new_context(locale="de-DE", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(30_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    keys = Keys(page)

    # The first admin takes up the printed link and makes a key for the partner.
    page.goto(running.link)
    keys.look("link", script=False)
    keys.tab_to("[type=password]")
    keys.type(PASSWORD)
    keys.tab_to("[type=password]")
    keys.type(PASSWORD)
    keys.press("Enter")
    page.wait_for_url(f"{running.address}/")
    keys.look("inbox-empty")
    keys.tab_to("a[href='/keys']")
    keys.press("Enter")
    page.wait_for_url("**/keys")
    keys.tab_to("#partner")
    keys.tab_to("button")
    keys.press("Enter")
    expect(page.locator(".once")).to_contain_text("fsg_")
    keys.look("key", script=False)
    key = page.locator(".once").inner_text().strip()

    def push(body: bytes) -> None:
        headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
        answer = httpx.post(
            f"{running.address}/api/articles", content=body, headers=headers, trust_env=False
        )
        assert answer.status_code == 202, answer.text

    def open_newest(kind: str) -> None:
        """Waits in the inbox until the worker has brought the piece there, and opens it."""
        if page.url != f"{running.address}/":
            page.goto(f"{running.address}/")
            page.wait_for_selector("html[data-ready]", state="attached")
        expect(page.locator(".tag", has_text="in der Redaktion")).to_have_count(1, timeout=60_000)
        keys.look(f"inbox-{kind}")
        keys.press("j", "Enter")
        page.wait_for_url("**/review/*")
        keys.look(f"review-{kind}")

    def approve() -> None:
        """Overrules what still blocks, with a reason, and answers for the text."""
        blocking = page.locator(".finding.critical:not(.settled)")
        while left := blocking.count():
            keys.press("n")
            if not page.evaluate("document.activeElement.matches('.finding.critical')"):
                continue
            keys.press("o")
            keys.type("Geprüft, stimmt so.")
            keys.press("Enter")
            expect(blocking).to_have_count(left - 1)
        keys.press("F")
        expect(page.locator("#approve button").first).to_be_focused()
        keys.look("approve")
        keys.press("Enter")
        page.wait_for_url(f"{running.address}/")

    def shown() -> str:
        return "".join(path.read_text() for path in running.site.rglob("*.html"))

    # The article comes; every segment is written anew; it goes out with the label "geprüft".
    push(story(1))
    open_newest("first")
    for place, german in enumerate(GERMAN):
        keys.press("j", "e") if place else keys.press("e")
        expect(page.locator(f"#s{place}-text")).to_be_focused()
        keys.write(german)
        expect(page.locator(f"#s{place}-german")).to_have_text(german)
    approve()
    until(lambda: GERMAN[0] in shown(), "the page is not published")
    assert "geprüft" in shown() and all(german in shown() for german in GERMAN)
    page.goto(next(running.site.rglob("*.html")).as_uri())
    keys.look("page", script=False)

    # The partner changes what the editor had edited; the editor writes one of both.
    push(story(2, "Four boats had to leave the pier before noon."))
    open_newest("update")
    for place in (0, 1, 3):
        expect(page.locator(f"#s{place}-german")).to_have_text(GERMAN[place])
    for _ in range(20):
        keys.press("n")
        if page.evaluate("document.activeElement.id") == "s2-conflict":
            break
    expect(page.locator("#s2-conflict")).to_be_focused()
    keys.press("3")
    merge = page.locator("#s2-merged")
    expect(merge).to_be_focused()
    keys.look("merge")
    keys.write("Vier Boote mussten den Pier vor dem Mittag verlassen.")
    expect(page.locator("#s2-german")).to_contain_text("Vier Boote")
    approve()
    until(lambda: "Vier Boote" in shown(), "the update is not published")
    assert "Drei Boote" not in shown() and "geprüft" in shown() and GERMAN[3] in shown()

    # The partner takes the article back, and it is gone without anybody's doing.
    push(story(3, status=Status.CANCELED, rights=Rights()))
    until(lambda: "Boote" not in shown(), "the article is not taken down")
    (article,) = running.site.glob("*/*_*.html")
    assert 'name="fassung-status" content="410"' in article.read_text()
    page.goto(article.as_uri())
    keys.look("withdrawn", script=False)
    page.goto(f"{running.address}/?state=all")
    expect(page.locator(".tag", has_text="zurückgezogen")).to_have_count(1)
    keys.look("inbox-withdrawn")
    context.close()
    assert complaints == []
