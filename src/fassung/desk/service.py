"""A desk at work: the database, the workers and watchers, what the web pages need."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from types import TracebackType

from fassung.desk import folders, worker_names, workflow
from fassung.desk.config import DeskConfig
from fassung.desk.rules import Rules
from fassung.desk.store import Store


@dataclass
class Desk(AbstractContextManager["Desk"]):
    """What all surfaces of the desk share. Use as a context: it is migrated at entry."""

    config: DeskConfig
    store: Store
    rules: Rules
    _stop: threading.Event = field(default_factory=threading.Event, init=False)
    _watcher: threading.Thread | None = field(default=None, init=False)
    _name: ExitStack = field(default_factory=ExitStack, init=False)
    _works: bool = field(default=False, init=False)

    @classmethod
    def of(cls, config: DeskConfig) -> Desk:
        """The desk of ``config``; nothing is connected yet.

        Raises:
            GlossaryError: if a partner's glossary cannot be read.
        """
        return cls(config, Store(config.database), Rules.of(config))

    def __enter__(self) -> Desk:
        self.store.migrate()
        return self

    def work(self, name: str) -> None:
        """Starts the workers, the watched folders and the feeds, in threads.

        Args:
            name: the worker's own; see :func:`fassung.desk.workflow.start`.

        Raises:
            UsageError: if another process works under that name.
        """
        self._name.enter_context(worker_names.held(self.store, name))
        # Threads take over the priority of the thread that starts them: those of the workflows, and
        # of the model that these load.
        with ThreadPoolExecutor(1, initializer=_behind) as one:
            one.submit(workflow.start, self.store, self.config, self.rules, name).result()
        self._works = True
        self._watcher = threading.Thread(
            target=folders.watch_all,
            args=(self.store, self.config, self._stop),
            name="folders",
            daemon=True,
        )
        self._watcher.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        if self._watcher is not None:
            self._watcher.join(timeout=5)
        if self._works:
            workflow.stop()
        self._name.close()
        self.store.close()


def _behind() -> None:
    """Pages go before work: this thread, and all that it starts, yield to others (Linux only;
    elsewhere a priority is the whole process's)."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        # Started with less priority still, it keeps that: only root may go back up.
        usual = os.getpriority(os.PRIO_PROCESS, thread)
        os.setpriority(os.PRIO_PROCESS, thread, max(10, usual))
