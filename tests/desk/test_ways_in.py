"""Folders and feeds, with real files and a real server."""

import json
import os
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import select

from fassung import wires
from fassung.article import Status
from fassung.desk import feeds, folders, intake
from fassung.desk.schema import Delivery
from fassung.desk.store import Store
from fassung.errors import NoRoom, WireError
from tests.desk.newsroom import Newsroom, story


@pytest.fixture
def room(tmp_path):
    (tmp_path / "in").mkdir()
    made = Newsroom.at(tmp_path, folder=tmp_path / "in", private_addresses=True)
    yield made
    made.store.close()


def deliveries(room):
    with room.store.reading() as session:
        return session.scalars(select(Delivery).order_by(Delivery.received)).all()


def put(path, body):
    """Writes a file that has lain there for a while."""
    path.write_bytes(body)
    os.utime(path, (time.time() - 60,) * 2)


def test_a_folder_gives_its_files_once(room):
    folder = room.config.partners["post"].folder
    body = wires.write(story("One."), "ans")
    put(folder / "a.json", body)
    put(folder / "b.json.part", b"half")
    put(folder / ".hidden", b"x")
    (folder / "link.json").symlink_to("/etc/hostname")
    assert folders.scan(room.store, room.config, room.config.partners["post"]) == 1
    assert folders.scan(room.store, room.config, room.config.partners["post"]) == 0
    # Killed after it was kept and before it was moved: the next scan moves it, and that is all.
    put(folder / "a.json", body)
    folders.scan(room.store, room.config, room.config.partners["post"])
    assert [d.name for d in deliveries(room)] == ["a.json"]
    assert sorted(p.name for p in (folder / "taken").iterdir()) == ["a-2.json", "a.json"]
    assert (folder / "b.json.part").exists() and (folder / "link.json").is_symlink()


def test_a_partner_fills_its_own_room_and_no_more(room):
    partner = room.config.partners["post"]
    one, two, gone = (
        wires.write(story("One.", **more), "ans")
        for more in ({"id": "a"}, {"id": "b"}, {"id": "c", "status": Status.CANCELED})
    )
    full = replace(partner, quota=len(one) + 10)
    for name, body in (("1.json", one), ("2.json", two), ("3.json", gone)):
        put(partner.folder / name, body)
    with pytest.raises(NoRoom) as raised:
        folders.scan(room.store, room.config, full)
    assert "post" in str(raised.value) and str(full.quota) in str(raised.value)
    # A withdrawal comes in; the rest lies where it lay, and comes in once there is room.
    assert [d.name for d in deliveries(room)] == ["1.json", "3.json"]
    assert (partner.folder / "2.json").read_bytes() == two
    for delivery in deliveries(room):
        intake.take(room.store, delivery.id)
    assert folders.scan(room.store, room.config, full) == 1
    assert [d.name for d in deliveries(room)] == ["1.json", "3.json", "2.json"]


def test_a_full_room_is_told_once(room, caplog):
    partner = room.config.partners["post"]
    config = replace(room.config, partners={"post": replace(partner, quota=1)})
    put(partner.folder / "1.json", wires.write(story("One."), "ans"))
    stop = threading.Event()
    watching = threading.Thread(target=folders.watch_all, args=(room.store, config, stop))
    watching.start()
    time.sleep(0.3)
    for n in range(3):
        (partner.folder / f"{n}.part").write_bytes(b"x")
        time.sleep(0.3)
    stop.set()
    watching.join()
    assert [r.levelname for r in caplog.records].count("WARNING") == 1


def test_a_name_in_another_encoding_stops_nothing(room):
    folder = room.config.partners["post"].folder
    put(folder / os.fsdecode(b"f\xe4hre.json"), wires.write(story("One."), "ans"))
    assert folders.scan(room.store, room.config, room.config.partners["post"]) == 1
    assert [d.name for d in deliveries(room)] == ["f?hre.json"]


def test_a_file_too_large_is_moved_aside(room):
    config = replace(room.config, largest=10)
    folder = config.partners["post"].folder
    put(folder / "big.json", b"x" * 11)
    folders.scan(room.store, config, config.partners["post"])
    assert deliveries(room) == []
    assert (folder / "refused" / "big.json").exists()


def test_a_file_that_is_still_being_written_waits(room):
    folder, post = room.config.partners["post"].folder, room.config.partners["post"]
    body = wires.write(story("One."), "ans")
    file = folder / "a.json"
    file.write_bytes(body[:50])
    assert folders.scan(room.store, room.config, post) == 0
    assert deliveries(room) == [] and file.exists()
    put(file, body)
    assert folders.scan(room.store, room.config, post) == 1
    assert [d.body for d in deliveries(room)] == [body]


def test_a_watched_folder_is_seen_to_change(room):
    stop = threading.Event()
    thread = threading.Thread(target=folders.watch_all, args=(room.store, room.config, stop))
    thread.start()
    try:
        time.sleep(0.5)
        folder = room.config.partners["post"].folder
        (folder / "new.json").write_bytes(wires.write(story("One."), "ans"))
        until = time.monotonic() + 20
        while not deliveries(room) and time.monotonic() < until:
            time.sleep(0.1)
    finally:
        stop.set()
        thread.join(timeout=20)
    assert [d.name for d in deliveries(room)] == ["new.json"]


