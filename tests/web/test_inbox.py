"""The inbox on a real server: what it lists, filters in the address, the script's fragment."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.filled import OTHERS, Filled, filled


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    with filled(Path(tmp_path_factory.mktemp("inbox"))) as desk:
        yield desk


def headlines(html: str) -> list[str]:
    return re.findall(r'<span class="english[^>]*>([^<]+)</span>', html)


FERRY, BAKERS, COURT, MUSEUM, RIVER, TOWN, OATS, TRAM = (
    "Ferry operator cuts 120 crossings to Port Ellery after storm damage",
    *(english for english, *_ in OTHERS),
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [FERRY, COURT, TRAM, MUSEUM, BAKERS, RIVER, OATS]),
        ("?state=all", [FERRY, COURT, TRAM, MUSEUM, TOWN, BAKERS, RIVER, OATS]),
        ("?state=sent_back", [MUSEUM]),
        ("?state=published", [TOWN]),
        ("?state=withdrawn", []),
        ("?partner=harbor", [COURT, RIVER, OATS]),
        ("?assignee=me", [COURT]),
        ("?assignee=none&partner=harbor", [RIVER, OATS]),
        ("?search=tramstreit", [TRAM]),
        ("?search=BÄCKER", [BAKERS]),
        ("?search=nothing+of+the+kind", []),
        ("?order=age", [TRAM, OATS, RIVER, MUSEUM, COURT, BAKERS, FERRY]),
        ("?order=%3Cscript%3E", [FERRY, COURT, TRAM, MUSEUM, BAKERS, RIVER, OATS]),
    ],
)
def test_filters(desk: Filled, query: str, expected: list[str]) -> None:
    browser = desk.browser("anna")
    page, fragment = browser.get(f"/{query}"), browser.get(f"/inbox/lines{query}")
    assert page.status_code == fragment.status_code == 200
    assert headlines(page.text) == headlines(fragment.text) == expected


def test_what_a_line_says(desk: Filled) -> None:
    german, english = desk.browser("anna").get("/").text, desk.browser("ben").get("/").text
    assert 'lang="de">Fährreederei streicht nach Sturmschäden 210 Überfahrten' in german
    assert "3 sperrend" in german and "3 blocking" in english
    assert "34 %" in german
    assert "in Bearbeitung bei </span>Carla Voss" in german
    assert "being worked on by </span>Carla Voss" in english
    assert "vor 7 Minuten" in german and "7 minutes ago" in english
    assert re.search(r"nicht vor \d+\. \w+\.?,? \d\d:\d\d Uhr|nicht vor \d\d:\d\d Uhr", german)


def test_the_fragment_is_sent_only_if_it_changed(desk: Filled) -> None:
    browser = desk.browser("anna")
    first = browser.get("/inbox/lines?partner=harbor&state=scheduled")
    same = {"If-None-Match": first.headers["etag"]}
    again = browser.get("/inbox/lines?partner=harbor&state=scheduled", headers=same)
    assert (again.status_code, again.content) == (304, b"")
    assert browser.get("/inbox/lines?partner=wave", headers=same).status_code == 200


def test_a_stranger_is_sent_to_the_sign_in(desk: Filled) -> None:
    browser = desk.browser("anna")
    browser.cookies.clear()
    answer = browser.get("/?partner=harbor")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2F%3Fpartner%3Dharbor"
    assert browser.get("/live", headers={"accept": "text/event-stream"}).status_code == 401
