"""``fassung serve``: a real server on a real port, and what caches and readers ask of it."""

import gzip
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from typer.testing import CliRunner

from fassung.cli import app
from fassung.commands.serve import sites
from fassung.portals.network import single
from fassung.portals.site.served import Served, Sites
from fassung.portals.targets.site import SiteTarget
from tests.portals_site.filled import PORTAL

PAGE = "/artikel/courier_A00001.html"


@pytest.fixture(scope="session")
def server(whole: Path) -> Iterator[str]:
    """The address of a server with the site of ``whole`` and one that is empty."""
    found = sites(single(PORTAL, whole / "site"))
    (served,) = found.values()
    assert (served.folder, served.memory) == (whole / "site", whole / ".site.site")
    empty = Served("Leer", "leer.example", whole / "leer", whole / ".leer.site")
    (whole / "leer").mkdir()
    (whole / "leer" / "link").symlink_to(whole / ".site.site")
    (whole / "secret.txt").write_text("secret")
    config = uvicorn.Config(
        Sites({"Bogen": served, "leer": empty}), port=0, log_level="error", server_header=False
    )
    running = uvicorn.Server(config)
    socket = config.bind_socket()
    thread = threading.Thread(target=running.run, args=([socket],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    running.should_exit = True
    thread.join()


@pytest.fixture
def ask(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, headers={"Host": "tagesbogen.example"}) as client:
        client.headers["Accept-Encoding"] = "identity"
        yield client


def raw(client: httpx.Client, path: str) -> httpx.Response:
    """Asks for ``path`` as it stands; no client tidies it up first."""
    url = client.base_url.copy_with(raw_path=path.encode())
    return client.send(client.build_request("GET", url))


@pytest.mark.parametrize(
    ("path", "status", "kind", "words"),
    [
        ("/", 200, "text/html; charset=utf-8", "Neueste Beiträge"),
        ("/welt/", 200, "text/html; charset=utf-8", "<h1"),
        (PAGE, 200, "text/html; charset=utf-8", "Die Kräne stehen"),
        ("/rss.xml", 200, "application/rss+xml; charset=utf-8", "<rss"),
        ("/welt/atom.xml", 200, "application/atom+xml; charset=utf-8", "<feed"),
        ("/sitemap.xml", 200, "application/xml; charset=utf-8", "<sitemapindex"),
        ("/robots.txt", 200, "text/plain; charset=utf-8", "Sitemap:"),
        ("/artikel/courier_A00007.html", 410, "text/html; charset=utf-8", "nicht mehr verfügbar"),
        ("/nirgends.html", 404, "text/html; charset=utf-8", "gibt es nicht"),
        ("/artikel/", 404, "text/html; charset=utf-8", "gibt es nicht"),
    ],
)
def test_what_is_answered(ask: httpx.Client, path: str, status: int, kind: str, words: str) -> None:
    found = ask.get(path)
    assert (found.status_code, found.headers["content-type"]) == (status, kind)
    assert words in found.text
    assert found.headers["x-content-type-options"] == "nosniff"
    head = ask.head(path)
    assert head.content == b""
    same = ("content-length", "etag", "content-type", "cache-control", "last-modified")
    assert [head.headers[name] for name in same] == [found.headers[name] for name in same]


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/artikel/../../secret.txt",
        "//secret.txt",
        "/artikel//courier_A00001.html",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/index.html%00.png",
        "/.site.site/site.sqlite3",
        "/%252e%252e/secret.txt",
        "/" + "a" * 5000,
        "/%ff%fe",
    ],
)
def test_no_path_leads_out(ask: httpx.Client, path: str) -> None:
    found = raw(ask, path)
    assert found.status_code == 404
    assert "secret" not in found.text.replace(path, "")


def test_no_link_leads_out(server: str) -> None:
    found = httpx.get(f"{server}/link/gone.txt", headers={"Host": "leer.example"})
    assert (found.status_code, found.text) == (404, "")


