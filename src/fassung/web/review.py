"""The review page: a version side by side, what was found in it, what is known about a segment."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from fassung.desk import locks, reader_reports
from fassung.desk.accounts import Person
from fassung.desk.articles import german_article
from fassung.desk.rights import actor
from fassung.desk.schema import Event, SegmentRow, Version
from fassung.errors import InventoryError, NotFound
from fassung.portals.editions import too_long
from fassung.web import csrf, drawn, pages, words
from fassung.web.access import needs
from fassung.web.known import known
from fassung.web.reports import cards
from fassung.web.version_page import ReviewPage, newest_line, read

_QUIET = ("locked", "unlocked", "seen")
"""Lines of the record that change nothing on the page."""


@needs("reader")
def show(request: Request) -> Response:
    """The whole page."""
    with request.app.state.desk.store.reading() as session:
        page = read(request, session, request.path_params["version"])
        reports = cards(session, reader_reports.waiting(session, page.piece))
        tight = _too_long(request, session, page.version) if page.editable else {}
    draw = partial(drawn.segment, page=page, csrf=csrf.token(request))
    return pages.render(
        request,
        "review.html.j2",
        page=page,
        reports=reports,
        tight=tight,
        age=words.age,
        draw=draw,
    )


def _too_long(request: Request, session: Session, version_id: str) -> dict[int, tuple[str, ...]]:
    """The portals that have no room for the headline, by the room that they have."""
    network = request.app.state.desk.config.portals
    if not any(outlet.style.headline for outlet in network.outlets.values()):
        return {}
    version = session.get_one(Version, version_id)
    try:
        article = german_article(session, version)
    except InventoryError:  # the page itself says what is missing
        return {}
    return too_long(article, version.piece.partner, network)


@needs("reader")
def news(request: Request) -> Response:
    """What others did since line ``since`` of the record, as the notes above the text."""
    since = request.query_params.get("since", "")
    with request.app.state.desk.store.reading() as session:
        version = session.get(Version, request.path_params["version"])
        if version is None:
            raise NotFound("There is no version {id}.", id=request.path_params["version"])
        newest = newest_line(session, version.piece_id)
        others = session.scalar(
            select(func.count())
            .select_from(Event)
            .where(
                Event.piece_id == version.piece_id,
                Event.number > (int(since) if re.fullmatch(r"\d{1,9}", since) else newest),
                Event.actor != actor(request.state.person),
                Event.kind.not_in(_QUIET),
            )
        )
        held = locks.holder(version.piece)
        mine = held is None or held.person_id == request.state.person.id
        holder = None if mine or held is None else session.get(Person, held.person_id)
        current = version.piece.current_id or version.id
    shown = {
        "at": f"/review/{version.id}",
        "newer": current if current != version.id else "",
        "locked_by": holder.name if holder else "",
        "moved": bool(others),
    }
    html = pages.render(request, "review_news.html.j2", page=shown).body
    return JSONResponse({"html": bytes(html).decode()})


@needs("reader")
def more(request: Request) -> Response:
    """History, memory, terms and comments of one segment: a page, or with ``part`` its inside."""
    desk = request.app.state.desk
    segment = request.query_params.get("segment", "")
    with desk.store.reading() as session:
        page = read(request, session, request.path_params["version"])
        row = session.scalar(
            select(SegmentRow).where(
                SegmentRow.version_id == page.version, SegmentRow.segment == segment
            )
        )
        if row is None:
            raise NotFound("There is no segment {segment} in this version.", segment=segment)
        found = known(session, desk, row, page.comments)
    template = "more.html.j2" if "part" in request.query_params else "segment_page.html.j2"
    one = next(one for one in page.segments if one.segment == segment)
    return pages.render(request, template, page=page, more=found, card=one, age=words.age)


def parts(request: Request, page: ReviewPage, changed: set[str]) -> dict[str, str]:
    """The parts of the page that a deed changed, by their id: some segments, and the bar."""
    render = partial(part, request, page=page, age=words.age)
    made = {
        one.id: render("segment_part.html.j2", card=one)
        for one in page.segments
        if one.segment in changed
    }
    return {**made, "bar": render("review_bar.html.j2")}


def said(request: Request, page: ReviewPage, segment: str) -> dict[str, str]:
    """The comments, at the foot and at ``segment`` (empty for none)."""
    render = partial(part, request, page=page, age=words.age)
    made = {"comments": render("review_comments.html.j2")}
    for one in page.segments:
        if one.segment == segment:
            here = [comment for comment in page.comments if comment.segment == segment]
            made[f"{one.id}-said"] = render("said.html.j2", card=one, here=here)
    return made


def part(request: Request, template: str, /, **values: Any) -> str:
    """``template`` alone, to be put into the page by its script."""
    answer: HTMLResponse = pages.render(request, template, **values)
    return bytes(answer.body).decode()


routes = [
    Route("/review/{version}", show),
    Route("/review/{version}/news", news),
    Route("/review/{version}/more", more),
]
