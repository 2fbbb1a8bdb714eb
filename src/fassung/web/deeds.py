"""What editors do on the review page: forms to calls, and what changed back to the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from fassung.desk import locks
from fassung.desk import review as desk_review
from fassung.desk.config import Partner
from fassung.desk.schema import SegmentRow, Version
from fassung.errors import NotFound, NotReady, Stale
from fassung.messages import message
from fassung.web import pages, review
from fassung.web.access import needs
from fassung.web.cards import SegmentCard, changes

Deed = Callable[["Asked"], str]
"""Does something, and returns what to say of it (a message)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that somebody sent from a version's page."""

    request: Request
    version: str

    @property
    def desk(self) -> Any:
        return self.request.app.state.desk

    @property
    def person(self) -> Any:
        return self.request.state.person

    @property
    def segment(self) -> str:
        return self.text("segment")

    @property
    def edits(self) -> int:
        """The number of the wording that the editor saw."""
        value = self.text("edits")
        if not (value.isascii() and value.isdecimal()) or len(value) > 9:
            raise NotReady("The form is not complete; load the page again.")
        return int(value)

    @property
    def piece(self) -> str:
        """The piece's id.

        Raises:
            NotFound: if there is no such version.
        """
        with self.desk.store.reading() as session:
            return _version(session, self.version).piece_id

    def text(self, name: str) -> str:
        value = self.request.state.form.get(name, "")
        return value if isinstance(value, str) else ""


def edit(asked: Asked) -> str:
    kind = asked.text("kind") or "edit"
    if kind not in desk_review.KINDS:
        raise NotReady("The form is not complete; load the page again.")
    desk_review.edit(
        asked.desk.store,
        asked.version,
        asked.segment,
        asked.text("german"),
        asked.edits,
        asked.person,
        rules=asked.desk.rules,
        kind=kind,
    )
    return "" if kind == "edit" else message("Taken.")


def undo(asked: Asked) -> str:
    desk_review.undo(
        asked.desk.store,
        asked.version,
        asked.segment,
        asked.edits,
        asked.person,
        rules=asked.desk.rules,
    )
    return message("Undone.")


def accept(asked: Asked) -> str:
    desk_review.accept(
        asked.desk.store,
        asked.version,
        asked.segment,
        asked.text("key"),
        asked.person,
        rules=asked.desk.rules,
    )
    return message("Repaired.")


def resolve(asked: Asked) -> str:
    desk_review.resolve(
        asked.desk.store,
        asked.version,
        asked.segment,
        asked.text("german"),
        asked.edits,
        asked.person,
        rules=asked.desk.rules,
    )
    return message("Decided.")


def overrule(asked: Asked) -> str:
    desk_review.overrule(
        asked.desk.store, asked.version, asked.text("key"), asked.text("reason"), asked.person
    )
    return message("Overruled.")


def reopen(asked: Asked) -> str:
    desk_review.withdraw_ruling(asked.desk.store, asked.version, asked.text("key"), asked.person)
    return message("Open again.")


def assign(asked: Asked) -> str:
    desk_review.assign(asked.desk.store, asked.piece, asked.text("assignee"), asked.person)
    return message("Assigned.")


def approve(asked: Asked) -> str:
    at = _hour(asked) if asked.text("when") == "later" else None
    desk_review.approve(
        asked.desk.store, asked.version, asked.person, publish_at=at, rules=asked.desk.rules
    )
    return ""


def send_back(asked: Asked) -> str:
    desk_review.send_back(asked.desk.store, asked.version, asked.person, asked.text("reason"))
    return ""


def withdraw(asked: Asked) -> str:
    desk_review.withdraw(asked.desk.store, asked.piece, asked.person, asked.text("reason"))
    return ""


def _on_the_page(deed: Deed) -> Any:
    """An endpoint for a deed that changes the page it was sent from."""

    @needs("editor")
    def endpoint(request: Request) -> Response:
        asked = Asked(request, request.path_params["version"])
        store = asked.desk.store
        with store.reading() as session:
            before = _seen(session, asked.version)
        try:
            words = deed(asked)
        except Stale as error:
            return _clash(asked, error)
        with store.reading() as session:
            after = _seen(session, asked.version)
            page = review.read(request, session, asked.version)
        changed = {segment for segment, seen in after.items() if before.get(segment) != seen}
        # What was sent back unchanged is drawn anew, too: its form may hold an old number.
        changed |= {asked.segment}
        if not _script(request):
            dom = next((one.id for one in page.segments if one.segment == asked.segment), "bar")
            return RedirectResponse(f"{page.at}#{dom}", 303)
        return JSONResponse({"parts": review.parts(request, page, changed), "say": words})

    return endpoint


def _to_the_inbox(deed: Deed) -> Any:
    """An endpoint for a deed after which nothing is left to do on the page."""

    @needs("editor")
    def endpoint(request: Request) -> Response:
        deed(Asked(request, request.path_params["version"]))
        return JSONResponse({"go": "/"}) if _script(request) else RedirectResponse("/", 303)

    return endpoint


