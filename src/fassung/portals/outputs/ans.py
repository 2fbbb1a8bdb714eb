"""ANS: what an edition adds to the article's story."""

from __future__ import annotations

from fassung.portals import notices
from fassung.portals.edition import Edition, Withdrawal
from fassung.portals.outputs.output import SOURCE_TYPE, gone, handed_on
from fassung.wires import ans


def published(edition: Edition) -> bytes:
    """The edition as a story. Label and notices stand in ``additional_properties.edition``; the
    label also in ``label.translation``, which a CMS can show as it shows a kicker."""
    article, portal = handed_on(edition.article), edition.portal
    story = ans.story(article)
    label = notices.label(article, portal)
    if label:
        story.setdefault("label", {})["translation"] = {"text": label, "display": True}
    story["publish_date"] = edition.published.isoformat()
    story["display_date"] = edition.first_published.isoformat()
    story["canonical_url_external"] = edition.canonical
    about = {
        "address": edition.address,
        "number": edition.number,
        "reviewed": edition.reviewed,
        "indexable": edition.indexable,
        "label": label,
        "notices": list(notices.notices(article, portal)),
        "digital_source_type": SOURCE_TYPE if article.translated_from else "",
        "signature": edition.signature,
    }
    story.setdefault("additional_properties", {})["edition"] = about
    return ans.encode(story)


def withdrawn(withdrawal: Withdrawal) -> bytes:
    """The story as one that is not published any more, without a word of it."""
    at = withdrawal.at.isoformat()
    story = ans.story(gone(withdrawal.article))
    story["publishing"] = {
        "has_published_edition": False,
        "editions": {
            "default": {"edition_name": "default", "edition_date": at, "edition_published": False}
        },
    }
    story["last_updated_date"] = at
    about = {"address": withdrawal.address, "number": withdrawal.number}
    story.setdefault("additional_properties", {})["edition"] = about
    return ans.encode(story)
