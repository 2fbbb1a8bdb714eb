"""Links that let one rater in, once, and the sessions that they begin.

Kept in the campaign's folder as ``access.json``, hashes only: whoever reads the folder cannot rate
in somebody's name. A session outlives the server, so that a rater goes on after a restart.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
from pathlib import Path

from fassung.errors import FileError, NotFound, UsageError
from fassung.files import replace_file
from fassung.messages import reason

_NAME = "access.json"


class Links:
    """The links and sessions of the campaign in ``folder``; one server at a time keeps them."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._lock = threading.Lock()
        self._links: dict[str, str] = {}
        self._sessions: dict[str, str] = {}
        if self._path.exists():
            self._read()

    def make(self, rater: str) -> str:
        """A new link's token for ``rater``; an unused one made before is worth nothing any more."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._links = {d: name for d, name in self._links.items() if name != rater}
            self._links[_digest(token)] = rater
            self._write()
        return token

    def rater(self, token: str) -> str:
        """Whose link it is, without using it up.

        Raises:
            NotFound: if it was used, or is none of ours.
        """
        with self._lock:
            return self._rater(token)

    def use(self, token: str) -> str:
        """Uses the link up and begins a session, whose secret is returned.

        Raises:
            NotFound: as :meth:`rater`.
        """
        session = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[_digest(session)] = self._rater(token)
            del self._links[_digest(token)]
            self._write()
        return session

    def who(self, session: str) -> str | None:
        """The rater of a session; None if there is no such session."""
        with self._lock:
            return self._sessions.get(_digest(session))

    def _rater(self, token: str) -> str:
        try:
            return self._links[_digest(token)]
        except KeyError as error:
            raise NotFound(
                "This link has been used, or a newer one was made; ask for another."
            ) from error

    def _read(self) -> None:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            self._links = dict(data["links"])
            self._sessions = dict(data["sessions"])
        except OSError as error:
            raise FileError(
                "{path} cannot be read ({reason}); check the path.",
                path=self._path,
                reason=reason(error),
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                "{path} is broken; delete it, and give the raters new links.", path=self._path
            ) from error

    def _write(self) -> None:
        data = {"links": self._links, "sessions": self._sessions}
        replace_file(self._path, (json.dumps(data, indent=1) + "\n").encode())


def _digest(token: str) -> str:
    """SHA-256; enough for a secret of 192 random bits or more."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
