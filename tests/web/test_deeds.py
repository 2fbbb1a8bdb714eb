"""What editors do on the review page, on a real server: as our script asks, and as plain forms."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from fassung.desk import record
from fassung.desk.columns import text_from_json
from fassung.desk.schema import Comment, Piece, Version
from fassung.desk.states import State
from tests.web.filled import COMMUTE, HEADLINE, OFFICE, QUOTE, REPAIRS, TEASER, Filled, filled
from tests.web.filled import conflict as put_conflict
from tests.web.running import Browser

JSON = {"accept": "application/json"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Filled]:
    with filled(tmp_path) as desk:
        yield desk


def ask(browser: Browser, address: str, **fields: object) -> httpx.Response:
    """As the page's script does it."""
    token = {"x-csrf-token": browser.csrf()}
    return browser.post(address, data={k: str(v) for k, v in fields.items()}, headers=JSON | token)


def finding(browser: Browser, desk: Filled, check: str, place: int) -> str:
    """The key of the finding of the segment at ``place`` whose message holds ``check``."""
    page = browser.get(desk.page).text
    part = page[page.index(f'id="s{place}"') : page.index(f'id="s{place}-more"')]
    for item in part.split('<li class="finding')[1:]:
        if check in html.unescape(item):
            return re.search(r'name="key" value="(\w+)"', item)[1]  # type: ignore[index]
    raise AssertionError(f"no finding {check}")


def kinds(desk: Filled) -> list[str]:
    with desk.store.reading() as session:
        piece = session.get_one(Version, desk.story).piece_id
        return [line.kind for line in record.lines(session, piece)]


def test_an_edit_brings_back_what_changed(desk: Filled) -> None:
    anna = desk.browser("anna")
    row = desk.row(COMMUTE)
    german = row.german.value.replace("74", "47")
    answer = ask(anna, f"{desk.page}/edit", segment=row.segment, german=german, edits=row.edits)
    assert answer.status_code == 200
    parts = answer.json()["parts"]
    assert set(parts) == {f"s{COMMUTE}", "bar"}
    assert "2 sperrend" in parts["bar"] and "Aus „47“" not in parts[f"s{COMMUTE}"]
    assert desk.row(COMMUTE).german.value == german
    assert 'name="edits" value="1"' in parts[f"s{COMMUTE}"]


def test_a_link_stays_where_its_tags_are(desk: Filled) -> None:
    anna, row = desk.browser("anna"), desk.row(OFFICE)
    assert "⟦1⟧Hafenamts⟦/1⟧" in anna.get(desk.page).text
    german = "Dem ⟦1⟧Amt des Hafens⟦/1⟧ zufolge wurde sie 1931 gebaut, 1987 verstärkt."
    assert ask(anna, f"{desk.page}/edit", segment=row.segment, german=german, edits=0).is_success
    text = desk.row(OFFICE).german
    assert text.value[text.spans[0].start : text.spans[0].end] == "Amt des Hafens"
    lost = ask(anna, f"{desk.page}/edit", segment=row.segment, german="Ohne Link.", edits=1)
    assert lost.status_code == 409 and "⟦1⟧" in lost.json()["error"]


def test_who_comes_second_sees_what_stands_there(desk: Filled) -> None:
    anna, carla, row = desk.browser("anna"), desk.browser("carla"), desk.row(TEASER)
    saved = {"segment": row.segment, "edits": 0}
    assert ask(carla, f"{desk.page}/edit", german="Die Mauer bleibt.", **saved).is_success
    answer = ask(anna, f"{desk.page}/edit", german="Ganz anders.", **saved)
    assert answer.status_code == 409
    clash = answer.json()["parts"][f"s{TEASER}-clash"]
    assert "Die Mauer bleibt." in clash and 'data-edits="1"' in clash
    assert desk.row(TEASER).german.value == "Die Mauer bleibt."


def test_a_locked_piece_is_not_changed(desk: Filled) -> None:
    anna, carla, row = desk.browser("anna"), desk.browser("carla"), desk.row(TEASER)
    assert ask(carla, f"{desk.page}/lock").json() == {}
    answer = ask(anna, f"{desk.page}/edit", segment=row.segment, german="Anders.", edits=0)
    assert answer.status_code == 409 and "Carla Voss" in answer.json()["error"]
    assert ask(anna, f"{desk.page}/lock").status_code == 409
    assert ask(carla, f"{desk.page}/unlock").status_code == 204
    assert ask(anna, f"{desk.page}/lock").status_code == 200
    assert ask(anna, f"{desk.page}/lock", take_over="yes").status_code == 200
    assert ask(carla, f"{desk.page}/lock").status_code == 409
    assert ask(carla, f"{desk.page}/lock", take_over="yes").status_code == 200


