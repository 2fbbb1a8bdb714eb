"""Storages: opens what fsspec reaches, so that none hangs for good and none is somebody else's.

SFTP is fsspec's own, with times after which a silent server counts as gone, and only with servers
whose key is known. Object stores (S3, Google's, Azure's) go through obstore's file system for
fsspec; it tries again by itself, for a bounded time.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fassung.errors import DeliveryError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

SECONDS = 20.0
"""Without an answer, until a server counts as gone."""
OBJECTS = ("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "azure")
"""Stores that show an object only when it is whole."""
_SSH = ("sftp", "ssh")


def open(folder: str, options: Mapping[str, Any]) -> tuple[AbstractFileSystem, str]:
    """The storage that ``folder`` lies in, and the path there.

    Args:
        folder: a path, or an address that fsspec knows.
        options: as the storage names them; a value ``env:NAME`` is taken from the environment.

    Raises:
        DeliveryError: if the server's key is not known.
        ImportError: if a package is missing.
        ValueError: if an option is none of the storage's.
        Exception: each storage has errors of its own.
    """
    known = {
        key: os.environ.get(value[4:], "")
        if isinstance(value, str) and value.startswith("env:")
        else value
        for key, value in options.items()
    }
    protocol = folder.partition("://")[0] if "://" in folder else "file"
    if protocol in OBJECTS:
        return _objects(folder, protocol, known), folder.partition("://")[2]
    import fsspec  # late: it takes a second that a command without targets need not wait

    if protocol in _SSH:
        known = _careful(known)
    store, root = fsspec.core.url_to_fs(folder, skip_instance_cache=True, **known)
    if protocol in _SSH:
        store.ftp.get_channel().settimeout(SECONDS)
    return store, str(root)


def reason(error: Exception) -> str:
    """Why, in one line: stores tell a good deal."""
    told = " ".join(str(error).partition("Debug source:")[0].split())
    return told[:300] or type(error).__name__


def close(store: AbstractFileSystem) -> None:
    """Lets go of the connection; one that is broken, too."""
    if (client := getattr(store, "client", None)) is not None:
        with suppress(Exception):
            client.close()


def _objects(folder: str, protocol: str, options: Mapping[str, Any]) -> AbstractFileSystem:
    from obstore.exceptions import BaseError
    from obstore.fsspec import FsspecStore
    from obstore.store import from_url

    limit = timedelta(seconds=SECONDS)
    endpoint = str(options.get("endpoint", ""))
    client: dict[str, Any] = {
        "timeout": limit,
        "connect_timeout": limit / 2,
        # Somebody wrote http:// into the settings: a store in the house.
        "allow_http": endpoint.startswith("http://"),
    }
    how: dict[str, Any] = {
        "client_options": client,
        "retry_config": {"max_retries": 2, "retry_timeout": limit},
        **options,
    }
    try:
        from_url(folder, **how)  # tells at once what is wrong in the options
    except BaseError as error:
        raise ValueError(str(error)) from error
    store: AbstractFileSystem = FsspecStore(protocol, skip_instance_cache=True, **how)
    return store


def _careful(options: Mapping[str, Any]) -> dict[str, Any]:
    """Options of SFTP with times, and with the keys that the server may have."""
    times = {"timeout": SECONDS, "banner_timeout": SECONDS, "auth_timeout": SECONDS}
    rest = {key: value for key, value in options.items() if key != "known_hosts"}
    file = Path(str(options.get("known_hosts", "~/.ssh/known_hosts"))).expanduser()
    return {"host_key_policy": _policy(file), **times, **rest}


def _policy(file: Path) -> Any:
    import paramiko

    class Known(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]
        """fsspec knows no hosts, so each is asked for here."""

        def missing_host_key(self, client: Any, hostname: str, key: Any) -> None:
            hosts = paramiko.HostKeys()
            with suppress(OSError):
                hosts.load(str(file))
            if not hosts.check(hostname, key):
                raise DeliveryError(
                    "The key of {host} ({key}) does not stand in {file}; put it there if it is "
                    "the right one (ssh-keyscan), or name the file with storage.known_hosts.",
                    again=False,
                    host=hostname,
                    key=f"{key.get_name()} {key.fingerprint}",
                    file=file,
                )

    return Known()
