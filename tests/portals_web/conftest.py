"""A filled site with an article that has everything, served to a real browser."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from fassung.portals.network import single
from fassung.portals.site.served import Sites
from tests.browser.conftest import chromium as chromium
from tests.portals.conftest import article as article
from tests.portals_site import filled

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The folder with the site: 40 articles, one withdrawn, one with every kind of block."""
    folder = tmp_path_factory.mktemp("web")
    target = filled.filled(folder, articles=40)
    rich = request.getfixturevalue("rich")
    target.publish(replace(filled.edition(40, time=filled.NOW), article=rich), "", None)
    target.withdraw(filled.withdrawal(filled.edition(7), 2), "", None)
    target.close()
    return folder / "site"


@pytest.fixture(scope="session")
def rich() -> object:
    made = article.__wrapped__()  # type: ignore[attr-defined]
    return replace(made, id="courier_RICH")


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    from fassung.commands.serve import sites

    config = uvicorn.Config(
        Sites(sites(single(filled.PORTAL, site)), "portal"), port=0, log_level="error"
    )
    running = uvicorn.Server(config)
    socket = config.bind_socket()
    thread = threading.Thread(target=running.run, args=([socket],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    running.should_exit = True
    thread.join()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """``visit("/", width=390, dark=True)``: the page in a browser; complaints fail the test."""
    contexts = []
    said: list[str] = []

    def open(path: str, *, width: int = 1366, dark: bool = False) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 844 if width < 500 else 900},
            color_scheme="dark" if dark else "light",
            locale="de-DE",
            is_mobile=width < 500,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: said.append(m.text) if "Content Security" in m.text else None)
        page.goto(address + path)
        return page

    yield open
    for context in contexts:
        context.close()
    assert said == []