def test_accept_undo_overrule_reopen(desk: Filled) -> None:
    anna, row = desk.browser("anna"), desk.row(QUOTE)
    key = finding(anna, desk, "Typografie", QUOTE)
    assert ask(anna, f"{desk.page}/accept", segment=row.segment, key=key).json()["say"]
    assert desk.row(QUOTE).german.value.startswith("„Bei einer")
    assert ask(anna, f"{desk.page}/undo", segment=row.segment, edits=1).is_success
    assert desk.row(QUOTE).german.value.startswith('"Bei einer')
    key = finding(anna, desk, "Aus „120“", HEADLINE)
    refused = ask(anna, f"{desk.page}/overrule", segment="headline", key=key, reason=" ")
    assert refused.status_code == 409
    done = ask(anna, f"{desk.page}/overrule", segment="headline", key=key, reason="Hin und zurück")
    assert "„Hin und zurück“" in done.json()["parts"][f"s{HEADLINE}"]
    assert "2 sperrend" in done.json()["parts"]["bar"]
    again = ask(anna, f"{desk.page}/reopen", segment="headline", key=key)
    assert "3 sperrend" in again.json()["parts"]["bar"]
    assert kinds(desk)[-4:] == ["repaired", "undone", "overruled", "ruling withdrawn"]


def test_a_conflict_is_decided(desk: Filled) -> None:
    put_conflict(desk, REPAIRS, "Repairs will cost $2 million.", "Zwei Millionen soll es kosten.")
    anna = desk.browser("anna")
    yours = text_from_json(desk.row(REPAIRS).conflict["german"]).value  # type: ignore[index]
    done = ask(
        anna, f"{desk.page}/resolve", segment=desk.row(REPAIRS).segment, german=yours, edits=0
    )
    assert "Welcher Wortlaut gilt?" not in done.json()["parts"][f"s{REPAIRS}"]
    assert desk.row(REPAIRS).german.value == yours and desk.row(REPAIRS).conflict is None


def test_the_way_to_approval(desk: Filled) -> None:
    anna = desk.browser("anna")
    assert ask(anna, f"{desk.page}/approve", when="now").status_code == 409
    for place, check in ((HEADLINE, "Aus „120“"), (TEASER, "„not“"), (COMMUTE, "Aus „47“")):
        key = finding(anna, desk, check, place)
        ask(anna, f"{desk.page}/overrule", segment="", key=key, reason="So ist es gemeint")
    page = anna.get(desk.page).text
    assert "Freigeben und veröffentlichen" in page and "redaktionell geprüft" in page
    bad = ask(anna, f"{desk.page}/approve", when="later", publish_at="soon")
    assert bad.status_code == 409 and desk.state() is State.IN_REVIEW
    done = ask(anna, f"{desk.page}/approve", when="later", publish_at="2031-05-01T06:30")
    assert done.json() == {"go": "/"}
    with desk.store.reading() as session:
        version = session.get_one(Version, desk.story)
        assert version.at is State.SCHEDULED and version.reviewed
        assert version.embargo and version.embargo.isoformat() == "2031-05-01T04:30:00+00:00"
    assert ask(anna, f"{desk.page}/send-back", reason="Doch noch nicht").json() == {"go": "/"}
    assert desk.state() is State.SENT_BACK
    assert "Doch noch nicht" in anna.get(desk.page).text


def test_what_failed_is_translated_again(desk: Filled) -> None:
    failed, anna = desk.others[5], desk.browser("anna")
    with desk.store.writing() as session:
        version = session.get_one(Version, failed)
        version.state, version.reason = State.FAILED, "Die Maschine antwortet nicht."
    page = anna.get(f"/review/{failed}").text
    assert "Die Maschine antwortet nicht." in page and "Neu übersetzen" in page
    assert anna.submit(f"/review/{failed}/again", {}).status_code == 303
    assert desk.state(failed) is State.RECEIVED
    assert "Noch einmal" not in anna.get(f"/review/{failed}").text


def test_a_chief_withdraws_and_an_editor_does_not(desk: Filled) -> None:
    assert ask(desk.browser("anna"), f"{desk.page}/withdraw", reason="Falsch").status_code == 403
    assert ask(desk.browser("carla"), f"{desk.page}/withdraw", reason="Falsch").is_success
    assert desk.state() is State.WITHDRAWN


def test_assign_and_comment(desk: Filled) -> None:
    anna, carla = desk.browser("anna"), desk.people["carla"]
    done = ask(anna, f"{desk.page}/assign", assignee=carla.id)
    assert "Carla Voss" in done.json()["parts"]["bar"]
    segment = desk.row(QUOTE).segment
    said = ask(anna, f"{desk.page}/comment", segment=segment, words="Wer ist <Holm>?")
    assert set(said.json()["parts"]) == {"comments", f"s{QUOTE}-said"}
    assert "Wer ist &lt;Holm&gt;?" in said.json()["parts"]["comments"]
    with desk.store.reading() as session:
        piece = session.get_one(Piece, session.get_one(Version, desk.story).piece_id)
        assert piece.assignee_id == carla.id
        assert [c.segment for c in session.query(Comment)] == [segment]


