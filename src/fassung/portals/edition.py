"""Edition: one article as one portal publishes it, and what its targets say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from fassung.article import Article, Finding
from fassung.portals.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An approved article in the house style of one portal, ready for its targets.

    The article's id is unique over all partners, and fit for a file's name. Times are aware.
    """

    outlet: str
    """Id of the portal in its network."""
    portal: Portal
    """Name, notices and label; those of a reviewed text if a person approved it."""
    article: Article
    number: int
    """Rises with each thing that is said of the article: a publish, an update, a withdrawal."""
    reviewed: bool
    """Whether a person approved it; decides the label."""
    published: datetime
    """When this number went out."""
    first_published: datetime
    """When the article first went out at this portal."""
    canonical: str
    """The address that search engines are to show: the lead portal's, or its own."""
    indexable: bool
    original: str = ""
    """The partner's address, for hreflang; empty where the partner did not agree."""
    signature: str = ""
    """Engine, rules and checks that made the German."""
    findings: tuple[Finding, ...] = ()
    """What does not fit this portal's style: a headline that is too long, say."""

    @property
    def address(self) -> str:
        """Where the article stands on this portal."""
        return self.portal.address(self.article)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """An article that must be gone from one portal, for good or because its rights ended."""

    outlet: str
    portal: Portal
    article: Article
    """As it was last published; its status is ``canceled`` or it has expired."""
    number: int
    at: datetime

    @property
    def address(self) -> str:
        """Where the article stood on this portal."""
        return self.portal.address(self.article)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a target answered: proof that ``number`` stands there."""

    number: int
    remote: str = ""
    """The target's own id of the article (a WordPress post, say); handed back the next time."""
    address: str = ""
    """Where it is to be seen, if the target says so."""
    digest: str = ""
    """SHA-256 of what was sent."""
    said: dict[str, Any] | None = None
    """More that the target answered, as JSON."""


def key(outlet: str, target: str, article: str, number: int) -> str:
    """The idempotency key of one delivery: the same whenever it is tried again (64 hex digits).

    >>> key("nord", "cms", "post_AB12", 3) == key("nord", "cms", "post_AB12", 3)
    True
    """
    return sha256("\0".join((outlet, target, article, str(number))).encode()).hexdigest()
