"""The review page on a real server, as it comes without any script."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fassung.desk.accounts import Person
from fassung.desk.schema import Piece, Version
from fassung.desk.states import State
from fassung.portals.network import Network, Outlet
from fassung.portals.portal import DEFAULT
from fassung.portals.style import Style
from tests.web.filled import OFFICE, STORY, TEASER, Filled, conflict, filled, piece


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    with filled(Path(tmp_path_factory.mktemp("review")), 2) as desk:
        conflict(desk, 8, "Repairs will cost $2 million.", "Zwei Millionen Dollar soll es kosten.")
        yield desk


def test_both_languages_with_lines_under_what_was_found(desk: Filled) -> None:
    html = desk.browser("anna").get(desk.page).text
    assert html.count('<section class="segment') == len(STORY) + 2
    found = dict(re.findall(r'<mark class="critical" data-finding="([^"]+)">(\d+)</mark>', html))
    assert sorted(found.values()) == ["210", "74"]  # in German; the last of each pair counts
    for finding in found:
        assert f'<mark class="critical" data-finding="{finding}">' in html
        assert f'id="{finding}"' in html
    assert "Aus „120“ wurde „210“." in html
    assert 'title="https://harbor.example/office">Hafenamts</span>' in html
    assert "3 sperrend" in html and "1 im Konflikt" in html


@pytest.mark.parametrize(
    ("login", "words"),
    [
        ("anna", ("Bearbeiten", "Verwerfen", "Zurückgeben", "Freigeben", "Vorspann|Teaser")),
        ("ben", ("Edit", "Overrule", "Send back", "Approve", "Teaser")),
    ],
)
def test_it_speaks_as_the_person_does(desk: Filled, login: str, words: tuple[str, ...]) -> None:
    html = desk.browser(login).get(desk.page).text
    for word in words:
        assert re.search(rf"\b({word})\b", html), word


def test_a_reader_sees_and_changes_nothing(desk: Filled) -> None:
    html = desk.browser("rita").get(desk.page).text
    assert "Aus „120“ wurde „210“." in html
    assert "/edit" not in html and "/approve" not in html and "/overrule" not in html
    assert "Welcher Wortlaut gilt?" in html and "/resolve" not in html


def test_only_a_chief_withdraws(desk: Filled) -> None:
    assert "/withdraw" not in desk.browser("anna").get(desk.page).text
    assert "/withdraw" in desk.browser("carla").get(desk.page).text


def test_three_sides_of_a_conflict(desk: Filled) -> None:
    html = desk.browser("anna").get(desk.page).text
    start = html.index('class="conflict"')
    part = html[start : html.index("</section>", start)]
    assert "<del>will" in part and "Zwei Millionen Dollar soll es kosten." in part
    assert "<ins>Die Reparatur dürfte" in part
    assert part.count("/resolve") == 3


def test_what_is_known_about_a_segment(desk: Filled) -> None:
    browser = desk.browser("anna")
    whole = browser.get(f"{desk.page}/more?segment=block/b3/text")
    part = browser.get(f"{desk.page}/more?segment=block/b3/text&part=yes")
    assert whole.status_code == part.status_code == 200
    assert "<html" in whole.text and "<html" not in part.text
    assert "will 12 Überfahrten pro Woche anbieten" in part.text
    assert re.search(r'class="score">\d\d %', part.text)
    office = browser.get(f"{desk.page}/more?segment=block/b{OFFICE}/text&part=yes").text
    assert ">harbor office</dt>" in office and "Hafenamt" in office and "nicht Hafenbüro" in office


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/review/nothing", 404),
        ("/review/nothing/news", 404),
        ("/review/nothing/more?segment=x", 404),
        ("{page}/more?segment=nothing", 404),
        ("{page}/more", 404),
        ("{page}/approve", 405),
        ("/preview/nothing", 404),
        ("{page}/news?since=x'", 200),
    ],
)
def test_what_is_not_there(desk: Filled, path: str, status: int) -> None:
    answer = desk.browser("anna").get(path.format(page=desk.page))
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_the_preview_is_the_portals_page(desk: Filled) -> None:
    answer = desk.browser("rita").get(f"/preview/{desk.story}")
    assert answer.status_code == 200
    assert "redaktionell geprüft" in answer.text
    assert "sandbox" in answer.headers["content-security-policy"]


def test_the_record_to_read_and_to_keep(desk: Filled) -> None:
    rita = desk.browser("rita")
    path = re.search(r'href="(/record/\w+)"', rita.get(desk.page).text)
    assert path
    page = rita.get(path[1])
    assert page.status_code == 200 and "Fährreederei streicht" in page.text
    export = rita.get(f"{path[1]}/json")
    assert export.json()["sound"] is True
    assert export.headers["content-disposition"].startswith("attachment")
    assert rita.get("/record/nothing").status_code == 404


def test_news_of_others(desk: Filled, tmp_path: Path) -> None:
    anna, carla = desk.browser("anna"), desk.browser("carla")
    page = desk.others[0]
    since = re.search(r"news\?since=(\d+)", anna.get(f"/review/{page}").text)
    assert since
    news = f"/review/{page}/news?since={since[1]}"
    json = {"accept": "application/json"}
    assert anna.get(news, headers=json).json()["html"].strip() == ""
    said = {"csrf": carla.csrf(), "words": "Bitte noch einmal lesen."}
    assert carla.post(f"/review/{page}/comment", data=said).status_code == 303
    assert "inzwischen jemand gearbeitet" in anna.get(news, headers=json).json()["html"]
    assert "inzwischen" not in carla.get(news, headers=json).json()["html"]
    carla.post(f"/review/{page}/lock", data={"csrf": carla.csrf()})
    assert "Carla Voss arbeitet gerade" in anna.get(news, headers=json).json()["html"]
    locked = anna.get(f"/review/{page}").text
    assert "Carla Voss arbeitet gerade" in locked and "/edit" not in locked


def test_a_newer_version_is_named_and_the_old_one_is_read_only(desk: Filled) -> None:
    with desk.store.writing() as session:
        old = session.get_one(Version, desk.others[6])
        pairs = [("headline", "Union accepts offer", "Gewerkschaft nimmt an")]
        new = piece(session, desk, "wave", "p6", pairs, session.get_one(Piece, old.piece_id))
        old.state = State.SUPERSEDED
    html = desk.browser("carla").get(f"/review/{desk.others[6]}").text
    assert f'href="/review/{new.id}"' in html and "neuere Fassung" in html
    assert "/edit" not in html
    html = desk.browser("carla").get(f"/review/{new.id}").text
    assert "Fassung 2" in html and f'href="/review/{desk.others[6]}"' in html


def test_what_waits_for_its_translation_says_so(desk: Filled) -> None:
    html = desk.browser("anna").get(f"/review/{desk.others[5]}").text
    assert "die Übersetzung läuft" in html


def test_names_cannot_break_out(desk: Filled) -> None:
    with desk.store.writing() as session:
        person = Person(login="x", name="<b>x</b>", role="editor")
        session.add(person)
        version = session.get_one(Version, desk.others[1])
        version.german_headline = "</h1><script>alert(1)</script>"
    for path in ("/", f"/review/{desk.others[1]}"):
        html = desk.browser("anna").get(path).text
        assert "<script>alert" not in html and "<b>x" not in html


def test_sixty_segments_are_quick(tmp_path: Path) -> None:
    """Under 50 ms of the processor, server and client together; a real newsroom's long read."""
    with filled(tmp_path, 60 - len(STORY)) as desk:
        browser = desk.browser("anna")
        took = []
        for _ in range(8):
            begun = time.process_time()
            html = browser.get(desk.page).text
            took.append(time.process_time() - begun)
        assert html.count('<section class="segment') == 60
        assert min(took) < 0.05


