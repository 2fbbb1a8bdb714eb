"""One filled site for the tests that only read; each of the others fills a small one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from fassung.portals.targets.site import SiteTarget
from tests.portals_site import filled


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with 40 articles, one withdrawn; ``site`` and ``.site.site`` in it."""
    folder = tmp_path_factory.mktemp("whole")
    target = filled.filled(folder, articles=40)
    target.withdraw(filled.withdrawal(filled.edition(7), 2), "", None)
    target.close()
    return folder


@pytest.fixture(scope="session")
def _six(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("six")
    filled.filled(folder, articles=6).close()
    return folder


@pytest.fixture
def target(_six: Path, tmp_path: Path) -> Iterator[SiteTarget]:
    """A target whose site, under ``tmp_path``, has six articles."""
    shutil.copytree(_six, tmp_path, dirs_exist_ok=True)
    target = filled.empty(tmp_path)
    yield target
    target.close()
