"""A set of the lab: its runs and figures, and the forms for :mod:`fassung.web.lab_deeds`.

For chiefs only, as :mod:`fassung.web.lab_reports` says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fassung.desk.accounts import Person
from fassung.desk.config import DeskConfig
from fassung.engines import registry
from fassung.errors import FassungError, LabError, NotFound
from fassung.lab import folder as places
from fassung.lab.rating import campaign
from fassung.lab.rating.plan import Kind
from fassung.lab.report import wording
from fassung.lab.report.numbers import day, figure
from fassung.lab.runs import lines, record
from fassung.lab.sets import frozen
from fassung.messages import message
from fassung.web import lab_work, pages, words
from fassung.web.access import needs
from fassung.web.lab_shelf import home

AT = "/lab/sets"


@needs("chief")
def show(request: Request) -> Response:
    """The set's runs, its figures by the last report, and the forms."""
    lab, name = home(request), named(request)
    said = frozen.settings(places.sets(lab) / name)
    found = [_run(path.parent, said) for path in _runs(lab, name)]
    data = _figures(lab, name)
    return pages.render(
        request,
        "lab/set.html.j2",
        name=name,
        at=f"{AT}/{quote(name)}",
        said=said,
        runs=found,
        finished=[run["name"] for run in found if run["state"] == "finished"],
        data=data,
        outdated=data is not None and _outdated(data, found),
        report=(places.reports(lab) / f"{name}.html").is_file(),
        verdicts=wording.verdicts(data) if data else [],
        engines=engines(request.app.state.desk.config),
        campaigns=campaigns(lab),
        people=people(request),
        kinds={
            Kind.ESA: message("Mark errors, then score"),
            Kind.MQM: message("Mark errors and name their type"),
            Kind.PREFERENCE: message("Which of two is better"),
        },
        work=lab_work.latest(lab),
        busy=lab_work.busy(lab),
        age=lambda time: words.age(datetime.fromisoformat(time)),
        figure=figure,
        day=day,
    )


def engines(config: DeskConfig) -> list[str]:
    """What can be run here: the partners' engines, and those whose keys this desk has."""
    partners = config.partners.values()
    named = [spec for one in partners for spec in (one.engine, one.alternative) if spec]
    return [spec for spec in dict.fromkeys([*named, *registry.names()]) if _there(spec)]


def _there(spec: str) -> bool:
    try:
        registry.create(spec)
    except FassungError:
        return False
    return True


def named(request: Request) -> str:
    """The set of the address, if there is one of that name."""
    name = str(request.path_params["name"])
    if not (places.sets(home(request)) / places.checked_name(name) / frozen.SETTINGS).is_file():
        raise NotFound("There is no set {name}; go back to the list.", name=name)
    return name


def _runs(lab: Path, name: str) -> list[Path]:
    return sorted(places.runs(lab, name).glob(f"*/{record.SETTINGS}"))


def finished(request: Request) -> list[str]:
    lab, name = home(request), named(request)
    said = frozen.settings(places.sets(lab) / name)
    found = (_run(path.parent, said) for path in _runs(lab, name))
    return [run["name"] for run in found if run["state"] == "finished"]


def _run(folder: Path, of: Mapping[str, Any]) -> dict[str, Any]:
    """What a run's line shows; its outputs are counted and not read."""
    try:
        said = record.settings(folder)
        done = lines.count(folder / lines.FILE)
    except LabError as error:
        return {"name": folder.name, "state": "broken", "wrong": str(error)}
    state = "finished" if said.get("outputs_sha256") else "begun"
    return {
        "name": folder.name,
        "state": "other" if said["set_sha256"] != of["sha256"] else state,
        "done": done,
        "date": said["date"],
        "signature": said["signature"],
        "outputs": said.get("outputs_sha256", ""),
        "speed": said.get("words_per_second"),
        "cost": said.get("cost"),
        "currency": said.get("currency", ""),
    }


def _figures(lab: Path, name: str) -> dict[str, Any] | None:
    """What the last report said; None if there is none that can be read."""
    try:
        data = json.loads((places.reports(lab) / f"{name}.json").read_bytes())
        wording.verdicts(data)
        rows = [
            (system["scores"], system["ranks"], system["outputs_sha256"])
            for system in data["systems"]
        ]
        return data if rows and data["measures"] else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, StopIteration):
        return None


def _outdated(data: Mapping[str, Any], found: list[dict[str, Any]]) -> bool:
    """Whether runs have come, gone or changed since the report was written."""
    then = {system["name"]: system["outputs_sha256"] for system in data["systems"]}
    return then != {run["name"]: run["outputs"] for run in found if run["state"] == "finished"}


def campaigns(lab: Path) -> list[str]:
    """Campaigns whose ratings can be a measure: not those of preferences."""
    found = []
    for path in sorted((lab / "ratings").glob("*/")):
        try:
            if campaign.is_one(path) and campaign.load(path).design.kind is not Kind.PREFERENCE:
                found.append(path.name)
        except FassungError:
            continue  # the list of campaigns says what is wrong with it
    return found


def people(request: Request) -> dict[str, str]:
    """Who could rate: names by login."""
    with request.app.state.desk.store.reading() as session:
        people = session.scalars(select(Person).where(Person.active).order_by(Person.name))
        return {person.login: person.name for person in people}


routes = [
    Route(f"{AT}/{{name}}", show, methods=["GET"]),
]
