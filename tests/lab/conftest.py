"""One measured lab for all tests that only look at it."""

from pathlib import Path

import pytest

from fassung.lab.score import Scored, score
from tests.lab import made


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lab with a set and three finished runs."""
    folder = tmp_path_factory.mktemp("lab")
    made.lab(folder)
    return folder


@pytest.fixture(scope="session")
def scored(home: Path) -> Scored:
    """The same, measured."""
    from fassung.lab import sets
    from fassung.lab.runs import list_runs

    of = sets.open_set(home / "sets" / "news")
    return score(home, of, list_runs(home, of))
