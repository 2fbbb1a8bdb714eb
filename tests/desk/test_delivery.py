"""What is approved reaches every target, whatever the targets do; the last word is the last."""

import shutil
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bench.receiver import SECRET, Receiver, serving
from fassung.article import Status
from fassung.cli import app as cli
from fassung.desk import delivery, outbox, publish, schema, standing
from fassung.desk.places import Outgoing, Place
from fassung.desk.schema import Publication
from fassung.desk.service import Desk
from fassung.desk.states import State
from fassung.desk.store import Store
from fassung.errors import FassungError, NotAllowed, NotReady
from fassung.portals.edition import Receipt
from fassung.portals.network import Network, Outlet, TargetSettings, Wants
from fassung.portals.portal import Portal
from tests.desk.newsroom import Newsroom, story


@pytest.fixture(autouse=True)
def secret(monkeypatch):
    monkeypatch.setenv("HOOK", f"whsec_{SECRET}")


def hook(id, address, **options):
    usual = {"url": address, "secret": "HOOK", "private_addresses": True, "timeout": 0.5}
    return TargetSettings(id=id, kind="webhook", options={**usual, "retry_seconds": 0.2, **options})


def files(id, folder):
    return TargetSettings(id=id, kind="files", options={"folder": str(folder)})


def network(outlets, *targets):
    """Portals by id, each with the ids of its targets."""
    return Network(
        outlets={
            id: Outlet(id=id, portal=Portal(name=id, domain=f"{id}.example"), targets=tuple(names))
            for id, names in outlets.items()
        },
        targets={target.id: target for target in targets},
    )


@pytest.fixture
def at(tmp_path):
    rooms = []

    def made(given):
        room = Newsroom.at(tmp_path)
        room.config = replace(room.config, network=given)
        rooms.append(room)
        return room

    yield made
    for room in rooms:
        room.store.close()


def release(room, *texts, version=1, **values):
    """A version on its way: all is done but what the queues do."""
    room.push(story(*texts, version=version, **values))
    room.produce()
    room.answer_for()
    publish.publish(room.store, room.config, room.version().id)
    assert room.version().at is State.PUBLISHED


def outgoing(room):
    with room.store.reading() as session:
        return session.scalars(select(Outgoing).order_by(Outgoing.number, Outgoing.outlet)).all()


def places(room):
    with room.store.reading() as session:
        return session.scalars(select(Place).order_by(Place.target, Place.outlet)).all()


def until(holds, seconds=90.0):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it does not come about"
        time.sleep(0.05)


RETRY = 60.0
"""Retry interval of the target that is well, in seconds; many times what a loaded machine needs."""
SCRIPT = {
    "p0": ["late", "fails", "taken and fails"],
    "p1": ["hangs", "cut"],
    "p2": ["busy", "cut", "late"],
    "p3": ["twice", "slow", "taken and fails"],
}
"""How the faulty receiver treats each portal's calls, in turn; then all is well."""


def faulty(portal, count):
    return SCRIPT[portal][count - 1] if count <= len(SCRIPT[portal]) else "fine"


def test_every_target_ends_with_the_last_word(at, tmp_path):
    """A worker at work, and receivers that fail in every way; see bench/receiver.py."""
    bad, dead, well = Receiver(faulty, hang=0.8), Receiver(lambda *_: "hangs"), Receiver()
    portals = list(SCRIPT)
    with serving(bad), serving(dead), serving(well):
        room = at(
            network(
                dict.fromkeys(portals, ("bad", "dead", "well", "disk")),
                hook("bad", bad.address, at_once=4, settle_seconds=1.5),
                hook("dead", dead.address, retry_seconds=600.0),
                hook("well", well.address, timeout=10.0, retry_seconds=RETRY),
                files("disk", tmp_path / "disk"),
            )
        )
        for name in ("goes", "stays"):
            release(room, "First.", id=name)
        with Desk.of(room.config) as desk:
            desk.work("w")
            for name in ("goes", "stays"):
                release(room, "Second.", id=name, version=2)
            until(lambda: bad.calls.total() > 3)
            release(room, "Third.", id="stays", version=3)
            room.push(story("Second.", id="goes", version=3, status=Status.CANCELED))
            began = time.monotonic()

            def told(receiver):
                return [receiver.shown.get((p, "post_goes"), ("",))[0] for p in portals]

            until(lambda: set(told(well)) == {"article.withdrawn"})
            assert max(well.taken_at[p, "post_goes"] for p in portals) - began < RETRY
            assert not any(o.attempts > 1 for o in outgoing(room) if o.target == "well")
            until(
                lambda: all(
                    p.shown == p.wanted and p.unsure is None
                    for p in places(room)
                    if p.target != "dead"
                )
            )
        assert dead.shown == {}
        for receiver in (bad, well):
            assert receiver.forged == 0
            for p in portals:
                assert receiver.shown[p, "post_goes"][:2] == ("article.withdrawn", 3)
                kind, number, said = receiver.shown[p, "post_stays"]
                assert (kind, number) == ("article.published", 3)
                assert "Third" in said.encode().decode("unicode_escape").replace("ï", "i")
        assert set(bad.done) > {"late", "hangs", "cut", "busy", "fails", "taken and fails"}
        for p in portals:
            assert "fassung-status" in (tmp_path / "disk" / p / "post_goes.html").read_text()
    newest = {(o.piece_id, o.target, o.outlet): o for o in outgoing(room)}
    for (_, target, _), line in newest.items():
        assert line.state == ("waiting" if target == "dead" else "done")
        assert (line.receipt or {"number": 3})["number"] == line.number == 3


