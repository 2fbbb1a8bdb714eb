"""A desk filled with rows, as if articles had come and been translated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from fassung import wires
from fassung.article import Article, Heading, Mark, Paragraph, Publisher, Span, Text, extract
from fassung.desk import findings, passwords, sessions
from fassung.desk.accounts import Person
from fassung.desk.base import now
from fassung.desk.columns import text_as_json
from fassung.desk.config import DeskConfig, Partner
from fassung.desk.memory import digest
from fassung.desk.rules import Rules
from fassung.desk.schema import Memory, Piece, SegmentRow, Version
from fassung.desk.states import State
from fassung.desk.store import Store
from fassung.german.glossary import Glossary, Term
from tests.migrated import migrated
from tests.web.running import Browser, serving

PASSWORD = "fünf Zeilen über den Hafen"

Pair = tuple[str, str, str]
"""Kind of a text (``text`` for a paragraph), English, German."""

STORY: Sequence[Pair] = (
    ("kicker", "Transport", "Verkehr"),
    (
        "headline",
        "Ferry operator cuts 120 crossings to Port Ellery after storm damage",
        "Fährreederei streicht nach Sturmschäden 210 Überfahrten nach Port Ellery",
    ),
    (
        "teaser",
        "The harbor wall will not be repaired before June, the operator said on Tuesday.",
        "Die Kaimauer wird vor Juni repariert, teilte die Reederei am Dienstag mit.",
    ),
    (
        "text",
        "The ferry company Northline said it would run 14 crossings a week, down from 34.",
        "Die Fährgesellschaft Northline teilte mit, sie werde 14 Überfahrten pro Woche anbieten, "
        "bisher waren es 34.",
    ),
    (
        "text",
        "“We cannot moor safely in a swell of more than 6 feet,” said Captain Mira Holm.",
        '"Bei einer Dünung von mehr als 6 Fuß können wir nicht sicher anlegen", sagte Kapitänin '
        "Mira Holm.",
    ),
    (
        "text",
        "Islanders depend on the ferry for food and medicine, and 47 percent of them commute.",
        "Die Inselbewohner sind für Lebensmittel und Medikamente auf die Fähre angewiesen, und "
        "74 Prozent von ihnen pendeln.",
    ),
    ("heading", "A wall from 1931", "Eine Mauer von 1931"),
    (
        "text",
        "The wall was built in 1931 and last reinforced in 1987, according to the harbor office.",
        "Die Mauer wurde nach Angaben des Hafenamts 1931 gebaut und zuletzt 1987 verstärkt.",
    ),
    (
        "text",
        "Repairs are expected to cost $2.3 million. The state has not yet agreed to pay.",
        "Die Reparatur dürfte 2,3 Millionen Dollar kosten. Das Land hat noch nicht zugesagt, "
        "die Kosten zu übernehmen.",
    ),
    (
        "text",
        "Holm, who has sailed the route for 22 years, said the crew was not consulted.",
        "Holm, die seit 22 Jahren auf der Strecke fährt, sagte, die Besatzung sei nicht gefragt "
        "worden.",
    ),
    (
        "text",
        "A public meeting is planned for 7 p.m. on March 4 in the old customs house.",
        "Eine öffentliche Versammlung ist für den 4. März um 19 Uhr im alten Zollhaus geplant.",
    ),
)
"""Invented. Some of the German is wrong, so that the checks find something."""
HEADLINE, TEASER, NORTHLINE, QUOTE, COMMUTE, OFFICE, REPAIRS = 1, 2, 3, 4, 5, 7, 8
"""Places in the story."""

OTHERS: Sequence[tuple[str, str, str, State, float]] = (
    (
        "Bakers strike for a fourth day",
        "Bäcker streiken den vierten Tag",
        "wave",
        State.IN_REVIEW,
        0.02,
    ),
    (
        "Court overturns ban on night flights",
        "Gericht hebt Nachtflugverbot auf",
        "harbor",
        State.IN_REVIEW,
        0.34,
    ),
    (
        "Museum returns carved door to Samoa",
        "Museum gibt geschnitzte Tür an Samoa zurück",
        "wave",
        State.SENT_BACK,
        0.08,
    ),
    (
        "Researchers map a river below the ice",
        "Forschende kartieren einen Fluss unter dem Eis",
        "harbor",
        State.SCHEDULED,
        0.01,
    ),
    (
        "Town of 900 elects a mayor by lot",
        "Ort mit 900 Einwohnern lost Bürgermeisterin aus",
        "wave",
        State.PUBLISHED,
        0.03,
    ),
    ("Why the price of oats has doubled", "", "harbor", State.RECEIVED, 0.0),
    (
        "Union accepts offer in tram dispute",
        "Gewerkschaft nimmt Angebot im Tramstreit an",
        "wave",
        State.IN_REVIEW,
        0.12,
    ),
)
_PEOPLE = (
    ("anna", "Anna Brandt", "editor", "de"),
    ("ben", "Ben Ohara", "editor", "en"),
    ("carla", "Carla Voss", "chief", "de"),
    ("rita", "Rita Leser", "reader", "de"),
)


@dataclass
class Filled:
    """The desk, who works there, and what lies there."""

    config: DeskConfig
    store: Store
    rules: Rules
    people: dict[str, Person]
    story: str = ""
    """Id of the version of :data:`STORY`."""
    others: list[str] = field(default_factory=list)
    address: str = ""
    browsers: list[Browser] = field(default_factory=list)

    @property
    def page(self) -> str:
        """Path of the story's review page."""
        return f"/review/{self.story}"

    def token(self, login: str) -> str:
        """A new session's token, as the cookie carries it."""
        with self.store.writing() as session:
            return sessions.begin(session, self.people[login], hours=1)

    def browser(self, login: str) -> Browser:
        """A browser in which ``login`` is signed in; speaks as their account does."""
        browser = Browser(self.address, {})
        self.browsers.append(browser)
        browser.plant(self.token(login))
        return browser

    def row(self, place: int, version: str = "") -> SegmentRow:
        """The segment of the story (or ``version``) at ``place``, as the database has it now."""
        with self.store.reading() as session:
            return session.get_one(Version, version or self.story).segments[place]

    def state(self, version: str = "") -> State:
        """The state of the story (or ``version``)."""
        with self.store.reading() as session:
            return session.get_one(Version, version or self.story).at


