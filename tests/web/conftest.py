"""A served desk for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.running import House, serving


@pytest.fixture(scope="session")
def first_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Migrated once; never served."""
    house = House.at(tmp_path_factory.mktemp("house"))
    house.store.close()
    return house


@pytest.fixture
def house(first_house: House, tmp_path: Path) -> Iterator[House]:
    with serving(first_house.moved(tmp_path)) as served:
        yield served
