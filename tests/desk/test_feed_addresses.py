"""A feed and what it announces are fetched only where the partner's settings allow."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from sqlalchemy import select

from fassung.desk.config import DeskConfig, Partner
from fassung.desk.feeds import poll
from fassung.desk.schema import Delivery
from fassung.desk.store import Store
from fassung.outbound import RefusedAddress
from tests.migrated import migrated
from tests.test_outbound import site


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = migrated(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    return found


def polled(store: Store, feed: str, *, inside: bool) -> list[str]:
    """The names of what came in."""
    partner = Partner(id="post", feed=feed, private_addresses=inside)
    config = DeskConfig(database=store.url, site=Path("site"), partners={"post": partner})
    try:
        poll(store, config, partner)
        with store.reading() as transaction:
            return list(transaction.scalars(select(Delivery.name)))
    finally:
        store.close()


@pytest.mark.parametrize(
    "feed", ["http://127.0.0.1:{port}/feed", "http://localhost:{port}/feed", "http://[::1]:{port}/"]
)
def test_a_feed_in_the_house_is_not_called(store: Store, feed: str) -> None:
    with site("127.0.0.1") as inner:
        with pytest.raises(RefusedAddress):
            polled(store, feed.format(port=inner.port), inside=False)
        assert inner.asked == []


def test_a_feed_in_the_house_may_be_allowed(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with site("127.0.0.1") as inner, caplog.at_level(logging.WARNING):
        here = f"http://127.0.0.1:{inner.port}"
        urls = (f"{here}/a", "http://169.254.169.254/latest/", "file:///etc/passwd", f"{here}/on")
        inner.says["/feed"] = json.dumps({"items": [{"url": url} for url in urls]}).encode()
        inner.turns["/on"] = "http://169.254.169.254/latest/"
        assert polled(store, f"{here}/feed", inside=True) == [f"{here}/a"]
        assert [path for _, path in inner.asked] == ["/feed", "/a", "/on"]
    assert "169.254.169.254 lies at 169.254.169.254, which is not called" in caplog.text
