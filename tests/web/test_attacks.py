"""What somebody may try from outside, and what comes of it.

A row says what is tried, and what the desk answers: a status and, of pages, one clear line.
"""

from __future__ import annotations

import re
import socket
import uuid
from urllib.parse import urlsplit

import pytest

from tests.web.running import PASSWORD, House

FORM = "application/x-www-form-urlencoded"
OLD = "This form is out of date"
FOREIGN = "Another site sent this form"


def raw(house: House, request: bytes, *, more: int = 0) -> tuple[int, str]:
    """Status and whole answer to bytes sent as they are, as no well-behaved client would."""
    where = urlsplit(house.address)
    with socket.create_connection((where.hostname, where.port), timeout=20) as line:
        line.sendall(request.replace(b"HOST", f"{where.hostname}:{where.port}".encode()))
        try:
            for _ in range(more):
                line.sendall(b"8000\r\n" + b"x" * 0x8000 + b"\r\n")
        except (BrokenPipeError, ConnectionResetError):
            pass
        data = b""
        try:
            while chunk := line.recv(65536):
                data += chunk
        except (ConnectionResetError, TimeoutError):
            pass
    found = re.match(rb"HTTP/1\.1 (\d+)", data)
    return int(found[1]) if found else 0, data.decode("utf-8", "replace")


