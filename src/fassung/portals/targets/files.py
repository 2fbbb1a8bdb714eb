"""Files in any storage that fsspec reaches: a folder, SFTP, S3 and others.

A file is never seen half: local ones and those behind SFTP or FTP are written under another name
and moved; object stores show an object only when it is whole.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from fassung.errors import DeliveryError, FassungError, WrongSetting
from fassung.files import replace_file
from fassung.portals.edition import Edition, Receipt, Withdrawal
from fassung.portals.targets import bodies, storages

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

KIND = "files"
_LOCAL = ("file", "local")
_WHOLE = (*storages.OBJECTS, "memory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Options of a storage."""

    folder: str
    """A path, or an address that fsspec knows: ``sftp://host/in``, ``s3://bucket/news``."""
    formats: tuple[str, ...] = ("html",)
    """One file for each."""
    name: str = "{outlet}/{id}"
    """The file's name without its end; ``{id}`` is the article's, ``{outlet}`` the portal's."""
    storage: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """What the storage itself wants to know: ``username``, ``endpoint`` …; a value ``env:NAME`` is
    taken from the environment, so that no password stands in the file."""

    def __post_init__(self) -> None:
        for format in self.formats:
            bodies.check(format)
        try:
            self.name.format(id="", outlet="")
        except (KeyError, IndexError, ValueError):
            raise WrongSetting(
                "{wrong} may name {known} only.", wrong=self.name, known="{id}, {outlet}"
            ) from None
        if "{id}" not in self.name or ".." in self.name or self.name.startswith("/"):
            raise WrongSetting(
                "{wrong} must hold {id}, and may not lead out of the folder.",
                wrong=self.name,
                id="{id}",
            )


settings = Settings


def open(settings: Settings) -> Files:
    """The storage; nothing is called yet."""
    return Files(settings)


class Files:
    """See the module."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opened: tuple[AbstractFileSystem, str] | None = None
        self._one = threading.Lock()

    def publish(self, edition: Edition, key: str, before: Receipt | None) -> Receipt:
        """See :class:`fassung.portals.targets.protocol.Target`."""
        return self._put(edition, before)

    def withdraw(self, withdrawal: Withdrawal, key: str, before: Receipt | None) -> Receipt:
        """Puts the word that it is gone in the place of each file."""
        return self._put(withdrawal, before)

    def shown(self, edition: Edition | Withdrawal, before: Receipt | None) -> int | None:
        """The number of ``before`` if its bytes lie there; 0 if others do, or none."""
        if before is None:
            return 0
        digest = hashlib.sha256()
        names = (before.said or {}).get("files", [])
        try:
            for name in names:
                digest.update(self._store.cat_file(self._at(name)))
        except FileNotFoundError:
            return 0
        except Exception as error:
            raise self._failed(error) from error
        return before.number if names and digest.hexdigest() == before.digest else 0

    def _put(self, said: Edition | Withdrawal, before: Receipt | None) -> Receipt:
        name = self._settings.name.format(id=said.article.id, outlet=said.outlet)
        made = {
            name + bodies.SUFFIXES[format]: bodies.write(said, format)
            for format in self._settings.formats
        }
        old = [n for n in ((before.said or {}) if before else {}).get("files", []) if n not in made]
        # A connection that nobody used for a while may be cut off, and only a try tells.
        tries = 2 if self._opened is not None else 1
        while True:
            tries -= 1
            try:
                self._replace(made, old)
                break
            except FassungError:
                raise
            except Exception as error:
                failed = self._failed(error)
                if not tries:
                    raise failed from error
        digest = hashlib.sha256(b"".join(made.values())).hexdigest()
        return Receipt(number=said.number, remote=name, digest=digest, said={"files": list(made)})

    def _replace(self, made: Mapping[str, bytes], old: list[str]) -> None:
        for file, data in made.items():
            self._write(self._at(file), data)
        # Where it lay before, if the settings have changed since.
        for name in old:
            if self._store.exists(self._at(name)):
                self._store.rm_file(self._at(name))

    def _write(self, path: str, data: bytes) -> None:
        protocol = self._protocol
        if protocol in _LOCAL:
            replace_file(Path(path), data)
        elif protocol in _WHOLE:
            self._store.pipe_file(path, data)
        else:
            self._store.makedirs(dirname(path), exist_ok=True)
            part = f"{dirname(path)}/.{secrets.token_hex(6)}.part"
            self._store.pipe_file(part, data)
            self._store.mv(part, path)

    def _at(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    @property
    def _protocol(self) -> str:
        named = self._store.protocol
        return named if isinstance(named, str) else str(named[0])

    def _open(self) -> tuple[AbstractFileSystem, str]:
        with self._one:
            if self._opened is None:
                try:
                    self._opened = storages.open(self._settings.folder, self._settings.storage)
                except (ImportError, ValueError, TypeError) as error:
                    raise DeliveryError(
                        "The storage {folder} cannot be opened ({reason}); install what it needs "
                        "(fassung[storage] for SFTP and S3), or correct the settings.",
                        again=False,
                        folder=self._settings.folder,
                        reason=storages.reason(error),
                    ) from error
            return self._opened

    @property
    def _store(self) -> AbstractFileSystem:
        try:
            return self._open()[0]
        except FassungError:
            raise
        except Exception as error:  # each storage has errors of its own
            raise self._failed(error) from error

    @property
    def _root(self) -> str:
        return self._open()[1]

    def close(self) -> None:
        """Lets go of the connection; the next delivery opens another."""
        with self._one:
            if self._opened is not None:
                storages.close(self._opened[0])
                self._opened = None

    def _failed(self, error: Exception) -> DeliveryError:
        # A connection that was lost does not come back by itself.
        self.close()
        if isinstance(error, DeliveryError):
            return error
        return DeliveryError(
            "The storage {folder} does not take it ({reason}); it is tried again.",
            folder=self._settings.folder,
            reason=storages.reason(error),
        )
