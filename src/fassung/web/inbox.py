"""The inbox: what waits, the riskiest first, with filters that stand in the address."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fassung.desk import reader_reports, standing
from fassung.desk.accounts import Person
from fassung.desk.inbox import OPEN, Line, inbox
from fassung.desk.rights import may
from fassung.desk.schema import Piece, Version
from fassung.desk.states import State
from fassung.desk.work import STATES
from fassung.messages import message
from fassung.web import pages, words
from fassung.web.access import needs
from fassung.web.cards import Risk

_MOST = 200
"""Lines on a page; whoever has more filters."""
_ALL = "all"
ORDERS: Mapping[str, str] = MappingProxyType(
    {"risk": "highest risk first", "age": "oldest first", "changed": "last changed first"}
)
_TONES = {
    State.SENT_BACK: "warn",
    State.FAILED: "bad",
    State.APPROVED: "good",
    State.SCHEDULED: "good",
    State.PUBLISHED: "good",
    State.WITHDRAWN: "bad",
}
_TABS = (State.IN_REVIEW, State.SENT_BACK, State.FAILED, State.SCHEDULED, State.PUBLISHED)
"""States that have a tab of their own beside "open" and "all"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is cut down to; each is a part of the address."""

    state: str = OPEN
    partner: str = ""
    assignee: str = ""
    search: str = ""
    order: str = "risk"

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """What ``query`` says; the usual where it says nothing."""
        said = {f.name: query[f.name].strip() for f in fields(cls) if query.get(f.name)}
        return cls(**said)

    def address(self, **other: str) -> str:
        """The inbox with these filters, some of them changed."""
        values = {f.name: getattr(self, f.name) for f in fields(self)} | other
        usual = Filters()
        said = {name: value for name, value in values.items() if value != getattr(usual, name)}
        return "/" + (f"?{urlencode(said)}" if said else "")


@dataclass(frozen=True, slots=True)
class Tab:
    """A state to choose, with how many pieces are in it."""

    state: str
    name: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the inbox as the template shows it."""

    line: Line
    address: str
    partner: str
    state: str
    tone: str
    risk: Risk | None
    age: str
    received: datetime
    embargo: str
    reported: int
    """Readers' reports that nobody has closed."""


@needs("reader")
def show(request: Request) -> Response:
    """The whole page."""
    desk = request.app.state.desk
    filters = Filters.of(request.query_params)
    with desk.store.reading() as session:
        listed = _listed(request, session, filters)
        people = session.scalars(select(Person).where(Person.active).order_by(Person.name)).all()
        partners = session.scalars(select(Piece.partner).distinct().order_by(Piece.partner)).all()
    named = {id: _partner(request, id) for id in {*partners, *desk.config.partners}}
    return pages.render(
        request,
        "inbox.html.j2",
        filters=filters,
        partners=sorted(named.items(), key=lambda entry: entry[1].casefold()),
        people=[one for one in people if may(one, "editor")],
        orders=[(key, message(name)) for key, name in ORDERS.items()],
        **listed,
    )


@needs("reader")
def lines(request: Request) -> Response:
    """The list alone, for the page's script; 304 if it reads as the script knows it."""
    filters = Filters.of(request.query_params)
    with request.app.state.desk.store.reading() as session:
        listed = _listed(request, session, filters)
    known = request.headers.get("if-none-match", "").removeprefix("W/").strip('"')
    headers = {"ETag": f'"{listed["mark"]}"'}
    if known == listed["mark"]:
        return Response(status_code=304, headers=headers)
    answer = pages.render(request, "inbox_lines.html.j2", filters=filters, **listed)
    answer.headers.update(headers)
    return answer


def _listed(request: Request, session: Session, filters: Filters) -> dict[str, Any]:
    found = inbox(
        session,
        partner=filters.partner,
        state="" if filters.state == _ALL else filters.state,
        assignee=request.state.person.id if filters.assignee == "me" else filters.assignee,
        search=filters.search,
        order=filters.order,
        limit=_MOST + 1,
    )
    reported = reader_reports.counts(session, [line.piece_id for line in found[:_MOST]])
    entries = [_entry(request, line, reported) for line in found[:_MOST]]
    tabs = _tabs(session, filters)
    refused = standing.refused(session)
    said = repr((entries, tabs, len(found), refused))
    return {
        "entries": entries,
        "tabs": tabs,
        "cut": len(found) > _MOST,
        "most": _MOST,
        "counted": _counted(len(entries)),
        "refused": refused,
        "mark": hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16],
    }


def _entry(request: Request, line: Line, reported: Mapping[str, int]) -> Entry:
    state = State(line.state)
    zone = request.app.state.desk.config.portal.zone
    return Entry(
        line=line,
        address=f"/review/{line.version_id}",
        partner=_partner(request, line.partner),
        state=message(STATES[state]),
        tone=_TONES.get(state, ""),
        risk=Risk.of(line.risk),
        age=words.age(line.received),
        received=line.received,
        embargo=words.moment(line.embargo, zone) if line.embargo else "",
        reported=reported.get(line.piece_id, 0),
    )


def _tabs(session: Session, filters: Filters) -> Sequence[Tab]:
    query = (
        select(Version.state, func.count())
        .join(Piece, Piece.current_id == Version.id)
        .group_by(Version.state)
    )
    counts = {state: count for state, count in session.execute(query)}
    over = {State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN, State.EXPIRED}
    todo = sum(count for state, count in counts.items() if State(state) not in over)
    chosen = {filters.state} & set(State)
    states = [state for state in State if state in (*_TABS, *chosen)]
    return [
        Tab(OPEN, message("Open"), todo, filters.address(state=OPEN)),
        *(
            Tab(
                str(s),
                _capital(message(STATES[s])),
                counts.get(s, 0),
                filters.address(state=str(s)),
            )
            for s in states
        ),
        Tab(_ALL, message("All"), sum(counts.values()), filters.address(state=_ALL)),
    ]


def _partner(request: Request, id: str) -> str:
    known = request.app.state.desk.config.partners.get(id)
    return (known.name if known else "") or id


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counted(count: int) -> str:
    match count:
        case 0:
            return message("No piece.")
        case 1:
            return message("One piece.")
        case _:
            return message("{count} pieces.", count=count)


routes = [Route("/", show), Route("/inbox/lines", lines)]