@pytest.mark.parametrize("path", ["/welt", "/welt/archiv"])
def test_a_folder_has_a_slash_at_its_end(ask: httpx.Client, path: str) -> None:
    found = ask.get(path)
    assert (found.status_code, found.headers["location"]) == (308, f"{path}/")


def test_who_has_it_is_told_so(ask: httpx.Client) -> None:
    found = ask.get(PAGE)
    tag, time = found.headers["etag"], found.headers["last-modified"]
    assert tag.startswith('"') and found.headers["cache-control"].startswith("public, max-age=60")
    cases = [
        ({"If-None-Match": tag}, 304),
        ({"If-None-Match": f'"other", W/{tag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-Modified-Since": time}, 304),
        ({"If-Modified-Since": "Thu, 01 Jan 2015 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
        ({"If-None-Match": '"other"', "If-Modified-Since": time}, 200),
    ]
    for headers, status in cases:
        again = ask.get(PAGE, headers=headers)
        assert (again.status_code, again.headers["etag"]) == (status, tag), headers
        assert bool(again.content) is (status == 200)
    gone = ask.get("/artikel/courier_A00007.html")
    tagged = {"If-None-Match": gone.headers["etag"]}
    assert ask.get("/artikel/courier_A00007.html", headers=tagged).status_code == 410


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("*", True), ("gzip;q=0", False), ("br", False)],
)
def test_compressed_for_who_asks(ask: httpx.Client, accepted: str, packed: bool) -> None:
    with ask.stream("GET", "/", headers={"Accept-Encoding": accepted}) as found:
        data = b"".join(found.iter_raw())
    assert ("content-encoding" in found.headers) is packed
    assert found.headers["vary"] == "Accept-Encoding"
    assert found.headers["etag"].endswith('-gz"') is packed
    assert (gzip.decompress(data) if packed else data) == ask.get("/").content


def test_pictures_never_change(ask: httpx.Client, whole: Path) -> None:
    name = next((whole / "site" / "bilder").glob("*.png")).name
    found = ask.get(f"/bilder/{name}")
    assert found.headers["cache-control"] == "public, max-age=86400, immutable"
    assert found.headers["content-type"] == "image/png"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_reading_only(ask: httpx.Client, method: str) -> None:
    found = ask.request(method, PAGE)
    assert (found.status_code, found.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("tagesbogen.example", "Neueste Beiträge"),
        ("TAGESBOGEN.example.:8500", "Neueste Beiträge"),
        ("bogen.localhost:8500", "Neueste Beiträge"),
        ("127.0.0.1", "<h1>Portale</h1>"),
        ("[::1]:8500", "<h1>Portale</h1>"),
        ("evil.example", '<a href="http://bogen.localhost'),
    ],
)
def test_each_under_its_name(server: str, host: str, words: str) -> None:
    assert words in httpx.get(f"{server}/", headers={"Host": host}).text


def test_only_one_under_every_name(whole: Path) -> None:
    (served,) = sites(single(PORTAL, whole / "site")).values()
    assert Sites({"a": served}, "a")._only == "a"


def test_a_portal_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASSUNG_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk.toml").write_text("")
    found = CliRunner().invoke(app, ["serve", "--portal", "nord"])
    assert str(found.exception) == "There is no portal nord with a site; there are portal."


def test_what_follows_from_the_articles_is_made_again(
    target: SiteTarget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.close()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk.toml").write_text('site = "site"\n')
    front = tmp_path / "site" / "index.html"
    front.write_bytes(b"")
    (tmp_path / "site" / "rss.xml").unlink()
    found = CliRunner().invoke(app, ["portals", "rebuild"])
    assert found.exit_code == 0
    assert "Neueste Beiträge" in front.read_text()
    assert "courier_A00003" in (tmp_path / "site" / "rss.xml").read_text()
