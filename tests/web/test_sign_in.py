"""Signing in and out: what a person meets, and what somebody tries who is none."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from fassung.desk import passwords, record
from fassung.desk.accounts import Attempt, Invitation, Person, Session
from fassung.desk.base import now
from fassung.desk.sessions import digest
from tests.web.running import PASSWORD, House


def test_a_page_leads_to_the_sign_in_and_back(house: House) -> None:
    browser = house.browser()
    answer = browser.get("/me?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fme%3Fx%3D1")
    answer = browser.sign_in("editor", to="/me?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/me?x=1")
    assert "Editor" in browser.get("/me").text


def test_the_cookie_is_for_the_server_alone(house: House) -> None:
    cookie = house.browser().sign_in("editor").headers.get_list("set-cookie")[0]
    assert cookie.startswith("fassung=")
    for flag in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200"):
        assert flag in cookie
    assert "Domain" not in cookie


def test_behind_https_the_cookie_is_secure_and_hsts_is_sent(house: House) -> None:
    answer = house.browser(**{"x-forwarded-proto": "https"}).get("/sign-in")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-fassung-visit=")
    assert "; Secure" in cookie
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in house.browser().get("/sign-in").headers


def test_only_the_digest_of_a_token_is_kept(house: House) -> None:
    token = house.browser("editor").cookies["fassung"]
    with house.store.reading() as transaction:
        session = transaction.scalars(select(Session)).one()
    assert len(token) == 43
    assert session.digest == digest(token) != token


def test_a_planted_session_is_worth_nothing(house: House) -> None:
    planted = "A" * 43
    victim = house.browser()
    victim.plant(planted)
    victim.sign_in("editor")
    assert victim.cookies["fassung"] != planted
    thief = house.browser()
    thief.plant(planted)
    assert thief.get("/me").status_code == 303


def test_a_session_that_was_somebodys_ends_at_the_next_sign_in(house: House) -> None:
    browser = house.browser("reader")
    before = browser.cookies["fassung"]
    csrf = browser.csrf()
    answer = browser.post("/sign-in", data={"csrf": csrf, "login": "admin", "password": PASSWORD})
    assert answer.status_code == 303
    assert browser.cookies["fassung"] != before
    old = house.browser()
    old.plant(before)
    assert old.get("/me").status_code == 303


def test_signing_out_ends_the_session_at_the_server(house: House) -> None:
    browser = house.browser("editor")
    token = browser.cookies["fassung"]
    assert browser.submit("/sign-out", {}).headers["location"] == "/sign-in"
    assert "fassung" not in browser.cookies
    browser.plant(token)
    assert browser.get("/me").status_code == 303


def test_signing_out_everywhere_ends_all_sessions_of_one_person(house: House) -> None:
    here, there, other = house.browser("editor"), house.browser("editor"), house.browser("chief")
    here.submit("/sign-out-everywhere", {})
    assert [b.get("/me").status_code for b in (here, there, other)] == [303, 303, 200]


def test_a_session_ends_by_itself(house: House) -> None:
    browser = house.browser("editor")
    with house.store.writing() as transaction:
        transaction.execute(update(Session).values(expires=now() - timedelta(seconds=1)))
    assert browser.get("/me").status_code == 303


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("editor", "wrong"),
        ("nobody", PASSWORD),
        ("editor", ""),
        ("", ""),
        ("editor", PASSWORD + " "),
        ("editor' OR 1=1 --", PASSWORD),
        ("editor\0", "x"),
        ("e" * 100_000, "p" * 100_000),
        ("editor\r\nSet-Cookie: a=b", "x"),
        ("<script>alert(1)</script>", "x"),
    ],
)
def test_what_is_wrong_is_not_told(house: House, login: str, password: str) -> None:
    answer = house.browser().sign_in(login, password)
    assert answer.status_code == 401
    assert "Login and password do not belong together; try again." in answer.text
    assert "<script>" not in answer.text
    assert "a" not in answer.cookies


def test_a_login_is_known_in_capitals_too(house: House) -> None:
    assert house.browser().sign_in(" EDITOR ").status_code == 303


def test_guessing_a_password_ends_in_429_even_with_the_right_one(house: House) -> None:
    browser = house.browser()
    tries = [browser.sign_in("editor", f"guess {n}").status_code for n in range(10)]
    assert tries == [401] * 10
    answer = browser.sign_in("editor")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    assert "Too many failed tries; wait 15 minutes and try again." in answer.text
    assert house.browser().sign_in("chief").status_code == 303
    with house.store.reading() as transaction:
        told = [line for line in record.lines(transaction, None) if line.kind == "tries_limited"]
    assert [line.data for line in told] == [{"what": "login:editor 127.0.0.1"}]


def guess(house: House, *addresses: str, tries: int = 10) -> list[int]:
    """Somebody fails for the editor's login from each of ``addresses``."""
    answers = []
    for address in addresses:
        stranger = house.browser(**{"x-forwarded-for": address})
        csrf = stranger.csrf("/sign-in")
        data = {"csrf": csrf, "login": "editor", "password": "guess"}
        answers += [stranger.post("/sign-in", data=data).status_code for _ in range(tries)]
    return answers


