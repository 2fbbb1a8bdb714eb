"""Real servers, one of each kind for all tests here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.storage import servers
from tests.storage.servers import Server


@pytest.fixture(scope="session")
def running() -> Iterator[dict[str, Server]]:
    made = {"openssh": servers.openssh, "rclone": servers.rclone, "s3": servers.seaweedfs}
    with ExitStack() as stack:
        yield {name: stack.enter_context(start()) for name, start in made.items()}


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORAGE_TEST_PASSWORD", servers.PASSWORD)
    monkeypatch.setenv("STORAGE_TEST_SECRET", servers.SECRET)


@pytest.fixture(params=["openssh", "rclone", "s3"])
def server(running: dict[str, Server], request: pytest.FixtureRequest) -> Server:
    return running[request.param]
