"""What editors taught the desk: a chief decides, everybody sees how much was changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fassung.article import Text
from fassung.desk.schema import Proposal, Version
from tests.web.filled import Filled, filled


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Filled]:
    with filled(tmp_path) as desk:
        yield desk


def propose(desk: Filled, source: str = "Kiev", german: str = "Kiew", kind: str = "name") -> str:
    with desk.store.writing() as session:
        made = Proposal(kind=kind, source=source, german=german, seen=3)
        session.add(made)
        session.flush()
        return made.id


def state(desk: Filled, proposal: str) -> str:
    with desk.store.reading() as session:
        return session.get_one(Proposal, proposal).state


def test_a_chief_accepts_and_takes_out_again(desk: Filled) -> None:
    one, carla = propose(desk), desk.browser("carla")
    page = carla.get("/learning").text
    assert "Kiev" in page and "3 Segmenten" in page and "Ins Glossar aufnehmen" in page
    assert carla.submit(f"/learning/{one}/accept", {}).headers["location"] == "/learning"
    assert state(desk, one) == "accepted"
    page = carla.get("/learning").text
    assert "Kein Vorschlag wartet" in page and "Aus dem Glossar nehmen" in page
    assert carla.submit(f"/learning/{one}/refuse", {}).status_code == 303
    assert state(desk, one) == "refused"
    assert "Kiev" not in carla.get("/learning").text


@pytest.mark.parametrize("login", ["rita", "anna"])
@pytest.mark.parametrize("deed", ["accept", "refuse"])
def test_nobody_else_decides(desk: Filled, login: str, deed: str) -> None:
    one, browser = propose(desk), desk.browser(login)
    page = browser.get("/learning").text
    assert "Kiev" in page and "Ablehnen" not in page
    assert browser.submit(f"/learning/{one}/{deed}", {}).status_code == 403
    assert state(desk, one) == "open"


def test_what_is_not_there_is_not_found(desk: Filled) -> None:
    assert desk.browser("carla").submit("/learning/none/accept", {}).status_code == 404


def test_how_much_was_changed(desk: Filled) -> None:
    rita = desk.browser("rita")
    assert "wurde nichts freigegeben" in rita.get("/learning").text
    with desk.store.writing() as session:
        version = session.get_one(Version, desk.story)
        version.reviewed = True
        for row in version.segments:
            row.machine = row.german = Text("Es regnet.")
        version.segments[0].german = Text("Es schneit.")
    page = rita.get("/learning").text
    # 11 segments of three words and marks, one of the words exchanged.
    for words in ("The Wave", ">11<", ">33<", "90,9 %", "3,0 %"):
        assert words in page.replace("\xa0", " "), words
    ben = desk.browser("ben").get("/learning").text
    assert "Post-edit distance" in ben and "90.9" in ben


def test_words_of_a_proposal_are_words(desk: Filled) -> None:
    propose(desk, "<script>alert(1)</script>", '"><img src=x>', "term")
    page = desk.browser("carla").get("/learning").text
    assert "<script>alert" not in page and "<img" not in page and "&lt;img src=x&gt;" in page


def test_the_way_there(desk: Filled) -> None:
    assert 'href="/learning"' in desk.browser("rita").get("/").text
    assert 'href="/learning" aria-current="page"' in desk.browser("rita").get("/learning").text