@needs("editor")
def comment(request: Request) -> Response:
    """Says something to colleagues, about the piece or one of its segments."""
    asked = Asked(request, request.path_params["version"])
    desk_review.comment(
        asked.desk.store, asked.piece, asked.segment, asked.text("words"), asked.person
    )
    with asked.desk.store.reading() as session:
        page = review.read(request, session, asked.version)
    if not _script(request):
        return RedirectResponse(f"{page.at}#comments", 303)
    parts = review.said(request, page, asked.segment)
    return JSONResponse({"parts": parts, "say": message("Said.")})


@needs("editor")
def alternative(request: Request) -> Response:
    """What the partner's other engine makes of a segment."""
    asked = Asked(request, request.path_params["version"])
    with asked.desk.store.reading() as session:
        page = review.read(request, session, asked.version)
        partner = _version(session, asked.version).piece.partner
    card = _card(page, asked.segment)
    engine = asked.desk.config.partners.get(partner, Partner(id="unknown")).alternative
    if not engine:
        raise NotReady("No other engine is set up for this partner; an admin can name one.")
    german = desk_review.alternative(asked.desk.store, asked.version, asked.segment, engine)
    other = {"engine": engine, "german": german, "words": changes(card.tagged, german)}
    html = _render(request, "other.html.j2", page=page, card=card, other=other, engine=engine)
    if not _script(request):
        return pages.render(request, "other_page.html.j2", page=page, card=card, html=Markup(html))
    return JSONResponse({"parts": {f"{card.id}-other": html}})


@needs("editor")
def lock(request: Request) -> Response:
    """Holds the piece for the person, or goes on holding it; a chief may take it over."""
    asked = Asked(request, request.path_params["version"])
    take_over = bool(asked.text("take_over"))
    locks.acquire(asked.desk.store, asked.piece, asked.person, take_over=take_over)
    return (
        JSONResponse({}) if _script(request) else RedirectResponse(f"/review/{asked.version}", 303)
    )


@needs("editor")
def unlock(request: Request) -> Response:
    """Lets the piece go; sent by a page that is left."""
    asked = Asked(request, request.path_params["version"])
    locks.release(asked.desk.store, asked.piece, asked.person)
    return Response(status_code=204)


@needs("reader")
def saw(request: Request) -> Response:
    """Takes down how long somebody had the page before them; sent by the page itself."""
    asked = Asked(request, request.path_params["version"])
    seconds = asked.text("seconds")
    if not (seconds.isascii() and seconds.isdecimal()) or len(seconds) > 6:
        raise NotReady("The form is not complete; load the page again.")
    desk_review.saw(asked.desk.store, asked.version, asked.person, float(seconds))
    return Response(status_code=204)


def _clash(asked: Asked, error: Stale) -> Response:
    """Somebody saved in between: what stands there now, beside what was written here."""
    if not _script(asked.request):
        raise error
    with asked.desk.store.reading() as session:
        page = review.read(asked.request, session, asked.version)
    card = next((one for one in page.segments if one.segment == asked.segment), None)
    parts = {}
    if card is not None and "german" in asked.request.state.form:
        html = _render(asked.request, "clash.html.j2", card=card)
        parts[f"{card.id}-clash"] = html
    elif card is not None:
        parts = review.parts(asked.request, page, {asked.segment})
    return JSONResponse({"error": str(error), "parts": parts}, error.http_status)


def _seen(session: Session, version_id: str) -> dict[str, object]:
    """What the page shows of each segment, to know which ones a deed has changed."""
    rows = session.execute(
        select(SegmentRow.segment, SegmentRow.edits, SegmentRow.findings).where(
            SegmentRow.version_id == version_id
        )
    )
    return {segment: (edits, findings) for segment, edits, findings in rows}


def _version(session: Session, version_id: str) -> Version:
    version = session.get(Version, version_id)
    if version is None:
        raise NotFound("There is no version {id}.", id=version_id)
    return version


def _card(page: review.ReviewPage, segment: str) -> SegmentCard:
    for one in page.segments:
        if one.segment == segment:
            return one
    raise NotFound("There is no segment {segment} in this version.", segment=segment)


def _hour(asked: Asked) -> datetime:
    """The hour that the editor chose, in the portal's time zone."""
    try:
        local = datetime.fromisoformat(asked.text("publish_at"))
    except ValueError:
        raise NotReady("Choose day and hour at which it is to appear.") from None
    zone = asked.desk.config.portal.zone
    return local if local.tzinfo else local.replace(tzinfo=zone)


def _render(request: Request, template: str, /, **values: object) -> str:
    return bytes(pages.render(request, template, **values).body).decode()


def _script(request: Request) -> bool:
    """Whether our own script asks, and not a form."""
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


_AT = "/review/{version}/"
_HERE = {
    "edit": edit,
    "undo": undo,
    "accept": accept,
    "resolve": resolve,
    "overrule": overrule,
    "reopen": reopen,
    "assign": assign,
}
_AWAY = {"approve": approve, "send-back": send_back, "withdraw": withdraw}
_OTHER = {
    "comment": comment,
    "alternative": alternative,
    "lock": lock,
    "unlock": unlock,
    "saw": saw,
}

routes = [
    *(Route(_AT + name, _on_the_page(deed), methods=["POST"]) for name, deed in _HERE.items()),
    *(Route(_AT + name, _to_the_inbox(deed), methods=["POST"]) for name, deed in _AWAY.items()),
    *(Route(_AT + name, endpoint, methods=["POST"]) for name, endpoint in _OTHER.items()),
]