def test_each_reader_has_forms_of_their_own(desk: Filled) -> None:
    """Segments are drawn once for all; the token of the forms is not."""
    tokens = []
    for browser in (desk.browser("anna"), desk.browser("anna"), desk.browser("carla")):
        page = browser.get(desk.page).text
        found = set(re.findall(r'name="csrf" (?:content|value)="([^"]+)"', page))
        assert len(found) == 1 and 'value="token-' not in page
        tokens += found
    assert len(set(tokens)) == 3


def test_what_changed_is_drawn_anew(desk: Filled) -> None:
    anna, ben = desk.browser("anna"), desk.browser("ben")
    anna.get(desk.page)
    row = desk.row(TEASER)
    fields = {"segment": row.segment, "edits": str(row.edits), "german": "Die Mauer bleibt zu."}
    anna.submit(f"{desk.page}/edit", fields, page=desk.page)
    assert "Die Mauer bleibt zu." in ben.get(desk.page).text
    ours, theirs = (one.get(desk.page).text for one in (anna, ben))
    assert ">Bearbeiten<" in ours and ">Bearbeiten<" not in theirs and ">Edit<" in theirs


def test_portals_that_have_no_room_for_the_headline_are_named(
    desk: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlets = {
        id: Outlet(id=id, portal=replace(DEFAULT, name=id), style=Style(headline=limit))
        for id, limit in (("Weit", 0), ("Eng", 40), ("Enger", 40))
    }
    network = Network(outlets=outlets, targets={})
    monkeypatch.setattr(desk, "config", replace(desk.config, network=network))
    html = desk.browser("anna").get(desk.page).text
    assert "kurz genug für Eng, Enger: Platz ist für 40 Zeichen." in html
