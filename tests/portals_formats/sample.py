"""A German edition with what articles hold, and its withdrawal. Names and places are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fassung.article import (
    Article,
    Author,
    Cell,
    Correction,
    Embed,
    Heading,
    Image,
    LinkCard,
    ListBlock,
    Mark,
    Paragraph,
    Publisher,
    Quote,
    Rights,
    Span,
    Status,
    Table,
    Term,
    Text,
)
from fassung.portals.edition import Edition, Withdrawal
from fassung.portals.portal import SECTIONS, Portal

PICTURES = Path(__file__).resolve().parents[2] / "examples" / "pictures"
BASE = "https://harborcourier.example/pictures/"
LEAD = Image(
    id="lead",
    url=f"{BASE}train.png",
    caption=Text("Der Sonderzug hält an der Grenze."),
    alt=Text("Ein grüner Zug vor einem Schlagbaum"),
    credit="Mara Lind",
    source="Harbor Pictures",
    copyright="Harbor Pictures 2026",
    width=1200,
    height=675,
)
_LINK = (("href", "https://example.org/fahrplan"),)


def _cell(id: str, text: str) -> Cell:
    return Cell(id=id, text=Text(text))


BLOCKS = (
    Paragraph(
        id="p1",
        text=Text(
            "Mit elf Wagen und einer Bibliothek an Bord reist der Präsident [sic] nach Norden.",
            (Span(4, 13, Mark.BOLD), Span(24, 34, Mark.LINK, _LINK)),
        ),
    ),
    Heading(id="h1", text=Text("Eine langsame Reise"), level=2),
    Quote(
        id="q1",
        blocks=(Paragraph(id="q1p", text=Text("„Wer fliegt, sieht nichts vom Land.“")),),
        citation=Text("Tilda Marsh"),
    ),
    ListBlock(
        id="l1",
        ordered=True,
        items=(
            Paragraph(id="l1a", text=Text("Abfahrt um 7 Uhr")),
            ListBlock(id="l1n", items=(Paragraph(id="l1n1", text=Text("Frühstück im Zug")),)),
            Paragraph(id="l1b", text=Text("Ankunft am Abend")),
        ),
    ),
    Table(
        id="t1",
        header=(_cell("t1a", "Halt"), _cell("t1b", "Kilometer")),
        rows=((_cell("t1c", "Nordhafen"), _cell("t1d", "312")),),
    ),
    Image(
        id="i1",
        url=f"{BASE}train.png",
        caption=Text("Noch einmal der Zug."),
        alt=Text("Derselbe Zug am Abend"),
        credit="Mara Lind",
        source="Harbor Pictures",
        width=1200,
        height=675,
    ),
    Embed(id="e1", provider="youtube", url="https://www.youtube.com/watch?v=abc", payload="{}"),
    LinkCard(
        id="c1",
        url="https://harborcourier.example/dining-car",
        title=Text("Im Speisewagen"),
        description=Text("Was auf der Strecke gekocht wird."),
    ),
    Paragraph(id="p2", text=Text("https://www.youtube.com/watch?v=def")),
)

ARTICLE = Article(
    id="courier_TRAIN-7",
    version="3",
    language="de",
    translated_from="en",
    publisher=Publisher(name="The Harbor Courier", site="https://harborcourier.example"),
    url="https://harborcourier.example/2026/09/train",
    first_published=datetime(2026, 9, 15, 9, 30, tzinfo=UTC),
    updated=datetime(2026, 9, 15, 16, 5, tzinfo=UTC),
    kicker=Text("Staatsbesuch"),
    headline=Text("Präsident reist per Zug: 11 Wagen & eine Bibliothek"),
    seo_headline=Text("Staatsbesuch per Zug"),
    teaser=Text("Der Sonderzug braucht einen Tag. Das ist Absicht."),
    place="Nordhafen",
    authors=(
        Author(id="a1", name="Tilda Marsh", bio=Text("Tilda Marsh berichtet aus Nordhafen.")),
        Author(id="a2", name="Jonas Reh"),
        Author(id="a3", name="Mara Lind", role="photos_by"),
    ),
    contributors=Text("Mitarbeit: Pia Sand in Kiesbach."),
    lead_image=LEAD,
    blocks=BLOCKS,
    terms=(
        Term(name="World", scheme="section"),
        Term(name="Railways", scheme="tag"),
        Term(name="Nordhafen", scheme="place", id="Q42"),
    ),
    rights=Rights(
        holder="The Harbor Courier",
        notice="© 2026 The Harbor Courier",
        usage_terms="Nur für Kursblatt",
        expires=datetime(2027, 9, 15, tzinfo=UTC),
    ),
    corrections=(Correction(id="k1", text=Text("Der Zug hat elf Wagen, nicht zwölf.")),),
)

PORTAL = Portal(
    name="Kursblatt",
    domain="kursblatt.example",
    publisher="Kursblatt Verlag",
    terms=MappingProxyType({**SECTIONS, "Railways": "Eisenbahn"}),
    pictures=MappingProxyType({BASE: PICTURES}),
)


def edition(number: int = 1, *, reviewed: bool = True, **changes: Any) -> Edition:
    """The edition ``number``; ``changes`` are those of its article."""
    article = replace(ARTICLE, **changes)
    return Edition(
        outlet="abend",
        portal=PORTAL.reviewed() if reviewed else PORTAL,
        article=article,
        number=number,
        reviewed=reviewed,
        published=datetime(2026, 9, 16, 6, 0, tzinfo=UTC),
        first_published=datetime(2026, 9, 16, 5, 0, tzinfo=UTC),
        canonical=PORTAL.address(article),
        indexable=True,
        original=article.url,
        signature="house=1|rules=2",
    )


def withdrawal(number: int = 9, **changes: Any) -> Withdrawal:
    """The article withdrawn."""
    return Withdrawal(
        outlet="abend",
        portal=PORTAL.reviewed(),
        article=replace(ARTICLE, status=Status.CANCELED, **changes),
        number=number,
        at=datetime(2026, 9, 17, 8, 0, tzinfo=UTC),
    )


def example() -> Edition:
    """A short one: the example of docs/portals-ninjs.md."""
    return edition(
        2,
        kicker=Text(),
        seo_headline=Text(),
        place="",
        authors=(Author(id="a1", name="Tilda Marsh"),),
        contributors=Text(),
        blocks=(Paragraph(id="p1", text=Text("Der Präsident reist nach Norden.")),),
        terms=(),
        corrections=(),
    )
