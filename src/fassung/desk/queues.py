"""Work for later: put into DBOS' queues in the same transaction as the change it follows from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dbos import DBOSClient, EnqueueOptions
from sqlalchemy.orm import Session

APPLICATION = "fassung-desk"
APP_VERSION = "2"
"""Raised when a workflow's steps change, so that no worker goes on with steps it does not know.

What waits in a queue names no version, so the newest takes it, however old it is; what was begun
under another is begun anew (:func:`fassung.desk.workflow.start`).
"""
WORKER = "Worker"
INSTANCE = "desk"
"""Name and instance of the class that holds the workflows (:mod:`fassung.desk.workflow`)."""

QUEUE_OF: Mapping[str, str] = MappingProxyType(
    {
        "take": "intake",
        "translate": "translation",
        "publish": "publishing",
        "expire": "publishing",
        "deliver": "withdrawing",
    }
)
"""The queue of each workflow. A withdrawal has one of its own, so that nothing is before it; what
is published goes to those of :mod:`fassung.desk.paces`."""

CLIENT = "fassung_client"
"""Where a session of :class:`fassung.desk.store.Store` holds the client of the queues."""


def enqueue(
    session: Session,
    name: str,
    *arguments: str,
    delay: float = 0.0,
    queue: str = "",
    partition: str = "",
) -> None:
    """Has the workflow ``name`` run, once, if the session's transaction is kept.

    Args:
        session: from ``Store.writing``.
        name: a key of :data:`QUEUE_OF`.
        arguments: what the workflow is about: a delivery's, version's or piece's id.
        delay: seconds to wait first; the waiting is kept in the database and costs no thread.
        queue: another one than that of :data:`QUEUE_OF`.
        partition: of a queue that has some: what its limits hold for.
    """
    client: DBOSClient = session.info[CLIENT]()
    options: EnqueueOptions = {
        "workflow_name": f"{WORKER}.{name}",
        "queue_name": queue or QUEUE_OF[name],
        "application_name": APPLICATION,
        "class_name": WORKER,
        "instance_name": INSTANCE,
    }
    if delay > 0:
        options["delay_seconds"] = delay
    if partition:
        options["queue_partition_key"] = partition
    session.flush()
    client.enqueue_in_transaction(session, options, *arguments)
