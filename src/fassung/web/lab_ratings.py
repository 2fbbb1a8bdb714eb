"""The pages on which people rate translations blind: what is to be done, a unit, its rulings.

The same endpoints serve ``fassung lab rate`` (:mod:`fassung.web.lab_server`) and, under ``/lab``, a
desk's signed-in people. No page and no answer holds the name of a system.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from fassung.errors import DeskError, FassungError, NotFound
from fassung.lab.rating import ruling as rulings
from fassung.lab.rating.campaign import Campaign, Progress
from fassung.lab.rating.plan import Item, Kind, Turn, Unit
from fassung.lab.rating.ruling import Ruling
from fassung.messages import language, message
from fassung.web import forms, pages
from fassung.web.access import needs
from fassung.web.lab_shelf import shelf
from fassung.web.lab_tokens import tokens

AT = "/lab/ratings"


@needs("reader")
def campaigns(request: Request) -> Response:
    """All campaigns, with how far the person is in each that they rate in.

    One that cannot be read has its reason in the place of that.
    """
    rater = request.state.person.login
    lines: list[tuple[str, Campaign | None, Progress | None, str]] = []
    for name in shelf(request).names():
        try:
            found = shelf(request).find(name)
            progress = found.progress(rater) if rater in found.design.raters else None
        except FassungError as error:
            lines.append((name, None, None, str(error)))
        else:
            lines.append((name, found, progress, ""))
    return pages.render(request, "lab/campaigns.html.j2", lines=lines, at=AT, kinds=_kinds())


@needs("reader")
def overview(request: Request) -> Response:
    """What is to be done and how, how far one is, and the way in."""
    found, rater = _campaign(request)
    last = found.ledger(rater).last()
    done = [
        all(i.id in last and last[i.id].done for i in found.plan.units[t.unit].items)
        for t in found.turns(rater)
    ]
    return pages.render(
        request,
        "lab/overview.html.j2",
        campaign=found,
        kind=found.design.kind.value,
        kinds=_kinds(),
        at=_at(request),
        progress=found.progress(rater),
        done=done,
        next=done.index(False) + 1 if False in done else None,
    )


@needs("reader")
def unit(request: Request) -> Response:
    """A unit: its segments, what was marked so far, and the controls."""
    found, rater = _campaign(request)
    turns = found.turns(rater)
    number = request.path_params["number"]
    if not 1 <= number <= len(turns):
        raise NotFound("There is no page {number} in this campaign.", number=number)
    turn = turns[number - 1]
    its = found.plan.units[turn.unit]
    last = found.ledger(rater).last()
    return pages.render(
        request,
        "lab/preference.html.j2" if found.design.kind is Kind.PREFERENCE else "lab/marking.html.j2",
        campaign=found,
        kind=found.design.kind.value,
        at=_at(request),
        number=number,
        count=len(turns),
        progress=found.progress(rater),
        segments=[_segment(found, its, item, turn, last.get(item.id)) for item in its.items],
        categories=[(c["id"], c[language()]) for c in rulings.categories()]
        if found.design.categories
        else [],
        omission=rulings.OMISSION,
        next=f"{_at(request)}/{number + 1}" if number < len(turns) else _at(request),
        before=f"{_at(request)}/{number - 1}" if number > 1 else "",
        # What the page keeps unsent is this rater's and this campaign's.
        keep=f"fassung-rating {found.design.name} {rater}",
    )


@needs("reader")
def keep(request: Request) -> Response:
    """Keeps a ruling; answers when it is on the disk."""
    found, rater = _campaign(request)
    try:
        data = json.loads(forms.secret(request, "ruling"))
        its, item = found.items[data["item"]]
    except (ValueError, KeyError, TypeError) as error:
        raise DeskError("This is no rating; reload the page and rate again.") from error
    turn = next((t for t in found.turns(rater) if t.unit == its.id), None)
    if turn is None:
        raise NotFound("This segment is not yours to rate; go back to the overview.")
    kept = found.ledger(rater).keep(_as_kept(found, rulings.parse(data, len(item.texts[0])), turn))
    progress = found.progress(rater)
    return JSONResponse(
        {"item": kept.item, "at": kept.at, "done": progress.done, "all": progress.all}
    )


def _campaign(request: Request) -> tuple[Campaign, str]:
    """The campaign of the address, and the rater's name in it."""
    found = shelf(request).find(request.path_params["campaign"])
    rater = request.state.person.login
    found.ledger(rater)
    return found, rater


def _at(request: Request) -> str:
    return f"{AT}/{request.path_params['campaign']}"


def _as_kept(found: Campaign, ruling: Ruling, turn: Turn) -> Ruling:
    """Without what this campaign does not ask; a preference by the unit's order of systems, on
    whichever side the rater saw them."""
    match found.design.kind:
        case Kind.PREFERENCE:
            preference = ruling.preference
            if preference is not None and turn.swapped:
                preference = -preference
            return replace(ruling, score=None, errors=(), preference=preference, finished=False)
        case Kind.ESA:
            return replace(ruling, preference=None, finished=False)
        case Kind.MQM:
            return replace(ruling, score=None, preference=None)


def _segment(
    found: Campaign, its: Unit, item: Item, turn: Turn, last: Ruling | None
) -> dict[str, Any]:
    """What the template shows of an item."""
    texts = item.texts[::-1] if turn.swapped else item.texts
    preference = last.preference if last else None
    if preference is not None and turn.swapped:
        preference = -preference
    state = rulings.dump(last) if last else {"item": item.id}
    return {
        "id": item.id,
        "source": found.sources[its.doc, item.seg],
        "texts": texts,
        "tokens": tokens(texts[0]),
        "score": last.score if last else None,
        "preference": preference,
        "done": bool(last and last.done),
        "state": json.dumps({**state, "preference": preference}, ensure_ascii=False),
    }


def _kinds() -> dict[str, str]:
    return {
        "esa": message("Mark errors, then score"),
        "mqm": message("Mark errors and name their type"),
        "preference": message("Which of two is better"),
    }


routes = [
    Route(AT, campaigns, methods=["GET"]),
    Route(f"{AT}/{{campaign}}", overview, methods=["GET"]),
    Route(f"{AT}/{{campaign}}/{{number:int}}", unit, methods=["GET"]),
    Route(f"{AT}/{{campaign}}/rulings", keep, methods=["POST"]),
]
