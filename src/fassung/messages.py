"""What fassung says to people, in English or German by locale.

English templates in the code are the keys; the catalogues in ``locale/``, one a
room, hold the German wording (gettext's format, read with Babel, so an editor can
correct it and no build step is needed).
"""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources

from babel.messages.pofile import read_po

_VARIABLES = ("FASSUNG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_SPOKEN: ContextVar[str] = ContextVar("language", default="")
"""What :func:`speaking` has set in this thread or task; empty outside of it."""


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within the block messages are in ``language`` (``"de"`` or ``"en"``), for whoever asks.

    Holds for the thread or task that enters it, and for the threads it hands work to.
    """
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def language(environ: Mapping[str, str] = os.environ) -> str:
    """The language of messages: ``"de"`` or ``"en"``.

    That of :func:`speaking`; outside of it the first set variable of ``FASSUNG_LANGUAGE``,
    ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` decides, as POSIX has it (XBD 8.2).

    >>> language({"LANG": "de_AT.UTF-8"}), language({"LC_ALL": "C", "LANG": "de_DE"})
    ('de', 'en')
    """
    if spoken := _SPOKEN.get():
        return spoken
    for variable in _VARIABLES:
        if value := environ.get(variable):
            return "de" if value.lower().startswith("de") else "en"
    return "en"


@cache
def catalogue() -> Mapping[str, str]:
    """The German wording by English template, of all catalogues in ``locale/``."""
    found: dict[str, str] = {}
    for path in (resources.files("fassung") / "locale").iterdir():
        if path.name.endswith(".po"):
            with path.open("rb") as file:
                entries = read_po(file, locale="de")
            found |= {str(e.id): str(e.string) for e in entries if e.id and e.string}
    return found


def message(template: str, /, **values: object) -> str:
    """``template`` in the reader's language, with ``values`` put in."""
    if language() == "de":
        template = catalogue().get(template, template)
    return template.format(**values) if values else template


def reason(error: OSError) -> str:
    """Why the machine could not open or write something, in the reader's language.

    >>> reason(FileNotFoundError(2, "No such file or directory"))
    'it is not there'
    """
    known = {
        errno.ENOENT: message("it is not there"),
        errno.EACCES: message("not allowed"),
        errno.EPERM: message("not allowed"),
        errno.EROFS: message("nothing can be written there"),
        errno.EISDIR: message("it is a folder"),
        errno.ENOTDIR: message("part of the path is no folder"),
        errno.EEXIST: message("part of the path is no folder"),
        errno.ELOOP: message("links lead in a circle"),
        errno.EIO: message("the device reports an error"),
        errno.EFBIG: message("no file may grow that large here"),
        errno.EDQUOT: message("the quota is used up"),
        errno.EMFILE: message("too many files are open"),
        errno.EADDRNOTAVAIL: message("not an address of this machine"),
        socket.EAI_NONAME: message("no such host is known"),
        errno.ENOSPC: message("the disk is full"),
        errno.ENAMETOOLONG: message("the name is too long"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)
