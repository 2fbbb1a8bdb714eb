"""A site with something on it: articles of our own invention, for tests, pictures and figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from fassung.article import Article, Author, Image, Paragraph, Publisher, Rights, Term, Text
from fassung.portals.edition import Edition, Withdrawal
from fassung.portals.portal import DEFAULT, Portal
from fassung.portals.site.site import Site
from fassung.portals.targets.site import Settings, SiteTarget

ROOT = Path(__file__).parents[2]
PICTURES = {
    "https://example.org/pictures/": ROOT / "examples" / "pictures",
    "https://example.org/drawings/": Path(__file__).with_name("pictures"),
}
PORTAL = replace(
    DEFAULT,
    name="Der Tagesbogen",
    domain="tagesbogen.example",
    publisher="Verlag Tagesbogen",
    pictures=PICTURES,
)
NOW = datetime(2026, 11, 24, 16, 40, tzinfo=UTC)

_FILE = Path(__file__).with_name("stories.tsv")
STORIES = [line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines()[1:]]


def article(number: int, time: datetime, **changes: object) -> Article:
    """The article ``number`` (from 0), that its partner published an hour before ``time``."""
    section, kicker, headline, teaser, author, picture = STORIES[number % len(STORIES)]
    again = number // len(STORIES)
    made = Article(
        id=f"courier_A{number:05}",
        language="de",
        translated_from="en",
        publisher=Publisher(name="The Harbor Courier", site="https://example.org/"),
        url=f"https://example.org/2026/a{number}/",
        first_published=time - timedelta(hours=1),
        kicker=Text(kicker),
        headline=Text(headline + (f" ({again + 1})" if again else "")),
        teaser=Text(teaser),
        authors=(Author(id="a", name=author),),
        lead_image=Image(
            id="lead",
            url=next(f"{a}{picture}" for a, d in PICTURES.items() if (d / picture).exists()),
            alt=Text(f"Zeichnung zum Thema {kicker}."),
            caption=Text("Eine Zeichnung."),
            credit="Mara Lind",
            source="The Harbor Courier",
            width=1600,
            height=900,
        )
        if picture
        else None,
        blocks=tuple(Paragraph(id=f"p{n}", text=Text(teaser)) for n in range(3)),
        terms=(Term(name=section, scheme="section"), Term(name="Railways")),
        rights=Rights(holder="The Harbor Courier"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def edition(
    number: int,
    *,
    version: int = 1,
    portal: Portal = PORTAL,
    outlet: str = "bogen",
    reviewed: bool = True,
    time: datetime | None = None,
    indexable: bool = True,
    **changes: object,
) -> Edition:
    """The article ``number`` as the portal publishes it, the higher the older (two hours each)."""
    first = time or NOW - timedelta(hours=2 * number)
    made = article(number, first, **changes)
    return Edition(
        outlet=outlet,
        portal=portal.reviewed() if reviewed else portal,
        article=made,
        number=version,
        reviewed=reviewed,
        published=first + timedelta(minutes=version - 1),
        first_published=first,
        canonical=portal.address(made),
        indexable=indexable,
    )


def withdrawal(of: Edition, version: int) -> Withdrawal:
    """What takes an edition down again."""
    return Withdrawal(
        outlet=of.outlet, portal=of.portal, article=of.article, number=version, at=NOW
    )


def empty(folder: Path) -> SiteTarget:
    """A target with its site under ``folder``, where the clock stands still."""
    target = SiteTarget(
        Settings(
            folder=folder / "site",
            links={"Impressum": "https://example.org/impressum", "Datenschutz": "/datenschutz"},
        )
    )
    target.site("bogen")._now = lambda: NOW
    return target


def filled(folder: Path, articles: int = 32, portal: Portal = PORTAL) -> SiteTarget:
    """As :func:`empty`, with ``articles`` on its site, the oldest put there first."""
    target = empty(folder)
    # Known one by one, written at once: what each leaves behind is tested where it matters.
    with patch.object(Site, "_work"):
        for number in reversed(range(articles)):
            target.publish(edition(number, portal=portal, reviewed=number % 3 != 1), "", None)
    target.site("bogen").rebuild(portal)
    return target
