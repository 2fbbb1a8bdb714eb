"""What people do around a text: comment, ask another engine, hold the piece, read it."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from fassung.desk import locks, produce
from fassung.desk import review as desk_review
from fassung.desk.config import Partner
from fassung.errors import NotReady
from fassung.messages import message
from fassung.web import pages, review, version_page
from fassung.web.access import needs
from fassung.web.asked import Asked, version_of
from fassung.web.cards import changes


@needs("editor")
def comment(request: Request) -> Response:
    """Says something to colleagues, about the piece or one of its segments."""
    asked = Asked.of(request)
    desk_review.comment(
        asked.desk.store, asked.piece, asked.segment, asked.text("words"), asked.person
    )
    with asked.desk.store.reading() as session:
        page = version_page.read(request, session, asked.version)
    if not asked.by_script:
        return RedirectResponse(f"{page.at}#comments", 303)
    parts = review.said(request, page, asked.segment)
    return JSONResponse({"parts": parts, "say": message("Said.")})


@needs("editor")
def alternative(request: Request) -> Response:
    """What the partner's other engine makes of a segment."""
    asked = Asked.of(request)
    with asked.desk.store.reading() as session:
        page = version_page.read(request, session, asked.version)
        partner = version_of(session, asked.version).piece.partner
    card = version_page.card_of(page, asked.segment)
    engine = asked.desk.config.partners.get(partner, Partner(id="unknown")).alternative
    if not engine:
        raise NotReady("No other engine is set up for this partner; an admin can name one.")
    german = desk_review.alternative(
        asked.desk.store, asked.version, asked.segment, produce.engine(engine)
    )
    other = {"engine": engine, "german": german, "words": changes(card.tagged, german)}
    html = review.part(request, "other.html.j2", page=page, card=card, other=other, engine=engine)
    if not asked.by_script:
        return pages.render(request, "other_page.html.j2", page=page, card=card, html=Markup(html))
    return JSONResponse({"parts": {f"{card.id}-other": html}})


@needs("editor")
def correct(request: Request) -> Response:
    """Begins a correction of what readers see, and leads to it."""
    asked = Asked.of(request)
    new = desk_review.reopen(
        asked.desk.store,
        asked.version,
        asked.person,
        asked.text("reason"),
        told=bool(asked.text("told")),
    )
    to = f"/review/{new}"
    return JSONResponse({"go": to}) if asked.by_script else RedirectResponse(to, 303)


@needs("editor")
def lock(request: Request) -> Response:
    """Holds the piece for the person, or goes on holding it; a chief may take it over."""
    asked = Asked.of(request)
    take_over = bool(asked.text("take_over"))
    locks.acquire(asked.desk.store, asked.piece, asked.person, take_over=take_over)
    return (
        JSONResponse({}) if asked.by_script else RedirectResponse(f"/review/{asked.version}", 303)
    )


@needs("editor")
def unlock(request: Request) -> Response:
    """Lets the piece go; sent by a page that is left."""
    asked = Asked.of(request)
    locks.release(asked.desk.store, asked.piece, asked.person)
    return Response(status_code=204)


@needs("reader")
def saw(request: Request) -> Response:
    """Takes down how long somebody had the page before them; sent by the page itself."""
    asked = Asked.of(request)
    seconds = asked.text("seconds")
    if not (seconds.isascii() and seconds.isdecimal()) or len(seconds) > 6:
        raise NotReady("The form is not complete; load the page again.")
    desk_review.saw(asked.desk.store, asked.version, asked.person, float(seconds))
    return Response(status_code=204)


_DEEDS = (comment, alternative, correct, lock, unlock, saw)

routes = [Route(f"/review/{{version}}/{deed.__name__}", deed, methods=["POST"]) for deed in _DEEDS]
