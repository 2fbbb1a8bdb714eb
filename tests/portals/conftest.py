"""A German article with everything in it that the model knows, in our own words."""

from datetime import UTC, datetime

import pytest

from fassung.article import (
    Article,
    Author,
    Cell,
    Code,
    Correction,
    Divider,
    Embed,
    Endorsement,
    Group,
    Heading,
    Image,
    LinkCard,
    ListBlock,
    Mark,
    Media,
    Paragraph,
    Publisher,
    Quote,
    Rating,
    Related,
    Rights,
    Span,
    Table,
    Term,
    Text,
    Unknown,
)

PICTURES = "https://example.org/pictures/"


def over(value: str, part: str, mark: Mark, **attributes: str) -> Span:
    start = value.index(part)
    return Span(start, start + len(part), mark, tuple(attributes.items()))


def p(id: str, value: str, *spans: Span, dropcap: bool = False) -> Paragraph:
    return Paragraph(id=id, text=Text(value, spans), dropcap=dropcap)


def cells(id: str, *values: str) -> tuple[Cell, ...]:
    return tuple(Cell(id=f"{id}{n}", text=Text(value)) for n, value in enumerate(values))


FIRST = (
    "Seoul – Der Teppich war rot, der Zug dunkelgrün, und er kam 14 Minuten zu spät. "
    "Präsidentin Ilona Verrin aus Sarvia hat am Dienstag nach einer Bahnreise von 328 Kilometern "
    "die südkoreanische Hauptstadt erreicht. Seit Jahrzehnten war kein Staatsoberhaupt mehr in "
    "einem eigenen gepanzerten Zug nach Seoul gekommen."
)
SECOND = (
    "Verrin, die angeblich ungern fliegt, war mit dem Schiff über das Meer gekommen und um "
    "8.40 Uhr im Hafen von Busan eingestiegen. „Ein Land sollte man durch ein Fenster sehen und "
    "nicht durch Wolken“, sagte sie auf dem Bahnsteig. Fragen nach dem Bahnvertrag "
    "über 3,4 Milliarden Dollar beantwortete sie nicht."
)
GAS = "Die Reise verursachte nach Angaben der Regierung nur 4,2 Tonnen CO2."


