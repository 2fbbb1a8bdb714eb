"""A made-up newsroom for measuring the desk: articles of our own words, and an editor who never
sleeps."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from fassung import wires
from fassung.article import Article, Paragraph, Publisher, Rights, Status, Text
from fassung.desk import findings, review
from fassung.desk.accounts import Person
from fassung.desk.intake import Channel, receive
from fassung.desk.schema import Piece, Version
from fassung.desk.states import State
from fassung.desk.store import Store
from fassung.errors import DeskError

_WHO = "The mayor|A spokeswoman|The council|One engineer|The harbor office|Her lawyer".split("|")
_DID = "said|denied|confirmed|explained|repeated|doubted".split("|")
_WHAT = (
    "that the bridge would open in spring|that 40 ferries were late|that nobody was hurt|"
    "that the plan costs 3.5 million dollars|that the storm had passed|that talks go on"
).split("|")


def article(number: int, version: int, *, paragraphs: int = 8, changed: int = 2) -> Article:
    """Article ``number`` in its ``version``; each version after the first changes some texts."""
    dice = random.Random(number)
    texts = [
        f"{dice.choice(_WHO)} {dice.choice(_DID)} {dice.choice(_WHAT)}. ({number}-{at})"
        for at in range(paragraphs)
    ]
    for later in range(2, version + 1):
        for at in random.Random(f"{number}/{later}").sample(range(paragraphs), changed):
            texts[at] += f" This was added in version {later}."
    first = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=number)
    return Article(
        id=f"bench-{number}",
        version=str(version),
        publisher=Publisher(name="Example Post", site="https://post.example"),
        url=f"https://post.example/{number}",
        first_published=first,
        updated=first + timedelta(hours=version),
        headline=Text(f"Bridge report number {number}"),
        blocks=tuple(Paragraph(id=f"p{at}", text=Text(text)) for at, text in enumerate(texts)),
    )


def send(store: Store, piece: Article) -> None:
    """Pushes an article, as a partner would."""
    name = f"{piece.id} v{piece.version}"
    receive(store, "bench", channel=Channel.PUSH, name=name, body=wires.write(piece, "ans"))


def embargoed(piece: Article, until: datetime) -> Article:
    """``piece`` that may not go out before ``until``."""
    return replace(piece, rights=replace(piece.rights, embargo=until))


def canceled(piece: Article) -> Article:
    """The partner's word that ``piece`` is to go."""
    return replace(piece, status=Status.CANCELED, rights=Rights())


@dataclass
class Editor:
    """Overrules whatever blocks and approves whatever can be, in review order."""

    store: Store
    person: Person = field(init=False)
    approved: int = 0

    def __post_init__(self) -> None:
        with self.store.writing() as session:
            self.person = Person(login="bench", name="Bench", role="chief")
            session.add(self.person)

    def work(self) -> int:
        """One round; how many versions were approved."""
        with self.store.reading() as session:
            waiting = session.scalars(
                select(Version.id)
                .join(Piece, Piece.id == Version.piece_id)
                .where(Version.state.in_([State.IN_REVIEW, State.SENT_BACK]))
                .order_by(Version.created)
            ).all()
        done = 0
        for version_id in waiting:
            try:
                self._answer_for(version_id)
                done += 1
            except DeskError:  # an update or a withdrawal came in between
                continue
        self.approved += done
        return done

    def _answer_for(self, version_id: str) -> None:
        with self.store.reading() as session:
            version = session.get_one(Version, version_id)
            blocking = [
                found.key
                for row in version.segments
                for found in findings.of_row(row, {})
                if found.blocking
            ]
        for key in dict.fromkeys(blocking):
            review.overrule(self.store, version_id, key, "Bench: pseudo translation.", self.person)
        review.approve(self.store, version_id, self.person)
