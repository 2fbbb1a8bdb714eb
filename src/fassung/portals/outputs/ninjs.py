"""ninjs: what an edition adds to the article's item. The profile is docs/portals-ninjs.md."""

from __future__ import annotations

from fassung.portals import notices
from fassung.portals.edition import Edition, Withdrawal
from fassung.portals.outputs.output import SOURCE_TYPE, gone, handed_on
from fassung.wires import ninjs
from fassung.wires.ninjs import profile
from fassung.wires.ninjs.linking import time
from fassung.wires.ninjs.shape import Item

LABEL = f"{profile.OWN}label"
NOTICE = f"{profile.OWN}notice"


def published(edition: Edition, version: str) -> bytes:
    """The edition as an item: its uri is the portal's page, its dates are the portal's.

    Those of the original stand in the association that leads there.
    """
    article, portal = handed_on(edition.article), edition.portal
    item = ninjs.item(article)
    item |= {
        "uri": edition.address,
        "version": str(edition.number),
        "firstCreated": time(edition.first_published),
        "versionCreated": time(edition.published),
        "contentCreated": time(article.first_published),
    }
    label = notices.label(article, portal)
    texts = [(LABEL, label)] if label else []
    texts += [(NOTICE, text) for text in notices.notices(article, portal)]
    item["descriptions"] += [
        {"role": role, "contentType": "text/plain", "value": text} for role, text in texts
    ]
    item["infoSources"].append(_portal(edition))
    item["altIds"] += [
        {"role": profile.ID, "value": article.id},
        {"role": "canonicalUrl", "value": edition.canonical},
        {"role": f"{profile.OWN}reviewed", "value": str(edition.reviewed).lower()},
    ]
    if not edition.indexable and article.rights.indexable:
        item["altIds"].append({"role": f"{profile.OWN}noindex", "value": "true"})
    if edition.signature:
        item["altIds"].append({"role": f"{profile.OWN}signature", "value": edition.signature})
    if article.translated_from:
        item["digitalSourceType"]["uri"] = SOURCE_TYPE
    return ninjs.encode(item, version)


def withdrawn(withdrawal: Withdrawal, version: str) -> bytes:
    """The item canceled: who has it takes it down everywhere."""
    item = ninjs.item(gone(withdrawal.article))
    item |= {
        "uri": withdrawal.address,
        "version": str(withdrawal.number),
        "versionCreated": time(withdrawal.at),
        "firstCreated": None,
        "bodies": [],
        "digitalSourceType": None,
    }
    item["altIds"].append({"role": profile.ID, "value": withdrawal.article.id})
    return ninjs.encode(item, version)


def _portal(edition: Edition) -> Item:
    portal = edition.portal
    role = "translator" if edition.article.translated_from else "publisher"
    return {
        "name": portal.publisher or portal.name,
        "role": role,
        "uri": f"https://{portal.domain}",
    }
