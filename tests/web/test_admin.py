"""What an admin decides, and that nobody else does."""

import re

import pytest
from sqlalchemy import select, update

from fassung.desk import people, record
from fassung.desk.accounts import ApiKey, Person
from fassung.desk.keys import Owner, find, revoke
from fassung.desk.store import Store
from fassung.errors import UnknownCaller
from tests.web.running import PASSWORD, House

ADMINS_PAGES = ["/people", "/keys", "/log", "/log/json"]
ADMINS_DEEDS = [
    ("/people", {"login": "eve", "name": "Eve", "role": "admin"}),
    ("/people/{editor}", {"role": "admin"}),
    ("/people/{admin}", {"active": "no"}),
    ("/people/{admin}/invitation", {}),
    ("/keys", {"partner": "post"}),
    ("/keys/1/revoke", {}),
]


@pytest.mark.parametrize("role", ["reader", "editor", "chief"])
def test_nobody_else_sees_an_admins_page(house: House, role: str) -> None:
    browser = house.browser(role)
    for page in ADMINS_PAGES:
        answer = browser.get(page)
        assert answer.status_code == 403
        assert f"{role.title()} may not do this; ask an administrator." in answer.text
        assert page not in browser.get("/me").text


@pytest.mark.parametrize("role", ["reader", "editor", "chief"])
def test_nobody_else_does_an_admins_deeds(house: House, role: str) -> None:
    browser = house.browser(role)
    csrf = browser.csrf()
    for address, fields in ADMINS_DEEDS:
        address = address.format(**house.people)
        assert browser.post(address, data={"csrf": csrf, **fields}).status_code == 403, address
    with house.store.reading() as transaction:
        assert transaction.scalars(select(ApiKey)).all() == []
        found = {p.login: (p.role, p.active) for p in transaction.scalars(select(Person))}
    assert found == {r: (r, True) for r in ("reader", "editor", "chief", "admin")}


@pytest.mark.parametrize("address", [a for a, _ in ADMINS_DEEDS])
def test_nobody_signed_in_does_nothing(house: House, address: str) -> None:
    browser = house.browser()
    fields = {"role": "admin", "login": "eve", "name": "Eve"}
    answer = browser.submit(address.format(**house.people), fields, page="/sign-in")
    assert answer.status_code == 401
    assert "Nobody is signed in here any more; sign in and try again." in answer.text


def test_a_role_smuggled_into_ones_own_form_changes_nothing(house: House) -> None:
    browser = house.browser("editor")
    fields = {"language": "de", "role": "admin", "active": "yes", "id": house.people["admin"]}
    assert browser.submit("/me/language", fields).status_code == 303
    person = house.person("editor")
    assert (person.role, person.language) == ("editor", "de")
    assert house.person("admin").language == "en"
    assert "Überall abmelden" in browser.get("/me").text


def test_an_admin_invites_and_the_invited_works(house: House) -> None:
    admin = house.browser("admin")
    fields = {"login": "Jo.Weiß", "name": " Jo  Weiß ", "role": "editor"}
    answer = admin.submit("/people", fields, page="/people")
    assert answer.status_code == 200
    link = re.search(r"http://[^<]+/invitation/[^<]+", answer.text)
    assert link and link[0].startswith(house.address)
    path = link[0].removeprefix(house.address)
    fresh = house.browser()
    chosen = {"password": PASSWORD, "again": PASSWORD}
    assert fresh.submit(path, chosen, page=path).status_code == 303
    assert "Jo Weiß" in fresh.get("/me", headers={"accept-language": "de"}).text
    assert fresh.get("/people").status_code == 403
    with house.store.reading() as transaction:
        lines = record.lines(transaction, None)
    assert [line.kind for line in lines] == [
        "signed_in", "person_added", "invited", "password_set", "signed_in",
    ]  # fmt: skip
    assert record.broken(lines) is None
    assert PASSWORD not in str([line.data for line in lines])


