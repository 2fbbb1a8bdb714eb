"""Feeds: what a partner announces in RSS, Atom or JSON Feed is fetched and taken in."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass

import feedparser
from sqlalchemy import select

from fassung.desk.config import DeskConfig, Partner
from fassung.desk.intake import Channel, label, receive
from fassung.desk.schema import Delivery
from fassung.desk.store import Store
from fassung.errors import FassungError, WireError
from fassung.fetch import fetch

_LOG = logging.getLogger(__name__)
_MOST = 200
"""Entries of one feed that are looked at."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed announces: where it is, and when it last changed, as said there."""

    url: str
    changed: str = ""


def entries(data: bytes, source: str) -> list[Entry]:
    """The articles that a feed announces, in its order.

    Reads RSS, Atom (by feedparser) and JSON Feed 1.1.

    Raises:
        WireError: if ``data`` is no feed.
    """
    found = list(_of_json(data) if data.lstrip()[:1] == b"{" else _of_xml(data))
    if not found:
        raise WireError(
            "{source} is no feed that names articles (RSS, Atom or JSON Feed); check the address.",
            source=source,
        )
    return found[:_MOST]


def _of_json(data: bytes) -> Iterator[Entry]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("url"), str):
            yield Entry(item["url"], str(item.get("date_modified") or ""))


def _of_xml(data: bytes) -> Iterator[Entry]:
    # Neither entities from outside nor nested ones are in any feed; feedparser reads on without.
    if b"<!ENTITY" in data:
        return
    for item in feedparser.parse(data).entries:
        if url := item.get("link"):
            # Asked for itself: feedparser would give "published" for it, with a warning.
            when = item["updated"] if "updated" in item.keys() else item.get("published")  # noqa: SIM118
            yield Entry(str(url), str(when or ""))


def poll(store: Store, config: DeskConfig, partner: Partner) -> int:
    """Fetches the partner's feed and every article in it that is new or has changed.

    An article that cannot be fetched now is tried again at the next poll, since nothing of it
    has been kept.

    Returns:
        How many articles came in that were not here before.

    Raises:
        WireError: if the feed itself cannot be had.
        NoRoom: if the partner's quota is used up; the rest is fetched at a later poll.
    """
    inside = partner.private_addresses
    came = 0
    for entry in entries(fetch(partner.feed, inside=inside), partner.feed):
        name = f"{entry.url} {entry.changed}".strip()
        if known(store, partner.id, name):
            continue
        try:
            body = fetch(entry.url, inside=inside, largest=config.largest)
        except FassungError as error:
            _LOG.warning("%s: %s", partner.id, error)
            continue
        receipt = receive(
            store, partner.id, channel=Channel.FEED, name=name, body=body, most=partner.quota
        )
        came += not receipt.duplicate
    return came


def known(store: Store, partner: str, name: str) -> bool:
    """Whether an entry of a feed with this name came in already, in this state."""
    with store.reading() as session:
        return (
            session.scalars(
                select(Delivery.id).where(Delivery.partner == partner, Delivery.name == label(name))
            ).first()
            is not None
        )
