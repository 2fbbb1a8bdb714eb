"""The queues that publish: one for each pace, with a partition of its own for each target.

So 240 targets of one pace cost one look into the database, and none waits for another.
"""

from __future__ import annotations

from collections.abc import Iterable

from dbos import DBOS

from fassung.portals.network import Network
from fassung.portals.targets import pace
from fassung.portals.targets.pace import Pace

_MOST = 64
"""Deliveries that one worker makes at the same time, to all targets together."""


def queue(of: Pace) -> str:
    """The queue for targets of this pace.

    >>> queue(Pace(per_minute=60))
    'delivering 60/min x2'
    """
    return f"delivering {of.per_minute}/min x{of.at_once}"


def is_one(name: str) -> bool:
    """Whether the queue ``name`` is one of these."""
    return name.startswith("delivering ")


def of(network: Network, target: str) -> Pace:
    """The pace of the target of that id; the default for one that is not in the network."""
    settings = network.targets.get(target)
    return pace.of(settings) if settings is not None else Pace()


def register(network: Network) -> None:
    """Has the worker listen to the queues of all targets; DBOS is launched.

    What waits in a queue of a pace that no target has any more is delivered all the same: it
    stays in the database, and with it what DBOS knows of the queue.
    """
    wanted: Iterable[Pace] = {of(network, id) for id in network.targets} | {Pace()}
    for one in wanted:
        DBOS.register_queue(
            queue(one),
            worker_concurrency=_MOST,
            partition_worker_concurrency=one.at_once,
            partition_limiter=(
                {"limit": one.per_minute, "period": 60.0} if one.per_minute else None
            ),
            polling_interval_sec=0.5,
        )
    DBOS.register_queue(
        "withdrawing",
        worker_concurrency=_MOST,
        partition_worker_concurrency=4,
        polling_interval_sec=0.25,
    )
