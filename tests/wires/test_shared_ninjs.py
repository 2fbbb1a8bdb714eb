"""The IPTC's own schemas and examples, where they are at hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from fassung.article import Article
from fassung.errors import WireError
from fassung.wires.ninjs import read, write
from tests.article.sample import article as sample
from tests.shared import SHARED, files, needs_shared
from tests.strategies import articles, examples

FOLDER = SHARED / "fixtures" / "ninjs"
pytestmark = needs_shared

REFUSED = {
    "businesswire-newsml-20130605006126.json": "zh",
    "ntb_text.json": "nb-NO",
    "tt_text_image_2.json": "sv",
    "tt_text_image_3.json": "sv",
    "tt_event_pressconference_3.0.json": "sv",
    "ap_audio.json": "audio",
    "ap_image.json": "picture",
    "ap_video.json": "video",
    "imageEncodedRights.json": "picture",
    "imageLinkedRights.json": "picture",
    "006_photo_only.json": "picture",
    "20231004-UEFA-ChampionLeague.json": "event",
    "20231005-65-addb-event.json": "event",
    "simpleEvent.json": "event",
}
FILES = files("fixtures/ninjs", "*/*.json")


def validator(version: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / f"ninjs-schema_{version}.json").read_text())
    geo = DRAFT202012.create_resource({})
    registry = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", geo)
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_example_is_read_or_refused_with_the_reason(path: Path) -> None:
    if reason := REFUSED.get(path.name):
        with pytest.raises(WireError, match=f"“{reason}”"):
            read(path.read_bytes(), path.name)
        return
    found = read(path.read_bytes(), path.name)
    assert found.blocks
    # What was read comes back from what is written.
    assert read(write(found)) == found


@pytest.mark.parametrize("version", ["3.1", "2.2"])
def test_what_is_written_is_valid(version: str) -> None:
    check = validator(version)

    @examples(30)
    @given(articles())
    def run(article: Article) -> None:
        check.validate(json.loads(write(article, version)))

    run()
    check.validate(json.loads(write(sample(), version)))
    german = replace(sample(), language="de", translated_from="en")
    check.validate(json.loads(write(german, version)))
