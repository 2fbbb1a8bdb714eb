"""NewsML-G2: the edition's envelope around the article."""

from __future__ import annotations

from fassung.portals import notices
from fassung.portals.edition import Edition, Withdrawal
from fassung.portals.outputs.output import gone, handed_on
from fassung.portals.portal import Portal
from fassung.wires import newsml_g2
from fassung.wires.newsml_g2 import Envelope


def published(edition: Edition) -> bytes:
    """The edition as a news item: its guid is the address of the portal's page."""
    article, portal = handed_on(edition.article), edition.portal
    envelope = Envelope(
        guid=edition.address,
        version=edition.number,
        provider=_provider(portal),
        provider_uri=f"https://{portal.domain}",
        created=edition.published,
        first_created=edition.first_published,
        address=edition.address,
        label=notices.label(article, portal),
        notices=notices.notices(article, portal),
    )
    return newsml_g2.write(article, envelope)


def withdrawn(withdrawal: Withdrawal) -> bytes:
    """The news item canceled, without content."""
    portal = withdrawal.portal
    envelope = Envelope(
        guid=withdrawal.address,
        version=withdrawal.number,
        provider=_provider(portal),
        provider_uri=f"https://{portal.domain}",
        created=withdrawal.at,
        withdrawn=True,
    )
    return newsml_g2.write(gone(withdrawal.article), envelope)


def _provider(portal: Portal) -> str:
    return portal.publisher or portal.name
