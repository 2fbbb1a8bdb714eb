"""page: a German article as one HTML file that needs nothing else but its pictures."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from hashlib import sha256
from importlib import resources

from jinja2 import Environment
from markupsafe import Markup

from fassung import templating
from fassung._version import __version__
from fassung.article import Article
from fassung.portals import hold, jsonld, notices, safe, view
from fassung.portals.edition import Edition
from fassung.portals.portal import DEFAULT, Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where and how a page stands among others; a page by itself needs none of it."""

    canonical: str = ""
    """Address that search engines are to show; empty for its own."""
    indexable: bool = True
    original: str = ""
    """The partner's address, for hreflang; empty where the partner did not agree."""
    first_published: datetime | None = None
    """When the German went out first."""
    published: datetime | None = None
    """When it went out as it is now."""
    home: str = ""
    """Where the portal's name leads to; empty for nowhere."""
    section: str = ""
    """Where the section's name leads to."""


def of(edition: Edition, *, home: str = "", section: str = "") -> str:
    """The page of ``edition``.

    Args:
        edition: what its portal publishes.
        home: where the portal's name in the head leads to.
        section: where the section's name leads to.

    Raises:
        HeldError: if the article may not be published at ``edition.published``.
    """
    return render(
        edition.article,
        edition.portal,
        signature=edition.signature,
        now=edition.published,
        standing=Standing(
            canonical=edition.canonical,
            indexable=edition.indexable,
            original=edition.original,
            first_published=edition.first_published,
            published=edition.published,
            home=home,
            section=section,
        ),
    )


def render(
    article: Article,
    portal: Portal = DEFAULT,
    *,
    signature: str = "",
    preview: bool = False,
    now: datetime | None = None,
    standing: Standing | None = None,
) -> str:
    """``article`` as a complete HTML document of ``portal``.

    No scripts, no frames, nothing loaded but pictures; a policy in the head
    forbids the rest. Foreign markup is never shown: an embed becomes a card
    that leads to it. A picture that may not be handed on is not shown.

    Args:
        article: in German.
        portal: whose name, address and notices.
        signature: the translation's; put into the head for machines.
        preview: whether an article that may not be published is shown all the same, with a
            line that says so.
        now: when the page goes out (aware); None is this moment.
        standing: canonical address, hreflang, dates and ways back; see :func:`of`.

    Raises:
        HeldError: if the article may not be published now and no preview is asked for.
    """
    now = now or datetime.now(UTC)
    standing = standing or Standing()
    if not preview:
        hold.check(article, now)
    web = ("http", "https")
    published = not hold.held(article, now)
    style = _style()
    lead, blocks = view.opening(article)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            article=article,
            lead=lead,
            blocks=blocks,
            assisting=view.assisting(article.authors),
            portal=portal,
            address=standing.canonical or portal.address(article),
            own=portal.address(article),
            standing=standing,
            standing_changed=view.changed(standing.first_published, standing.published),
            original=safe.link(article.url, schemes=web),
            style=Markup(style),
            style_hash=base64.b64encode(sha256(style.encode()).digest()).decode(),
            data=jsonld.embedded(
                jsonld.news_article(
                    article,
                    portal,
                    first_published=standing.first_published,
                    published=standing.published,
                )
            ),
            digital_source_type=jsonld.DIGITAL_SOURCE_TYPE if article.translated_from else "",
            generator=f"fassung {__version__}",
            signature=signature,
            label=notices.label(article, portal),
            notices=notices.notices(article, portal),
            levels=view.levels(article),
            dateline=view.dateline(article),
            minutes=view.minutes(article),
            social_image=safe.link(lead.url, article.url, web) if lead else "",
            social_headline=dict(article.extra_headlines).get("social") or article.headline,
            people=[author for author in article.authors if author.bio or author.picture],
            report=partial(view.report, portal, article),
            indexable=standing.indexable
            and portal.indexable
            and article.rights.indexable
            and published,
            published=published,
            html=partial(safe.html, base=article.url),
            link=partial(safe.link, base=article.url, schemes=web),
            picture=partial(safe.picture, base=article.url, folders=portal.pictures),
            date=partial(notices.date, portal=portal),
            clock=partial(notices.clock, portal=portal),
            rating=partial(view.rating, portal=portal),
        )
    )


@cache
def _style() -> str:
    folder = resources.files("fassung.portals") / "templates"
    # What the fronts look like, too, stands in a file of its own. On one line: the Nu validator
    # hashes no other.
    texts = ((folder / n).read_text(encoding="utf-8") for n in ("shared.css", "page.css"))
    return "".join(line for text in texts for line in text.splitlines())


@cache
def _environment() -> Environment:
    return templating.environment(
        "fassung.portals",
        # A partner's control characters never reach the page.
        clean=safe.plain,
        host=safe.host,
        unlinked=safe.unlinked,
        names=view.names,
        number_columns=view.number_columns,
        share=view.share,
        length=view.length,
        providers=view.PROVIDERS,
        correction_names=view.CORRECTIONS,
        anchor=view.anchor,
        credit_line=view.credit_line,
    )
