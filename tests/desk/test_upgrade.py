"""A newer fassung, whose workflows have other steps, starts on what an older one left."""

import multiprocessing
import time
from pathlib import Path

import sqlalchemy as sa

from fassung import wires
from fassung.desk import intake, queues, workflow
from fassung.desk.config import DeskConfig, Partner
from fassung.desk.service import Desk
from tests.desk.newsroom import Newsroom, story


def work_as_newer(home: Path) -> None:
    """A worker whose workflows have other steps, until it is killed."""
    workflow.APP_VERSION = "newer"
    config = DeskConfig(
        database=f"sqlite:///{home / 'desk.sqlite3'}",
        site=home / "site",
        partners={"post": Partner(id="post", engine="pseudo")},
    )
    with Desk.of(config) as desk:
        desk.work("w")
        time.sleep(120)


def test_what_waits_and_what_was_begun_is_done_by_the_newest(tmp_path):
    room = Newsroom.at(tmp_path)
    waits, begun, others = (
        intake.receive(
            room.store,
            "post",
            channel="push",
            name="a.json",
            body=wires.write(story("One.", id=f"story-{n}"), "ans"),
        ).delivery_id
        for n in range(3)
    )
    queued = {one.input["args"][0]: one.workflow_id for one in room.store.client.list_workflows()}
    with room.store.engine.begin() as connection:
        for id, worker in ((begun, "w"), (others, "another")):
            changed = connection.execute(
                sa.text(
                    "UPDATE workflow_status SET status = 'PENDING', executor_id = :worker,"
                    " application_version = :version WHERE workflow_uuid = :id"
                ),
                {"worker": worker, "version": queues.APP_VERSION, "id": queued[id]},
            )
            assert changed.rowcount == 1
    # DBOS has one desk a process, so the newer one gets a process of its own.
    newer = multiprocessing.get_context("spawn").Process(target=work_as_newer, args=(tmp_path,))
    newer.start()
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and "waiting" in (
            room.delivery(waits).state,
            room.delivery(begun).state,
        ):
            time.sleep(0.2)
    finally:
        newer.kill()
        newer.join()
    assert room.delivery(waits).state == room.delivery(begun).state == "taken"
    # What another worker is at, perhaps in this moment, is its own.
    assert room.delivery(others).state == "waiting"
    room.store.close()
