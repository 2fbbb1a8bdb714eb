"""Fetching from a URL: a real server, and every bound that it may not break."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from fassung import WireError, fetch
from fassung.commands.translate import _inside

PAGE = b"<!doctype html><p>A train.</p>"
Answer = Callable[[BaseHTTPRequestHandler], None]


def redirect(to: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to.format(port=handler.server.server_address[1]))  # type: ignore[str-bytes-safe]
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def send(body: bytes, status: int = 200) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


ANSWERS: dict[str, Answer] = {
    "/page": send(PAGE),
    "/gone": send(b"", 404),
    "/moved": redirect("/page"),
    "/inside": redirect("http://127.0.0.1:{port}/page"),
    "/metadata": redirect("http://169.254.169.254/latest/"),
    "/file": redirect("file:///etc/passwd"),
    "/round": redirect("/round"),
    "/large": send(b"x" * 3000),
    "/odd": redirect("http://[:{port}/page"),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        ANSWERS[self.path](self)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://localhost:{running.server_address[1]}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/page", "/moved", "/inside"])
@pytest.mark.parametrize("inside", [True, None])
def test_a_page_comes_through_redirects(server: str, path: str, inside: bool | None) -> None:
    assert fetch.fetch(server + path, inside=inside) == PAGE


@pytest.mark.parametrize("path", ["/page", "/inside"])
def test_an_address_that_others_name_never_leads_inside(server: str, path: str) -> None:
    with pytest.raises(WireError, match="not called from here"):
        fetch.fetch(server + path, inside=False)


def test_credentials_of_a_cloud_are_never_fetched(server: str) -> None:
    with pytest.raises(WireError, match=r"169\.254\.169\.254"):
        fetch.fetch(server + "/metadata", inside=True)


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("http://localhost:8000/a", True),
        ("http://127.0.0.1/a", True),
        ("http://2130706433/a", True),
        ("http://[::1]/a", True),
        ("http://93.184.215.14/a", False),
        ("http://nowhere.invalid/a", False),
        ("http://[/a", False),
    ],
)
def test_whether_a_person_named_the_own_network(
    url: str, inside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fassung.commands.translate.getproxies", dict)
    assert _inside(url) is inside


def test_behind_a_proxy_the_proxy_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    assert _inside("http://127.0.0.1/a") is None


BAD = [
    ("/gone", "status 404"),
    ("/file", "cannot be fetched"),
    ("/round", "cannot be fetched"),
    ("/large", "more than 0 MB"),
    ("/odd", "cannot be fetched"),
]


@pytest.mark.parametrize(("path", "says"), BAD)
def test_what_is_no_article_is_one_line(server: str, path: str, says: str) -> None:
    with pytest.raises(WireError) as error:
        fetch.fetch(server + path, inside=True, largest=2000)
    assert says in str(error.value)


@pytest.mark.parametrize("url", ["http://", "http://[", "ftp://example.org/a", "http://a b/"])
@pytest.mark.parametrize("inside", [True, None])
def test_what_is_no_address(url: str, inside: bool | None) -> None:
    with pytest.raises(WireError):
        fetch.fetch(url, inside=inside)