def test_what_is_refused_waits_for_a_person(at):
    gone = Receiver(lambda portal, count: "gone" if count < 3 else "fine")
    with serving(gone):
        room = at(network({"p": ("hook",)}, hook("hook", gone.address)))
        release(room, "One.")
        room.deliver()
        room.deliver()
        (line,) = outgoing(room)
        assert (line.state, line.attempts) == ("refused", 1)
        assert "410" in told(line)
        with pytest.raises(NotAllowed):
            delivery.retry(room.store, room.config, line.id, room.people["reader"])
        for _ in range(2):
            delivery.retry(room.store, room.config, line.id, room.people["editor"])
            room.deliver()
        (line,) = outgoing(room)
        assert (line.state, line.attempts, line.receipt["number"]) == ("done", 3, 1)
        with pytest.raises(NotReady):
            delivery.retry(room.store, room.config, line.id, room.people["editor"])
        assert gone.calls["p"] == 3


@pytest.mark.parametrize("why", ["410", "no target"])
def test_a_withdrawal_that_is_refused_is_tried_until_it_is_taken(at, why):
    receiver = Receiver(lambda portal, count: "gone" if why == "410" and count < 4 else "fine")
    with serving(receiver):
        room = at(network({"p": ("hook",)}, hook("hook", receiver.address)))
        well = room.config
        release(room, "One.")
        if why != "410":
            room.deliver()
            room.config = replace(well, network=replace(well.network, targets={}))
        room.push(story("One.", version=2, status=Status.CANCELED))
        for tries in (1, 2, 3):
            if tries > 1:
                line = outgoing(room)[-1]
                delivery.retry(room.store, room.config, line.id, room.people["editor"])
            room.deliver()
            line = outgoing(room)[-1]
            assert (line.kind, line.state, line.attempts) == ("withdraw", "waiting", tries)
            assert told(line)
            with room.store.reading() as session:
                (one,) = standing.standings(session)
                assert one.state == "failing"
                assert standing.refused(session) == (tries == 3)
        room.config = well
        with room.store.writing() as session:
            session.get_one(Outgoing, line.id).due = schema.now()
        room.deliver()
        assert outgoing(room)[-1].state == "done"
        assert receiver.shown["p", "post_story-1"][0] == "article.withdrawn"


def test_withdrawals_that_are_refused_keep_no_other_waiting(at):
    refusing = set("abcd")
    receiver = Receiver(lambda portal, count: "gone" if portal in refusing else "fine")
    with serving(receiver):
        outlets = dict.fromkeys("abcdxyz", ("hook",))
        room = at(network(outlets, hook("hook", receiver.address, retry_seconds=600.0)))
        release(room, "One.")
        room.push(story("One.", version=2, status=Status.CANCELED))
        room.deliver()
        last = {o.outlet: o.state for o in outgoing(room) if o.kind == "withdraw"}
        assert last == {p: "waiting" if p in refusing else "done" for p in outlets}


