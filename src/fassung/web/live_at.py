"""Live at: what stands where, in which version; what waits, what failed and why; another try."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from babel.numbers import format_decimal
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fassung.desk import delivery, standing
from fassung.desk.standing import Standing
from fassung.messages import language, message
from fassung.web import pages, words
from fassung.web.access import needs

_MOST = 300
OPEN = "open"
STATES: Mapping[str, str] = MappingProxyType(
    {
        OPEN: "to be done",
        "refused": "refused",
        "failing": "tried again",
        "waiting": "on its way",
        "live": "live",
        "gone": "taken off",
    }
)
"""What may be said of a place; each word is a key of the catalogue."""
_TONES = {"live": "good", "failing": "warn", "refused": "bad"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is cut down to; each is a part of the address."""

    state: str = ""
    portal: str = ""
    target: str = ""
    piece: str = ""

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Filters:
        """What a query or a form says."""
        return cls(**{f.name: said.get(f.name, "").strip() for f in fields(cls)})

    def address(self, **other: str) -> str:
        """The page with these filters, some of them changed."""
        values = {f.name: getattr(self, f.name) for f in fields(self)} | other
        said = {name: value for name, value in values.items() if value}
        return "/portals" + (f"?{urlencode(said)}" if said else "")


@needs("reader")
def show(request: Request) -> Response:
    """The page."""
    desk = request.app.state.desk
    filters = Filters.of(request.query_params)
    with desk.store.reading() as session:
        found = standing.standings(
            session,
            piece=filters.piece,
            portal=filters.portal,
            target=filters.target,
            state=filters.state,
            limit=_MOST + 1,
        )
        counts = standing.counts(session, piece=filters.piece, portal=filters.portal)
        portals, targets = standing.known(session)
        oldest = standing.oldest_waiting(session)
    network = desk.config.portals
    names = {id: outlet.portal.name for id, outlet in network.outlets.items()}
    return pages.render(
        request,
        "live_at.html.j2",
        filters=filters,
        found=found[:_MOST],
        cut=len(found) > _MOST,
        most=_MOST,
        tabs=_tabs(filters, counts),
        portals=sorted(((id, names.get(id) or id) for id in portals), key=lambda entry: entry[1]),
        targets=targets,
        names=names,
        oldest=oldest if any(one.state in ("waiting", "failing") for one in found) else None,
        title=found[0].headline if filters.piece and found else "",
        state=lambda one: message(STATES[one.state]),
        tone=lambda one: _TONES.get(one.state, ""),
        wording=_wording,
        age=words.age,
        moment=lambda time: words.moment(time, desk.config.portal.zone),
    )


@needs("editor")
def retry(request: Request) -> Response:
    """Sends what was refused, or waits, now."""
    desk = request.app.state.desk
    delivery.retry(desk.store, desk.config, request.path_params["id"], request.state.person)
    return RedirectResponse(Filters.of(request.state.form).address(), 303)


def _tabs(filters: Filters, counts: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    by_state = {
        state: sum(
            count
            for (target, its), count in counts.items()
            if its == state and filters.target in ("", target)
        )
        for state in standing.STATES
    }
    by_state[OPEN] = sum(by_state[state] for state in ("refused", "failing", "waiting"))
    tabs = [("", message("All"), sum(by_state[state] for state in standing.STATES))]
    for state, word in STATES.items():
        name = message(word)
        tabs.append((state, name[:1].upper() + name[1:], by_state[state]))
    return [
        {
            "name": name,
            "count": format_decimal(count, locale=language()),
            "address": filters.address(state=state),
            "here": state == filters.state,
        }
        for state, name, count in tabs
    ]


def _wording(one: Standing) -> str:
    """What is to stand there, and what does, where that is another thing."""
    if one.kind == "withdraw":
        return message("Withdrawal")
    return message("Version {number}", number=one.version)


def line(counts: Mapping[tuple[str, str], int]) -> tuple[str, str]:
    """Of one piece, for the review page: how many places have the last word, and a tone."""
    total = sum(counts.values())
    done = sum(n for (_, state), n in counts.items() if state in ("live", "gone"))
    refused = sum(n for (_, state), n in counts.items() if state == "refused")
    if not total:
        return "", ""
    said = {"done": done, "all": total}
    if refused:
        return message("{done} of {all} delivered, {count} refused", **said, count=refused), "bad"
    if done < total:
        return message("{done} of {all} delivered", **said), "warn"
    return message("delivered to all {all}", all=total), "good"


routes = [
    Route("/portals", show, methods=["GET"]),
    Route("/portals/{id}/retry", retry, methods=["POST"]),
]
