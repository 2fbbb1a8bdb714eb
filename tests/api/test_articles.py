"""Pushing articles: what a partner's program is told, and what somebody's that is none."""

from __future__ import annotations

import json
import socket
from dataclasses import replace
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import select

from fassung.desk import intake
from fassung.desk.accounts import Attempt
from fassung.desk.schema import Delivery
from fassung.desk.sessions import digest
from tests.web.running import LARGEST, House

ARTICLE = json.dumps(
    {
        "type": "story",
        "version": "0.10.9",
        "_id": "STORY1",
        "headlines": {"basic": "Ferry returns"},
        "content_elements": [{"type": "text", "_id": "P1", "content": "The ferry is back."}],
    }
).encode()
JSON = "application/json"


def push(
    house: House, key: str, body: bytes = ARTICLE, kind: str = JSON, **options: str
) -> httpx.Response:
    headers = {"authorization": f"Bearer {key}", "content-type": kind}
    headers |= {name.replace("_", "-"): value for name, value in options.items()}
    address = f"{house.address}/api/articles"
    return httpx.post(address, content=body, headers=headers, timeout=30, trust_env=False)


def told(house: House, key: str, delivery: str) -> httpx.Response:
    return httpx.get(
        f"{house.address}/api/deliveries/{delivery}",
        headers={"authorization": f"Bearer {key}"},
        timeout=30,
        trust_env=False,
    )


def kept(house: House) -> list[Delivery]:
    with house.store.reading() as transaction:
        return list(transaction.scalars(select(Delivery)))


def test_an_article_is_kept_and_known_again(house: House) -> None:
    key = house.key()
    first = push(house, key)
    assert first.status_code == 202
    delivery = first.json()["delivery"]
    assert first.json() == {"delivery": delivery, "duplicate": False}
    assert first.headers["location"] == f"/api/deliveries/{delivery}"
    again = push(house, key)
    assert (again.status_code, again.json()) == (200, {"delivery": delivery, "duplicate": True})
    assert [(d.partner, d.channel, d.body) for d in kept(house)] == [("post", "push", ARTICLE)]
    state = told(house, key, delivery).json()
    assert (state["state"], state["reason"], state["piece"]) == ("waiting", "", None)
    intake.take(house.store, delivery)
    state = told(house, key, delivery).json()
    assert (state["state"], len(state["piece"])) == ("taken", 32)


def test_a_full_room_is_507_for_its_partner_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = replace(house.config.partners["post"], quota=len(ARTICLE))
    monkeypatch.setitem(house.config.partners, "post", small)  # type: ignore[arg-type]
    key = house.key()
    assert push(house, key).status_code == 202
    more = ARTICLE.replace(b"STORY1", b"STORY2")
    answer = push(house, key, more)
    assert answer.status_code == 507
    assert answer.json()["error"].startswith("Too much of post lies unread at the desk")
    assert push(house, key).json()["duplicate"]
    assert push(house, house.key(name="other"), more).status_code == 202
    assert len(kept(house)) == 2


def test_another_partner_may_send_the_same(house: House) -> None:
    answers = [push(house, house.key(name=name)) for name in ("post", "other")]
    assert [a.status_code for a in answers] == [202, 202]


def test_a_delivery_is_told_to_its_partner_and_to_clients(house: House) -> None:
    delivery = push(house, house.key()).json()["delivery"]
    for key, status in (
        (house.key("client", "portal"), 200),
        (house.key(), 200),
        (house.key(name="other"), 404),
        ("fsg_" + "A" * 43, 401),
        ("no key", 401),
    ):
        assert told(house, key, delivery).status_code == status
    missing = told(house, house.key(), "nothing")
    assert (missing.status_code, missing.json()) == (404, {"error": "There is no such delivery."})


