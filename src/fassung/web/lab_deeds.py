"""What a chief may have done in the lab: sets, runs, measuring, comparisons and campaigns.

Metrics of the house's own (``--plugin``) are programs that run on this machine: those are named on
the command line and not in a page.
"""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fassung.commands.lab_desk import of_store
from fassung.errors import DeskError
from fassung.lab import folder as places
from fassung.lab import runs, sets
from fassung.lab.pairs import Pair
from fassung.lab.rating import campaign
from fassung.lab.rating.campaign import Design
from fassung.lab.rating.plan import Kind
from fassung.lab.rating.texts import of_runs
from fassung.lab.sets import LabSet
from fassung.messages import language, message
from fassung.web import forms, lab_work
from fassung.web.access import needs
from fassung.web.lab_sets import AT, campaigns, engines, finished, named, people
from fassung.web.lab_shelf import home


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
    command = ["run", named(request), "--engine", engine]
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
    command = ["report", named(request), "--language", language()]
    those = finished(request)
    if not those:
        raise DeskError("No run over this set is finished yet.")
    for name in request.state.form.getlist("ratings"):
        if name in campaigns(home(request)):
            command += ["--ratings", str(home(request) / "ratings" / name)]
    return _started(request, [*command, *those])


@needs("chief")
def compare(request: Request) -> Response:
    """Compares two runs segment by segment, as a page beside the reports."""
    first, second = forms.text(request, "first"), forms.text(request, "second")
    if first == second or not {first, second} <= set(finished(request)):
        raise DeskError("Choose two finished runs that differ.")
    set_name = named(request)
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
        of_runs(of, runs.list_runs(lab, of, finished(request)), int(documents or 0)),
        Design(
            name=name,
            kind=Kind(kind),
            raters=tuple(login for login in people(request) if login in raters),
            seed=1,
            categories=kind == Kind.MQM,
            checks=2,
            overlap=len(raters),
        ),
    )
    return RedirectResponse("/lab/ratings", 303)


def _set(request: Request) -> LabSet:
    return sets.open_set(places.sets(home(request)) / named(request))


def _started(request: Request, command: list[str]) -> Response:
    lab_work.start(home(request), command, request.state.person.name)
    return RedirectResponse(f"{AT}/{quote(named(request))}#work", 303)


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
    Route(f"{AT}/{{name}}/runs", run, methods=["POST"]),
    Route(f"{AT}/{{name}}/report", report, methods=["POST"]),
    Route(f"{AT}/{{name}}/comparison", compare, methods=["POST"]),
    Route(f"{AT}/{{name}}/ratings", rate, methods=["POST"]),
]