FORMS = [
    # what is tried, token sent, headers, status, line
    ("no token", None, {}, 403, OLD),
    ("an empty token", "", {}, 403, OLD),
    ("a guess", "A" * 43, {}, 403, OLD),
    ("the token of another session", "foreign", {}, 403, OLD),
    ("the token of a form before the sign-in", "visit", {}, 403, OLD),
    ("a token that is no ASCII", "Ä\udcff", {}, 403, OLD),
    ("the right one from another site", "own", {"origin": "https://evil.example"}, 403, FOREIGN),
    ("the right one from a sandbox", "own", {"origin": "null"}, 403, FOREIGN),
    ("the right one, other port", "own", {"origin": "http://127.0.0.1:1"}, 403, FOREIGN),
    ("an origin like ours", "own", {"origin": "http://{host}.example"}, 403, FOREIGN),
    ("cross-site by the browser's word", "own", {"sec-fetch-site": "cross-site"}, 403, FOREIGN),
    ("same-site, another host", "own", {"sec-fetch-site": "same-site"}, 403, FOREIGN),
    ("the right one from ours", "own", {"origin": "http://{host}"}, 303, ""),
    ("ours by the browser's word", "own", {"sec-fetch-site": "same-origin"}, 303, ""),
    ("the right one", "own", {}, 303, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("token", "headers", "status", "line"), [f[1:] for f in FORMS], ids=[f[0] for f in FORMS]
)
def test_a_form_of_another_page(
    house: House, token: str | None, headers: dict[str, str], status: int, line: str
) -> None:
    browser = house.browser("editor")
    tokens = {"foreign": house.browser("chief").csrf, "own": browser.csrf}
    if token in tokens:
        token = tokens[token]()
    elif token == "visit":
        token = house.browser().csrf("/sign-in")
    host = urlsplit(house.address).netloc
    answer = browser.post(
        "/me/language",
        content=b"language=de" + (b"" if token is None else b"&csrf=" + _quoted(token)),
        headers={"content-type": FORM, **{k: v.format(host=host) for k, v in headers.items()}},
    )
    assert answer.status_code == status
    assert line in answer.text
    assert house.person("editor").language == ("de" if status == 303 else "en")


def _quoted(token: str) -> bytes:
    raw = token.encode("utf-8", "surrogateescape")
    return b"".join(b"%%%02X" % byte for byte in raw)


def test_a_script_of_ours_sends_the_token_in_a_header(house: House) -> None:
    browser = house.browser("editor")
    answer = browser.post(
        "/me/language",
        json={},
        headers={"x-csrf-token": browser.csrf(), "accept": "application/json"},
    )
    assert answer.status_code == 409
    assert answer.json() == {"error": "The desk speaks de, en; choose one."}


def test_signing_somebody_in_by_a_foreign_page(house: House) -> None:
    fields = {"login": "editor", "password": PASSWORD}
    assert house.browser().post("/sign-in", data=fields).status_code == 403
    own = house.browser().csrf("/sign-in")
    stranger = house.browser()
    stranger.get("/sign-in")
    assert stranger.post("/sign-in", data={**fields, "csrf": own}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_pass_no_check(house: House, method: str) -> None:
    browser = house.browser("editor")
    assert browser.request(method, "/me/language").status_code == 403
    headers = {"x-csrf-token": browser.csrf()}
    assert browser.request(method, "/me/language", headers=headers).status_code == 405


@pytest.mark.parametrize("address", ["/sign-out", "/sign-out-everywhere", "/me/password"])
def test_a_link_changes_nothing(house: House, address: str) -> None:
    browser = house.browser("editor")
    assert browser.get(address).status_code == 405
    assert browser.get("/me").status_code == 200


HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; ",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


@pytest.mark.parametrize(
    ("address", "status"),
    [("/sign-in", 200), ("/", 303), ("/nothing", 404), ("/api/articles", 405), ("/healthz", 200)],
)
def test_every_answer_carries_the_headers(house: House, address: str, status: int) -> None:
    answer = house.browser().get(address)
    assert answer.status_code == status
    for name, value in HEADERS.items():
        assert answer.headers[name].startswith(value)
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "server" not in answer.headers


LONG = "a" * 5000
PATHS = [
    # what is tried, path as sent, status
    ("up from the static files", "/static/../app.py", 404),
    ("up, encoded", "/static/%2e%2e/app.py", 404),
    ("up, encoded with the slash", "/static/..%2fapp.py", 404),
    ("up, encoded twice", "/static/%252e%252e%252fapp.py", 404),
    ("up with backslashes", "/static/..%5c..%5capp.py", 404),
    ("an absolute path", "/static//etc/passwd", 404),
    ("an absolute path, encoded", "/static/%2fetc%2fpasswd", 404),
    ("NUL in a file's name", "/static/desk.css%00.js", 404),
    ("the folder itself", "/static/", 404),
    ("a very long name", "/static/" + LONG, 404),
    ("a template", "/templates/base.html.j2", 404),
    ("up in an id", "/review/..%2f..%2fkeys", 404),
    ("NUL in an id", "/review/%00", 404),
    ("no UTF-8 in an id", "/review/%ff%fe", 404),
    ("SQL in an id", "/review/1'%20OR%20'1'='1", 404),
    ("a very long id", "/review/" + LONG, 404),
    ("NUL in a link", "/invitation/%00", 404),
    ("no UTF-8 in a link", "/invitation/%ff", 404),
    ("a lone surrogate in a link", "/invitation/%ed%a0%80", 404),
    ("a very long link", "/invitation/" + LONG, 404),
    ("a preview with NUL", "/preview/%00", 404),
    ("a preview further up", "/preview/..%2f..%2fsite", 404),
    ("a header in the path", "/nothing%0d%0aSet-Cookie:%20a=b", 404),
    ("a header behind next", "/sign-in?next=/%0d%0aSet-Cookie:%20a=b", 303),
]


@pytest.mark.parametrize(("path", "status"), [p[1:] for p in PATHS], ids=[p[0] for p in PATHS])
def test_tricks_with_paths(house: House, path: str, status: int) -> None:
    cookie = house.browser("admin").cookies["fassung"]
    request = (
        f"GET {path} HTTP/1.1\r\nHost: HOST\r\nAccept: text/html\r\nAccept-Language: en\r\n"
        f"Cookie: fassung={cookie}\r\nConnection: close\r\n\r\n"
    )
    found, answer = raw(house, request.encode())
    assert found == status, answer[:1000]
    assert "Traceback" not in answer
    assert "root:" not in answer
    assert "\r\nSet-Cookie: a=b" not in answer


@pytest.mark.parametrize(
    "address", ["/people/{id}", "/people/{id}/invitation", "/keys/{id}/revoke"]
)
@pytest.mark.parametrize("id", ["%00", "..%2f..%2f", "%ff", "1'--", LONG])
def test_tricks_with_ids_in_forms(house: House, address: str, id: str) -> None:
    admin = house.browser("admin")
    answer = admin.submit(address.replace("{id}", id), {"role": "reader"}, page="/people")
    assert answer.status_code in (303, 404, 422)
    assert "Traceback" not in answer.text
    assert house.person("admin").role == "admin"


LENGTH, CHUNKS = "Content-Length", "Transfer-Encoding: chunked"
BODIES = [
    # what is tried, content type, rest of the request, chunks of 32 KiB behind it, status
    ("a length over the limit", FORM, f"{LENGTH}: 1000001\r\n\r\n", 0, 413),
    ("an immense length", FORM, f"{LENGTH}: {10**18}\r\n\r\n", 0, 413),
    ("chunks without an end", FORM, f"{CHUNKS}\r\n\r\n", 40, 413),
    ("a file", "multipart/form-data; boundary=x", f"{LENGTH}: 3\r\n\r\n--x", 0, 415),
    ("text", "text/plain", f"{LENGTH}: 6\r\n\r\ncsrf=a", 0, 415),
    ("no length that is one", FORM, f"{LENGTH}: x\r\n\r\n", 0, 400),
    ("a negative length", FORM, f"{LENGTH}: -1\r\n\r\n", 0, 400),
    ("two lengths", FORM, f"{LENGTH}: 1\r\n{LENGTH}: 2\r\n\r\na", 0, 400),
    ("length and chunks", FORM, f"{LENGTH}: 6\r\n{CHUNKS}\r\n\r\n0\r\n\r\nGET /", 0, 403),
]


@pytest.mark.parametrize(
    ("kind", "sent", "more", "status"), [b[1:] for b in BODIES], ids=[b[0] for b in BODIES]
)
def test_bodies_that_are_too_much(
    house: House, kind: str, sent: str, more: int, status: int
) -> None:
    head = "POST /sign-in HTTP/1.1\r\nHost: HOST\r\nAccept-Language: en\r\nConnection: close\r\n"
    head += f"Content-Type: {kind}\r\n"
    found, answer = raw(house, (head + sent).encode(), more=more)
    assert found == status, answer[:1000]
    assert answer.count("HTTP/1.1 ") == 1
    if status == 413:
        assert "More than 1000000 bytes were sent; send less." in answer


def test_many_fields_are_not_read(house: House) -> None:
    browser = house.browser()
    fields = "&".join(f"f{n}=1" for n in range(501))
    csrf = browser.csrf("/sign-in")
    answer = browser.post(
        "/sign-in", content=f"csrf={csrf}&{fields}", headers={"content-type": FORM}
    )
    assert answer.status_code == 400
    assert "The request cannot be understood" in answer.text


NAMES = ["\r\nSet-Cookie: a=b", '"><script>alert(1)</script>', "{{ 7*7 }}", "' OR 1=1", "\0"]


@pytest.mark.parametrize("name", NAMES)
def test_what_people_type_stays_text(house: House, name: str) -> None:
    admin = house.browser("admin")
    fields = {"login": uuid.uuid4().hex, "name": f"Eve {name}", "role": "reader"}
    answer = admin.submit("/people", fields, page="/people")
    assert answer.status_code == 200
    assert "a" not in answer.cookies
    assert "<script>" not in answer.text
    assert "Eve 49" not in answer.text
    assert "\0" not in answer.text


def test_a_cookie_that_is_none_of_ours(house: House) -> None:
    for cookie in ("fassung=" + "x" * 60_000, "fassung=\xff\xfe", "fassung=a;fassung=b", "=;;="):
        request = f"GET /me HTTP/1.1\r\nHost: HOST\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        status, answer = raw(house, request.encode("latin-1"))
        assert status in (303, 400, 401, 431), answer[:500]


def test_a_fault_of_ours_shows_no_traceback(house: House) -> None:
    house.store.engine.dispose()
    house.store.close()
    with house.store.writing() as transaction:
        transaction.connection().exec_driver_sql("DROP TABLE api_key")
    answer = house.browser("admin").get("/keys")
    assert answer.status_code == 500
    assert "Something went wrong here; try again" in answer.text
    assert "api_key" not in answer.text
    assert "Traceback" not in answer.text


def test_a_page_in_german_for_whoever_reads_it(house: House) -> None:
    answer = house.browser(**{"accept-language": "de-AT,de;q=0.9,en;q=0.8"}).get("/nothing")
    assert "Unter dieser Adresse gibt es nichts" in answer.text
    assert '<html lang="de">' in answer.text
