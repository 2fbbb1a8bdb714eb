"""The workflows: each a few durable steps, started by a queue, safe to be killed anywhere.

A workflow does one transition and ends. What waits for a person or for an embargo waits in the
database (a state, or a delayed entry of a queue), so a thousand pieces in review cost nothing.
Every step looks at the state under a lock before it changes anything: run twice, it changes
nothing the second time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from dbos import DBOS, DBOSConfig, DBOSConfiguredInstance, EnqueueOptions, StepOptions
from dbos import error as dbos_error
from sqlalchemy.exc import DBAPIError

from fassung.desk import delivery, feeds, intake, paces, produce, publish, reasons
from fassung.desk.base import now
from fassung.desk.config import DeskConfig
from fassung.desk.delivery import Deliverer
from fassung.desk.queues import APP_VERSION, APPLICATION, INSTANCE, QUEUE_OF, WORKER
from fassung.desk.rules import Rules
from fassung.desk.store import Store
from fassung.errors import EngineError, EngineUnavailable, FassungError, FileError

_LOG = logging.getLogger(__name__)
_PATIENT: StepOptions = {
    "retries_allowed": True,
    "interval_seconds": 1.0,
    "backoff_rate": 2.0,
    "max_attempts": 7,
    # What is wrong for good (a refusal, a fault of ours) is not asked for again.
    "should_retry": lambda error: (
        isinstance(error, (EngineUnavailable, DBAPIError, FileError)) or type(error) is EngineError
    ),
}
"""For engines, databases and disks that are busy: seven tries in a minute, then a person is
told."""


@DBOS.dbos_class(WORKER)
class Worker(DBOSConfiguredInstance):
    """Holds the desk that the workflows work for."""

    def __init__(self, store: Store, config: DeskConfig, rules: Rules) -> None:
        self.store, self.config, self.rules = store, config, rules
        self.deliverer = Deliverer(store, config)
        super().__init__(INSTANCE)

    @DBOS.workflow(name="Worker.take")
    def take(self, delivery_id: str) -> None:
        """Reads a delivery: a new version, a withdrawal, a duplicate, or quarantine."""
        if reason := _try("take", intake.take, self.store, delivery_id):
            _last("refuse", intake.refuse, self.store, delivery_id, reason)

    @DBOS.workflow(name="Worker.translate")
    def translate(self, version_id: str) -> None:
        """Translates what is new in a version, checks it, and hands it to a person, or on."""
        reason = _try(
            "translate", produce.translate, self.store, self.config, self.rules, version_id
        ) or _try("check", produce.check, self.store, self.config, self.rules, version_id)
        if reason:
            _last("fail", produce.fail, self.store, version_id, reason)

    @DBOS.workflow(name="Worker.publish")
    def publish(self, version_id: str) -> None:
        """Makes a scheduled version the one that readers see."""
        if reason := _try("publish", publish.publish, self.store, self.config, version_id):
            _last("give back", publish.give_back, self.store, version_id, reason)

    @DBOS.workflow(name="Worker.expire")
    def expire(self, version_id: str) -> None:
        """Ends a version whose rights have ended; goes on trying until it has."""
        if _try("expire", publish.expire, self.store, version_id):
            _last("once more", publish.later, self.store, "expire", version_id)

    @DBOS.workflow(name="Worker.deliver")
    def deliver(self, piece_id: str, target: str, outlet: str, kind: str) -> None:
        """Brings what the outbox says to a target; each try is a workflow of its own."""
        holder = DBOS.workflow_id or ""
        if _try("deliver", self.deliverer.deliver, piece_id, target, outlet, kind, holder):
            _last("once more", delivery.later, self.store, self.config, piece_id, target, outlet)

    @DBOS.workflow(name="Worker.poll")
    def poll(self, partner_id: str) -> None:
        """Fetches a partner's feed; what fails is tried at the next turn."""
        partner = self.config.partners.get(partner_id)
        if partner is None or not partner.feed:
            return
        try:
            DBOS.run_step({"name": "poll"}, feeds.poll, self.store, self.config, partner)
        except FassungError as error:
            _LOG.warning("%s: %s", partner_id, error)


