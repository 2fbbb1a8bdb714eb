"""Where the pages of the lab find campaigns: a desk's folder of them, or the one that is served."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request

from fassung.errors import NotFound
from fassung.lab.rating import campaign
from fassung.lab.rating.campaign import Campaign


class Shelf:
    """Campaigns by name: the folders that ``folders`` gives. Each is opened once.

    A campaign's design never changes, and its ledgers see what others write.
    """

    def __init__(self, folders: Callable[[], list[Path]]) -> None:
        self._folders = folders
        self._lock = threading.Lock()
        self._open: dict[Path, Campaign] = {}

    def names(self) -> list[str]:
        """Of all of them, in order; none is opened, so that one that is broken spoils no list."""
        return sorted(path.name for path in self._folders() if campaign.is_one(path))

    def find(self, name: str) -> Campaign:
        """The one in the folder of that name.

        Raises:
            NotFound: if there is none.
            FassungError: if it cannot be read.
        """
        for path in self._folders():
            if path.name == name and campaign.is_one(path):
                return self._at(path)
        raise NotFound("There is no campaign {name}; go back to the list.", name=name)

    def _at(self, path: Path) -> Campaign:
        with self._lock:
            if path not in self._open:
                self._open[path] = campaign.load(path)
            return self._open[path]


def shelf(request: Request) -> Shelf:
    """The application's; a desk's campaigns lie in ``ratings`` of its lab."""
    state = request.app.state
    if not hasattr(state, "ratings"):
        state.ratings = Shelf(lambda: _within(home(request) / "ratings"))
    found: Shelf = state.ratings
    return found


def home(request: Request) -> Path:
    """The lab's folder of a desk: ``lab``, beside the folder of its pages."""
    site: Path = request.app.state.desk.config.site
    return site.parent / "lab"


def _within(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
