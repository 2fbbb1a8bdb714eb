"""A real browser: Chromium, driven by Playwright, on a served and filled desk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import find
from tests.web.filled import Filled, filled

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = find()
    assert found, "no Chromium; run: python -m tests.browser.chromium"
    # Longer than the usual five seconds: other work may share the processors.
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        # Without its own sandbox, so that it runs as root in a container.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Filled]:
    with filled(tmp_path) as desk:
        yield desk


@pytest.fixture
def open_page(chromium: Browser, desk: Filled) -> Iterator[Open]:
    """``open_page("/", "anna", width=390)``: a page in a browser of that person's own.

    Whatever a script or the policy of the page complains about fails the test.
    """
    contexts = []
    complaints: list[str] = []

    def visit(
        path: str,
        login: str = "anna",
        *,
        width: int = 1440,
        dark: bool = False,
        script: bool = True,
    ) -> Page:
        phone = width < 500
        context = chromium.new_context(
            viewport={"width": width, "height": 844 if phone else 900},
            color_scheme="dark" if dark else "light",
            locale="de-DE",
            has_touch=phone,
            is_mobile=phone,
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        contexts.append(context)
        if login:
            cookie = {"name": "fassung", "value": desk.token(login), "url": desk.address}
            context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
        )
        page.goto(desk.address + path)
        if script and login:
            page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []
