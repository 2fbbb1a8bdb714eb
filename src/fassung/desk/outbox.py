"""The outbox: what is to be said to which place, written with the change that it follows from.

A *place* is a piece at one target of one portal. Whoever changes something here holds the lock on
the piece's row, for a moment and never while a target is called. Only the newest number of a place
is ever sent; an older one that waits is superseded. Whoever sends holds the place until a time, so
that one request is made after the other; a withdrawal waits for nobody. Where an older request
ended after a newer one began, nobody knows which came first there, so the newest is sent again
(:attr:`Outgoing.turn`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from fassung.desk import locks, paces, record, waking
from fassung.desk.base import new_id, now
from fassung.desk.jobs import Job, Outcome
from fassung.desk.jobs import job as job_of
from fassung.desk.places import Outgoing, Place
from fassung.desk.schema import Piece, Publication, Version
from fassung.desk.states import State
from fassung.portals.network import Network, Outlet

HOLD = timedelta(seconds=100)
"""How long a place is held without a word from its holder; longer than any request takes."""

PUBLISH, WITHDRAW = "publish", waking.WITHDRAW


def say(session: Session, network: Network, version: Version, outlets: Sequence[Outlet]) -> int:
    """Has ``version`` sent to ``outlets``, and taken off where it was and is not wanted any more.

    The caller holds the lock on the piece.

    Returns:
        The number.
    """
    piece = version.piece
    wanted = {(target, outlet.id): PUBLISH for outlet in outlets for target in outlet.targets}
    known = _places(session, piece.id)
    gone = {key: WITHDRAW for key, place in known.items() if key not in wanted and _is_up(place)}
    number = _write(session, piece.id, version.id, known, wanted | gone)
    for target in dict.fromkeys(target for target, _ in wanted):
        waking.publishing(session, network, piece.id, target, [o for t, o in wanted if t == target])
    waking.withdrawing(session, piece.id, gone)
    return number


def unsay(session: Session, piece: Piece, version_id: str) -> None:
    """Has the piece taken off from wherever it was ever sent to; the caller holds its lock."""
    known = _places(session, piece.id)
    gone = {key: WITHDRAW for key, place in known.items() if _is_up(place)}
    if gone:
        _write(session, piece.id, version_id, known, gone)
        waking.withdrawing(session, piece.id, gone)
    else:
        _taken_down(session, piece, ())


def claim(
    session: Session, piece_id: str, target: str, outlet: str, kind: str, holder: str
) -> tuple[list[Job], list[Job]]:
    """What is to be sent now to the places of a piece at ``target``, which ``holder`` then holds.

    Args:
        session: a writing one.
        piece_id: the piece.
        target: id of the target.
        outlet: only this portal; empty for all.
        kind: only what says this; empty for both.
        holder: the workflow; the same when it goes on after a kill.

    Returns:
        What to send, and what somebody else is just sending something older to.
    """
    locks.locked_row(session, piece_id)
    of = (Place.piece_id == piece_id, Place.target == target)
    only = (Place.outlet == outlet,) if outlet else ()
    places = {
        place.outlet: place
        for place in session.scalars(
            select(Place).where(*of, *only).order_by(Place.outlet).with_for_update()
        )
    }
    _say_again(session, places.values())
    lines = session.scalars(
        select(Outgoing)
        .where(
            Outgoing.piece_id == piece_id,
            Outgoing.target == target,
            Outgoing.state == "waiting",
            *((Outgoing.outlet == outlet,) if outlet else ()),
        )
        .order_by(Outgoing.attempts, Outgoing.outlet)
    )
    time = now()
    mine, busy = [], []
    for line in lines:
        place = places[line.outlet]
        if line.number < place.wanted:
            line.state, line.ended = "superseded", time
            continue
        if line.due > time or kind not in ("", line.kind):
            continue
        held = place.holder not in ("", holder) and place.until is not None and place.until > time
        # A withdrawal waits for no publishing, but is not made twice at the same time.
        if held and (line.kind == PUBLISH or place.held == line.number):
            busy.append(job_of(line, place))
            continue
        if place.held is not None and place.held < line.number:
            # Whoever sends that may be killed and never tell; it may get through all the same.
            place.unsure_of = min(place.unsure_of or place.held, place.held)
            place.unsure = time + HOLD
        place.holder, place.held, place.until = holder, line.number, time + HOLD
        mine.append(job_of(line, place))
    return mine, busy


def hold(session: Session, piece_id: str, target: str, jobs: Sequence[Job]) -> list[Job]:
    """Goes on holding the places of ``jobs`` that nothing newer was said to; gives those."""
    locks.locked_row(session, piece_id)
    numbers = {job.outlet: job.number for job in jobs}
    places = session.scalars(
        select(Place).where(
            Place.piece_id == piece_id, Place.target == target, Place.outlet.in_(numbers)
        )
    )
    still = set()
    for place in places:
        if place.wanted == numbers[place.outlet]:
            place.until = now() + HOLD
            still.add(place.outlet)
    return [job for job in jobs if job.outlet in still]


def keep(
    session: Session,
    network: Network,
    piece_id: str,
    target: str,
    holder: str,
    outcomes: Sequence[Outcome],
) -> None:
    """Keeps what became of jobs, and has those that failed tried again."""
    piece = locks.locked_row(session, piece_id)
    named = [outcome.job.outlet for outcome in outcomes]
    places = {
        place.outlet: place
        for place in session.scalars(
            select(Place)
            .where(Place.piece_id == piece_id, Place.target == target, Place.outlet.in_(named))
            .order_by(Place.outlet)
            .with_for_update()
        )
    }
    found = session.scalars(
        select(Outgoing).where(Outgoing.id.in_([outcome.job.id for outcome in outcomes]))
    )
    lines = {line.id: line for line in found}
    settle = timedelta(seconds=paces.of(network, target).settle_seconds)
    again: dict[tuple[str, float], list[str]] = {}
    for outcome in outcomes:
        line, place = lines[outcome.job.id], places[outcome.job.outlet]
        for kind, due in _keep_one(session, line, place, outcome, holder, settle):
            wait = round(max(0.0, (due - now()).total_seconds()), 1)
            again.setdefault((kind, wait), []).append(place.outlet)
    session.flush()
    for (kind, wait), outlets in again.items():
        _wake(session, network, piece_id, target, kind, outlets, wait)
    if any(lines[o.job.id].state != "waiting" for o in outcomes):
        piece.changed = now()  # pages that show it are told
    if any(o.job.kind == WITHDRAW and o.receipt for o in outcomes):
        _taken_down(session, piece, set(named))


def wake(
    session: Session, network: Network, piece_id: str, target: str, jobs: Iterable[Job], wait: float
) -> None:
    """Has somebody look again at ``jobs`` after ``wait`` seconds."""
    kinds: dict[str, list[str]] = {}
    for job in jobs:
        kinds.setdefault(job.kind, []).append(job.outlet)
    for kind, outlets in kinds.items():
        _wake(session, network, piece_id, target, kind, outlets, wait)


def look_again(
    session: Session, network: Network, piece_id: str, target: str, outlet: str, wait: float
) -> None:
    """Has somebody look after ``wait`` seconds what is to be sent, of either kind."""
    waking.publishing(session, network, piece_id, target, [outlet], wait)
    waking.withdrawing(session, piece_id, [(target, outlet)], wait)


def retry(session: Session, network: Network, line: Outgoing) -> bool:
    """Has a line that was refused or waits sent now; says whether it is the newest of its place.

    The caller holds the lock on the piece.
    """
    place = session.get_one(Place, (line.piece_id, line.target, line.outlet), with_for_update=True)
    if line.number != place.wanted or line.state not in ("refused", "waiting"):
        return False
    line.state, line.due, line.ended = "waiting", now(), None
    _wake(session, network, line.piece_id, line.target, line.kind, [line.outlet], 0)
    return True


def repair(session: Session, network: Network, place: Place) -> None:
    """Has the newest number said once more to a place that shows something else.

    The caller holds the lock on the piece.
    """
    line = _newest(session, place)
    if line.state == "done":
        line.turn += 1
    line.state, line.due, line.ended = "waiting", now(), None
    _wake(session, network, line.piece_id, line.target, line.kind, [line.outlet], 0)


def say_above(session: Session, network: Network, piece: Piece, number: int) -> int:
    """Has the last word said anew to all places of ``piece``, under a number above ``number``.

    For a database that is older than its targets (restored from a backup, say): they pass over
    what is lower than what they have. The caller holds the lock on the piece.

    Returns:
        The number.
    """
    known = _places(session, piece.id)
    newest = _newest(session, max(known.values(), key=lambda place: place.wanted))
    said = {key: place.kind for key, place in known.items()}
    made = _write(session, piece.id, newest.version_id, known, said, above=number)
    up = [key for key, kind in said.items() if kind == PUBLISH]
    for target in dict.fromkeys(target for target, _ in up):
        waking.publishing(session, network, piece.id, target, [o for t, o in up if t == target])
    waking.withdrawing(session, piece.id, said.keys() - set(up))
    return made


def _places(session: Session, piece_id: str) -> dict[tuple[str, str], Place]:
    found = session.scalars(select(Place).where(Place.piece_id == piece_id).with_for_update())
    return {(place.target, place.outlet): place for place in found}


def _is_up(place: Place) -> bool:
    """Whether something may stand there that has not been taken off."""
    return place.kind == PUBLISH


def _write(
    session: Session,
    piece_id: str,
    version_id: str,
    known: Mapping[tuple[str, str], Place],
    said: Mapping[tuple[str, str], str],
    above: int = 0,
) -> int:
    last = session.scalar(select(func.max(Place.wanted)).where(Place.piece_id == piece_id))
    number, time = max(last or 0, above) + 1, now()
    whole: dict[str, Any] = {"piece_id": piece_id, "number": number, "at": time, "due": time}
    lines, new = [], []
    for (target, outlet), kind in said.items():
        where = {"target": target, "outlet": outlet, "kind": kind}
        lines.append({**whole, **where, "id": new_id(), "version_id": version_id})
        if (place := known.get((target, outlet))) is not None:
            place.wanted, place.kind = number, kind
        else:
            new.append({"piece_id": piece_id, **where, "wanted": number})
    refused = select(Outgoing).where(Outgoing.piece_id == piece_id, Outgoing.state == "refused")
    for line in session.scalars(refused):
        if (line.target, line.outlet) in said:
            line.state = "superseded"
    session.flush()
    if new:
        session.execute(insert(Place), new)
    if lines:
        session.execute(insert(Outgoing), lines)
    return number


def _say_again(session: Session, places: Iterable[Place]) -> None:
    """What was taken while something older might still get through is said once more."""
    time = now()
    for place in places:
        if place.unsure is not None and place.unsure <= time:
            place.unsure, place.unsure_of = None, None
            line = _newest(session, place)
            if line.state == "done":
                line.state, line.turn, line.due = "waiting", line.turn + 1, time
    session.flush()


def _newest(session: Session, place: Place) -> Outgoing:
    return session.scalars(
        select(Outgoing).where(
            Outgoing.piece_id == place.piece_id,
            Outgoing.target == place.target,
            Outgoing.outlet == place.outlet,
            Outgoing.number == place.wanted,
        )
    ).one()


def _keep_one(
    session: Session,
    line: Outgoing,
    place: Place,
    outcome: Outcome,
    holder: str,
    settle: timedelta,
) -> list[tuple[str, datetime]]:
    """Gives the kind and the time of each look at the place that is still to come."""
    time, job = now(), outcome.job
    if place.holder == holder:
        place.holder, place.held, place.until = "", None, None
    if outcome.receipt is not None and outcome.stands > place.wanted:
        outcome = outcome.ahead(place)
    if line.state == "done" and outcome.receipt is None:
        return []  # somebody else was luckier with it meanwhile
    line.attempts += 1
    line.error = dict(outcome.error) if outcome.error is not None else None
    if outcome.receipt is not None:
        line.receipt = asdict(outcome.receipt)
        if place.unsure_of == job.number:
            place.unsure, place.unsure_of = None, None
        if job.number >= place.shown:
            place.shown, place.receipt = job.number, line.receipt
    elif outcome.wait is not None and outcome.tried and not outcome.refused:
        # What a target did with a request that failed nobody knows.
        place.unsure_of = min(place.unsure_of or job.number, job.number)
        place.unsure = time + settle
    if job.number < place.wanted:
        # Something newer was said meanwhile, and was perhaps there before this ended.
        line.state, line.ended = "superseded", line.ended or time
        newest = _newest(session, place)
        newest.turn += 1
        if newest.state == "done":
            newest.state, newest.due, newest.ended = "waiting", time, None
        return [(newest.kind, newest.due)] if newest.state == "waiting" else []
    if outcome.receipt is None:
        if outcome.wait is None:
            line.state, line.ended = "refused", time
            return []
        line.due = time + timedelta(seconds=outcome.wait)
        return [(line.kind, line.due)]
    if job.turn != line.turn:
        line.due = time
        return [(line.kind, time)]
    line.state, line.ended = "done", time
    if place.unsure is not None and (place.unsure_of or 0) < job.number:
        return [(line.kind, place.unsure)]
    place.unsure, place.unsure_of = None, None
    return []


def _taken_down(session: Session, piece: Piece, outlets: Collection[str]) -> None:
    """Says so where the last target of a portal has taken the piece off, and the last portal."""
    session.flush()
    still = set(
        session.scalars(
            select(Place.outlet)
            .where(Place.piece_id == piece.id)
            .where((Place.kind == PUBLISH) | (Place.shown < Place.wanted))
        )
    )
    off = [outlet for outlet in outlets if outlet not in still]
    session.execute(
        update(Publication)
        .where(Publication.piece_id == piece.id, Publication.portal.in_(off))
        .where(Publication.taken_down.is_(None))
        .values(taken_down=now())
    )
    live = session.get(Version, piece.live_id) if piece.live_id else None
    if not still and live is not None and live.at is not State.PUBLISHED:
        piece.live_id = None
        record.append(session, piece.id, record.FASSUNG, "taken down", {"number": live.number})


def _wake(
    session: Session,
    network: Network,
    piece_id: str,
    target: str,
    kind: str,
    outlets: Sequence[str],
    wait: float,
) -> None:
    if kind == WITHDRAW:
        waking.withdrawing(session, piece_id, [(target, "")], wait)
    else:
        waking.publishing(session, network, piece_id, target, outlets, wait)