def test_a_stranger_does_not_keep_the_right_person_out(house: House) -> None:
    assert guess(house, "198.51.100.7", tries=12) == [401] * 10 + [429] * 2
    assert house.browser().sign_in("editor").status_code == 303


def test_many_strangers_keep_out_only_whom_the_desk_does_not_know(house: House) -> None:
    known = house.browser("editor")
    known.submit("/sign-out", {})
    with house.store.writing() as transaction:
        transaction.add_all(Attempt(what="login:editor") for _ in range(50))
        transaction.add_all(Attempt(what="address:127.0.0.1") for _ in range(40))
    assert guess(house, "198.51.100.8", tries=1) == [429]
    assert house.browser().sign_in("editor").status_code == 429
    assert known.sign_in("editor").status_code == 303


def test_a_known_browser_may_not_guess_for_ever(house: House) -> None:
    known = house.browser("editor")
    known.submit("/sign-out", {})
    tries = [known.sign_in("editor", f"guess {n}").status_code for n in range(11)]
    assert tries == [401] * 10 + [429]


@pytest.mark.parametrize("whose", ["another's", "forged", "of an old password", "cut", "no ASCII"])
def test_a_browser_is_known_for_one_person_and_password(house: House, whose: str) -> None:
    known = house.browser("chief" if whose == "another's" else "editor")
    device = known.cookies["fassung-device"]
    with house.store.writing() as transaction:
        transaction.add_all(Attempt(what="login:editor") for _ in range(50))
        if whose == "of an old password":
            person = transaction.get_one(Person, house.people["editor"])
            person.password = passwords.hashed(PASSWORD)
    browser = house.browser()
    changed = {
        "forged": f"{device[:33]}{'0' * 64}",
        "cut": device[:40],
        "no ASCII": device + "\xe4",
    }
    csrf = browser.csrf("/sign-in")
    cookies = f"fassung-visit={browser.cookies['fassung-visit']}; fassung-device="
    sent = {"cookie": (cookies + changed.get(whose, device)).encode("latin-1")}
    browser.cookies.clear()
    data = {"csrf": csrf, "login": "editor", "password": PASSWORD}
    assert browser.post("/sign-in", data=data, headers=sent).status_code == 429


def test_several_people_may_be_known_in_one_browser(house: House) -> None:
    browser = house.browser("editor")
    browser.submit("/sign-out", {})
    assert browser.sign_in("chief").status_code == 303
    browser.submit("/sign-out", {})
    with house.store.writing() as transaction:
        transaction.add_all(Attempt(what=f"login:{who}") for who in house.people for _ in range(50))
    assert browser.sign_in("reader").status_code == 429
    assert browser.sign_in("editor").status_code == 303