def _try(name: str, step: Callable[..., None], *arguments: object) -> str:
    """Runs a step; empty if it was done, else why it cannot be, as :mod:`reasons` keeps it."""
    try:
        DBOS.run_step({**_PATIENT, "name": name}, step, *arguments)
    except dbos_error.DBOSMaxStepRetriesExceeded as error:
        last = error.errors[-1]
        return reasons.kept(last) if isinstance(last, FassungError) else _fault(name, last)
    except dbos_error.DBOSException:
        raise  # the workflow was cancelled, or another worker has it
    except FassungError as error:
        return reasons.kept(error)
    except Exception as error:
        return _fault(name, error)
    return ""


def _last(name: str, step: Callable[..., None], *arguments: object) -> None:
    """Runs the step that keeps what became of a workflow; without it the work would be lost."""
    DBOS.run_step({**_PATIENT, "name": name}, step, *arguments)


def _fault(name: str, error: Exception) -> str:
    _LOG.error("The step %s failed", name, exc_info=error)
    return reasons.kept(
        FassungError(
            "A fault of fassung's own ({reason}); the log says more. Try again after an update.",
            reason=type(error).__name__,
        )
    )


@DBOS.workflow(name="turn")
def turn(at: datetime, partner_id: object) -> None:
    """A feed's turn has come. One that is still being fetched is not fetched twice."""
    options: EnqueueOptions = {
        "workflow_name": "Worker.poll",
        "queue_name": "intake",
        "class_name": WORKER,
        "instance_name": INSTANCE,
        "deduplication_id": f"poll {partner_id}",
        "duplication_policy": "return-existing",
    }
    DBOS.enqueue_workflow_with_options(options, partner_id)


def start(store: Store, config: DeskConfig, rules: Rules, name: str) -> None:
    """Starts to work: what a worker of this ``name`` left undone, then what is in the queues.

    Args:
        store: already migrated.
        config: the desk's.
        name: the worker's own among all that share the database; the same after a restart.
    """
    settings: DBOSConfig = {
        "name": APPLICATION,
        "system_database_url": store.url,
        "application_version": APP_VERSION,
        "executor_id": name,
        "log_level": "WARNING",
        "notification_listener_polling_interval_sec": 1.0,
    }
    DBOS(config=settings)
    Worker(store, config, rules)
    DBOS.launch()
    # The engine uses both cores for one article; the others are short.
    for queue, at_once in (("intake", 2), ("publishing", 2), ("translation", 1)):
        DBOS.register_queue(queue, worker_concurrency=at_once, polling_interval_sec=0.5)
    paces.register(config.portals)
    _begin_anew(name)
    delivery.sweep(store, config)
    feeds_of = [partner for partner in config.partners.values() if partner.feed]
    DBOS.apply_schedules(
        [
            {
                "schedule_name": f"feed of {partner.id}",
                "workflow_fn": turn,
                "schedule": f"*/{partner.feed_minutes} * * * *",
                "context": partner.id,
            }
            for partner in feeds_of
        ]
    )
    wanted = {f"feed of {partner.id}" for partner in feeds_of}
    for schedule in DBOS.list_schedules():
        if schedule["schedule_name"] not in wanted:
            DBOS.delete_schedule(schedule["schedule_name"])
    for partner in feeds_of:
        turn(now(), partner.id)


def _begin_anew(name: str) -> None:
    """What the worker ``name`` left undone under another version: its steps may be others now.

    DBOS goes on with what was begun under its own version only. From the start is right, since
    no step changes anything the second time.
    """
    for left in DBOS.list_workflows(status="PENDING", executor_id=name, load_output=False):
        if left.app_version == APP_VERSION:
            continue
        if left.queue_name in QUEUE_OF.values() or paces.is_one(left.queue_name or ""):
            DBOS.fork_workflow(
                left.workflow_id,
                1,
                application_version=APP_VERSION,
                queue_name=left.queue_name,
                queue_partition_key=left.queue_partition_key,
            )
        DBOS.cancel_workflow(left.workflow_id)


def stop() -> None:
    """Stops taking work, and gives what runs a few seconds to end."""
    DBOS.destroy(workflow_completion_timeout_sec=5)
