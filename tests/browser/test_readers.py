"""The readers' form and the desk's list of reports in a browser: what axe finds, how they look."""

import pytest

from fassung.desk import naming, reader_reports
from fassung.desk.schema import Version
from fassung.desk.states import State
from tests.browser.conftest import Open
from tests.browser.test_looks import SHOTS, violations
from tests.web.filled import Filled


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pages(desk: Filled, open_page: Open, width: int, dark: bool) -> None:
    with desk.store.writing() as session:
        version = session.get_one(Version, desk.story)
        version.state = State.PUBLISHED
        version.piece.live_id = version.id
        article, segment = naming.name(version.piece), version.segments[-1].segment
    reader_reports.tell(desk.store, article, segment, "Bis Juli!", "a@b.example", address="::1")
    page = open_page("/", "carla", width=width, dark=dark)
    look = f"{width}-{'dark' if dark else 'light'}"
    SHOTS.mkdir(parents=True, exist_ok=True)
    for name, path in (
        ("tell", f"/melden?artikel={article}&stelle={segment}"),
        ("told", "/melden/danke"),
        ("tell-gone", "/melden?artikel=none"),
        ("reports", "/reports"),
    ):
        page.goto(f"{desk.address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=SHOTS / f"{name}-{look}.png", full_page=True)
        assert violations(page) == [], path