KEYS = [
    # what is tried, the header as sent
    ("no header", None),
    ("an empty one", ""),
    ("no key", "Bearer"),
    ("a guess", "Bearer fsg_" + "A" * 43),
    ("the prefix alone", "Bearer fsg_"),
    ("the key without its prefix", "Bearer {short}"),
    ("the key cut short", "Bearer {cut}"),
    ("the key and more", "Bearer {key}A"),
    ("the key in capitals", "Bearer {upper}"),
    ("the key's digest", "Bearer {digest}"),
    ("another scheme", "Basic {key}"),
    ("the key bare", "{key}"),
    ("two keys", "Bearer {key}, Bearer {key}"),
    ("SQL", "Bearer ' OR '1'='1"),
    ("a wildcard", "Bearer fsg_%"),
    ("an immense key", "Bearer fsg_" + "A" * 20_000),
    ("no ASCII", "Bearer fsg_Ä"),
]


@pytest.mark.parametrize("header", [k[1] for k in KEYS], ids=[k[0] for k in KEYS])
def test_what_is_no_key_opens_nothing(house: House, header: str | None) -> None:
    key = house.key()
    headers = {"content-type": JSON}
    if header is not None:
        headers["authorization"] = header.format(
            key=key, short=key[4:], cut=key[:-1], upper=key.upper(), digest=digest(key)
        )
    answer = httpx.post(
        f"{house.address}/api/articles",
        content=ARTICLE,
        headers={name: value.encode() for name, value in headers.items()},
        trust_env=False,
    )
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert list(answer.json()) == ["error"]
    assert key not in answer.text
    assert kept(house) == []


def test_guessing_keys_ends_in_429_even_with_the_right_one(house: House) -> None:
    key = house.key()
    tries = [push(house, f"fsg_{n:043}").status_code for n in range(21)]
    assert tries == [401] * 20 + [429]
    answer = push(house, key)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    assert answer.json() == {"error": "Too many failed tries; wait 15 minutes and try again."}
    with house.store.reading() as transaction:
        assert len(transaction.scalars(select(Attempt)).all()) == 20


def test_a_right_key_may_call_as_often_as_it_likes(house: House) -> None:
    key = house.key()
    assert {told(house, key, "x").status_code for _ in range(30)} == {404}


def test_a_key_is_for_one_thing(house: House) -> None:
    assert push(house, house.key("client", "portal")).status_code == 403
    assert push(house, house.key("partner", "gone")).status_code == 403
    browser = house.browser("admin")
    assert browser.post("/api/articles", content=ARTICLE).status_code == 401
    answer = browser.get("/people", headers={"authorization": f"Bearer {house.key()}"})
    assert answer.status_code == 200
    browser.cookies.clear()
    answer = browser.get("/people", headers={"authorization": f"Bearer {house.key()}"})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 202),
        ("application/json; charset=utf-8", 202),
        ("application/vnd.iptc.ninjs+json", 202),
        ("text/html", 202),
        ("application/xhtml+xml", 202),
        ("", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("image/png", 415),
        ("application/json\t<script>", 415),
        ("a" * 1000, 415),
    ],
)
def test_content_types(house: House, kind: str, status: int) -> None:
    answer = push(house, house.key(), kind=kind)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"


def test_what_is_compressed_or_empty_is_refused(house: House) -> None:
    key = house.key()
    assert push(house, key, content_encoding="gzip").status_code == 415
    for body in (b"", b" \n"):
        answer = push(house, key, body)
        assert answer.status_code == 400
        assert answer.json() == {"error": "article is empty; send the article again."}


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("opens", [True, False], ids=["with a key", "without"])
def test_too_much_is_not_read(house: House, chunked: bool, opens: bool) -> None:
    where = urlsplit(house.address)
    key = house.key() if opens else "fsg_"
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {10 * LARGEST}"
    head = (
        f"POST /api/articles HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Type: {JSON}\r\n"
        f"Authorization: Bearer {key}\r\n{length}\r\n\r\n"
    )
    with socket.create_connection((where.hostname, where.port), timeout=20) as line:
        line.sendall(head.encode())
        sent = 0
        try:
            while chunked and sent < 10 * LARGEST:
                line.sendall(b"8000\r\n" + b" " * 0x8000 + b"\r\n")
                sent += 0x8000
        except ConnectionError:
            pass
        answer = line.recv(65536).decode()
    assert answer.startswith(f"HTTP/1.1 {413 if opens else 401} ")
    assert kept(house) == []


