"""A desk filled with rows, as if articles had come and been translated: for tests and for looking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from threading import Thread
from time import sleep

import uvicorn

from fassung import wires
from fassung.article import Article, Heading, Mark, Paragraph, Publisher, Span, Text, extract
from fassung.desk import findings, passwords, sessions
from fassung.desk.columns import text_as_json
from fassung.desk.config import DeskConfig, Partner
from fassung.desk.rules import Rules
from fassung.desk.schema import Memory, Person, Piece, SegmentRow, Version, now
from fassung.desk.service import Desk
from fassung.desk.states import State
from fassung.german.glossary import Glossary, Term
from fassung.web.app import create_app

PASSWORD = "fünf Zeilen über den Hafen"

STORY: Sequence[tuple[str, str, str]] = (
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
        "Islanders depend on the ferry for food, mail and medicine, and 47 percent of them commute.",
        "Die Inselbewohner sind für Lebensmittel, Post und Medikamente auf die Fähre angewiesen, "
        "und 74 Prozent von ihnen pendeln.",
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

OTHERS: Sequence[tuple[str, str, str, State, float]] = (
    ("Bakers strike for a fourth day", "Bäcker streiken den vierten Tag", "wave", State.IN_REVIEW, 0.02),
    ("Court overturns ban on night flights", "Gericht hebt Nachtflugverbot auf", "harbor", State.IN_REVIEW, 0.34),
    ("Museum returns carved door to Samoa", "Museum gibt geschnitzte Tür an Samoa zurück", "wave", State.SENT_BACK, 0.08),
    ("Researchers map a river below the ice", "Forschende kartieren einen Fluss unter dem Eis", "harbor", State.SCHEDULED, 0.01),
    ("Town of 900 elects a mayor by lot", "Ort mit 900 Einwohnern lost Bürgermeisterin aus", "wave", State.PUBLISHED, 0.03),
    ("Why the price of oats has doubled", "", "harbor", State.RECEIVED, 0.0),
    ("Union accepts offer in tram dispute", "Gewerkschaft nimmt Angebot im Tramstreit an", "wave", State.IN_REVIEW, 0.12),
)


@dataclass
class Filled:
    """The desk, who works there, and the versions of the pieces."""

    desk: Desk
    people: dict[str, Person]
    story: str
    """Id of the version of :data:`STORY`."""
    others: list[str]

    def token(self, login: str) -> str:
        """A session's token, as the cookie carries it."""
        with self.desk.store.writing() as session:
            return sessions.begin(session, self.people[login], hours=1)


@contextmanager
def filled(folder: Path, paragraphs: int = 0) -> Iterator[Filled]:
    """A desk in ``folder``; its story has ``paragraphs`` more of the same."""
    partners = {
        "wave": Partner(id="wave", name="The Wave", alternative="pseudo"),
        "harbor": Partner(id="harbor", name="Harbor News"),
    }
    config = DeskConfig(
        database=f"sqlite:///{folder / 'desk.sqlite3'}", site=folder / "site", partners=partners
    )
    glossary = Glossary((Term(("harbor office",), ("Hafenamt",), note="nicht: Hafenbüro"),))
    rules = Rules(glossaries={"wave": glossary})
    with Desk(config, _store(config), rules) as desk:
        people = {
            login: Person(
                login=login, name=name, role=role, language=language, password=passwords.hashed(PASSWORD)
            )
            for login, name, role, language in (
                ("anna", "Anna Brandt", "editor", "de"),
                ("ben", "Ben Ohara", "editor", "en"),
                ("carla", "Carla Voss", "chief", "de"),
                ("rita", "Rita Leser", "reader", "de"),
            )
        }
        with desk.store.writing() as session:
            session.add_all(people.values())
            session.flush()
            story = piece(session, desk, "wave", "ferry", [*STORY, *_more(paragraphs)])
            others = []
            for number, (english, german, partner, state, risk) in enumerate(OTHERS):
                pairs = [("headline", english, german), ("text", f"{english}.", f"{german}.")]
                version = piece(session, desk, partner, f"p{number}", pairs if german else pairs[:0])
                version.headline, version.state, version.risk = english, state, risk
                version.created = now() - timedelta(minutes=7 + 53 * number)
                if state is State.SCHEDULED:
                    version.embargo = now() + timedelta(hours=20)
                if number == 1:
                    version.piece.assignee_id = people["anna"].id
                if number == 6:
                    version.piece.locked_by_id = people["carla"].id
                    version.piece.locked_until = now() + timedelta(minutes=10)
                others.append(version.id)
            session.add(
                Memory(
                    source="The ferry company Northline said it would run 12 crossings a week.",
                    german="Die Fährgesellschaft Northline will 12 Überfahrten pro Woche anbieten.",
                    source_digest="1",
                    german_digest="2",
                )
            )
        yield Filled(desk, people, story.id, others)


