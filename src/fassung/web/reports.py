"""Readers' reports: a small public form, and the desk's list of what was said there.

The form is reached from an article's page: ``/melden?artikel=ID&stelle=SEGMENT``. It is in German
as the article is, needs no script, and has a trap for robots in the place of a riddle for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fassung.desk import reader_reports
from fassung.desk.reader_reports import ReaderReport
from fassung.desk.schema import Piece, Publication, SegmentRow, Version
from fassung.errors import DeskError, NotFound, TooManyTries
from fassung.messages import message, speaking
from fassung.web import forms, pages, words
from fassung.web.access import anyone, needs
from fassung.web.cards import dom_id

TRAP = "website"
"""A field that people do not see; whoever fills it in is no person."""


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report as the desk's pages show it."""

    id: str
    words: str
    contact: str
    at: datetime
    headline: str
    address: str
    """The review page, at the passage."""
    passage: str


@anyone
def show(request: Request) -> Response:
    """The form."""
    article, segment = (request.query_params.get(name, "") for name in ("artikel", "stelle"))
    return _form(request, article, segment)


@anyone
def tell(request: Request) -> Response:
    """Takes the form; one that is not complete comes back with what was typed."""
    article, segment = forms.text(request, "artikel"), forms.text(request, "stelle")
    said, contact = forms.text(request, "words"), forms.text(request, "contact")
    if not forms.text(request, TRAP):
        try:
            reader_reports.tell(
                request.app.state.desk.store,
                article,
                segment,
                said,
                contact,
                address=forms.address(request),
            )
        except TooManyTries as error:
            with speaking("de"):
                line = message(
                    "Many reports have come just now; please try again in {minutes} minutes.",
                    minutes=-(-error.seconds // 60),
                )
            answer = _form(request, article, segment, said, contact, line, error.http_status)
            answer.headers["Retry-After"] = str(error.seconds)
            return answer
        except NotFound:
            return _form(request, article, segment)
        except DeskError as error:
            with speaking("de"):
                line = str(error)
            return _form(request, article, segment, said, contact, line, 400)
    return RedirectResponse("/melden/danke", 303)


@anyone
def thanks(request: Request) -> Response:
    """What a reader sees who has said something."""
    return _public(request, "told.html.j2")


@needs("reader")
def listed(request: Request) -> Response:
    """All reports that nobody has closed."""
    with request.app.state.desk.store.reading() as session:
        reports = cards(session, reader_reports.waiting(session))
    return pages.render(request, "reports.html.j2", reports=reports, age=words.age)


@needs("editor")
def close(request: Request) -> Response:
    """Closes a report; back to where it was closed."""
    desk = request.app.state.desk
    piece_id = reader_reports.close(desk.store, request.path_params["id"], request.state.person)
    if forms.text(request, "to") != "review":
        return RedirectResponse("/reports", 303)
    with desk.store.reading() as session:
        piece = session.get(Piece, piece_id)
        current = piece.current_id if piece else None
    return RedirectResponse(f"/review/{current}" if current else "/reports", 303)


def cards(session: Session, reports: list[ReaderReport]) -> list[ReportCard]:
    """``reports`` with the headline and passage that each is about, as they stand now."""
    made = []
    for report in reports:
        piece = session.get_one(Piece, report.piece_id)
        version = session.get(Version, piece.current_id or report.version_id)
        row = session.scalar(
            select(SegmentRow).where(
                SegmentRow.version_id == (version.id if version else ""),
                SegmentRow.segment == report.segment,
            )
        )
        at = f"/review/{version.id}" if version else "/"
        made.append(
            ReportCard(
                id=report.id,
                words=report.words,
                contact=report.contact,
                at=report.at,
                headline=version.german_headline or version.headline if version else "",
                address=f"{at}#{dom_id(row.place)}" if row else at,
                passage=row.german.value if row else "",
            )
        )
    return made


def _form(
    request: Request,
    article: str,
    segment: str,
    said: str = "",
    contact: str = "",
    line: str = "",
    status_code: int = 200,
) -> Response:
    with request.app.state.desk.store.reading() as session:
        try:
            piece = reader_reports.live(session, article)
        except NotFound:
            return _public(request, "told.html.j2", status_code=404, gone=True)
        version = session.get_one(Version, piece.live_id)
        address = session.scalar(
            select(Publication.address).where(Publication.version_id == version.id).limit(1)
        )
        return _public(
            request,
            "tell.html.j2",
            status_code=status_code,
            article=article,
            segment=segment,
            passage=reader_reports.passage(session, piece, segment),
            headline=version.german_headline,
            address=address,
            said=said,
            contact=contact,
            line=line,
            most=reader_reports.LONGEST,
            trap=TRAP,
        )


def _public(
    request: Request, template: str, /, *, status_code: int = 200, **values: object
) -> Response:
    with speaking("de"):
        answer = pages.render(
            request, template, status_code=status_code, **{"gone": False, **values}
        )
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


routes = [
    Route("/melden", show, methods=["GET"]),
    Route("/melden", tell, methods=["POST"]),
    Route("/melden/danke", thanks, methods=["GET"]),
    Route("/reports", listed, methods=["GET"]),
    Route("/reports/{id}/close", close, methods=["POST"]),
]