def test_the_largest_is_taken(house: House) -> None:
    key = house.key()
    body = ARTICLE + b" " * (LARGEST - len(ARTICLE))
    assert push(house, key, body).status_code == 202
    assert push(house, key, body + b" ").status_code == 413


BOMB = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'
INCLUDE = 'xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/>'


def page(declared: str, words: str) -> str:
    body = f"<body><article><h1>{words}</h1><p>{words}</p></article></body>"
    return f'<?xml version="1.0"?><!DOCTYPE html {declared}><html>{body}</html>'


def feed(declared: str, words: str) -> str:
    body = f"<rss><channel><item><title>{words}</title></item></channel></rss>"
    return f'<?xml version="1.0"?><!DOCTYPE rss {declared}>{body}'


POISON = [
    # what is pushed, body
    ("an XML bomb", page(f'[<!ENTITY l0 "ha">{BOMB}]', "&l9;")),
    ("an XML bomb as a feed", feed(f'[<!ENTITY l0 "ha">{BOMB}]', "&l9;")),
    ("an external entity", page(f"[{OUTSIDE}]", "&x;")),
    ("an external entity in a feed", feed(f"[{OUTSIDE}]", "&x;")),
    ("an external DTD", page('SYSTEM "http://127.0.0.1:9/x.dtd"', "&x;")),
    ("an XInclude", f"<html><body><p {INCLUDE}</p></body></html>"),
    ("brackets without an end", "[" * 150_000),
    ("braces without an end", '{"a":' * 30_000),
    ("elements without an end", "<html><body>" + "<div>" * 30_000),
    ("an immense number", '{"_id": "a", "version": "0.10.9", "x": ' + "9" * 100_000 + "}"),
    ("no UTF-8", b"\xff\xfe\xfd{}"),
    ("NUL", '{"_id": "a\\u0000b", "type": "story"}'),
    ("a path as id", '{"_id": "../../../etc/passwd", "type": "story", "version": "0.10.9"}'),
]


@pytest.mark.parametrize("body", [p[1] for p in POISON], ids=[p[0] for p in POISON])
def test_poison_is_kept_and_does_nothing(house: House, body: str | bytes) -> None:
    key = house.key()
    raw = body.encode() if isinstance(body, str) else body
    answer = push(house, key, raw, "text/html")
    assert answer.status_code == 202
    delivery = answer.json()["delivery"]
    intake.take(house.store, delivery)
    state = told(house, key, delivery).json()
    assert state["state"] in ("quarantined", "taken")
    assert (state["state"] == "quarantined") == bool(state["reason"])
    assert "\n" not in state["reason"]
    with house.store.reading() as transaction:
        everything = "".join(
            str(row)
            for table in Delivery.metadata.sorted_tables
            for row in transaction.execute(select(table))
        )
    assert "root:x:0" not in everything
    assert "hahahaha" not in everything


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.json", "a.json"),
        ("", "push"),
        ("a\r\nbc\x1b[31m", "abc[31m"),
        ("ä" * 300, "ä" * 200),
    ],
)
def test_a_name_is_for_people(house: House, name: str, shown: str) -> None:
    httpx.post(
        f"{house.address}/api/articles",
        params={"name": name},
        content=ARTICLE,
        headers={"authorization": f"Bearer {house.key()}", "content-type": JSON},
        trust_env=False,
    )
    assert [d.name for d in kept(house)] == [shown]


def test_a_line_in_german_for_whoever_asks(house: House) -> None:
    answer = push(house, "fsg_", accept_language="de")
    assert answer.json()["error"].startswith("Dieser Schlüssel gilt hier nicht")


@pytest.mark.parametrize("id", ["%00", "..%2f..%2fetc", "%ff", "a" * 5000, "1'--"])
def test_tricks_with_ids(house: House, id: str) -> None:
    answer = told(house, house.key(), id)
    assert answer.status_code == 404
    assert list(answer.json()) == ["error"]
