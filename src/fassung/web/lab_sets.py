"""A set of the lab: its runs and figures, and what a chief may have done with it.

For chiefs only, as :mod:`fassung.web.lab_reports` says. Metrics of the house's own (``--plugin``)
are programs that run on this machine: those are named on the command line and not in a page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date as Date
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fassung.commands.lab_desk import of_store
from fassung.desk.accounts import Person
from fassung.desk.config import DeskConfig
from fassung.engines import registry
from fassung.errors import DeskError, FassungError, LabError, NotFound
from fassung.lab import folder as places
from fassung.lab import runs, sets
from fassung.lab.pairs import Pair
from fassung.lab.rating import campaign
from fassung.lab.rating.campaign import Design
from fassung.lab.rating.plan import Kind
from fassung.lab.rating.texts import of_runs
from fassung.lab.report import wording
from fassung.lab.report.numbers import day, figure
from fassung.lab.runs import lines, record
from fassung.lab.sets import LabSet, frozen
from fassung.messages import language, message
from fassung.web import forms, lab_work, pages, words
from fassung.web.access import needs
from fassung.web.lab_shelf import home

AT = "/lab/sets"


@needs("chief")
def show(request: Request) -> Response:
    """The set's runs, its figures by the last report, and the forms."""
    lab, name = home(request), _name(request)
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
        campaigns=_campaigns(lab),
        people=_people(request),
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


@needs("chief")
def make(request: Request) -> Response:
    """Makes a set of the desk's post-edits, or of lines that were pasted."""
    lab = home(request)
    name = places.checked_name(forms.text(request, "name"))
    pasted = forms.text(request, "lines")
    if pasted:
        pairs, origin = _pasted(pasted), message("pasted lines")
        references = "human" if any(pair.reference for pair in pairs) else ""
    else:
        since = forms.text(request, "since")
        pairs = of_store(request.app.state.desk.store, _since(since))
        origin, references = "desk" + (f" {since}–" if since else ""), "post-edit"
        if not pairs:
            raise DeskError("Nobody has approved a translated article since then.")
    made = sets.freeze(
        places.sets(lab) / name,
        pairs,
        use="tune" if forms.text(request, "use") == "tune" else "test",
        made_from=origin,
        references=references,
        licence=forms.text(request, "licence"),
    )
    if all(pair.machine for pair in made.pairs):
        runs.from_machine(lab, made, "machine")
    return RedirectResponse(f"{AT}/{quote(name)}", 303)


@needs("chief")
def run(request: Request) -> Response:
    """Starts an engine over the set, or lets a run go on."""
    engine = forms.text(request, "engine")
    if engine not in engines(request.app.state.desk.config):
        raise DeskError("Choose one of the engines that this desk has.")
    command = ["run", _name(request), "--engine", engine]
    if name := forms.text(request, "run"):
        command += ["--name", places.checked_name(name)]
    if forms.text(request, "bare"):
        command.append("--bare")
    if price := forms.text(request, "price").replace(",", "."):
        try:
            command += ["--price", str(abs(float(price)))]
        except ValueError as error:
            raise DeskError("A price is a number such as 20 or 12,50.") from error
    return _started(request, command)


@needs("chief")
def report(request: Request) -> Response:
    """Measures finished runs, and writes the report."""
    command = ["report", _name(request), "--language", language()]
    finished = _finished(request)
    if not finished:
        raise DeskError("No run over this set is finished yet.")
    for name in request.state.form.getlist("ratings"):
        if name in _campaigns(home(request)):
            command += ["--ratings", str(home(request) / "ratings" / name)]
    return _started(request, [*command, *finished])


@needs("chief")
def compare(request: Request) -> Response:
    """Compares two runs segment by segment, as a page beside the reports."""
    first, second = forms.text(request, "first"), forms.text(request, "second")
    if first == second or not {first, second} <= set(_finished(request)):
        raise DeskError("Choose two finished runs that differ.")
    set_name = _name(request)
    target = places.reports(home(request)) / f"{set_name}-{first}-{second}.html"
    words_ = ["compare", set_name, first, second, "--language", language(), "-o", str(target)]
    return _started(request, words_)


@needs("chief")
def rate(request: Request) -> Response:
    """Makes a campaign in which people of the desk rate finished runs blind."""
    lab = home(request)
    of = _set(request)
    name = places.checked_name(forms.text(request, "name"))
    kind = forms.text(request, "kind")
    documents = forms.text(request, "documents")
    if kind not in set(Kind) or not (documents or "0").isdecimal():
        raise DeskError("This is no campaign; fill in the form again.")
    raters = request.state.form.getlist("rater")
    campaign.create(
        lab / "ratings" / name,
        of_runs(of, runs.list_runs(lab, of, _finished(request)), int(documents or 0)),
        Design(
            name=name,
            kind=Kind(kind),
            raters=tuple(login for login in _people(request) if login in raters),
            seed=1,
            categories=kind == Kind.MQM,
            checks=2,
            overlap=len(raters),
        ),
    )
    return RedirectResponse("/lab/ratings", 303)


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


def _name(request: Request) -> str:
    """The set of the address, if there is one of that name."""
    name = str(request.path_params["name"])
    if not (places.sets(home(request)) / places.checked_name(name) / frozen.SETTINGS).is_file():
        raise NotFound("There is no set {name}; go back to the list.", name=name)
    return name


def _set(request: Request) -> LabSet:
    return sets.open_set(places.sets(home(request)) / _name(request))


def _started(request: Request, command: list[str]) -> Response:
    lab_work.start(home(request), command, request.state.person.name)
    return RedirectResponse(f"{AT}/{quote(_name(request))}#work", 303)


def _runs(lab: Path, name: str) -> list[Path]:
    return sorted(places.runs(lab, name).glob(f"*/{record.SETTINGS}"))


def _finished(request: Request) -> list[str]:
    lab, name = home(request), _name(request)
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


def _campaigns(lab: Path) -> list[str]:
    """Campaigns whose ratings can be a measure: not those of preferences."""
    found = []
    for path in sorted((lab / "ratings").glob("*/")):
        try:
            if campaign.is_one(path) and campaign.load(path).design.kind is not Kind.PREFERENCE:
                found.append(path.name)
        except FassungError:
            continue  # the list of campaigns says what is wrong with it
    return found


def _people(request: Request) -> dict[str, str]:
    """Who could rate: names by login."""
    with request.app.state.desk.store.reading() as session:
        people = session.scalars(select(Person).where(Person.active).order_by(Person.name))
        return {person.login: person.name for person in people}


def _pasted(text: str) -> list[Pair]:
    """A segment a line: English and, behind a tab, German."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        english, _, german = line.partition("\t")
        if english.strip():
            found.append(
                Pair(
                    document=str(number),
                    segment=str(number),
                    source=english.strip(),
                    reference=german.partition("\t")[0].strip(),
                )
            )
    return found


def _since(typed: str) -> datetime | None:
    if not typed:
        return None
    try:
        return datetime.combine(Date.fromisoformat(typed), datetime.min.time()).astimezone()
    except ValueError as error:
        raise DeskError("{typed} is no date; write it as 2026-11-24.", typed=typed) from error


routes = [
    Route(AT, make, methods=["POST"]),
    Route(f"{AT}/{{name}}", show, methods=["GET"]),
    Route(f"{AT}/{{name}}/runs", run, methods=["POST"]),
    Route(f"{AT}/{{name}}/report", report, methods=["POST"]),
    Route(f"{AT}/{{name}}/comparison", compare, methods=["POST"]),
    Route(f"{AT}/{{name}}/ratings", rate, methods=["POST"]),
]
