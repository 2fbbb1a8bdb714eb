from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import Any

import jsonschema
import pytest
import referencing
from hypothesis import given
from referencing.jsonschema import DRAFT4

from fassung.article import Article, Status
from fassung.errors import WireError
from fassung.wires import ans, read
from tests.shared import SHARED, files, needs_shared
from tests.strategies import articles, examples

EXAMPLES = SHARED / "fixtures" / "ans-examples"
POST = EXAMPLES / "washingtonpost-2024-04-26.ans.json"
pytestmark = needs_shared

REFUSED = {
    "story-fixture-bad-corrections.json": r"corrections\[0\] .* an object",
    "story-fixture-bad-embargo.json": r"content_restrictions\.embargo\.end_time .* text",
    "story-fixture-bad-wrong-type.json": "not-a-story",
    "story-fixture-bad-wrong-version.json": r"0\.1\.0",
}
NAMES = [path.name for path in files("fixtures/ans-examples", "*.json")]


@cache
def validator() -> Any:
    root = SHARED / "fixtures" / "ans-schema" / "0.10.12"
    registry: Any = referencing.Registry()
    base = (
        "https://raw.githubusercontent.com/washingtonpost/ans-schema/master/"
        "src/main/resources/schema/ans/0.10.12/"
    )
    for path in root.rglob("*.json"):
        schema = json.loads(path.read_text())
        # One file of the schema names itself in a folder that does not exist.
        schema["id"] = base + path.relative_to(root).as_posix()
        registry = registry.with_resource(schema["id"], DRAFT4.create_resource(schema))
    story = json.loads((root / "story.json").read_text())
    return jsonschema.Draft4Validator(story, registry=registry)


def check(article: Article) -> None:
    data = ans.write(article)
    errors = [
        f"{list(error.path)}: {error.message}"
        for error in validator().iter_errors(json.loads(data))
    ]
    assert errors == []
    assert ans.read(data) == article


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_read_or_refused(name: str) -> None:
    data = (EXAMPLES / name).read_bytes()
    if name in REFUSED:
        with pytest.raises(WireError, match=REFUSED[name]):
            read(data)
        return
    article = read(data)
    assert article.headline or article.terms
    check(article)


def test_schema_knows_good_from_bad() -> None:
    good = json.loads((EXAMPLES / "story-fixture-good.json").read_text())
    assert validator().is_valid(good)
    assert not validator().is_valid(good | {"foo": "bar"})


@examples(40)
@given(articles())
def test_whatever_is_written_is_valid(article: Article) -> None:
    check(article)


def test_real_article() -> None:
    article = read(POST.read_bytes())
    assert Counter(block.kind for block in article.blocks) == {
        "paragraph": 23,
        "image": 4,
        "heading": 2,
        "embed": 1,
    }
    assert str(article.kicker) == "Weather"
    assert str(article.headline).startswith("Strong tornadoes")
    assert article.seo_headline and article.teaser
    assert article.lead_image is not None
    assert article.lead_image.credit == "NOAA/SPC"
    assert not article.lead_image.licensable
    assert str(article.lead_image.caption).endswith("outlook for storms Friday.")
    assert article.url.startswith("https://www.washingtonpost.com/weather/2024/04/26/")
    assert article.publisher.name == "The Washington Post"
    assert [author.name for author in article.authors] == ["Matthew Cappucci"]
    assert article.authors[0].bio
    assert article.section == "Weather"
    assert article.status is Status.USABLE and article.rights.holds == ()
    assert article.first_published is not None


def test_real_article_keeps_nothing_private() -> None:
    data = POST.read_bytes()
    article = read(data)
    for shown in (repr(article), ans.write(article).decode()):
        assert not re.search(r"[\w.]+@[\w-]+\.\w+", shown)
        for word in (
            "employeeID",
            "networkID",
            "newsDesk",
            "subDesk",
            "edit_url",
            "ellipsis",
            "workflow_privileges",
            "000000000",
            "word_count",
            "Anglerfish",
            "tracking",
        ):
            assert word not in shown, word


def test_full_example() -> None:
    article = read((EXAMPLES / "story-fixture-good.json").read_bytes())
    assert article.rights.holds == ("third-party", "content-code")
    assert [note.type for note in article.corrections] == ["clarification", "correction"]
    assert "davis" not in repr(article) and "methode" not in repr(article).lower()
    kinds = [block.kind for block in article.blocks]
    assert kinds == [
        "paragraph", "paragraph", "image", "list", "quote", "quote", "correction", "embed",
        "unknown", "embed", "link_card", "group", "rating", "endorsement",
    ]  # fmt: skip
    ids = [block.id for block in article.blocks]
    assert len(ids) == len(set(ids))
