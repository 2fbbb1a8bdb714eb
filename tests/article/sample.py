"""One article with everything that the model knows."""

from datetime import UTC, datetime

from fassung.article import (
    Article,
    Author,
    Block,
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

LINK = (("href", "https://example.org/rail"), ("target", "_blank"))


def image(id: str) -> Image:
    """A picture with caption, alternative text and credit."""
    return Image(
        id=id,
        url=f"https://example.org/{id}.jpg",
        caption=Text("The train waits at the border."),
        alt=Text("A green train"),
        credit="Jo Doe",
        source="Example Photos",
    )


BLOCKS: tuple[Block, ...] = (
    Paragraph(
        id="p1",
        text=Text(
            "SEOUL — The president left by train on Monday. It was late.",
            (Span(12, 21, Mark.LINK, LINK), Span(30, 35, Mark.BOLD), Span(55, 59, Mark.ITALIC)),
        ),
    ),
    Heading(id="h1", text=Text("A slow journey"), level=3),
    Quote(
        id="q1",
        blocks=(Paragraph(id="q1p", text=Text("We will arrive in time.")),),
        citation=Text("The driver"),
        pull=True,
    ),
    ListBlock(
        id="l1",
        items=(
            Paragraph(id="l1a", text=Text("Two engines")),
            ListBlock(id="l2", items=(Paragraph(id="l2a", text=Text("one spare")),), ordered=True),
        ),
    ),
    Table(
        id="t1",
        header=(Cell(id="t1h", text=Text("Station")), Cell(id="t1i", text=Text("Miles"))),
        rows=((Cell(id="t1a", text=Text("Border")), Cell(id="t1b", text=Text("425"))),),
    ),
    image("i1"),
    Media(id="m1", medium="video", title=Text("The arrival"), poster=image("i2"), credit="Jo Doe"),
    LinkCard(
        id="c1",
        url="https://example.org/more",
        title=Text("Read more"),
        description=Text("How it began"),
        image=image("i3"),
    ),
    Group(
        id="g1",
        role="link_list",
        title=Text("Background"),
        blocks=(Paragraph(id="g1p", text=Text("Old rails.")),),
    ),
    Correction(id="k1", text=Text("An earlier version gave the wrong day.")),
    Rating(id="r1", value=3, minimum=0, maximum=4, units=Text("stars")),
    Endorsement(id="e1", text=Text("Worth a trip")),
    Divider(id="d1"),
    Embed(id="x1", provider="video.example", payload='{"id": "42"}'),
    Code(id="z1", content="print('on time')", language="python"),
    Unknown(id="u1", type="mystery", payload='{"a": 1}'),
)


def article() -> Article:
    """The sample article, English."""
    return Article(
        id="visit-1",
        version="3",
        publisher=Publisher(name="Example Post", site="https://example.org", language="en"),
        url="https://example.org/visit",
        first_published=datetime(2026, 9, 11, 14, 30, tzinfo=UTC),
        updated=datetime(2026, 9, 12, tzinfo=UTC),
        kicker=Text("Asia"),
        headline=Text("President takes the train"),
        seo_headline=Text("State visit by train"),
        extra_headlines=(("social", Text("All aboard")),),
        teaser=Text("A state visit at 37 miles an hour."),
        extra_teasers=(("mobile", Text("A slow visit.")),),
        place="Seoul",
        authors=(
            Author(id="a1", name="Kim Roe", bio=Text("Kim Roe reports from Seoul.")),
            Author(id="a2", name="Lee Foe"),
        ),
        contributors=Text("Pat Poe contributed to this report."),
        editor_note=Text("This is a developing story."),
        lead_image=image("i0"),
        blocks=BLOCKS,
        terms=(Term(name="World", scheme="section"), Term(name="trains")),
        related=(Related(rel="basic", url="https://example.org/x", title=Text("The last visit")),),
        rights=Rights(holder="Example Post", embargo=datetime(2026, 9, 11, 14, tzinfo=UTC)),
        corrections=(Correction(id="k0", text=Text("The date was wrong.")),),
    )
