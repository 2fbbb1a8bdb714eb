from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from fassung.article import Article, Heading, Image, Status, Text
from fassung.errors import UsageError, WireError
from fassung.wires.ninjs import read, recognises, write
from tests.article.sample import article as sample
from tests.strategies import articles, examples


def item(**fields: Any) -> bytes:
    base = {"uri": "urn:x:1", "bodies": [{"contenttype": "text/plain", "value": "A\n\nB"}]}
    return json.dumps(base | fields).encode()


@examples(120)
@given(articles())
def test_read_undoes_write(article: Article) -> None:
    assert read(write(article)) == article
    assert read(write(article, "2.2")) == article


def test_sample_comes_back() -> None:
    assert read(write(sample())) == sample()


def test_a_translation_has_its_own_uri_and_leads_to_its_source() -> None:
    german = replace(sample(), language="de", translated_from="en")
    value = json.loads(write(german))
    source = json.loads(write(sample()))["uri"]
    assert value["uri"] != source
    assert {"role": "sourceUri", "value": source} in value["altIds"]
    (link,) = [a for a in value["associations"] if a["rel"] == "translatedFrom"]
    assert (link["uri"], link["language"]) == (source, "en")
    assert value["digitalSourceType"]["uri"].endswith("/compositeWithTrainedAlgorithmicMedia")
    assert "digitalSourceType" not in json.loads(write(sample()))


def test_unknown_version_is_not_written() -> None:
    with pytest.raises(UsageError, match=r"ninjs 1\.0 is not written"):
        write(sample(), "1.0")


@pytest.mark.parametrize(
    ("value", "yes"),
    [
        ({"uri": "urn:x:1", "headline": "A"}, True),
        ({"uri": "urn:x:1", "pubStatus": "usable"}, True),
        ({"uri": "urn:x:1"}, False),
        ({"headlines": []}, False),
        ({"uri": "urn:x:1", "content_elements": [], "standard": {}}, False),
        ([], False),
    ],
)
def test_recognises(value: object, yes: bool) -> None:
    assert recognises(value) is yes


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"bodies": [], "type": "picture"}, "is of the type “picture”, not an article"),
        ({"bodies": [], "eventdetails": {}}, "is of the type “event”, not an article"),
        ({"bodies": []}, "holds no text"),
        ({"bodies": [{"contenttype": "x/nitf", "value": "<nitf/>"}]}, "holds no text"),
        ({"language": "sv"}, "is in the language “sv”"),
        ({"pubstatus": "later"}, "has the unknown status “later”"),
        ({"embargoed": "tomorrow"}, "has a date that cannot be read"),
        ({"uri": 1}, "is not a ninjs item"),
    ],
)
def test_refuses_with_the_reason(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(WireError, match=reason):
        read(item(**fields))


def test_version_1_6() -> None:
    found = read(
        json.dumps(
            {
                "uri": "urn:x:1",
                "pubstatus": "withheld",
                "representationtype": "incomplete",
                "headline": "By train",
                "headline_seo": "State visit by train",
                "byline": "By Kim Roe and Lee Foe",
                "description_text": "A slow visit.",
                "body_text": "Not taken.",
                "body_xhtml": "<h1>By train</h1><p>It <b>was</b> late.</p>",
                "person": [{"name": "Pat Poe", "rel": "about", "contactinfo": [{"value": "1"}]}],
                "place": [{"name": "Seoul", "uri": "urn:q:1"}],
                "subject": [{"name": "Trains", "literal": "7"}, {"name": ""}],
                "infosource": [{"name": "Example Post", "uri": "https://example.org"}],
                "embargoed": "2026-09-11T14:00:00",
                "ednote": "For the desk only",
                "altids": {"webUrl": "https://example.org/a"},
                "associations": {
                    "film": {"uri": "https://example.org/v", "type": "video", "headline": "Film"},
                    "second": {
                        "uri": "urn:x:3",
                        "type": "picture",
                        "renditions": {"main": {"href": "https://example.org/2.jpg"}},
                    },
                    "main": {
                        "uri": "urn:x:2",
                        "type": "picture",
                        "byline": "Jo Doe",
                        "copyrightholder": "Agency",
                        "description_text": "The train.",
                        "renditions": {
                            "s": {"href": "https://example.org/s.jpg", "width": 5},
                            "l": {"href": "https://example.org/l.jpg", "width": 50, "height": True},
                        },
                    },
                },
            }
        ).encode()
    )
    assert (str(found.headline), str(found.seo_headline)) == ("By train", "State visit by train")
    assert [author.name for author in found.authors] == ["Kim Roe", "Lee Foe"]
    assert [block.kind for block in found.blocks] == ["paragraph", "image"]
    assert found.status is Status.WITHHELD and found.rights.holds == ("partial",)
    assert str(found.rights.embargo) == "2026-09-11 14:00:00+00:00"
    assert found.lead_image == Image(
        id="i2",
        url="https://example.org/l.jpg",
        caption=Text("The train."),
        credit="Jo Doe",
        source="Agency",
        width=50,
    )
    assert [(t.name, t.id, t.scheme) for t in found.terms] == [
        ("Trains", "7", "subject"),
        ("Pat Poe", "", "person"),
        ("Seoul", "urn:q:1", "place"),
    ]
    assert (found.publisher.name, found.url) == ("Example Post", "https://example.org/a")
    assert [(r.rel, r.url, str(r.title)) for r in found.related] == [
        ("film", "https://example.org/v", "Film")
    ]
    assert "desk only" not in repr(found)


def test_html_is_taken_before_plain_text() -> None:
    found = read(
        item(
            bodies=[
                {"contenttype": "text/plain", "value": "plain"},
                {"role": "richtext", "value": "<h2>rich</h2>"},
            ]
        )
    )
    assert [type(block) for block in found.blocks] == [Heading]


def test_plain_text_has_paragraphs() -> None:
    assert len(read(item()).blocks) == 2


def test_wordings() -> None:
    found = read(
        item(
            headlines=[{"value": "A & B"}, {"role": "kicker", "value": "C"}, {"value": "D"}],
            descriptions=[
                {"contentType": "text/html", "role": "html", "value": "<p>a <i>b</i></p>"},
                {"role": "richtext", "value": "again"},
                {"role": "short", "value": "s"},
            ],
            people=[{"name": "Kim Roe", "rel": "author"}],
        )
    )
    assert (str(found.headline), str(found.kicker)) == ("A & B", "C")
    assert found.extra_headlines == (("main-2", Text("D")),)
    assert str(found.teaser) == "a b" and found.teaser.spans
    assert found.extra_teasers == (("short", Text("s")),)
    assert [author.name for author in found.authors] == ["Kim Roe"]


def test_a_takedown_needs_no_body() -> None:
    assert read(item(bodies=[], pubStatus="canceled")).status is Status.CANCELED


def test_damaged_own_parts_are_passed_over() -> None:
    parts = [{"role": "fassung:profile", "value": "1"}, {"role": "fassung:author", "value": "{"}]
    assert read(item(altIds=parts)).authors == ()


def test_a_picture_with_a_text_is_read() -> None:
    found = read(item(type="picture", renditions=[{"href": "https://example.org/a.jpg"}]))
    assert found.lead_image and len(found.blocks) == 2
