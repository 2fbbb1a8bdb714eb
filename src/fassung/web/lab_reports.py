"""What the lab has: its sets, the runs over them, and the reports that were written.

For chiefs only: a report names the system beside each text, and who has read it rates blind no
more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from fassung.errors import LabError, NotFound, UsageError
from fassung.lab import folder as places
from fassung.lab.report.numbers import day, figure
from fassung.lab.runs import record
from fassung.lab.sets import frozen
from fassung.web import pages, words
from fassung.web.access import needs
from fassung.web.lab_shelf import home
from fassung.web.security import PREVIEW_HEADERS

AT = "/lab/reports"


@dataclass(frozen=True, slots=True)
class Shown:
    """A set or a run: its folder's name, and what its settings say or why they cannot be read."""

    name: str
    said: Mapping[str, Any]
    wrong: str = ""


@needs("chief")
def listed(request: Request) -> Response:
    """Sets with their runs, and reports, the newest first."""
    lab = home(request)
    found = [
        (path.stem, f"{AT}/{quote(path.name)}", datetime.fromtimestamp(path.stat().st_mtime, UTC))
        for path in _reports(lab)
    ]
    return pages.render(
        request,
        "lab/reports.html.j2",
        reports=sorted(found, key=lambda report: report[2], reverse=True),
        sets=[
            (one, _shown(places.runs(lab, one.name), record.SETTINGS, record.settings))
            for one in _shown(places.sets(lab), frozen.SETTINGS, frozen.settings)
        ],
        age=words.age,
        day=day,
        figure=figure,
    )


@needs("chief")
def report(request: Request) -> Response:
    """A report as it lies there, without scripts and without our cookies.

    Only what is listed is given, so no address leads out of the folder.
    """
    name = request.path_params["name"]
    path = next((path for path in _reports(home(request)) if path.name == name), None)
    if path is None:
        raise NotFound("There is no report {name}; go back to the list.", name=name)
    try:
        return HTMLResponse(path.read_bytes(), headers=PREVIEW_HEADERS)
    except OSError as error:
        raise places.unreadable(path, error) from error


def _reports(lab: Path) -> list[Path]:
    return [
        path
        for path in places.reports(lab).glob("*.html")
        if _is_name(path.stem) and path.is_file() and not path.is_symlink()
    ]


def _shown(folder: Path, settings: str, read: Callable[[Path], Mapping[str, Any]]) -> list[Shown]:
    """What lies in ``folder``, by name; only the settings are read, which is quick."""
    found = []
    for path in sorted(folder.glob(f"*/{settings}")):
        name = path.parent.name
        if not _is_name(name):
            continue
        try:
            found.append(Shown(name, read(path.parent)))
        except LabError as error:
            found.append(Shown(name, {}, str(error)))
    return found


def _is_name(name: str) -> bool:
    try:
        return bool(places.checked_name(name))
    except UsageError:
        return False


routes = [
    Route(AT, listed, methods=["GET"]),
    Route(f"{AT}/{{name}}", report, methods=["GET"]),
]