@pytest.fixture
def article() -> Article:
    return Article(
        id="TRAINVISIT2026",
        language="de",
        translated_from="en",
        publisher=Publisher(name="The Harbor Courier", site="https://example.org/"),
        url="https://example.org/2026/09/15/state-visit-by-train/",
        first_published=datetime(2026, 9, 15, 22, 30, tzinfo=UTC),
        updated=datetime(2026, 9, 16, 4, 5, tzinfo=UTC),
        kicker=Text("Staatsbesuch"),
        headline=Text("Mit elf Wagen und einer Bibliothek: Eine Präsidentin reist im Panzerzug an"),
        seo_headline=Text("Staatsbesuch im Panzerzug: Warum eine Präsidentin die Bahn nimmt"),
        extra_headlines=(("social", Text("Eine Präsidentin kommt mit dem Zug")),),
        teaser=Text(
            "Präsidentin Ilona Verrin fliegt nicht gern. Auf ihrer langsamen Fahrt durch Südkorea "
            "geht es um Metalle, um Geld und um einen Vertrag in Milliardenhöhe."
        ),
        authors=(
            Author(
                id="a1",
                name="Nora Ellison",
                bio=Text("Nora Ellison leitet das Büro des Harbor Courier in Seoul."),
                url="https://example.org/people/nora-ellison/",
            ),
            Author(id="a2", name="Daniel Okafor", bio=Text("berichtet über Diplomatie.")),
            Author(id="a3", name="Mara Lind", role="photos_by"),
        ),
        contributors=Text("Ellison berichtete aus Seoul, Okafor aus Washington."),
        editor_note=Text("Dieser Artikel ist als Beispiel erfunden."),
        lead_image=Image(
            id="lead",
            url=PICTURES + "train.png",
            caption=Text("Der Sonderzug überquert kurz hinter Busan den Nakdong."),
            alt=Text("Zeichnung eines dunkelgrünen Zuges auf einer Brücke."),
            credit="Mara Lind/The Harbor Courier",
            width=1600,
            height=900,
        ),
        blocks=(
            p("p1", FIRST, over(FIRST, "gepanzerten Zug", Mark.BOLD), dropcap=True),
            p(
                "p2",
                SECOND,
                over(
                    SECOND,
                    "Bahnvertrag über 3,4 Milliarden Dollar",
                    Mark.LINK,
                    href="https://example.org/2026/rail-deal",
                    title="Der Bahnvertrag",
                    target="_blank",
                ),
            ),
            Heading(id="h1", text=Text("Ein Palast auf Rädern"), level=2),
            p(
                "p3",
                "Der Zug ist älter als die meisten, die ihn bewachen. Er wurde 1962 gebaut und "
                "zweimal umgerüstet, wiegt rund 1150 Tonnen und hat elf Wagen, darunter eine "
                "Bibliothek, ein kleines Krankenhaus und einen Speisewagen mit 24 Plätzen. Im "
                "Schnitt schaffte er nur 100 Kilometer pro Stunde.",
            ),
            Image(
                id="i1",
                url=PICTURES + "station.svg",
                caption=Text("Bahnsteig 7 in Seoul war drei Stunden lang gesperrt."),
                alt=Text("Zeichnung eines leeren Bahnsteigs mit rotem Teppich."),
                credit="© Mara Lind",
                width=1200,
                height=800,
            ),
            Table(
                id="t1",
                header=cells("th", "Abschnitt", "Kilometer", "Minuten", "Anteil"),
                rows=(
                    cells("r1", "Busan–Daegu", "116,7", "66", "35,5 Prozent"),
                    cells("r2", "Daegu–Daejeon", "148,1", "94", "45,1 Prozent"),
                    cells("r3", "Daejeon–Seoul", "63,6", "38"),
                ),
            ),
            Quote(
                id="q1",
                pull=True,
                blocks=(p("q1p", "„Ein Land sollte man durch ein Fenster sehen.“"),),
                citation=Text("Ilona Verrin, Präsidentin von Sarvia"),
            ),
            Heading(id="h2", text=Text("Eine lange Tradition"), level=4),
            ListBlock(
                id="l1",
                items=(
                    p("l1a", "Wer bezahlt die neue Strecke?"),
                    ListBlock(
                        id="l2",
                        ordered=True,
                        items=(
                            p("l2a", "Sarvia verlangt 40 Prozent."),
                            p("l2b", "Seoul bietet 25."),
                        ),
                    ),
                    p("l1b", "Was geschieht, wenn der Preis der Metalle fällt?"),
                ),
            ),
            Quote(
                id="q2",
                blocks=(p("q2p", "Züge sind langsam, und das ist ihre Stärke."),),
                citation=Text("Claire Osgood, Historikerin"),
            ),
            LinkCard(
                id="c1",
                url="https://example.org/2026/metals",
                title=Text("Fünf Fakten über die Metalle im Akku"),
                description=Text("Woher sie kommen und was sie kosten."),
            ),
            p("p4", GAS, Span(GAS.index("2."), GAS.index("2.") + 1, Mark.SUB)),
            Embed(
                id="e1", provider="youtube", url="https://video.example.org/1", payload="<b>x</b>"
            ),
            Embed(id="e2", provider="route_map", payload='{"zoom": 7}'),
            Media(
                id="m1",
                medium="video",
                url="https://video.example.org/2",
                title=Text("Der Zug kommt an"),
                duration=125.0,
                credit="Harbor Video",
            ),
            Group(
                id="g1",
                role="link_list",
                title=Text("Mehr über den Besuch"),
                blocks=(
                    LinkCard(id="g1a", url="https://example.org/a", title=Text("Das Programm")),
                    LinkCard(id="g1b", url="https://example.org/b", title=Text("Die Geschichte")),
                ),
            ),
            Group(
                id="g2",
                role="gallery",
                title=Text("Bilder der Reise"),
                blocks=(
                    Image(id="g2a", url=PICTURES + "train.png", alt=Text("Der Zug")),
                    Image(
                        id="g2b",
                        url=PICTURES + "secret.png",
                        alt=Text("Gesperrt"),
                        licensable=False,
                    ),
                ),
            ),
            Rating(id="ra", value=3.5, minimum=0, maximum=5, units=Text("Sternen")),
            Endorsement(id="en", text=Text("Einen Umweg wert: das Eisenbahnmuseum")),
            Code(id="co", content="KR-0917  BUSAN 08:40  SEOUL 11:58 (+14)", language="text"),
            Divider(id="di"),
            Unknown(id="un", type="seating_plan", payload='{"geheim": "<script>"}'),
            Correction(id="c9", text=Text("Der Zug hat elf Wagen."), type="clarification"),
            p(
                "p9",
                "Am Sonnabend um 18 Uhr fährt der Zug zurück. „Wir haben Pünktlichkeit "
                "versprochen“, sagte der Sprecher und lächelte.",
            ),
        ),
        terms=(
            Term(name="World", scheme="section"),
            Term(name="Railways", scheme="tag"),
            Term(name="Untranslated", scheme="tag"),
        ),
        related=(Related(rel="basic", url="https://example.org/r", title=Text("So kam es dazu")),),
        rights=Rights(holder="The Harbor Courier", notice="© 2026 The Harbor Courier"),
        corrections=(Correction(id="k1", text=Text("Zunächst war von zwölf Wagen die Rede.")),),
    )