def test_a_new_link_makes_the_old_one_worthless(house: House) -> None:
    admin = house.browser("admin")
    address = f"/people/{house.people['reader']}/invitation"
    pages = [admin.submit(address, {}, page="/people").text for _ in range(2)]
    old, new = (re.findall(r"(/invitation/[\w-]{43})", page)[0] for page in pages)
    assert house.browser().get(old).status_code == 404
    assert house.browser().get(new).status_code == 200


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"login": "editor", "name": "Eve", "role": "reader"}, "The login editor is taken"),
        ({"login": "EDITOR", "name": "Eve", "role": "reader"}, "The login editor is taken"),
        ({"login": "eve", "name": "Eve", "role": "root"}, "There is no such role"),
        ({"login": "eve", "name": "Eve", "role": ""}, "There is no such role"),
        ({"login": "", "name": "Eve", "role": "reader"}, "A login has up to 64 letters"),
        ({"login": "../eve", "name": "Eve", "role": "reader"}, "A login has up to 64 letters"),
        ({"login": "e" * 65, "name": "Eve", "role": "reader"}, "A login has up to 64 letters"),
        ({"login": "eve", "name": "", "role": "reader"}, "A name has up to 80 letters"),
        ({"login": "eve", "name": "E\u202eve", "role": "reader"}, "A name has up to 80 letters"),
        ({"login": "eve", "name": "E" * 81, "role": "reader"}, "A name has up to 80 letters"),
    ],
)
def test_a_person_must_have_a_proper_name(house: House, fields: dict[str, str], line: str) -> None:
    answer = house.browser("admin").submit("/people", fields, page="/people")
    assert answer.status_code == 422
    assert line in answer.text


def test_a_role_holds_from_the_next_click(house: House) -> None:
    editor, admin = house.browser("editor"), house.browser("admin")
    address = f"/people/{house.people['editor']}"
    assert admin.submit(address, {"role": "admin"}, page="/people").status_code == 303
    assert editor.get("/people").status_code == 200
    assert admin.submit(address, {"role": "reader"}, page="/people").status_code == 303
    assert editor.get("/people").status_code == 403


def test_whoever_is_shut_out_is_out_at_once(house: House) -> None:
    editor, admin = house.browser("editor"), house.browser("admin")
    address = f"/people/{house.people['editor']}"
    admin.submit(address, {"active": "no"}, page="/people")
    assert editor.get("/me").status_code == 303
    assert house.browser().sign_in("editor").status_code == 401
    admin.submit(address, {"active": "yes"}, page="/people")
    assert editor.get("/me").status_code == 303
    assert house.browser().sign_in("editor").status_code == 303


@pytest.mark.parametrize("fields", [{"role": "chief"}, {"active": "no"}])
def test_the_last_admin_stays(house: House, fields: dict[str, str]) -> None:
    admin = house.browser("admin")
    answer = admin.submit(f"/people/{house.people['admin']}", fields, page="/people")
    assert answer.status_code == 422
    assert "Nobody would be left to administer" in answer.text
    assert admin.get("/people").status_code == 200


def test_a_key_is_shown_once_and_revoked(house: House) -> None:
    admin = house.browser("admin")
    page = admin.submit("/keys", {"partner": "post"}, page="/keys").text
    key = re.findall(r"fsg_[\w-]{43}", page)[0]
    assert find(house.store, key, "192.0.2.1") == Owner("partner", "post")
    later = admin.get("/keys").text
    assert key not in later
    with house.store.reading() as transaction:
        row = transaction.scalars(select(ApiKey)).one()
    assert row.digest not in later
    assert key not in row.digest
    admin.submit(f"/keys/{row.id}/revoke", {}, page="/keys")
    assert "revoked" in admin.get("/keys").text
    with pytest.raises(UnknownCaller):
        find(house.store, key, "192.0.2.1")


def test_revoking_what_is_not_there_changes_nothing(house: House) -> None:
    with house.store.writing() as transaction:
        revoke(transaction, "no such key", "test")
        assert record.lines(transaction, None) == []


@pytest.mark.parametrize(
    "fields", [{"partner": "nobody"}, {"client": "a b"}, {"client": "a:b"}, {}]
)
def test_a_key_belongs_to_somebody(house: House, fields: dict[str, str]) -> None:
    assert house.browser("admin").submit("/keys", fields, page="/keys").status_code == 422


def test_the_first_start_gives_a_link_and_no_password(tmp_path: object) -> None:
    store = Store(f"sqlite:///{tmp_path}/desk.sqlite3")
    store.migrate()
    first = people.first_link(store)
    second = people.first_link(store)
    assert first.startswith("/invitation/") and second.startswith("/invitation/")
    assert first != second
    with store.reading() as transaction:
        person = transaction.scalars(select(Person)).one()
    assert (person.login, person.role, person.password) == ("admin", "admin", "")
    with store.writing() as transaction:
        transaction.execute(update(Person).values(password="set"))
    assert people.first_link(store) == ""
    store.close()
