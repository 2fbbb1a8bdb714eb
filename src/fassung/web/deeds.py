"""What editors do on the review page: forms to calls, and what changed back to the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from fassung.desk import produce
from fassung.desk import review as desk_review
from fassung.desk.schema import SegmentRow
from fassung.errors import NotReady, Stale
from fassung.messages import message
from fassung.web import review, version_page
from fassung.web.access import needs
from fassung.web.asked import Asked, version_of

Deed = Callable[["Asked"], str]
"""Does something, and returns what to say of it (a message)."""


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


def again(asked: Asked) -> str:
    produce.again(asked.desk.store, asked.version, asked.person)
    return message("It is translated again.")


def tell(asked: Asked) -> str:
    desk_review.tell(asked.desk.store, asked.version, asked.person, asked.text("correction"))
    return message("Saved.")


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
        asked = Asked.of(request)
        store = asked.desk.store
        with store.reading() as session:
            version_of(session, asked.version)
            before = _seen(session, asked.version)
        try:
            words = deed(asked)
        except Stale as error:
            return _clash(asked, error)
        with store.reading() as session:
            after = _seen(session, asked.version)
            page = version_page.read(request, session, asked.version)
        changed = {segment for segment, seen in after.items() if before.get(segment) != seen}
        # What was sent back unchanged is drawn anew, too: its form may hold an old number.
        changed |= {asked.segment}
        if not asked.by_script:
            dom = next((one.id for one in page.segments if one.segment == asked.segment), "bar")
            return RedirectResponse(f"{page.at}#{dom}", 303)
        return JSONResponse({"parts": review.parts(request, page, changed), "say": words})

    return endpoint


def _to_the_inbox(deed: Deed) -> Any:
    """An endpoint for a deed after which nothing is left to do on the page."""

    @needs("editor")
    def endpoint(request: Request) -> Response:
        asked = Asked.of(request)
        deed(asked)
        return JSONResponse({"go": "/"}) if asked.by_script else RedirectResponse("/", 303)

    return endpoint


def _clash(asked: Asked, error: Stale) -> Response:
    """Somebody saved in between: what stands there now, beside what was written here."""
    if not asked.by_script:
        raise error
    with asked.desk.store.reading() as session:
        page = version_page.read(asked.request, session, asked.version)
    card = next((one for one in page.segments if one.segment == asked.segment), None)
    parts = {}
    if card is not None and "german" in asked.request.state.form:
        html = review.part(asked.request, "clash.html.j2", card=card)
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


def _hour(asked: Asked) -> datetime:
    """The hour that the editor chose, in the portal's time zone."""
    try:
        local = datetime.fromisoformat(asked.text("publish_at"))
    except ValueError:
        raise NotReady("Choose day and hour at which it is to appear.") from None
    zone = asked.desk.config.portal.zone
    return local if local.tzinfo else local.replace(tzinfo=zone)


_AT = "/review/{version}/"
_HERE = {
    "edit": edit,
    "undo": undo,
    "accept": accept,
    "resolve": resolve,
    "overrule": overrule,
    "reopen": reopen,
    "assign": assign,
    "again": again,
    "tell": tell,
}
_AWAY = {"approve": approve, "send-back": send_back, "withdraw": withdraw}

routes = [
    *(Route(_AT + name, _on_the_page(deed), methods=["POST"]) for name, deed in _HERE.items()),
    *(Route(_AT + name, _to_the_inbox(deed), methods=["POST"]) for name, deed in _AWAY.items()),
]
