"""site: brings editions into one portal's site and takes them down, a bounded number of files each.

First what is known is noted, with all that must be written for it; then the files are written,
each replaced whole, and crossed out. Who is killed in between leaves a list that the next one
works off. A lock keeps writers of one site apart, in one process or many.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from filelock import FileLock, Timeout

from fassung.errors import DeliveryError, FileError, HeldError
from fassung.files import replace_file
from fassung.messages import reason
from fassung.portals import page
from fassung.portals.edition import Edition, Receipt, Withdrawal
from fassung.portals.portal import Portal
from fassung.portals.site import facts, fixed, layout, pictures, tasks
from fassung.portals.site.facts import Facts
from fassung.portals.site.state import Known, State
from fassung.portals.site.theme import Look

GONE_FOR_NGINX = "gone.nginx"
GONE_FOR_APACHE = "gone.txt"
_PATIENCE = 20.0
"""Seconds to wait for another writer."""
_REPAIR = 1.0
"""Seconds that one publish spends at most on what others left, or a new look made necessary."""
_OWN = frozenset(
    {
        layout.NOTICE,
        layout.MISSING,
        layout.GONE,
        layout.ROBOTS,
        layout.SITEMAPS,
        layout.NEWS_SITEMAP,
        *(layout.feed(layout.ALL, kind) for kind in ("rss", "atom")),
        layout.front(layout.ALL),
        layout.months(layout.ALL),
    }
)


class Site:
    """The site of one portal. Threads may share it.

    Args:
        folder: what readers may fetch.
        memory: the folder for what the site remembers; not to be served.
        links: words and addresses at the foot of each front.
        order: of the sections, by name; others follow.
        now: the clock (aware).
    """

    def __init__(
        self,
        folder: Path,
        memory: Path,
        links: tuple[tuple[str, str], ...] = (),
        order: tuple[str, ...] = layout.ORDER,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.folder, self.memory = folder, memory
        self._links, self._order, self._now = links, order, now
        self._one = threading.Lock()
        self._state: State | None = None

    def close(self) -> None:
        """Lets go of its files; it may be used again."""
        with self._one:
            if self._state is not None:
                self._state.close()
                self._state = None

    def publish(self, edition: Edition) -> Receipt:
        """Puts ``edition`` there, unless the same or a later number stands there as it was written.

        Raises:
            DeliveryError: if it may not be published, or the site cannot be written.
        """
        id, portal = edition.article.id, edition.portal
        with self._writing() as state:
            known, todo = state.known(id), set[str]()
            if known is None or known.number < edition.number or self._is_other(known, edition):
                was_gone = known is not None and not known.live
                known, todo = self._note_edition(state, edition)
                if was_gone:
                    self._list_gone(state)
            self._work(state, self._look(state, portal), todo)
        return _receipt(known, portal)

    def withdraw(self, withdrawal: Withdrawal) -> Receipt:
        """Puts the note in the place of the article, and lists it nowhere, unless a later number
        stands there. Also where nothing is known of it.

        Raises:
            DeliveryError: if the site cannot be written.
        """
        id, portal = withdrawal.article.id, withdrawal.portal
        with self._writing() as state:
            known, todo = state.known(id), set[str]()
            look = self._look(state, portal)
            # The same number, and live: a desk that was restored from a backup gives it again.
            if known is None or known.number < withdrawal.number + known.live:
                known, todo = self._note_withdrawal(state, withdrawal, fixed.gone(look), known)
                # Before the page: a server says 410 from the first moment on.
                self._list_gone(state)
            self._work(state, look, todo)
        return _receipt(known, portal)

    def shown(self, id: str) -> int:
        """The number of the article that readers get; 0 for none, or if somebody changed the page.

        Raises:
            DeliveryError: if the site cannot be read.
        """
        with self._writing() as state:
            known = state.known(id)
        return known.number if known and known.live and self._stands(known) else 0

    def rebuild(self, portal: Portal) -> None:
        """Writes everything anew that follows from what is known: all but the articles.

        Raises:
            DeliveryError: if the site cannot be written.
        """
        with self._writing() as state:
            left = state.pending()
            todo = tasks.everything(state) - left.keys()
            with state.writing():
                state.pend(dict.fromkeys(todo, b""))
            self._list_gone(state)
            self._work(state, self._look(state, portal), todo | left.keys())

    def _is_other(self, known: Known, edition: Edition) -> bool:
        """Whether something else stands there under the number of ``edition``: somebody changed or
        removed the page, or a desk that was restored from a backup gives the number again. What
        is withdrawn stays so: only a higher number brings it back."""
        if known.number != edition.number or not known.live:
            return False
        seen = facts.of(edition, pictures.lead(edition, self.folder))
        fresh = sha256(_page(edition, seen)).hexdigest()
        return known.digest != fresh or not self._stands(known)

    def _stands(self, known: Known) -> bool:
        try:
            found = (self.folder / known.path).read_bytes()
        except OSError:
            return False
        return sha256(found).hexdigest() == known.digest

    def _note_edition(self, state: State, edition: Edition) -> tuple[Known, set[str]]:
        id, portal = edition.article.id, edition.portal
        file = self._file(edition.address, portal)
        seen = facts.of(edition, pictures.lead(edition, self.folder))
        html = _page(edition, seen)
        known = Known(edition.number, True, file, sha256(html).hexdigest(), seen.text())
        with state.writing():
            if not edition.reviewed:
                state.keep_fact("unread", json.dumps([portal.label, portal.translated]))
            state.keep(id, known)
            self._keep_sections(state, seen, portal)
            todo = dict.fromkeys(tasks.listed(state, seen, self._today()), b"")
            gone = tasks.pictured(state, id, facts.picture_file(seen.picture))
            todo |= {f"page/{file}": html, **dict.fromkeys(gone, b"")}
            if old := set(state.paths(id)) - {file}:
                moved = fixed.moved(self._look(state, portal), seen.path)
                todo |= {f"page/{path}": moved for path in old}
            state.pend(todo)
        return known, set(todo)

    def _note_withdrawal(
        self, state: State, withdrawal: Withdrawal, note: bytes, before: Known | None
    ) -> tuple[Known, set[str]]:
        id = withdrawal.article.id
        file = self._file(withdrawal.address, withdrawal.portal)
        known = Known(
            withdrawal.number,
            False,
            before.path if before else file,
            sha256(note).hexdigest(),
            before.facts if before else "",
        )
        with state.writing():
            state.keep(id, known)
            gone = tasks.unlisted(state, id, self._today()) | tasks.pictured(state, id, "")
            todo = dict.fromkeys(gone, b"")
            # Where it ever stood, too: the portal's settings may have changed since.
            todo |= {f"page/{path}": note for path in {*state.paths(id), file}}
            state.pend(todo)
        return known, set(todo)

    def _keep_sections(self, state: State, seen: Facts, portal: Portal) -> None:
        order = list(dict.fromkeys((*self._order, *portal.terms.values())))
        for slug, name in seen.sections:
            state.keep_section(slug, name, order.index(name) if name in order else len(order))

    def _look(self, state: State, portal: Portal) -> Look:
        labels = [(portal.label_reviewed, portal.translated_reviewed)]
        if unread := state.fact("unread"):
            label, translated = json.loads(unread)
            labels.append((label, translated))
        return Look(
            portal=portal,
            sections=tuple(state.sections()),
            links=self._links,
            labels=tuple((label, words) for label, words in labels if label.strip()),
        )

    def _work(self, state: State, look: Look, todo: set[str]) -> None:
        """Writes ``todo``; and of what was left before, as much as there is time for."""
        if state.fact("look") != (digest := look.digest()):
            with state.writing():
                left = tasks.everything(state) - state.pending().keys()
                state.pend(dict.fromkeys(left, b""))
                state.keep_fact("look", digest)
        end = time.monotonic() + _REPAIR
        done: list[str] = []
        pending = state.pending()
        try:
            for task in sorted(pending, key=lambda t: (t not in todo, _rank(t))):
                if task not in todo and time.monotonic() > end:
                    break
                durable = task.startswith("page/")
                for file, data in tasks.make(task, state, look, self._now(), pending[task]):
                    if data is None:
                        (self.folder / file).unlink(missing_ok=True)
                    else:
                        replace_file(self.folder / file, data, durable=durable)
                done.append(task)
        finally:
            with state.writing(durable=False):
                state.done(done)

    def _list_gone(self, state: State) -> None:
        files = state.gone()
        replace_file(self.memory / GONE_FOR_NGINX, fixed.gone_for_nginx(files))
        replace_file(self.memory / GONE_FOR_APACHE, fixed.gone_for_apache(files))

    def _today(self) -> str:
        return self._now().date().isoformat()

    @staticmethod
    def _file(address: str, portal: Portal) -> str:
        """The file of an address of the site.

        Raises:
            DeliveryError: if it would lie outside of the site, or be one of the site's own.
        """
        path = unquote(address.removeprefix(f"https://{portal.domain}")).removeprefix("/")
        if path.endswith("/"):
            path += "index.html"
        parts = PurePosixPath(path).parts
        unfit = not parts or any(part.startswith((".", "/")) or "\0" in part for part in parts)
        if unfit or "\\" in path or path in _OWN:
            raise DeliveryError(
                "/{path} is no place for an article of {portal}; choose another path there.",
                again=False,
                path=path,
                portal=portal.name,
            )
        return "/".join(parts)

    @contextmanager
    def _writing(self) -> Iterator[State]:
        try:
            with self._one:
                self.memory.mkdir(parents=True, exist_ok=True)
                with FileLock(self.memory / "lock", timeout=_PATIENCE):
                    if self._state is not None and not self._state.file.exists():
                        # Somebody has begun the site anew, and it was kept open.
                        self._state.close()
                        self._state = None
                    self._state = self._state or State(self.memory)
                    yield self._state
        except Timeout:
            raise DeliveryError(
                "Somebody else is writing the site in {folder}; it is tried again.",
                after=5.0,
                folder=self.folder,
            ) from None
        except FileError as error:
            raise DeliveryError("{reason}", reason=error) from error
        except (OSError, sqlite3.Error) as error:
            raise DeliveryError(
                "What the site in {folder} remembers cannot be read or written ({reason}); look "
                "into {memory}.",
                folder=self.folder,
                memory=self.memory,
                reason=reason(error) if isinstance(error, OSError) else error,
            ) from error


def _rank(task: str) -> int:
    """Pages come before the fronts that lead to them, and pictures go after these."""
    return 0 if task.startswith("page/") else 2 if task.startswith("drop/") else 1


def _page(edition: Edition, seen: Facts) -> bytes:
    section = layout.link(layout.front(seen.sections[0][0])) if seen.sections else ""
    try:
        html = page.of(edition, home=layout.link(layout.front(layout.ALL)), section=section)
    except HeldError as error:
        raise DeliveryError("{reason}", again=False, reason=error) from error
    return html.encode()


def _receipt(known: Known, portal: Portal) -> Receipt:
    return Receipt(
        number=known.number,
        remote=known.path,
        address=f"https://{portal.domain}/{quote(known.path)}",
        digest=known.digest,
    )
