"""Addresses that others choose: which are called, and that nothing leads around it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat

import httpx
import pytest

from fassung.errors import WireError
from fassung.fetch import fetch
from fassung.outbound import Guarded, RefusedAddress, is_refused, resolve

ADDRESSES = [
    # address, what it is, refused outside, refused inside
    ("93.184.215.14", "public", False, False),
    ("2606:2800:21f:cb07::1", "public", False, False),
    ("127.0.0.1", "loopback", True, False),
    ("127.255.255.254", "loopback", True, False),
    ("::1", "loopback", True, False),
    ("10.1.2.3", "private", True, False),
    ("172.16.0.1", "private", True, False),
    ("172.31.255.255", "private", True, False),
    ("172.32.0.1", "public", False, False),
    ("192.168.178.1", "private", True, False),
    ("fd12:3456::1", "private", True, False),
    ("100.64.0.1", "shared by a provider's customers", True, False),
    ("169.254.169.254", "link-local: a cloud's credentials", True, True),
    ("fe80::1", "link-local", True, True),
    ("fe80::1%1", "link-local with its interface", True, True),
    ("0.0.0.0", "this host", True, True),
    ("0.1.2.3", "this network", True, True),
    ("::", "this host", True, True),
    ("224.0.0.1", "multicast", True, True),
    ("ff02::1", "multicast", True, True),
    ("255.255.255.255", "everybody", True, True),
    ("240.0.0.1", "reserved", True, True),
    ("192.0.2.1", "for documentation", True, False),
    ("198.18.0.1", "for measuring", True, False),
    ("192.88.99.1", "6to4 relay", True, False),
    ("2001:db8::1", "for documentation", True, False),
    ("3fff::1", "for documentation", True, False),
    ("fec0::1", "site-local", True, False),
    ("::ffff:127.0.0.1", "IPv4 loopback, mapped", True, False),
    ("::ffff:169.254.169.254", "IPv4 link-local, mapped", True, True),
    ("::ffff:93.184.215.14", "IPv4 public, mapped", False, False),
    ("::127.0.0.1", "IPv4 loopback, the old way", True, True),
    ("2002:7f00:1::", "IPv4 loopback by 6to4", True, False),
    ("2002:a9fe:a9fe::", "IPv4 link-local by 6to4", True, True),
    ("64:ff9b::7f00:1", "IPv4 loopback by NAT64", True, False),
    ("64:ff9b::a9fe:a9fe", "IPv4 link-local by NAT64", True, True),
    ("64:ff9b::5db8:d70e", "IPv4 public by NAT64", False, False),
    ("64:ff9b:1::1", "NAT64 within a network", True, True),
    ("2001:0:4136:e378:8000:63bf:80ff:fffe", "Teredo to IPv4 loopback", True, False),
]


@pytest.mark.parametrize(("address", "what", "outside", "inside"), ADDRESSES)
def test_addresses(address: str, what: str, outside: bool, inside: bool) -> None:
    assert is_refused(address, inside=False) is outside, what
    assert is_refused(address, inside=True) is inside, what


@dataclass
class Site:
    """A server that remembers what it was asked, host and path."""

    port: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    turns: dict[str, str] = field(default_factory=dict)
    """Where a path leads on to."""
    says: dict[str, bytes] = field(default_factory=dict)
    """What a path answers, if not a few signs."""


@contextmanager
def site(address: str) -> Iterator[Site]:
    found = Site()
    ended = threading.Event()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.headers["Host"], self.path))
            if self.path == "/drip":
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                while not ended.wait(0.1):
                    self.wfile.write(b"X: y\r\n")
                return
            to = found.turns.get(self.path, "")
            body = found.says.get(self.path, b"x" * (3_000_000 if self.path == "/large" else 5))
            self.send_response(302 if to else 200)
            self.send_header("Content-Length", str(len(body)))
            if to:
                self.send_header("Location", to)
            self.end_headers()
            with suppress(ConnectionError):
                self.wfile.write(body)

        def handle(self) -> None:
            with suppress(ConnectionError):
                super().handle()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer((address, 0), Answer)
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


PUBLIC = "127.0.0.2"
"""Stands for an address in the open in these tests; all else is judged as ever."""


def refuse(address: str) -> bool:
    return address != PUBLIC and is_refused(address, inside=False)


@contextmanager
def client(
    *names: str, to: Sequence[Sequence[str]] = ((PUBLIC,),), seconds: float = 20
) -> Iterator[httpx.Client]:
    """One that finds ``names`` at what ``to`` says for each look-up; the last holds on."""
    turns = chain(to, repeat(to[-1]))

    def looked_up(host: str, port: int) -> list[str]:
        return list(next(turns)) if host in names else resolve(host, port)

    guarded = Guarded(refuse=refuse, seconds=seconds, resolve=looked_up)
    with httpx.Client(transport=guarded, follow_redirects=True, max_redirects=5) as found:
        yield found


URLS = [
    # what is tried, address of a feed or picture
    ("loopback", "http://127.0.0.1:{port}/"),
    ("loopback, short", "http://127.1:{port}/"),
    ("loopback, decimal", "http://2130706433:{port}/"),
    ("loopback, hex", "http://0x7f000001:{port}/"),
    ("loopback, hex by parts", "http://0x7f.0x0.0x0.0x1:{port}/"),
    ("loopback, octal", "http://0177.0.0.1:{port}/"),
    ("loopback, padded", "http://127.000.000.001:{port}/"),
    ("loopback in wide digits", "http://１２７.０.０.１:{port}/"),
    ("this host", "http://0.0.0.0:{port}/"),
    ("this host, short", "http://0:{port}/"),
    ("IPv6 loopback", "http://[::1]:{port}/"),
    ("IPv4 mapped into IPv6", "http://[::ffff:127.0.0.1]:{port}/"),
    ("IPv4 mapped, in hex", "http://[::ffff:7f00:1]:{port}/"),
    ("a name for loopback", "http://localhost:{port}/"),
    ("the name with a dot", "http://localhost.:{port}/"),
    ("the name in capitals", "http://LOCALHOST:{port}/"),
    ("a host behind a user", "http://news.example@127.0.0.1:{port}/"),
    ("a host before a fragment", "http://127.0.0.1:{port}#@news.example/"),
    ("a backslash", "http://127.0.0.1:{port}\\@news.example/"),
    ("a cloud's credentials", "http://169.254.169.254/latest/meta-data/"),
    ("a router", "http://192.168.0.1/"),
    ("encrypted", "https://127.0.0.1:{port}/"),
    ("a file", "file:///etc/passwd"),
    ("FTP", "ftp://127.0.0.1:{port}/"),
    ("gopher", "gopher://127.0.0.1:{port}/_x"),
    ("no host", "http:///etc/passwd"),
    ("an immense name", "http://" + "a" * 300 + ".example/"),
    ("an empty label", "http://a..example/"),
]
ONLY_AT_ONCE = [
    ("no scheme", "127.0.0.1:{port}/"),
    ("nothing", ""),
    ("a new line", "http://127.0.0.1:{port}/\r\nHost: a"),
    ("NUL", "http://127.0.0.1:{port}\0.news.example/"),
]


@pytest.mark.parametrize("url", [u for _, u in URLS + ONLY_AT_ONCE])
def test_no_address_leads_inside(url: str) -> None:
    with site("127.0.0.1") as inner, client() as own:
        with pytest.raises(WireError):
            fetch(url.format(port=inner.port), client=own)
        assert inner.asked == []


@pytest.mark.parametrize("url", [u for _, u in URLS if u.isascii()])
def test_no_redirect_leads_inside(url: str) -> None:
    with site("127.0.0.1") as inner, site(PUBLIC) as outer, client("news.example") as own:
        outer.turns = {"/feed": "/on", "/on": url.format(port=inner.port)}
        with pytest.raises(WireError):
            fetch(f"http://news.example:{outer.port}/feed", client=own)
        assert [path for _, path in outer.asked] == ["/feed", "/on"]
        assert inner.asked == []


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["::1"], ["::ffff:127.0.0.1"], [PUBLIC, "127.0.0.1"], ["127.0.0.1", PUBLIC]],
)
def test_no_name_leads_inside(addresses: list[str]) -> None:
    with site("127.0.0.1") as inner, client("news.example", to=[addresses]) as own:
        with pytest.raises(RefusedAddress) as refused:
            fetch(f"http://news.example:{inner.port}/", client=own)
        assert inner.asked == []
    assert "news.example lies at " in str(refused.value)
    assert "allow private_addresses for the partner if it is right." in str(refused.value)


def test_the_address_that_was_judged_is_called() -> None:
    """A name server that gives another address the next time (rebinding) gains nothing."""
    turns = [[PUBLIC], ["127.0.0.1"]]
    with site(PUBLIC) as outer, client("news.example", to=turns) as own:
        url = f"http://news.example:{outer.port}/"
        assert fetch(url, client=own) == b"xxxxx"
        assert outer.asked == [(f"news.example:{outer.port}", "/")]
        with pytest.raises(RefusedAddress):
            fetch(url, client=own)
        assert len(outer.asked) == 1


def test_a_sender_that_drips_is_cut_off() -> None:
    with site(PUBLIC) as outer, client("news.example", seconds=1) as own:
        began = time.monotonic()
        with pytest.raises(WireError, match="cannot be fetched"):
            fetch(f"http://news.example:{outer.port}/drip", client=own)
        assert 0.9 < time.monotonic() - began < 10


def test_what_is_too_large_is_not_read_to_its_end() -> None:
    with site(PUBLIC) as outer, client("news.example") as own:
        url = f"http://news.example:{outer.port}/large"
        with pytest.raises(WireError, match="sends more than 2 MB"):
            fetch(url, largest=2_000_000, client=own)
    with site(PUBLIC) as outer, client("news.example") as own:
        url = f"http://news.example:{outer.port}/large"
        assert len(fetch(url, largest=3_000_000, client=own)) == 3_000_000


def test_redirects_come_to_an_end() -> None:
    with site(PUBLIC) as outer, client("news.example") as own:
        outer.turns = {"/": "/"}
        with pytest.raises(WireError):
            fetch(f"http://news.example:{outer.port}/", client=own)
        assert len(outer.asked) == 6


@pytest.mark.parametrize(("inside", "asked"), [(None, 1), (True, 1), (False, 0)])
def test_inside_only_where_it_is_allowed(inside: bool | None, asked: int) -> None:
    with site("127.0.0.1") as inner:
        url = f"http://127.0.0.1:{inner.port}/"
        if asked:
            assert fetch(url, inside=inside) == b"xxxxx"
        else:
            with pytest.raises(RefusedAddress):
                fetch(url, inside=inside)
        assert len(inner.asked) == asked


def test_proxies_of_the_environment_are_no_way_around(monkeypatch: pytest.MonkeyPatch) -> None:
    with site("127.0.0.1") as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        with pytest.raises(WireError):
            fetch("http://169.254.169.254/", inside=False)
        assert proxy.asked == []
