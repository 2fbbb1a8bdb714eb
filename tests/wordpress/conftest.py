"""One real WordPress for all tests here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.wordpress.site import Site, wordpress


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with wordpress() as running:
        yield running
