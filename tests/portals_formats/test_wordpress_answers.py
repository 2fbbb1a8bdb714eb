"""What the target makes of a server's answers: a real server, that answers as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from fassung.errors import DeliveryError, UsageError, WrongSetting
from fassung.portals.network import TargetSettings
from fassung.portals.targets import opening, wordpress
from tests.portals_formats.sample import edition


@dataclass
class Server:
    """Answers everything with one answer."""

    url: str = ""
    status: int = 200
    body: bytes = b"[]"
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, self.headers.get("Authorization", "")))
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, *about: object) -> None:
            return

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
    told.url = f"http://127.0.0.1:{running.server_port}"
    yield told
    running.shutdown()
    running.server_close()


def target(url: str, **options: Any) -> wordpress.WordPress:
    chosen = wordpress.settings(url=url, user="redaktion", **{"private_addresses": True} | options)
    return wordpress.open(chosen, {"FASSUNG_WORDPRESS_PASSWORD": "abcd efgh"})


def said(message: str, **more: object) -> bytes:
    return json.dumps({"code": "x", "message": message, **more}).encode()


@pytest.mark.parametrize(
    ("status", "body", "headers", "again", "after", "line"),
    [
        (500, said("Oh"), {}, True, None, r"cannot take it now \(status 500: Oh\)"),
        (503, b"", {"Retry-After": "90"}, True, 90.0, "cannot take it now"),
        (429, said("Slow"), {"Retry-After": "7"}, True, 7.0, "status 429: Slow"),
        (429, b"", {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, True, None, "429"),
        (401, said("No"), {}, False, None, "does not let redaktion do that"),
        (403, said("No"), {}, False, None, "check the application password"),
        (400, said("Bad", data={"params": {"status": "x"}}), {}, False, None, "does not let"),
        (400, said("Bad"), {}, False, None, r"refuses it \(status 400: Bad\)"),
        (404, said("None"), {}, False, None, r"refuses it \(status 404: None\)"),
        (301, b"", {"Location": "https://new.example/"}, False, None, "moved to https://new.ex"),
        (200, b"<html>Hello</html>", {}, True, None, "not its REST interface's"),
        (200, b"{}", {}, True, None, "not its REST interface's"),
    ],
)
def test_answer(
    server: Server,
    status: int,
    body: bytes,
    headers: dict[str, str],
    again: bool,
    after: float | None,
    line: str,
) -> None:
    server.status, server.body, server.headers = status, body, headers
    with pytest.raises(DeliveryError, match=line) as failed:
        target(server.url).publish(edition(), "k", None)
    assert (failed.value.again, failed.value.after) == (again, after)
    assert "\n" not in str(failed.value) and "abcd" not in str(failed.value)


def test_nobody_there() -> None:
    with pytest.raises(DeliveryError, match="does not answer") as failed:
        target("http://127.0.0.1:9").shown(edition(), None)
    assert failed.value.again


def test_a_private_address_is_not_called(server: Server) -> None:
    closed = target("https://127.0.0.1", private_addresses=False)
    with pytest.raises(DeliveryError, match="is not called from here") as failed:
        closed.publish(edition(), "k", None)
    assert not failed.value.again and not server.asked


def test_plain_permalinks_have_the_route_in_the_query(server: Server) -> None:
    assert target(server.url, api=f"{server.url}/?rest_route=").shown(edition(), None) == 0
    path, password = server.asked[0]
    assert path.startswith("/?rest_route=%2Fwp%2Fv2%2Fposts&context=edit&search=fassung-")
    assert password.startswith("Basic ")


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({}, "url is missing"),
        ({"url": "https://cms.example"}, "user is missing"),
        ({"url": "http://cms.example", "user": "r"}, "does not begin with https://"),
        ({"url": "cms.example", "user": "r"}, "does not begin with https://"),
        ({"url": "https://cms.example", "user": " "}, "user is empty"),
        ({"url": "https://cms.example", "user": "r", "seconds": 0.5}, "between 1 and 600"),
        ({"url": "https://cms.example", "user": "r", "pasword": "X"}, "did you mean password"),
        ({"url": "https://cms.example", "user": "r", "authors": {"A": "x"}}, "wrong type"),
        ({"url": "https://cms.example", "user": "r", "password": "FASSUNG_NONE"}, "is empty; put"),
    ],
)
def test_settings_that_are_wrong(options: dict[str, Any], line: str) -> None:
    with pytest.raises((UsageError, WrongSetting), match=line):
        opening.open(TargetSettings(id="cms", kind="wordpress", options=options))


def test_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMS_PASSWORD", "abcd")
    options = {
        "url": "https://cms.example",
        "user": "r",
        "password": "CMS_PASSWORD",
        "authors": {"Tilda Marsh": 7},
        "per_minute": 30,
    }
    made = opening.open(TargetSettings(id="cms", kind="wordpress", options=options))
    assert isinstance(made, wordpress.WordPress)
