"""The article: what a partner sent, and what a portal publishes, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fassung.article.blocks import Block, Correction, Image
from fassung.article.text import Text


def _aware(**times: datetime | None) -> None:
    for name, time in times.items():
        if time is not None and time.utcoffset() is None:
            raise ValueError(f"{name} has no time zone: {time.isoformat()}")


class Status(StrEnum):
    """ninjs' ``pubStatus``: ``canceled`` takes the piece down everywhere."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who published the article first; ``site`` is a URL, ``language`` a BCP 47 tag."""

    name: str = ""
    site: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person as a reader may see them. ``role`` is ``by``, ``photos_by`` or the partner's."""

    id: str
    name: str
    bio: Text = Text()
    url: str = ""
    role: str = "by"
    picture: str = ""
    """Address of a portrait that may be handed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A section, tag, person or place that the article is filed under."""

    name: str
    id: str = ""
    scheme: str = "tag"
    """``section``, ``tag``, ``keyword``, ``person``, ``place``, ``organisation``, ``subject``,
    ``ticker`` (a company's sign on the stock market)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another piece that the article points to; ``rel`` is the partner's word for how."""

    rel: str
    id: str = ""
    url: str = ""
    title: Text = Text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What may be done with the article. Dates are aware."""

    holder: str = ""
    notice: str = ""
    usage_terms: str = ""
    embargo: datetime | None = None
    """Not to be published before; holds for every version."""
    expires: datetime | None = None
    holds: tuple[str, ...] = ()
    """Why a person must decide before it goes out: ``embargo``, ``distribution``,
    ``sponsored``, ``third-party``, ``geo``, ``partial``, ``content-code``."""
    indexable: bool = True

    def __post_init__(self) -> None:
        _aware(embargo=self.embargo, expires=self.expires)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of one article, in one language. A change is a new value.

    ``extra_headlines`` and ``extra_teasers`` hold further wordings by the
    partner's key (``social``, ``mobile`` …). ``translated_from`` is the language
    that the text was translated from; empty for an original.

    Raises:
        ValueError: if a time has no zone.
    """

    id: str
    version: str = ""
    language: str = "en"
    translated_from: str = ""
    publisher: Publisher = Publisher()
    url: str = ""
    """Link to the original."""
    first_published: datetime | None = None
    updated: datetime | None = None
    kicker: Text = Text()
    headline: Text = Text()
    seo_headline: Text = Text()
    extra_headlines: tuple[tuple[str, Text], ...] = ()
    teaser: Text = Text()
    extra_teasers: tuple[tuple[str, Text], ...] = ()
    place: str = ""
    """Dateline place, where the partner gives it apart from the text."""
    authors: tuple[Author, ...] = ()
    contributors: Text = Text()
    """The line that says who else reported."""
    editor_note: Text = Text()
    lead_image: Image | None = None
    blocks: tuple[Block, ...] = ()
    terms: tuple[Term, ...] = ()
    related: tuple[Related, ...] = ()
    rights: Rights = Rights()
    status: Status = Status.USABLE
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        _aware(first_published=self.first_published, updated=self.updated)

    @property
    def section(self) -> str:
        """Name of the first section; empty if it has none."""
        return next((term.name for term in self.terms if term.scheme == "section"), "")
