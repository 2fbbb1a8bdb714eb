"""extract and ingest are each other's inverse, and the inventory sees every loss."""

from dataclasses import replace
from datetime import datetime

import pytest

from fassung.article import (
    Article,
    Rights,
    Role,
    Text,
    compare,
    extract,
    ingest,
    inventory,
)
from tests.article.sample import BLOCKS, article

EXPECTED = {
    "kicker": Role.KICKER,
    "headline": Role.HEADLINE,
    "seo_headline": Role.HEADLINE,
    "headline/social": Role.HEADLINE,
    "teaser": Role.TEASER,
    "teaser/mobile": Role.TEASER,
    "editor_note": Role.NOTE,
    "lead/caption": Role.CAPTION,
    "lead/alt": Role.ALT,
    "correction/k0": Role.NOTE,
    "block/p1/text": Role.BODY,
    "block/h1/text": Role.HEADING,
    "block/q1p/text": Role.QUOTE,
    "block/q1/citation": Role.CITATION,
    "block/l1a/text": Role.ITEM,
    "block/l2a/text": Role.ITEM,
    "block/t1/cell/t1h": Role.CELL,
    "block/t1/cell/t1i": Role.CELL,
    "block/t1/cell/t1a": Role.CELL,
    "block/t1/cell/t1b": Role.CELL,
    "block/i1/caption": Role.CAPTION,
    "block/i1/alt": Role.ALT,
    "block/m1/title": Role.CAPTION,
    "block/m1/poster/caption": Role.CAPTION,
    "block/m1/poster/alt": Role.ALT,
    "block/c1/title": Role.LINK,
    "block/c1/description": Role.LINK,
    "block/c1/image/caption": Role.CAPTION,
    "block/c1/image/alt": Role.ALT,
    "block/g1/title": Role.HEADING,
    "block/g1p/text": Role.BODY,
    "block/k1/text": Role.NOTE,
    "block/r1/units": Role.LABEL,
    "block/e1/text": Role.LABEL,
    "contributors": Role.CONTRIBUTORS,
    "author/0/bio": Role.BIO,
    "related/0": Role.LINK,
}


def test_every_text_has_its_place_and_role() -> None:
    assert {segment.id: segment.role for segment in extract(article())} == EXPECTED


def test_reading_order() -> None:
    ids = [segment.id for segment in extract(article())]
    assert ids == sorted(ids, key=list(EXPECTED).index)


def test_ingest_undoes_extract() -> None:
    whole = article()
    assert ingest(whole, {s.id: s.text for s in extract(whole)}) == whole


def test_ingest_replaces_every_text() -> None:
    german = ingest(article(), {id: Text(f"de {id}") for id in EXPECTED})
    assert {s.id: s.text.value for s in extract(german)} == {id: f"de {id}" for id in EXPECTED}


def test_ingest_misses_nothing_silently() -> None:
    with pytest.raises(KeyError):
        ingest(article(), {})


def test_ingest_refuses_what_has_no_place() -> None:
    texts = {segment.id: segment.text for segment in extract(article())}
    with pytest.raises(ValueError, match="block/p9/text"):
        ingest(article(), {**texts, "block/p9/text": Text("x")})


def test_an_empty_article_has_no_segments() -> None:
    assert extract(Article(id="a")) == ()


def test_inventory_of_the_same_article_is_equal() -> None:
    assert compare(inventory(article()), inventory(article())) == ()


@pytest.mark.parametrize("missing", range(len(BLOCKS)))
def test_every_block_that_is_lost_is_named(missing: int) -> None:
    blocks = BLOCKS[:missing] + BLOCKS[missing + 1 :]
    losses = compare(inventory(article()), inventory(replace(article(), blocks=blocks)))
    assert f"block {BLOCKS[missing].kind!r}" in {f"{x.name} {x.thing!r}" for x in losses}


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"headline": Text("")}, "text"),
        ({"lead_image": None}, "image"),
        ({"authors": ()}, "author"),
        ({"corrections": ()}, "correction"),
    ],
)
def test_other_losses_are_named(change: dict[str, object], name: str) -> None:
    losses = compare(inventory(article()), inventory(replace(article(), **change)))  # type: ignore[arg-type]
    assert name in {loss.name for loss in losses}
    assert "1 in the source, 0 here" in str(next(x for x in losses if x.name == name))


def test_counts() -> None:
    counted = inventory(article())
    assert [counted.count(name) for name in ("cell", "item", "link", "credit", "none")] == [
        4,
        3,
        2,
        9,
        0,
    ]


def test_times_have_a_zone() -> None:
    with pytest.raises(ValueError, match="embargo has no time zone"):
        Rights(embargo=datetime(2026, 1, 1))


def test_section() -> None:
    assert article().section == "World"
    assert Article(id="a").section == ""
