"""A newer fassung, whose workflows have other steps, starts on what an older one left."""

import time

import sqlalchemy as sa

from fassung import wires
from fassung.desk import intake, queues, workflow
from fassung.desk.service import Desk
from tests.desk.newsroom import Newsroom, story


def test_what_waits_and_what_was_begun_is_done_by_the_newest(tmp_path, monkeypatch):
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
    monkeypatch.setattr(workflow, "APP_VERSION", "newer")
    with Desk.of(room.config) as desk:
        desk.work("w")
        until = time.monotonic() + 30
        while time.monotonic() < until and "waiting" in (
            room.delivery(waits).state,
            room.delivery(begun).state,
        ):
            time.sleep(0.2)
    assert room.delivery(waits).state == room.delivery(begun).state == "taken"
    # What another worker is at, perhaps in this moment, is its own.
    assert room.delivery(others).state == "waiting"
    room.store.close()
