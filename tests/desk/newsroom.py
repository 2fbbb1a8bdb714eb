"""A desk on a real database in a temporary folder, driven step by step without a worker."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from fassung import wires
from fassung.article import Article, Paragraph, Publisher, Text
from fassung.desk import intake, produce, publish, review
from fassung.desk.accounts import Person
from fassung.desk.config import DeskConfig, Partner, Policy
from fassung.desk.delivery import Deliverer
from fassung.desk.places import Outgoing
from fassung.desk.rules import Rules
from fassung.desk.schema import Delivery, Piece, Version
from fassung.desk.states import State
from fassung.desk.store import Store
from tests.migrated import migrated

FIRST = datetime(2026, 3, 2, 8, tzinfo=UTC)


def story(*texts: str, version: int = 1, **values: object) -> Article:
    """An article of our own words, one paragraph a text."""
    plain = Article(
        id="story-1",
        version=str(version),
        publisher=Publisher(name="Example Post", site="https://post.example"),
        first_published=FIRST,
        updated=FIRST.replace(hour=8 + version),
        headline=Text("Bridge opens"),
        blocks=tuple(Paragraph(id=f"p{at}", text=Text(text)) for at, text in enumerate(texts)),
    )
    return replace(plain, **values)  # type: ignore[arg-type]


@dataclass
class Newsroom:
    """Store, settings and one person of each role."""

    store: Store
    config: DeskConfig
    people: dict[str, Person] = field(default_factory=dict)

    @classmethod
    def at(cls, home: Path, /, url: str = "", **partner: object) -> Newsroom:
        """A migrated desk with the partner ``post``, whose engine is ``pseudo``."""
        values = {"id": "post", "engine": "pseudo", "policy": Policy.REVIEW, **partner}
        config = DeskConfig(
            database=url or f"sqlite:///{home / 'desk.sqlite3'}",
            site=home / "site",
            partners={"post": Partner(**values)},  # type: ignore[arg-type]
        )
        room = cls(migrated(config.database), config)
        with room.store.writing() as session:
            for role in ("reader", "editor", "chief", "admin"):
                room.people[role] = Person(login=role, name=role.title(), role=role)
            session.add_all(room.people.values())
        return room

    def push(self, article: Article | bytes) -> str:
        """Receives and takes in what a partner sends; the delivery's id."""
        body = article if isinstance(article, bytes) else wires.write(article, "ans")
        receipt = intake.receive(self.store, "post", channel="push", name="a.json", body=body)
        intake.take(self.store, receipt.delivery_id)
        return receipt.delivery_id

    def produce(self) -> Version:
        """Translates and checks the newest version."""
        version = self.version()
        produce.translate(self.store, self.config, Rules.of(self.config), version.id)
        produce.check(self.store, self.config, Rules.of(self.config), version.id)
        return self.version()

    def publish(self) -> Version:
        """Has the newest version go out, if it may, and brought to the portals."""
        publish.publish(self.store, self.config, self.version().id)
        self.deliver()
        return self.version()

    def deliver(self) -> None:
        """Does what a worker's queues do: brings what is in the outbox to the targets."""
        with self.store.reading() as session:
            waiting = session.execute(
                select(Outgoing.piece_id, Outgoing.target)
                .where(Outgoing.state == "waiting")
                .distinct()
            ).all()
        deliverer = Deliverer(self.store, self.config)
        for piece_id, target in waiting:
            deliverer.deliver(piece_id, target, "", "", "w")
        deliverer.close()

    def answer_for(self, at: datetime | None = None) -> Version:
        """Overrules what blocks in the newest version and approves it, to go out ``at``."""
        version = self.version()
        with self.store.reading() as session:
            opened = review.open_review(session, version.id)
            keys = [f.key for s in opened.segments for f in s.findings if f.blocking]
        for key in dict.fromkeys(keys):
            review.overrule(self.store, version.id, key, "A test.", self.people["editor"])
        review.approve(self.store, version.id, self.people["editor"], publish_at=at)
        return self.version()

    def version(self) -> Version:
        """The newest version of all, with its segments."""
        with self.store.reading() as session:
            found = session.scalars(
                select(Version).order_by(Version.created.desc(), Version.number.desc())
            ).first()
            assert found is not None
            list(found.segments)
            return found

    def piece(self) -> Piece:
        """The only piece."""
        with self.store.reading() as session:
            return session.scalars(select(Piece)).one()

    def delivery(self, id: str) -> Delivery:
        """A delivery by its id."""
        with self.store.reading() as session:
            return session.get_one(Delivery, id)

    def states(self) -> list[State]:
        """The states of all versions in order."""
        with self.store.reading() as session:
            return [v.at for v in session.scalars(select(Version).order_by(Version.number))]

    def pages(self) -> list[str]:
        """What readers see: the words of all articles' pages."""
        return [path.read_text() for path in sorted(self.config.site.glob("*/*_*.html"))]