def test_it_waits_as_long_as_it_is_asked_to(at):
    with serving(Receiver(lambda *_: "busy")) as busy:
        room = at(network({"a": ("hook",), "b": ("hook",)}, hook("hook", busy.address)))
        release(room, "One.")
        room.deliver()
        first, second = outgoing(room)
        assert busy.calls.total() == 1  # the other has not asked at all
        assert (first.attempts, second.attempts, second.error) == (1, 1, None)
        for line in (first, second):
            assert line.state == "waiting"
            assert 0.2 < (line.due - line.at).total_seconds() < 60
        room.deliver()
        assert busy.calls.total() <= 2


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda n: replace(n, targets={}), "target hook"),
        (lambda n: replace(n, outlets={}), "portal p"),
        (lambda n: replace(n, targets={"hook": files("hook", "x/{y}")}), None),
    ],
    ids=["no target", "no portal", "another target"],
)
def test_settings_that_have_changed_are_told(at, tmp_path, change, word):
    room = at(network({"p": ("hook",)}, hook("hook", "http://127.0.0.1:1/")))
    release(room, "One.")
    changed = change(room.config.network)
    if word is None:
        changed = replace(changed, targets={"hook": files("hook", tmp_path / "new")})
    room.config = replace(room.config, network=changed)
    room.deliver()
    (line,) = outgoing(room)
    assert line.state == ("refused" if word else "done")
    assert word is None or word in told(line)


def test_a_portal_that_takes_it_no_more_is_told_to_take_it_off(at, tmp_path):
    room = at(network({"a": ("disk",), "b": ("disk",)}, files("disk", tmp_path)))
    release(room, "One.")
    room.deliver()
    outlet = replace(room.config.network.outlets["b"], wants=Wants(partners=("other",)))
    outlets = {**room.config.network.outlets, "b": outlet}
    room.config = replace(room.config, network=replace(room.config.network, outlets=outlets))
    release(room, "Two.", version=2)
    room.deliver()
    assert "fassung-status" in (tmp_path / "b" / "post_story-1.html").read_text()
    assert "Twö" in (tmp_path / "a" / "post_story-1.html").read_text()
    with room.store.reading() as session:
        off = select(Publication.portal).where(Publication.taken_down.is_not(None))
        assert session.scalars(off).all() == ["b"]
    room.push(story("Two.", version=3, status=Status.CANCELED))
    room.deliver()
    assert room.piece().live_id is None
    last = [(o.outlet, o.kind) for o in outgoing(room) if o.number == 3]
    assert last == [("a", "withdraw")]


def test_what_no_portal_takes_goes_back(at, tmp_path):
    given = network({"a": ("disk",)}, files("disk", tmp_path))
    outlet = replace(given.outlets["a"], wants=Wants(partners=("other",)))
    room = at(replace(given, outlets={"a": outlet}))
    room.push(story("One."))
    room.produce()
    room.answer_for()
    assert room.publish().at is State.SENT_BACK
    assert "No portal" in room.version().reason
    assert outgoing(room) == []


@pytest.mark.parametrize("sent", ["publish", "withdraw"])
def test_a_withdrawal_waits_for_no_publishing_and_is_said_again_after_it(at, tmp_path, sent):
    room = at(network({"p": ("disk",)}, files("disk", tmp_path)))
    release(room, "One.")
    piece, hung = room.piece().id, "a request that hangs"
    with room.store.writing() as session:
        (old,), busy = outbox.claim(session, piece, "disk", "", "", hung)
        assert busy == []
    if sent == "publish":
        release(room, "Two.", version=2)
        room.deliver()
        assert outgoing(room)[-1].state == "waiting"  # one after the other
    else:
        room.push(story("One.", version=2, status=Status.CANCELED))
        room.deliver()
        assert outgoing(room)[-1].state == "done"
    receipt = Receipt(number=1, remote="late")
    with room.store.writing() as session:
        kept = [outbox.Outcome(old, receipt)]
        outbox.keep(session, room.config.portals, piece, "disk", hung, kept)
    first, last = outgoing(room)
    assert (first.state, last.state, last.turn) == ("superseded", "waiting", 1)
    room.deliver()
    assert outgoing(room)[-1].state == "done"
    assert ("fassung-status" in (tmp_path / "p" / "post_story-1.html").read_text()) == (
        sent == "withdraw"
    )


def test_what_was_killed_while_it_sent_may_still_get_through(at, tmp_path, monkeypatch):
    room = at(network({"p": ("disk",)}, files("disk", tmp_path)))
    release(room, "One.")
    with room.store.writing() as session:
        outbox.claim(session, room.piece().id, "disk", "", "", "is killed, and tells nothing")
    room.push(story("One.", version=2, status=Status.CANCELED))
    room.deliver()
    page = tmp_path / "p" / "post_story-1.html"
    page.write_text("The request of the one that was killed, taken late.")
    monkeypatch.setattr(outbox, "now", lambda: schema.now() + outbox.HOLD)
    delivery.Deliverer(room.store, room.config).deliver(room.piece().id, "disk", "", "", "w")
    last = outgoing(room)[-1]
    assert (last.state, last.turn, "fassung-status" in page.read_text()) == ("done", 1, True)


