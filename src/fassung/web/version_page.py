"""version_page: all that the review page shows of a version, as its templates read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.requests import Request

from fassung.desk import locks, reasons, standing
from fassung.desk.accounts import Person
from fassung.desk.articles import source_article
from fassung.desk.config import Partner
from fassung.desk.rights import may
from fassung.desk.schema import Event, Version
from fassung.desk.states import State
from fassung.desk.view import Review, open_review
from fassung.desk.work import STATES
from fassung.errors import NotFound
from fassung.messages import message
from fassung.portals import notices
from fassung.web import live_at, words
from fassung.web.cards import SegmentCard, card

_TONES = {
    State.IN_REVIEW: "",
    State.SENT_BACK: "warn",
    State.FAILED: "bad",
    State.APPROVED: "good",
    State.SCHEDULED: "good",
    State.PUBLISHED: "good",
    State.WITHDRAWN: "bad",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A comment. ``place`` and ``dom`` lead to its segment; 0 and empty for the piece."""

    by: str
    at: datetime
    words: str
    segment: str
    place: int
    dom: str


@dataclass(frozen=True, slots=True)
class VersionLink:
    """One of a piece's versions."""

    id: str
    number: int
    state: str
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """All that the templates of the review page show."""

    at: str
    """Address of the page; what can be done lies under it."""
    piece: str
    version: str
    number: int
    title: str
    german: bool
    """Whether the title is German."""
    state_name: str
    tone: str
    reason: str
    partner: str
    engine: str
    embargo: str
    delivered: str
    """How many of the piece's places have the last word; empty before it went out."""
    delivered_tone: str
    assignee: str
    assignee_id: str
    editors: Sequence[Person]
    segments: Sequence[SegmentCard]
    comments: Sequence[Said]
    versions: Sequence[VersionLink]
    blocking: int
    open: int
    conflicts: int
    first_blocking: str
    may_approve: bool
    why_not: str
    label: str
    editable: bool
    may_send_back: bool
    may_ask_again: bool
    """Whether its translation failed and a person may ask for it once more."""
    may_withdraw: bool
    may_correct: bool
    """Whether this is what readers see, and a person may begin a correction of it."""
    may_tell: bool
    correction: str
    """What readers are told of a correction."""
    locked_by: str
    newer: str
    """The piece's newest version, if this is another."""
    mark: str
    """Number of the newest line of the record."""
    moved: bool = False


def read(request: Request, session: Session, version_id: str) -> ReviewPage:
    """The page of a version as ``request``'s person may see it.

    Raises:
        NotFound: if there is no such version.
    """
    review = open_review(session, version_id)
    people = session.scalars(select(Person).order_by(Person.name)).all()
    return _page(request, session, review, people)


def _page(
    request: Request, session: Session, review: Review, people: Sequence[Person]
) -> ReviewPage:
    config = request.app.state.desk.config
    person: Person = request.state.person
    piece, version = review.piece, review.version
    names = {one.id: one.name for one in people}
    held = locks.holder(piece)
    locked_by = names.get(held.person_id, "?") if held and held.person_id != person.id else ""
    newest = piece.current_id in (version.id, None)
    at_work = version.at in (State.IN_REVIEW, State.SENT_BACK)
    editable = at_work and newest and not locked_by and may(person, "editor")
    said = Counter(comment.segment for comment in review.comments)
    segments = [card(view, names, said[view.row.segment]) for view in review.segments]
    places = {one.segment: one for one in segments}
    partner = config.partners.get(piece.partner) or Partner(id="unknown", name=piece.partner)
    delivered, tone = live_at.line(standing.counts(session, piece=piece.id))
    return ReviewPage(
        at=f"/review/{version.id}",
        piece=piece.id,
        version=version.id,
        number=version.number,
        title=version.german_headline or version.headline or message("(no headline)"),
        german=bool(version.german_headline),
        state_name=message(STATES[version.at]),
        tone=_TONES.get(version.at, ""),
        reason=reasons.shown(version.reason),
        partner=partner.name or partner.id,
        engine=version.engine,
        embargo=words.moment(version.embargo, config.portal.zone) if version.embargo else "",
        delivered=delivered,
        delivered_tone=tone,
        assignee=names.get(piece.assignee_id or "", ""),
        assignee_id=piece.assignee_id or "",
        editors=[one for one in people if may(one, "editor")],
        segments=segments,
        comments=[
            Said(
                by=names.get(comment.person_id, ""),
                at=comment.at,
                words=comment.words,
                segment=comment.segment,
                place=places[comment.segment].place if comment.segment in places else 0,
                dom=places[comment.segment].id if comment.segment in places else "",
            )
            for comment in review.comments
        ],
        versions=_versions(session, piece.id),
        blocking=review.blocking,
        open=sum(one.open for view in review.segments for one in view.findings),
        conflicts=sum(one.conflict is not None for one in segments),
        first_blocking=next(
            (f.id for one in segments for f in one.findings if f.blocking),
            next((f"{one.id}-conflict" for one in segments if one.conflict), ""),
        ),
        may_approve=review.may_approve and newest,
        why_not=review.why_not,
        label=_label(request, version),
        editable=editable,
        may_send_back=newest
        and not locked_by
        and version.at in (State.IN_REVIEW, State.APPROVED, State.SCHEDULED)
        and may(person, "editor"),
        may_ask_again=newest and version.at is State.FAILED and may(person, "editor"),
        may_withdraw=not piece.withdrawn and may(person, "chief"),
        may_correct=newest
        and not locked_by
        and version.at is State.PUBLISHED
        and may(person, "editor"),
        may_tell=editable and piece.live_id is not None,
        correction=version.correction,
        locked_by=locked_by,
        newer="" if newest else piece.current_id or "",
        mark=str(newest_line(session, piece.id)),
    )


def card_of(page: ReviewPage, segment: str) -> SegmentCard:
    """The segment named so.

    Raises:
        NotFound: if there is none.
    """
    for one in page.segments:
        if one.segment == segment:
            return one
    raise NotFound("There is no segment {segment} in this version.", segment=segment)


def _versions(session: Session, piece_id: str) -> list[VersionLink]:
    query = (
        select(Version.id, Version.number, Version.state, Version.created)
        .where(Version.piece_id == piece_id)
        .order_by(Version.number.desc())
    )
    return [
        VersionLink(id, number, message(STATES[State(state)]), created)
        for id, number, state, created in session.execute(query)
    ]


def newest_line(session: Session, piece_id: str) -> int:
    """Number of the newest line of the piece's record."""
    return session.scalar(select(func.max(Event.number)).where(Event.piece_id == piece_id)) or 0


def _label(request: Request, version: Version) -> str:
    source = source_article(version)
    german = replace(source, language="de", translated_from=source.language)
    return notices.label(german, request.app.state.desk.config.portal.reviewed())
