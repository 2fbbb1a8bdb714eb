"""Comparing: what targets show beside what they should, and the repair of a difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import and_, select

from fassung.desk import locks, outbox, record
from fassung.desk.delivery import Deliverer
from fassung.desk.jobs import receipt_from
from fassung.desk.outbox import PUBLISH
from fassung.desk.places import Outgoing, Place
from fassung.desk.schema import Piece
from fassung.errors import FassungError

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Compared:
    """A place, and whether it shows what it should."""

    piece_id: str
    external_id: str
    partner: str
    portal: str
    target: str
    wanted: int
    kind: str
    """``publish`` or ``withdraw``."""
    waiting: bool
    """Whether the newest is on its way."""
    shown: int | None
    """The number that it shows; 0 for none, None if it cannot say."""
    error: str = ""
    """Why it could not be asked."""

    @property
    def differs(self) -> bool:
        """Whether it shows something else, for all that can be known."""
        if self.error:
            return True
        if self.shown is None:
            return self.waiting
        right = (self.wanted,) if self.kind == PUBLISH else (0, self.wanted)
        return self.shown not in right

    @property
    def ahead(self) -> bool:
        """Whether the target has a number that this database never gave."""
        return self.shown is not None and self.shown > self.wanted


def compare(deliverer: Deliverer, *, portal: str = "", target: str = "") -> Iterator[Compared]:
    """Asks each place what it shows, piece by piece.

    Args:
        deliverer: the desk's.
        portal: only this portal; empty for all.
        target: only this target; empty for all.
    """
    last = ("", "", "")
    while True:
        with deliverer.store.reading() as session:
            key = (Place.piece_id, Place.target, Place.outlet)
            after = (
                (Place.piece_id > last[0])
                | and_(Place.piece_id == last[0], Place.target > last[1])
                | and_(Place.piece_id == last[0], Place.target == last[1], Place.outlet > last[2])
            )
            query = (
                select(Place, Outgoing, Piece)
                .join(
                    Outgoing,
                    and_(
                        Outgoing.piece_id == Place.piece_id,
                        Outgoing.target == Place.target,
                        Outgoing.outlet == Place.outlet,
                        Outgoing.number == Place.wanted,
                    ),
                )
                .join(Piece, Piece.id == Place.piece_id)
                .where(after)
                .order_by(*key)
                .limit(_AT_ONCE)
            )
            if portal:
                query = query.where(Place.outlet == portal)
            if target:
                query = query.where(Place.target == target)
            found = session.execute(query).all()
        for place, line, piece in found:
            yield _compared(deliverer, place, line, piece)
        if len(found) < _AT_ONCE:
            return
        last = (found[-1][0].piece_id, found[-1][0].target, found[-1][0].outlet)


def repair(deliverer: Deliverer, one: Compared, *, restored: bool = False) -> bool:
    """Has the newest sent to a place that differs; says whether there was anything to do.

    Args:
        deliverer: the desk's.
        one: what the place shows.
        restored: whether the last word is said under a number above, to all places of the piece;
            else nothing is done where the target is ahead of the database.
    """
    if not one.differs or (one.waiting and not one.ahead) or (one.ahead and not restored):
        return False
    with deliverer.store.writing() as session:
        piece = locks.locked_row(session, one.piece_id)
        key = (one.piece_id, one.target, one.portal)
        place = session.get_one(Place, key, with_for_update=True)
        if place.wanted != one.wanted:
            return False  # something newer was said meanwhile
        if restored:
            least = max(one.shown or 0, one.wanted)
            number = outbox.say_above(session, deliverer.config.portals, piece, least)
            said = {"target": one.target, "shown": one.shown, "number": number}
            record.append(session, piece.id, record.FASSUNG, "said above", said)
            return True
        outbox.repair(session, deliverer.config.portals, place)
    return True


def _compared(deliverer: Deliverer, place: Place, line: Outgoing, piece: Piece) -> Compared:
    shown, why = None, ""
    try:
        target = deliverer.target(place.target)
        said = deliverer.made.of(line.version_id, line.number, line.kind, line.at)
        if place.outlet in said:
            shown = target.shown(said[place.outlet], receipt_from(place.receipt))
    except FassungError as error:
        why = str(error)
    return Compared(
        piece_id=piece.id,
        external_id=piece.external_id,
        partner=piece.partner,
        portal=place.outlet,
        target=place.target,
        wanted=place.wanted,
        kind=place.kind,
        waiting=line.state == "waiting",
        shown=shown,
        error=why,
    )
