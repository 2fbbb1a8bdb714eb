"""The rating pages on real servers: `fassung lab rate`, and a desk's `/lab/ratings`."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from fassung.lab.rating import campaign
from fassung.lab.rating.campaign import Campaign
from fassung.lab.rating.plan import Kind
from tests.lab_rating.serving import Served, made
from tests.lab_rating.texts import SYSTEMS
from tests.web.running import Browser, House, serving

AT = "/lab/ratings/c"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An ESA campaign in the folder ``c``."""
    folder = tmp_path_factory.mktemp("rating") / "c"
    made(folder)
    found = Served(folder)
    found.start()
    yield found
    found.kill()


@pytest.fixture(scope="module")
def anna(served: Served) -> Iterator[Browser]:
    """Her browser; her link is used."""
    browser = served.browser("anna")
    yield browser
    browser.close()


def page(browser: Browser, address: str) -> tuple[str, list[dict[str, Any]]]:
    """A page's token for forms, and the state of its items."""
    text = browser.get(address).text
    token = re.search(r'name="csrf" content="([^"]+)"', text)
    assert token, text
    return token[1], [
        json.loads(html.unescape(s)) for s in re.findall(r'data-state="([^"]+)"', text)
    ]


def send(browser: Browser, address: str, ruling: object, token: str) -> httpx.Response:
    """What the page's script sends."""
    return browser.post(
        f"{address}/rulings",
        data={"ruling": json.dumps(ruling)},
        headers={"accept": "application/json", "x-csrf-token": token},
    )


def test_a_link_works_once_and_looking_does_not_use_it_up(served: Served) -> None:
    link = served.links["ben"].removeprefix(served.address)
    with Browser(served.address, {}) as first, Browser(served.address, {}) as second:
        assert first.get(link).status_code == second.get(link).status_code == 200
        assert first.submit(link, {}, page=link).headers["location"] == AT
        assert first.get(AT).status_code == 200
        answer = second.get(link)
        assert answer.status_code == 404 and "has been used" in answer.text
        assert second.get(AT).headers["location"].startswith("/sign-in")
        assert "Your link, please" in second.get("/sign-in").text


def test_no_page_names_a_system(served: Served, anna: Browser) -> None:
    found = campaign.load(served.folder)
    for number in range(1, len(found.turns("anna")) + 1):
        answer = anna.get(f"{AT}/{number}")
        assert answer.status_code == 200
        assert not re.search("|".join((*SYSTEMS, "damage", "original")), answer.text)
    assert anna.get(f"{AT}/99").status_code == 404


def foreign(found: Campaign) -> str:
    """An item that ben has to rate and anna has not: his attention check."""
    mine = {i.id for t in found.turns("anna") for i in found.plan.units[t.unit].items}
    return next(id for id in found.items if id not in mine)


def test_what_is_refused(served: Served, anna: Browser) -> None:
    token, items = page(anna, f"{AT}/2")
    good = {"item": items[0]["item"], "score": 50, "errors": []}
    for ruling, status in [
        (good | {"score": 101}, 409),
        (good | {"errors": [{"severity": "major", "start": 0, "end": 9999}]}, 409),
        (good | {"item": "none"}, 409),
        ({"item": foreign(campaign.load(served.folder)), "score": 1}, 404),
        ("junk", 409),
    ]:
        answer = send(anna, AT, ruling, token)
        assert answer.status_code == status and answer.json()["error"], ruling
    assert send(anna, AT, good, "wrong").status_code == 403
    assert send(anna, "/lab/ratings/other", good, token).status_code == 404
    with Browser(served.address, {}) as stranger:
        assert send(stranger, AT, good, token).status_code == 403


def test_nothing_confirmed_is_lost_by_kill_9(served: Served, anna: Browser) -> None:
    token, items = page(anna, f"{AT}/1")
    mark = {"severity": "major", "start": 0, "end": 3}
    ruling = {"item": items[0]["item"], "score": 62, "errors": [mark], "seconds": 8.5}
    answer = send(anna, AT, ruling, token)
    assert answer.status_code == 200 and answer.json()["done"] == 1
    served.kill()

    file = served.folder / "rulings" / "anna.jsonl"
    with file.open("ab") as torn:
        torn.write(b'{"item": "abc", "sco')
    served.start()
    assert any("unfinished line was cut off" in line for line in served.said)

    # The same browser goes on: its session is still known, and its form, too.
    _, again = page(anna, f"{AT}/1")
    assert (again[0]["score"], again[0]["errors"]) == (62, [mark])
    assert send(anna, AT, ruling, token).json()["done"] == 1
    assert len(file.read_text().splitlines()) == 1, "sent twice, kept once"
    other = {"item": items[1]["item"], "score": 80, "errors": [], "seconds": 3}
    assert send(anna, AT, other, token).json()["done"] == 2
    overview = anna.get(AT).text
    assert re.search(r"2 of 1\d", overview) and "Go on" in overview


@pytest.mark.parametrize("kind", [Kind.PREFERENCE, Kind.MQM])
def test_at_a_desk(first_house: House, tmp_path: Path, kind: Kind) -> None:
    made(tmp_path / "lab" / "ratings" / "c", kind, raters=("reader", "editor"))
    with serving(first_house.moved(tmp_path)) as house:
        reader = house.browser("reader")
        listed = reader.get("/lab/ratings").text
        assert "Herbsttest" in listed and f'href="{AT}"' in listed
        assert house.browser("chief").get(AT).status_code == 404, "chief is no rater"
        assert house.browser().get(AT).headers["location"].startswith("/sign-in")
        assert reader.get(AT).status_code == 200
        found = campaign.load(tmp_path / "lab" / "ratings" / "c")
        for number, turn in enumerate(found.turns("reader"), 1):
            token, items = page(reader, f"{AT}/{number}")
            said = {"item": items[0]["item"], "preference": 2, "finished": True, "score": 3}
            assert send(reader, AT, said, token).status_code == 200
            kept = found.ledger("reader").last()[items[0]["item"]]
            assert kept.score is None and kept.done
            if kind is Kind.PREFERENCE:
                # "B is clearly better" is of the first system where the sides are swapped.
                assert kept.preference == (-2 if turn.swapped else 2)
                assert page(reader, f"{AT}/{number}")[1][0]["preference"] == 2
            else:
                assert kept.preference is None and kept.finished


def test_a_broken_campaign_is_shown_with_its_reason(first_house: House, tmp_path: Path) -> None:
    ratings = tmp_path / "lab" / "ratings"
    for name in ("whole", "changed", "torn"):
        made(ratings / name, raters=("reader", "editor"))
    (ratings / "changed" / "items.jsonl").write_text("")
    (ratings / "torn" / "campaign.json").write_text("[1")
    with serving(first_house.moved(tmp_path)) as house:
        listed = house.browser("reader").get("/lab/ratings")
        assert listed.status_code == 200
        assert 'href="/lab/ratings/whole"' in listed.text
        assert "has been changed since" in listed.text and "is no campaign" in listed.text
        assert 'href="/lab/ratings/torn"' not in listed.text