def test_guessing_many_logins_from_one_address_ends_in_429(house: House) -> None:
    with house.store.writing() as transaction:
        transaction.add_all(Attempt(what="address:127.0.0.1") for _ in range(40))
    assert house.browser().sign_in("chief").status_code == 429


def test_the_wait_ends(house: House) -> None:
    with house.store.writing() as transaction:
        then = now() - timedelta(minutes=16)
        transaction.add_all(Attempt(what="login:editor 127.0.0.1", at=then) for _ in range(10))
        transaction.add_all(Attempt(what="login:editor", at=then) for _ in range(50))
    assert house.browser().sign_in("editor").status_code == 303


def test_a_right_sign_in_forgives_what_failed_before(house: House) -> None:
    browser = house.browser()
    for _ in range(2):
        for n in range(6):
            browser.sign_in("editor", f"guess {n}")
        assert browser.sign_in("editor").status_code == 303
        browser.cookies.clear()


@pytest.mark.parametrize(
    "to",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "x",
     "javascript:alert(1)", "/\r\nSet-Cookie: a=b", "/" + "x" * 2000],
)  # fmt: skip
def test_a_sign_in_leads_to_no_other_site(house: House, to: str) -> None:
    answer = house.browser().sign_in("editor", to=to)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "a" not in answer.cookies


def test_an_invitation_works_once(house: House) -> None:
    path = house.invitation()
    browser = house.browser()
    browser.get(path)
    assert "Welcome, New" in browser.get(path).text
    fields = {"password": PASSWORD, "again": PASSWORD}
    assert browser.submit(path, fields, page=path).status_code == 303
    assert browser.get("/me").status_code == 200
    again = house.browser().get(path)
    assert again.status_code == 404
    assert "This link was used already or is too old" in again.text
    assert house.browser().sign_in("new").status_code == 303


@pytest.mark.parametrize(
    ("password", "again", "line"),
    [
        ("short", "short", "The password is too short; take 12 signs or more."),
        ("x" * 201, "x" * 201, "The password is too long; take 200 signs at most."),
        ("aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa", "This password would soon be guessed"),
        ("Passwort123456", "Passwort123456", "This password would soon be guessed"),
        ("newnewnewnew12", "newnewnewnew12", "This password would soon be guessed"),
        (PASSWORD, PASSWORD + "!", "The two passwords are not the same"),
    ],
)
def test_a_refused_password_leaves_the_link(
    house: House, password: str, again: str, line: str
) -> None:
    path = house.invitation()
    browser = house.browser()
    answer = browser.submit(path, {"password": password, "again": again}, page=path)
    assert answer.status_code == 422
    assert line in answer.text
    assert browser.get(path).status_code == 200


def test_a_link_that_is_too_old_or_renewed_is_none(house: House) -> None:
    path = house.invitation()
    with house.store.writing() as transaction:
        transaction.execute(update(Invitation).values(expires=now()))
    assert house.browser().get(path).status_code == 404


def test_another_password_signs_every_other_browser_out(house: House) -> None:
    here, there = house.browser("editor"), house.browser("editor")
    new = "four loud magpies"
    fields = {"current": PASSWORD, "password": new, "again": new}
    assert here.submit("/me/password", fields).status_code == 303
    assert [b.get("/me").status_code for b in (here, there)] == [200, 303]
    assert house.browser().sign_in("editor").status_code == 401
    assert house.browser().sign_in("editor", new).status_code == 303


def test_a_borrowed_browser_does_not_change_the_password(house: House) -> None:
    fields = {"current": "guess", "password": "four loud magpies", "again": "four loud magpies"}
    browser = house.browser("editor")
    answers = [browser.submit("/me/password", fields).status_code for _ in range(11)]
    assert answers == [401] * 10 + [429]
