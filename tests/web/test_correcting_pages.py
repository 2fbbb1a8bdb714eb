"""A correction from the review page: begun, worded, seen in the preview."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fassung.desk.schema import Version
from fassung.desk.states import State
from tests.web.filled import Filled, filled
from tests.web.test_deeds import ask

WHY = "In einer früheren Fassung stand eine falsche Zahl."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Filled]:
    with filled(tmp_path) as desk:
        live(desk)
        yield desk


def live(desk: Filled) -> None:
    """The story is what readers see."""
    with desk.store.writing() as session:
        version = session.get_one(Version, desk.story)
        version.state = State.PUBLISHED
        version.piece.live_id = version.id


def test_begun_worded_and_seen(desk: Filled) -> None:
    anna = desk.browser("anna")
    assert "Korrektur beginnen" in anna.get(desk.page).text
    answer = anna.submit(f"{desk.page}/correct", {"reason": WHY, "told": "yes"})
    assert answer.status_code == 303
    new = answer.headers["location"]
    page = anna.get(new).text
    assert f'lang="de">{WHY}</textarea>' in page and "Korrektur beginnen" not in page
    assert WHY in anna.get(new.replace("/review/", "/preview/")).text
    answer = ask(anna, f"{new}/tell", correction="Die Zahl der Fahrten war falsch.")
    assert answer.status_code == 200 and answer.json()["say"] == "Gespeichert."
    assert "Die Zahl der Fahrten war falsch." in anna.get(new).text
    assert desk.state() is State.PUBLISHED
    assert desk.state(new.removeprefix("/review/")) is State.IN_REVIEW


def test_a_script_is_led_there_and_nothing_need_be_told(desk: Filled) -> None:
    anna = desk.browser("anna")
    answer = ask(anna, f"{desk.page}/correct", reason="Tippfehler")
    page = anna.get(answer.json()["go"]).text
    assert 'lang="de"></textarea>' in page and "Tippfehler" not in page


@pytest.mark.parametrize(
    ("login", "reason", "status"), [("rita", WHY, 403), ("anna", "", 409), ("anna", " - ", 409)]
)
def test_what_is_refused(desk: Filled, login: str, reason: str, status: int) -> None:
    answer = ask(desk.browser(login), f"{desk.page}/correct", reason=reason)
    assert answer.status_code == status, answer.text
    assert desk.state() is State.PUBLISHED


def test_readers_and_pieces_in_work_have_no_such_button(desk: Filled) -> None:
    assert "Korrektur beginnen" not in desk.browser("rita").get(desk.page).text
    in_review = f"/review/{desk.others[0]}"
    page = desk.browser("anna").get(in_review).text
    assert "Korrektur beginnen" not in page and "Korrekturhinweis" not in page
    assert ask(desk.browser("anna"), f"{in_review}/correct", reason=WHY).status_code == 409
    assert ask(desk.browser("anna"), f"{in_review}/tell", correction=WHY).status_code == 409


def test_words_of_a_note_are_words(desk: Filled) -> None:
    anna, evil = desk.browser("anna"), "</textarea><script>alert(1)</script>"
    new = ask(anna, f"{desk.page}/correct", reason=evil, told="yes").json()["go"]
    for address in (new, new.replace("/review/", "/preview/")):
        assert "<script>alert" not in anna.get(address).text