def test_a_database_that_is_away_ends_no_watching(room, tmp_path):
    stop, late = threading.Event(), Store(f"sqlite:///{tmp_path / 'late.sqlite3'}")
    folder = room.config.partners["post"].folder
    (folder / "first.json").write_bytes(wires.write(story("One."), "ans"))
    thread = threading.Thread(target=folders.watch_all, args=(late, room.config, stop))
    thread.start()
    try:
        time.sleep(0.5)
        late.migrate()
        (folder / "next.json").write_bytes(wires.write(story("Two.", version=2), "ans"))
        until = time.monotonic() + 20
        while len(list(folder.glob("*.json"))) and time.monotonic() < until:
            time.sleep(0.1)
    finally:
        stop.set()
        thread.join(timeout=20)
    with late.reading() as session:
        assert set(session.scalars(select(Delivery.name))) == {"first.json", "next.json"}
    late.close()


class _Partner(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        body = self.server.files.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_):
        pass


@pytest.fixture
def partner():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Partner)
    server.files, server.asked = {}, []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.at = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()


def rss(*items):
    inner = "".join(
        f"<item><link>{url}</link><pubDate>{when}</pubDate></item>" for url, when in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{inner}</channel></rss>'.encode()


def atom(*items):
    inner = "".join(
        f'<entry><link href="{url}"/><updated>{when}</updated></entry>' for url, when in items
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{inner}</feed>'.encode()


def jsonfeed(*items):
    return json.dumps(
        {"items": [{"url": url, "date_modified": when} for url, when in items]}
    ).encode()


@pytest.mark.parametrize("feed", [rss, atom, jsonfeed])
def test_a_feed_brings_what_is_new_or_changed(room, partner, feed):
    polled = replace(room.config.partners["post"], feed=f"{partner.at}/feed")
    partner.files["/a"] = wires.write(story("One."), "ans")
    partner.files["/feed"] = feed(
        (f"{partner.at}/a", "2026-03-02T08:00:00Z"), (f"{partner.at}/gone", "")
    )
    assert feeds.poll(room.store, room.config, polled) == 1
    assert feeds.poll(room.store, room.config, polled) == 0
    partner.files["/a"] = wires.write(story("Two.", version=2), "ans")
    partner.files["/feed"] = feed((f"{partner.at}/a", "2026-03-02T09:00:00Z"))
    assert feeds.poll(room.store, room.config, polled) == 1
    assert len(deliveries(room)) == 2


def test_an_entry_with_a_new_date_and_the_same_bytes_is_fetched_once(room, partner):
    polled = replace(room.config.partners["post"], feed=f"{partner.at}/feed")
    partner.files["/a"] = wires.write(story("One."), "ans")
    for hour in ("08", "09", "09", "09"):
        partner.files["/feed"] = rss((f"{partner.at}/a", f"2026-03-02T{hour}:00:00Z"))
        feeds.poll(room.store, room.config, polled)
    assert partner.asked.count("/a") == 2
    assert [d.state for d in deliveries(room)] == ["waiting", "repeated"]
    partner.files["/feed"] = rss((f"{partner.at}/a", "2026-03-02T10:00:00Z"))
    assert feeds.poll(room.store, room.config, polled) == 0
    partner.files["/a"] = wires.write(story("Two.", version=2), "ans")
    partner.files["/feed"] = rss((f"{partner.at}/a", "2026-03-02T11:00:00Z"))
    assert feeds.poll(room.store, room.config, polled) == 1


def test_a_feed_brings_nothing_larger_than_the_others_may(room, partner):
    polled = replace(room.config.partners["post"], feed=f"{partner.at}/feed")
    partner.files["/a"] = wires.write(story("One."), "ans")
    partner.files["/feed"] = rss((f"{partner.at}/a", ""))
    config = replace(room.config, largest=len(partner.files["/a"]) - 1)
    assert feeds.poll(room.store, config, polled) == 0
    assert feeds.poll(room.store, room.config, polled) == 1


def test_a_feed_in_the_own_network_is_refused(room, partner):
    partner.files["/feed"] = rss((f"{partner.at}/a", ""))
    outside = replace(
        room.config.partners["post"], feed=f"{partner.at}/feed", private_addresses=False
    )
    with pytest.raises(WireError, match="private_addresses"):
        feeds.poll(room.store, room.config, outside)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"{}",
        b'{"items": 3}',
        b"[" * 100_000,
        b"<html><body>no feed</body></html>",
        b'<!DOCTYPE r [<!ENTITY a "b">]><rss><channel><item><link>&a;</link></item></channel>',
    ],
)
def test_what_is_no_feed_is_told_so(data):
    with pytest.raises(WireError, match="is no feed"):
        feeds.entries(data, "https://post.example/feed")