def piece(session, desk, partner, external, pairs, *, old: Piece | None = None) -> Version:  # type: ignore[no-untyped-def]
    """A piece (or the next version of ``old``) in review, with its findings."""
    article, german = _article(external, pairs)
    whole = old or Piece(partner=partner, external_id=external)
    number = len(old.versions) + 1 if old else 1
    version = Version(
        number=number,
        digest=f"{external}-{number}",
        source=wires.write(article, "ans"),
        state=State.IN_REVIEW,
        headline=article.headline.value,
        german_headline=german.get("headline", ""),
        engine="house",
        signature="engine:house|rules:1",
    )
    if old is None:
        session.add(whole)
    whole.versions.append(version)
    session.flush()
    whole.current_id = version.id
    read = wires.read(version.source)
    for place, segment in enumerate(extract(read)):
        text = Text(german[segment.id], _spans(segment.text, german[segment.id]))
        version.segments.append(
            SegmentRow(
                segment=segment.id, place=place, role=segment.role.value,
                source=segment.text, machine=text, german=text, engine="house", findings=[],
            )
        )
    session.flush()
    findings.check(session, version, desk.rules.context(session, version))
    return version


def conflict(session, version: Version, place: int, before: tuple[str, str], source: str) -> None:  # type: ignore[no-untyped-def]
    """An update changed the source at ``place``, where an editor had changed the German."""
    row = version.segments[place]
    english, german = before
    row.conflict = {
        "source": text_as_json(Text(english)),
        "german": text_as_json(Text(german)),
        "machine": text_as_json(row.machine),
    }
    row.source = Text(source)
    findings.count(version, version.segments, {})


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The address of a server that serves ``desk`` in a thread."""
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(desk), port=0, log_level="warning", lifespan="off",
            timeout_graceful_shutdown=1,
        )
    )
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def _store(config: DeskConfig):  # type: ignore[no-untyped-def]
    from fassung.desk.store import Store

    return Store(config.database)


def _more(count: int) -> list[tuple[str, str, str]]:
    return [
        (
            "text",
            f"In {1950 + n} the harbor office counted {n + 3} boats, and not one was lost at sea.",
            f"Im Jahr {1950 + n} zählte das Hafenamt {n + 3} Boote, und keines ging auf See verloren.",
        )
        for n in range(count)
    ]


def _article(external: str, pairs) -> tuple[Article, dict[str, str]]:  # type: ignore[no-untyped-def]
    article = Article(
        id=external,
        publisher=Publisher(name="The Wave", site="https://wave.example"),
        first_published=now() - timedelta(hours=2),
    )
    blocks = []
    german = {}
    for number, (kind, english, translated) in enumerate(pairs):
        if kind in ("kicker", "headline", "teaser"):
            article = replace(article, **{kind: Text(english)})
            german[kind] = translated
        else:
            made = Heading(id=f"b{number}", text=Text(english), level=2) if kind == "heading" else (
                Paragraph(id=f"b{number}", text=Text(english, _spans(None, english)))
            )
            blocks.append(made)
            german[f"block/b{number}/text"] = translated
    return replace(article, blocks=tuple(blocks)), german


def _spans(source: Text | None, text: str) -> tuple[Span, ...]:
    """A link over the harbor office, in both languages."""
    if source is not None and not source.spans:
        return ()
    for name in ("harbor office", "Hafenamts", "Hafenamt"):
        if (at := text.find(name)) >= 0:
            href = (("href", "https://harbor.example/office"),)
            return (Span(at, at + len(name), Mark.LINK, href),)
    return ()
