"""What the target `files` does in real storages: SFTP with a key and with a password, and S3."""

from __future__ import annotations

import json
import secrets
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fassung.article import Status
from fassung.desk.delivery import Deliverer
from fassung.errors import DeliveryError
from fassung.portals.targets import files, storages
from fassung.portals.targets.files import Files
from tests.desk import test_delivery as delivery
from tests.desk.newsroom import story
from tests.portals_formats.sample import edition, withdrawal
from tests.storage.servers import Server

EDITION = edition()


def settings(server: Server, folder: str = "", **options: Any) -> files.Settings:
    """A folder of its own in ``server``."""
    place = f"{server.folder.rstrip('/')}/{folder or secrets.token_hex(4)}"
    storage = {**server.options, **options.pop("storage", {})}
    return files.Settings(folder=place, storage=storage, **{"formats": ("ninjs",), **options})


@pytest.fixture
def target(server: Server) -> Iterator[Files]:
    made = files.open(settings(server))
    yield made
    made.close()


def lying(target: Files) -> dict[str, bytes]:
    """All files in the target's folder, as another connection sees it. SeaweedFS lists a folder
    that has become empty, too; no name of ours is without a full stop."""
    given = target._settings
    store, root = storages.open(given.folder, given.storage)
    try:
        found = {path.rpartition("/")[2]: path for path in store.find(root)}
        return {name: store.cat_file(path) for name, path in found.items() if "." in name}
    finally:
        storages.close(store)


def test_published_updated_withdrawn(target: Files) -> None:
    first = target.publish(EDITION, "k1", None)
    (name,) = lying(target)
    assert json.loads(lying(target)[name])["pubStatus"] == "usable"
    assert target.shown(EDITION, first) == EDITION.number
    newer = replace(EDITION, number=EDITION.number + 1, signature="newer")
    second = target.publish(newer, "k2", first)
    assert target.publish(newer, "k2", first) == second
    assert target.shown(newer, first) == 0, "what the first receipt is for does not lie there"
    gone = withdrawal(newer.number + 1)
    last = target.withdraw(gone, "k3", second)
    assert lying(target).keys() == {name}, "nothing half lies there, and nothing old"
    assert json.loads(lying(target)[name])["pubStatus"] == "canceled"
    assert target.shown(gone, last) == gone.number


def test_under_another_name_it_leaves_the_old_one(server: Server) -> None:
    before = settings(server, "moves")
    old = files.open(before)
    receipt = old.publish(EDITION, "k1", None)
    new = files.open(settings(server, "moves", name="{id}"))
    new.publish(EDITION, "k1", receipt)
    assert [name for name in lying(new)] == [EDITION.article.id + files.bodies.SUFFIXES["ninjs"]]
    old.close()
    new.close()


def test_a_connection_that_was_cut_is_made_again(server: Server, target: Files) -> None:
    receipt = target.publish(EDITION, "k1", None)
    if server.folder.startswith("sftp") and "key_filename" in server.options:
        server.process.signal(signal.SIGKILL, connections_only=True)
    else:
        server.process.stop()
        server.process.start(server.port)
    assert target.publish(EDITION, "k2", receipt).number == EDITION.number
    assert target.shown(EDITION, receipt) == EDITION.number


def test_one_that_hangs_is_given_up_and_taken_up(
    server: Server, target: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storages, "SECONDS", 2.0)
    receipt = target.publish(EDITION, "k1", None)
    server.process.signal(signal.SIGSTOP)
    began = time.monotonic()
    with pytest.raises(DeliveryError) as caught:
        target.publish(replace(EDITION, number=9), "k2", receipt)
    assert caught.value.again and time.monotonic() - began < 30
    server.process.signal(signal.SIGCONT)
    assert target.publish(replace(EDITION, number=9), "k2", receipt).number == 9


@pytest.mark.parametrize("kind", ["openssh", "rclone"])
def test_a_server_whose_key_is_not_known_gets_nothing(
    running: dict[str, Server], kind: str, tmp_path: Path
) -> None:
    other = tmp_path / "known"
    for hosts in ("", Path(str(running["openssh"].options["known_hosts"])).read_text()):
        other.write_text(hosts.replace(str(running["openssh"].port), str(running["rclone"].port)))
        if kind == "openssh" and hosts:
            continue  # its own key: that is the test above
        made = files.open(settings(running[kind], storage={"known_hosts": str(other)}))
        with pytest.raises(DeliveryError, match="does not stand in") as caught:
            made.publish(EDITION, "k", None)
        assert not caught.value.again


@pytest.mark.parametrize(
    "kind, wrong",
    [
        ("rclone", {"password": "guessed"}),
        ("openssh", {"username": "somebody"}),
        ("s3", {"secret_access_key": "guessed"}),
    ],
)
def test_a_wrong_password_is_said_in_one_line(
    running: dict[str, Server], kind: str, wrong: dict[str, str]
) -> None:
    made = files.open(settings(running[kind], storage=wrong))
    with pytest.raises(DeliveryError) as caught:
        made.publish(EDITION, "k", None)
    assert "guessed" not in str(caught.value) and "\n" not in str(caught.value)
    assert caught.value.again, "somebody may mend it there"


@pytest.mark.parametrize("kind, wrong", [("s3", {"buckett": "x"}), ("rclone", {"usr": "x"})])
def test_a_setting_that_the_storage_does_not_know(
    running: dict[str, Server], kind: str, wrong: dict[str, str]
) -> None:
    made = files.open(settings(running[kind], storage=wrong))
    with pytest.raises(DeliveryError, match=next(iter(wrong))) as caught:
        made.publish(EDITION, "k", None)
    assert not caught.value.again and "\n" not in str(caught.value)


def test_a_desk_brings_the_last_word_through_failures(
    running: dict[str, Server], tmp_path: Path
) -> None:
    """The outbox, with a store that is away while an update and a withdrawal are said."""
    kinds = ("openssh", "s3")
    targets = []
    for kind in kinds:
        made = settings(running[kind])
        options = {"folder": made.folder, "storage": dict(made.storage), "formats": ["ninjs"]}
        targets.append(delivery.TargetSettings(id=kind, kind="files", options=options))
    room = delivery.Newsroom.at(tmp_path)
    room.config = replace(room.config, network=delivery.network({"p": kinds}, *targets))
    deliverer = Deliverer(room.store, room.config)

    def deliver() -> None:
        with room.store.writing() as session:
            for line in session.query(delivery.Outgoing).where(
                delivery.Outgoing.state == "waiting"
            ):
                line.due = line.at
        for place in delivery.places(room):
            deliverer.deliver(place.piece_id, place.target, "", "", "w")

    delivery.release(room, "First.", id="goes")
    deliver()
    assert {place.shown for place in delivery.places(room)} == {1}
    running["s3"].process.stop()
    delivery.release(room, "Second.", id="goes", version=2)
    deliver()
    assert {place.target: place.shown for place in delivery.places(room)} == {
        "openssh": 2,
        "s3": 1,
    }
    room.push(story("Second.", id="goes", version=3, status=Status.CANCELED))
    running["s3"].process.start(running["s3"].port)
    deliver()
    assert {place.shown for place in delivery.places(room)} == {3}
    for kind in kinds:
        target = deliverer.target(kind)
        assert isinstance(target, Files)
        (data,) = lying(target).values()
        assert json.loads(data)["pubStatus"] == "canceled"
    deliverer.close()
    room.store.close()