def test_counted_deliveries_are_made_one_by_one(at, tmp_path):
    counted = replace(files("disk", tmp_path), options={"folder": str(tmp_path), "per_minute": 5})
    room = at(network({"a": ("disk",), "b": ("disk",)}, counted))
    release(room, "One.")
    queued = room.store.client.list_workflows(queue_name="delivering 5/min x2")
    assert sorted(one.input["args"][2] for one in queued) == ["a", "b"]
    assert {one.queue_partition_key for one in queued} == {"disk"}


def told(line):
    return str(FassungError(line.error["template"], **line.error["values"]))


def test_what_a_target_shows_is_compared_and_repaired(at, tmp_path, monkeypatch):
    portals = dict.fromkeys("abc", ("disk", "hook"))
    room = at(
        network(portals, files("disk", tmp_path / "disk"), hook("hook", "http://127.0.0.1:1/"))
    )
    release(room, "One.")
    room.deliver()
    page = tmp_path / "disk" / "a" / "post_story-1.html"
    (tmp_path / "disk" / "b" / "post_story-1.html").unlink()
    before = page.read_text()
    page.write_text("Somebody was here.")
    monkeypatch.setattr("fassung.commands.portals_diff.desk_settings", lambda _: room.config)
    commands = CliRunner()
    first = commands.invoke(cli, ["portals", "diff", "--target", "disk", "--repair"])
    assert first.exit_code == 1
    assert "differ: 2" in first.output
    room.deliver()
    assert page.read_text() == before
    again = commands.invoke(cli, ["portals", "diff", "--target", "disk"])
    assert (again.exit_code, "differ: 0" in again.output) == (0, True)
    waiting = commands.invoke(cli, ["portals", "diff", "--portal", "c"])
    assert waiting.exit_code == 1
    assert "on its way" in waiting.output


def site(id, folder):
    return TargetSettings(id=id, kind="site", options={"folder": str(folder / "{outlet}")})


@pytest.mark.parametrize("word", ["update", "withdrawal"])
def test_a_database_from_a_backup_is_older_than_its_targets(at, tmp_path, monkeypatch, word):
    """Nothing is changed there until a person says that this desk is to publish."""
    portals = dict.fromkeys("ab", ("pages", "disk"))
    room = at(network(portals, site("pages", tmp_path / "s"), files("disk", tmp_path / "disk")))
    release(room, "First.")
    room.deliver()
    database = Path(room.config.database.removeprefix("sqlite:///"))
    kept = tmp_path / "kept.sqlite3"
    with sqlite3.connect(database) as now, sqlite3.connect(kept) as copy:
        now.backup(copy)
    now.close()
    copy.close()
    for number in (2, 3, 4):
        release(room, f"Number {number}.", version=number)
        room.deliver()
    room.store.close()
    for end in ("", "-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)
    shutil.copy(kept, database)
    page = tmp_path / "s" / "a" / "artikel" / "post_story-1.html"
    again = replace(room, store=Store(room.config.database))
    monkeypatch.setattr("fassung.commands.portals_diff.desk_settings", lambda _: again.config)
    commands, before = CliRunner(), page.read_text()
    told = commands.invoke(cli, ["portals", "diff", "--repair"])
    assert (told.exit_code, "newer than the desk" in told.output) == (1, True)
    if word == "update":
        release(again, "After the backup.", version=2)
    else:
        again.push(story("First.", version=2, status=Status.CANCELED))
    again.deliver()
    assert page.read_text() == before
    refused = [line for line in outgoing(again) if line.error]
    assert {(line.target, line.error["values"]["stands"]) for line in refused} == {("pages", 4)}
    commands.invoke(cli, ["portals", "diff", "--repair", "--restored"])
    again.deliver()
    assert page.read_text() != before
    assert ("nicht mehr verfügbar" in page.read_text()) is (word == "withdrawal")
    assert {place.shown for place in places(again)} == {5}
    done = commands.invoke(cli, ["portals", "diff"])
    again.store.close()
    assert (done.exit_code, "differ: 0" in done.output) == (0, True)