@contextmanager
def filled(folder: Path, paragraphs: int = 0) -> Iterator[Filled]:
    """A served desk in ``folder``; its story has ``paragraphs`` more of the same."""
    config = DeskConfig(
        database=f"sqlite:///{folder / 'desk.sqlite3'}",
        site=folder / "site",
        partners={
            "wave": Partner(id="wave", name="The Wave", alternative="pseudo"),
            "harbor": Partner(id="harbor", name="Harbor News"),
        },
    )
    terms = Glossary((Term(("harbor office",), ("Hafenamt",), note="nicht Hafenbüro"),))
    kept = _hashed()
    people = {
        login: Person(login=login, name=name, role=role, language=language, password=kept)
        for login, name, role, language in _PEOPLE
    }
    desk = Filled(config, migrated(config.database), Rules(glossaries={"wave": terms}), people)
    with desk.store.writing() as session:
        session.add_all(people.values())
        session.flush()
        desk.story = piece(session, desk, "wave", "ferry", [*STORY, *_more(paragraphs)]).id
        desk.others = [_other(session, desk, number) for number in range(len(OTHERS))]
        source = "The ferry company Northline said it would run 12 crossings a week."
        german = "Die Fährgesellschaft Northline will 12 Überfahrten pro Woche anbieten."
        session.add(
            Memory(
                source=source,
                german=german,
                source_digest=digest(source),
                german_digest=digest(german),
            )
        )
    with serving(desk):  # type: ignore[arg-type]
        yield desk


@cache
def _hashed() -> str:
    """Slow on purpose, so made once."""
    return passwords.hashed(PASSWORD)