def test_another_engine_is_asked_and_taken(desk: Filled) -> None:
    anna, segment = desk.browser("anna"), desk.row(QUOTE).segment
    part = ask(anna, f"{desk.page}/alternative", segment=segment).json()["parts"][f"s{QUOTE}-other"]
    german = html.unescape(re.search(r'name="german" value="([^"]+)"', part)[1])  # type: ignore[index]
    done = ask(
        anna, f"{desk.page}/edit", segment=segment, german=german, edits=0, kind="alternative"
    )
    assert done.is_success and desk.row(QUOTE).german.value == german
    assert kinds(desk)[-1] == "alternative taken"


def test_reading_is_taken_down(desk: Filled) -> None:
    rita = desk.browser("rita")
    assert ask(rita, f"{desk.page}/saw", seconds=42).status_code == 204
    with desk.store.reading() as session:
        piece = session.get_one(Version, desk.story).piece_id
        assert record.lines(session, piece)[-1].data["seconds"] == 42


FORMS: list[tuple[str, dict[str, Any], str]] = [
    ("edit", {"segment": "teaser", "german": "Neu.", "edits": 0}, f"#s{TEASER}"),
    ("assign", {"assignee": ""}, "#bar"),
    ("comment", {"words": "Gut."}, "#comments"),
    ("lock", {}, ""),
]


@pytest.mark.parametrize(("deed", "fields", "place"), FORMS)
def test_without_a_script_forms_lead_back_to_the_page(
    desk: Filled, deed: str, fields: dict[str, str], place: str
) -> None:
    answer = desk.browser("anna").submit(f"{desk.page}/{deed}", fields)
    assert (answer.status_code, answer.headers["location"]) == (303, desk.page + place)


BAD: list[tuple[str, str, dict[str, Any], int]] = [
    ("anna", "edit", {"segment": "teaser", "german": "x"}, 409),
    ("anna", "edit", {"segment": "teaser", "german": "x", "edits": "-1"}, 409),
    ("anna", "edit", {"segment": "teaser", "german": "x", "edits": "²"}, 409),
    ("anna", "edit", {"segment": "teaser", "german": "x", "edits": "9" * 40}, 409),
    ("anna", "edit", {"segment": "teaser", "german": "x", "edits": "0", "kind": "magic"}, 409),
    ("anna", "edit", {"segment": "nowhere", "german": "x", "edits": "0"}, 404),
    ("anna", "edit", {"segment": "teaser", "german": " ", "edits": "0"}, 409),
    ("anna", "accept", {"segment": "teaser", "key": "0"}, 409),
    ("anna", "overrule", {"key": "0", "reason": "darum"}, 409),
    ("anna", "reopen", {"key": "0"}, 404),
    ("anna", "undo", {"segment": "teaser", "edits": "0"}, 409),
    ("anna", "resolve", {"segment": "teaser", "german": "x", "edits": "0"}, 409),
    ("anna", "assign", {"assignee": "nobody"}, 404),
    ("anna", "comment", {"words": ""}, 409),
    ("anna", "send-back", {"reason": ""}, 409),
    ("anna", "saw", {"seconds": "1e9"}, 409),
    ("anna", "alternative", {"segment": "nowhere"}, 404),
    ("rita", "edit", {"segment": "teaser", "german": "x", "edits": "0"}, 403),
    ("rita", "approve", {"when": "now"}, 403),
    ("rita", "overrule", {"key": "0", "reason": "darum"}, 403),
    ("rita", "comment", {"words": "Hallo"}, 403),
    ("rita", "lock", {}, 403),
]


@pytest.mark.parametrize(
    "deed", ["edit", "again", "accept", "assign", "approve", "withdraw", "lock", "saw", "comment"]
)
def test_a_version_that_is_not_there(still: Filled, deed: str) -> None:
    carla = still.browser("carla")
    fields = {"words": "x", "reason": "x", "seconds": "1", "edits": "0"}
    assert ask(carla, f"/review/nothing/{deed}", **fields).status_code == 404


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    with filled(Path(tmp_path_factory.mktemp("still"))) as desk:
        yield desk


@pytest.mark.parametrize(("login", "deed", "fields", "status"), BAD)
def test_what_does_not_work_says_so_in_a_line(
    still: Filled, login: str, deed: str, fields: dict[str, str], status: int
) -> None:
    answer = ask(still.browser(login), f"{still.page}/{deed}", **fields)
    assert answer.status_code == status
    assert answer.json()["error"].count("\n") == 0
    assert still.row(TEASER).german == still.row(TEASER).machine


def test_a_form_without_its_token_does_nothing(still: Filled) -> None:
    browser = still.browser("anna")
    for deed in ("edit", "approve", "lock", "saw", "withdraw"):
        answer = browser.post(f"{still.page}/{deed}", data={}, headers=JSON)
        assert answer.status_code == 403, deed