def piece(
    session: Session,
    desk: Filled,
    partner: str,
    external: str,
    pairs: Sequence[Pair],
    old: Piece | None = None,
) -> Version:
    """A piece (or the next version of ``old``) in review, with its findings."""
    article, german = _article(external, pairs)
    whole = old or Piece(partner=partner, external_id=external)
    version = Version(
        number=len(whole.versions) + 1,
        digest=f"{external}-{len(whole.versions)}",
        source=wires.write(article, "ans"),
        state=State.IN_REVIEW,
        headline=article.headline.value,
        german_headline=german.get("headline", ""),
        engine="house",
        signature="engine:house|rules:1",
    )
    session.add(whole)
    whole.versions.append(version)
    session.flush()
    whole.current_id = version.id
    for place, segment in enumerate(extract(wires.read(version.source))):
        translated = german[segment.id]
        text = Text(translated, _link(translated) if segment.text.spans else ())
        version.segments.append(
            SegmentRow(
                segment=segment.id,
                place=place,
                role=segment.role.value,
                source=segment.text,
                machine=text,
                german=text,
                engine="house",
                findings=[],
            )
        )
    session.flush()
    seen = findings.look(version.segments, desk.rules.context(session, version))
    findings.keep(session, version, version.segments, seen)
    return version


def conflict(desk: Filled, place: int, english: str, german: str) -> None:
    """An update: the English at ``place`` was ``english`` when an editor wrote ``german``."""
    with desk.store.writing() as session:
        version = session.get_one(Version, desk.story)
        row = version.segments[place]
        row.conflict = {
            "source": text_as_json(Text(english)),
            "german": text_as_json(Text(german)),
            "machine": text_as_json(row.machine),
        }
        findings.count(version, version.segments, {})


def _other(session: Session, desk: Filled, number: int) -> str:
    english, german, partner, state, risk = OTHERS[number]
    pairs = [("headline", english, german), ("text", f"{english}.", f"{german}.")]
    version = piece(session, desk, partner, f"p{number}", pairs if german else [])
    version.headline, version.state, version.risk = english, state, risk
    version.created = now() - timedelta(minutes=7 + 54 * number)
    if state is State.SCHEDULED:
        version.embargo = now() + timedelta(hours=20)
    if number == 1:
        version.piece.assignee_id = desk.people["anna"].id
    if number == 6:
        version.piece.locked_by_id = desk.people["carla"].id
        version.piece.locked_until = now() + timedelta(minutes=10)
    return version.id


def _more(count: int) -> list[Pair]:
    return [
        (
            "text",
            f"In {1950 + n} the harbor office counted {n + 3} boats, and not one was lost.",
            f"Im Jahr {1950 + n} zählte das Hafenamt {n + 3} Boote, und keines ging verloren.",
        )
        for n in range(count)
    ]


def _article(external: str, pairs: Sequence[Pair]) -> tuple[Article, dict[str, str]]:
    article = Article(
        id=external,
        publisher=Publisher(name="The Wave", site="https://wave.example"),
        first_published=now() - timedelta(hours=2),
    )
    blocks: list[Heading | Paragraph] = []
    german = {}
    for number, (kind, english, translated) in enumerate(pairs):
        if kind in ("kicker", "headline", "teaser"):
            article = replace(article, **{kind: Text(english)})  # type: ignore[arg-type]
            german[kind] = translated
        else:
            make = Heading if kind == "heading" else Paragraph
            blocks.append(make(id=f"b{number}", text=Text(english, _link(english))))
            german[f"block/b{number}/text"] = translated
    return replace(article, blocks=tuple(blocks)), german


def _link(text: str) -> tuple[Span, ...]:
    """A link over the harbor office, in either language."""
    for name in ("harbor office", "Hafenamts", "Hafenamt"):
        if (at := text.find(name)) >= 0:
            href = (("href", "https://harbor.example/office"),)
            return (Span(at, at + len(name), Mark.LINK, href),)
    return ()
