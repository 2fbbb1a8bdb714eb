from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fassung.article import (
    Article,
    Author,
    Code,
    Correction,
    Divider,
    Embed,
    Endorsement,
    Group,
    Heading,
    Image,
    LinkCard,
    ListBlock,
    Mark,
    Media,
    Paragraph,
    Quote,
    Rating,
    Related,
    Span,
    Status,
    Table,
    Term,
    Text,
    Unknown,
)
from fassung.errors import WireError
from fassung.wires import ans
from tests.strategies import examples

PERSON = {
    "type": "author",
    "_id": "login7",
    "slug": "ada-berg",
    "name": "Ada Berg",
    "email": "ada.berg@example.org",
    "bio": "Ada Berg rides trains for the <i>Courier</i>.",
    "url": "https://courier.example/people/ada-berg",
    "image": {"url": "https://img.example/ada.png"},
    "social_links": [{"site": "email", "url": "ada.berg@example.org"}],
    "additional_properties": {"original": {"employeeID": "4711", "newsDesk": "Rails"}},
}
STORY: dict[str, Any] = {
    "type": "story",
    "version": "0.10.9",
    "_id": "TRAIN1",
    "language": "en",
    "canonical_url": "/world/2026/03/01/train/",
    "location": "SEOUL",
    "copyright": "© 2019-2026 The Courier. All rights reserved.",
    "label": {"basic": {"text": "World", "url": "https://courier.example/world/"}},
    "headlines": {"basic": "By <i>slow</i> train", "meta_title": "Slow train", "mobile": "Train"},
    "subheadlines": {"basic": "A visit takes its time."},
    "description": {"basic": "Why a visit takes its time.", "feed": "A visit."},
    "editor_note": "This article was updated.",
    "credits": {"by": [PERSON], "photos_by": [{"type": "author", "name": "Noah Lind"}]},
    "first_publish_date": "2026-03-01T12:00:00.52Z",
    "last_updated_date": "2026-03-01T14:00:00+09:00",
    "promo_items": {
        "basic": {
            "type": "image",
            "_id": "IMG1",
            "url": "https://img.example/1.jpg",
            "caption": "",
            "credits_caption_display": "A train (a blue one) at noon. (Noah Lind for The Courier)",
            "width": 900,
            "height": "600",
            "licensable": False,
        }
    },
    "taxonomy": {
        "primary_section": {"_id": "/world", "name": "World"},
        "sections": [{"_id": "/world", "name": "World"}, {"title": "Travel"}],
        "tags": [
            {"text": "desk-draft", "slug": "desk-draft"},
            {"text": "Template 7", "additional_properties": {"ellipsis_managed": True}},
            "slow",
            {"text": "trains", "_id": "t1", "description": "x"},
        ],
        "keywords": [{"keyword": "rail", "score": 1}],
        "named_entities": [
            {"_id": "p1", "name": "Mia Roth", "type": "person"},
            {"_id": "l1", "name": "Seoul", "type": "location"},
            {"_id": "o1", "name": "Rail Co", "type": "organization"},
        ],
        "topics": [{"_id": "x1", "name": "Diplomacy"}],
    },
    "related_content": {
        "basic": [{"type": "reference", "referent": {"id": "R1"}}],
        "redirect": [{"type": "redirect", "redirect_url": "https://courier.example/new"}],
    },
    "corrections": [{"type": "correction", "correction_type": "clarification", "text": "It left."}],
    "planning": {"internal_note": "secret", "budget_line": "secret"},
    "workflow": {"note": "secret"},
    "revision": {"revision_id": "REV9", "user_id": "secret"},
    "source": {"system": "desk", "edit_url": "https://secret.example", "source_id": "S1"},
    "contributors": {"created_by": {"user_id": "secret", "display_name": "secret"}},
    "content_elements": [{"type": "text", "_id": "e1", "content": "It left <b>late</b>."}],
}


def read(**changes: Any) -> Article:
    return ans.read(json.dumps(STORY | changes).encode())


def block(element: dict[str, Any]) -> Any:
    return read(content_elements=[element]).blocks[0]


def test_head() -> None:
    article = read()
    assert (article.id, article.version, article.language) == ("TRAIN1", "REV9", "en")
    assert article.url == "https://courier.example/world/2026/03/01/train/"
    assert article.publisher.name == "The Courier"
    assert article.publisher.site == "https://courier.example"
    assert article.rights.notice.startswith("© 2019") and article.rights.holder == "The Courier"
    assert str(article.kicker) == "World" and article.place == "SEOUL"
    assert article.headline == Text("By slow train", (Span(3, 7, Mark.ITALIC),))
    assert str(article.seo_headline) == "Slow train"
    assert article.extra_headlines == (("mobile", Text("Train")),)
    assert str(article.teaser) == "A visit takes its time."
    assert dict(article.extra_teasers) == {
        "description": Text("Why a visit takes its time."),
        "feed": Text("A visit."),
    }
    assert article.first_published and article.first_published.isoformat().startswith(
        "2026-03-01T12"
    )
    assert article.updated and article.updated.utcoffset()
    assert [note.type for note in article.corrections] == ["clarification"]
    assert article.related == (
        Related(rel="basic", id="R1"),
        Related(rel="redirect", url="https://courier.example/new"),
    )
    assert article.status is Status.USABLE and article.rights.holds == ()


def test_people() -> None:
    by, photos = read().authors
    assert by == Author(
        id="ada-berg",
        name="Ada Berg",
        bio=Text("Ada Berg rides trains for the Courier.", (Span(30, 37, Mark.ITALIC),)),
        url="https://courier.example/people/ada-berg",
        picture="https://img.example/ada.png",
    )
    assert (photos.name, photos.role) == ("Noah Lind", "photos_by")


def test_terms() -> None:
    assert [(term.scheme, term.name) for term in read().terms] == [
        ("section", "World"),
        ("section", "Travel"),
        ("tag", "slow"),
        ("tag", "trains"),
        ("keyword", "rail"),
        ("person", "Mia Roth"),
        ("place", "Seoul"),
        ("organisation", "Rail Co"),
        ("subject", "Diplomacy"),
    ]
    assert Term(name="Seoul", id="l1", scheme="place") in read().terms


def test_what_editors_say_a_story_is_about() -> None:
    topics = [{"_id": "7", "name": "Night trains"}, {"name": ""}]
    about = {"basic": {"topics": topics, "auxiliaries": [{"name": "Guessed"}]}}
    found = read(taxonomy={"taggings": about}).terms
    assert found == (Term(name="Night trains", id="7", scheme="subject"),)


def test_stock_symbols_come_and_go() -> None:
    found = read(taxonomy={"stock_symbols": ["DBAG", "", "DBAG", 7, "SBB"]})
    assert [(term.name, term.scheme) for term in found.terms] == [
        ("DBAG", "ticker"),
        ("SBB", "ticker"),
    ]
    assert json.loads(ans.write(found))["taxonomy"]["stock_symbols"] == ["DBAG", "SBB"]


def test_a_picture_barred_as_the_lead_is_barred_in_the_text() -> None:
    same, other = (
        {"_id": id, "type": "image", "url": f"https://img.example/{id}.jpg", "caption": "C."}
        for id in ("1", "2")
    )
    gallery = {"_id": "g", "type": "gallery", "content_elements": [same | {"_id": "3"}, other]}
    found = read(content_elements=[same, other, gallery])
    assert found.lead_image and not found.lead_image.licensable
    first, second, group = found.blocks
    assert isinstance(group, Group)
    pictures = [first, second, *group.blocks]
    assert [p.licensable for p in pictures if isinstance(p, Image)] == [False, True, False, True]


def test_lead_image() -> None:
    image = read().lead_image
    assert image == Image(
        id="IMG1",
        url="https://img.example/1.jpg",
        caption=Text("A train (a blue one) at noon."),
        credit="Noah Lind for The Courier",
        width=900,
        height=600,
        licensable=False,
    )


def test_lead_image_of_a_film() -> None:
    promo = {"type": "video", "promo_items": {"basic": {"url": "https://img.example/v.jpg"}}}
    image = read(promo_items={"basic": promo}).lead_image
    assert image is not None and image.url == "https://img.example/v.jpg"
    assert read(promo_items={"basic": {"type": "video"}}).lead_image is None


def test_nothing_private_is_kept() -> None:
    article = read(
        content_elements=[
            {"type": "text", "content": "One."},
            {"type": "mystery", "user_id": "secret", "deep": [{"email": "a@b.example", "ok": 1}],
             "who": "secret@b.example", "list": ["secret@b.example", {"site": "email"}]},
            {"type": "custom_embed", "embed": {"id": "x", "url": "/u",
             "config": {"internal_note": "secret", "additional_properties": {"a": "secret"}}}},
        ]
    )  # fmt: skip
    for shown in (repr(article), ans.write(article).decode()):
        for word in ("secret", "4711", "login7", "ada.berg@", "newsDesk", "a@b.example"):
            assert word not in shown
    assert isinstance(article.blocks[1], Unknown)
    assert json.loads(article.blocks[1].payload) == {
        "type": "mystery",
        "deep": [{"ok": 1}],
        "list": [],
    }


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ({"type": "text", "content": "A", "block_properties": {"dropcap": "letter"}},
         Paragraph(id="b", text=Text("A"), dropcap=True)),
        ({"type": "text", "content": "<b>Bold head</b>"},
         Paragraph(id="b", text=Text("Bold head", (Span(0, 9, Mark.BOLD),)))),
        ({"type": "text", "text": "old key"}, Paragraph(id="b", text=Text("old key"))),
        ({"type": "header", "content": "H", "level": 9}, Heading(id="b", text=Text("H"), level=6)),
        ({"type": "header", "content": "H"}, Heading(id="b", text=Text("H"), level=2)),
        ({"type": "blockquote", "content": "<i>Q</i>"},
         Quote(id="b", blocks=(
             Paragraph(id="b-text", text=Text("Q", (Span(0, 1, Mark.ITALIC),))),))),
        ({"type": "quote", "subtype": "pullquote", "citation": {"type": "text", "content": "Me"},
          "content_elements": [{"_id": "c", "type": "text", "content": "Q"}]},
         Quote(id="b", blocks=(Paragraph(id="c", text=Text("Q")),), citation=Text("Me"),
               pull=True)),
        ({"type": "quote", "citation": "Me", "content_elements": []},
         Quote(id="b", blocks=(), citation=Text("Me"))),
        ({"type": "list", "list_type": "ordered", "items": [
            {"_id": "c", "type": "text", "content": "1"}, {"_id": "d", "type": "list"}]},
         ListBlock(id="b", ordered=True, items=(
             Paragraph(id="c", text=Text("1")), ListBlock(id="d", items=())))),
        ({"type": "video", "duration": 61500, "streams": [{"url": "https://v.example/a.mp4"}],
          "headlines": {"basic": "T"}, "description": {"basic": "C"},
          "promo_image": {"_id": "p", "url": "/p.jpg"}},
         Media(id="b", medium="video", url="https://v.example/a.mp4", title=Text("T"),
               caption=Text("C"), duration=61.5, poster=Image(id="p", url="/p.jpg"))),
        ({"type": "audio", "source_url": "/a.mp3"}, Media(id="b", medium="audio", url="/a.mp3")),
        ({"type": "interstitial_link", "url": "/x", "content": "Read", "image":
            {"_id": "i", "url": "/i.jpg"}},
         LinkCard(id="b", url="/x", title=Text("Read"), image=Image(id="i", url="/i.jpg"))),
        ({"type": "interstitial_link", "url": "javascript:x", "content": "Read"},
         LinkCard(id="b", url="", title=Text("Read"))),
        ({"type": "link_list", "title": "More", "items": [
            {"_id": "c", "type": "interstitial_link", "url": "/x", "content": "X"}]},
         Group(id="b", role="link_list", title=Text("More"),
               blocks=(LinkCard(id="c", url="/x", title=Text("X")),))),
        ({"type": "element_group", "content_elements": []}, Group(id="b", blocks=())),
        ({"type": "gallery", "headlines": {"basic": "G"}, "content_elements": [
            {"_id": "c", "type": "image", "url": "/c.jpg"}]},
         Group(id="b", role="gallery", title=Text("G"), blocks=(Image(id="c", url="/c.jpg"),))),
        ({"type": "correction", "correction_type": "retraction", "text": "No."},
         Correction(id="b", text=Text("No."), type="retraction")),
        ({"type": "numeric_rating", "numeric_rating": 4.5, "min": 1, "max": 5, "units": "stars"},
         Rating(id="b", value=4.5, minimum=1, maximum=5, units=Text("stars"))),
        ({"type": "numeric_rating", "numeric_rating": "7"},
         Rating(id="b", value=7, minimum=0, maximum=7)),
        ({"type": "endorsement", "endorsement": "Go"}, Endorsement(id="b", text=Text("Go"))),
        ({"type": "divider"}, Divider(id="b")),
        ({"type": "code", "content": "a <b>", "language": "html"},
         Code(id="b", content="a <b>", language="html")),
        ({"type": "raw_html", "content": "<iframe src='/x'></iframe>"},
         Embed(id="b", provider="html", payload="<iframe src='/x'></iframe>",
               media_type="text/html")),
        ({"type": "oembed_response", "raw_oembed": {"html": "<p>x</p>", "url": "https://x.example/1"},
          "referent": {"provider": "https://x.example/o", "id": "1"}},
         Embed(id="b", provider="x.example", url="https://x.example/1",
               payload='{"html": "<p>x</p>", "url": "https://x.example/1"}')),
        ({"type": "oembed", "providerUrl": "https://x.example/o", "objectUrl": "https://x.example/1"},
         Embed(id="b", provider="x.example", url="https://x.example/1", payload="{}")),
        ({"type": "custom_embed", "subtype": "map", "embed": {
            "id": "m", "url": "/m", "config": {}}},
         Embed(id="b", provider="map", url="/m", payload='{"id": "m", "config": {}}')),
        ({"type": "reference", "referent": {"id": "1"}},
         Unknown(id="b", type="reference",
                 payload='{"_id": "b", "type": "reference", "referent": {"id": "1"}}')),
        ({"type": "restricted", "reasons": []},
         Unknown(id="b", type="restricted",
                 payload='{"_id": "b", "type": "restricted", "reasons": []}')),
    ],
)  # fmt: skip
def test_elements(element: dict[str, Any], expected: Any) -> None:
    assert block({"_id": "b"} | element) == expected


def test_tables() -> None:
    table = block(
        {
            "type": "table",
            "header": [{"_id": "h", "type": "text", "content": "Day"}],
            "rows": [
                [{"_id": "c", "type": "text", "content": "<b>Mon</b>"}, "plain"],
                {"type": "table_row", "cells": [
                    {"content_elements": [{"type": "text", "content": "One"}]},
                    {"content_elements": [{"content": "A"}, {"content": "B"}]}]},
            ],
        }
    )  # fmt: skip
    assert isinstance(table, Table)
    assert [str(cell.text) for cell in table.header] == ["Day"]
    assert [[str(cell.text) for cell in row] for row in table.rows] == [
        ["Mon", "plain"],
        ["One", "A\nB"],
    ]


@pytest.mark.parametrize(
    ("image", "caption", "credit", "source"),
    [
        ({"caption": "C (2020)", "credits": {"by": [{"name": "N"}]}}, "C (2020)", "N", ""),
        ({"credits_caption_display": "C. (N/Agency)", "credits": {
            "by": [{"name": "N"}], "affiliation": [{"name": "Agency"}]}}, "C.", "N", "Agency"),
        ({"credits_caption_display": "C. (N (left)/Agency)"}, "C.", "N (left)/Agency", ""),
        ({"caption_display": "No bracket"}, "No bracket", "", ""),
        ({"credits_caption_display": "(N)"}, "", "N", ""),
        ({"credits": {"by": ["N", {"byline": "M"}], "affiliation": [{"name": "N, M"}]}},
         "", "N, M", ""),
        ({"credits": {"photos_by": [{"name": "N"}]}}, "", "N", ""),
        ({"subtitle": "S"}, "S", "", ""),
        ({"subtitle": "S", "caption": "C"}, "C", "", ""),
    ],
)  # fmt: skip
def test_captions(image: dict[str, Any], caption: str, credit: str, source: str) -> None:
    found = block({"type": "image", "url": "/1.jpg"} | image)
    assert (str(found.caption), found.credit, found.source) == (caption, credit, source)


@pytest.mark.parametrize(
    ("last", "contributors", "left"),
    [
        (["<i>Ada Berg in Busan also reported.</i>"], "Ada Berg in Busan also reported.", 2),
        (["Mia Roth contributed to this report."], "Mia Roth contributed to this report.", 2),
        (["Berg reported from Busan.", "Roth contributed reporting."],
         "Berg reported from Busan.\nRoth contributed reporting.", 2),
        (["The <i>Courier</i> has the story."], "", 3),
        (["They contributed to this report of ours. " + "x" * 400], "", 3),
    ],
)  # fmt: skip
def test_contributor_lines(last: list[str], contributors: str, left: int) -> None:
    words = ["One.", "Two.", *last]
    article = read(content_elements=[{"type": "text", "content": word} for word in words])
    assert str(article.contributors) == contributors
    assert len(article.blocks) == left
    assert ans.read(ans.write(article)) == article


def test_a_lone_italic_paragraph_is_the_article() -> None:
    assert len(read(content_elements=[{"type": "text", "content": "<i>x</i>"}]).blocks) == 1


def test_ids_are_unique_and_stable() -> None:
    elements = [{"type": "text", "_id": "a", "content": "1"}, {"type": "text", "content": "2"},
                {"type": "text", "_id": "a", "content": "1"},
                {"type": "text", "_id": 7}]  # fmt: skip
    first, second = ([part.id for part in read(content_elements=elements).blocks] for _ in range(2))
    assert first == second
    assert len(set(first)) == 4 and first[0] == "a" and first[3] == "7"


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({"content_restrictions": {"embargo": {"active": True}}}, ("embargo",)),
        ({"content_restrictions": {"embargo": {"active": False, "end_time": "never"}}}, ()),
        (
            {
                "content_restrictions": {
                    "embargo": {"active": True, "end_time": "2030-01-01T00:00Z"}
                }
            },
            (),
        ),
        ({"syndication": {"external_distribution": False}}, ("distribution",)),
        ({"owner": {"sponsored": True}}, ("sponsored",)),
        ({"distributor": {"category": "wires", "name": "Agency"}}, ("third-party",)),
        ({"distributor": {"mode": "reference", "reference_id": "1"}}, ("third-party",)),
        ({"distributor": {"category": "staff", "name": "The Courier"}}, ()),
        ({"content_restrictions": {"geo": {"restrictions": [{"restriction_id": "1"}]}}}, ("geo",)),
        ({"content_restrictions": {"content_code": "premium"}}, ("content-code",)),
        ({"content_restrictions": {"content_code": "default"}}, ()),
    ],
)
def test_holds(changes: dict[str, Any], holds: tuple[str, ...]) -> None:
    assert read(**changes).rights.holds == holds


def test_embargo_expiry_and_search() -> None:
    rights = read(
        content_restrictions={"embargo": {"active": True, "end_time": "2030-01-01T00:00:00Z"}},
        syndication={"search": False},
        publishing={"scheduled_operations": {"unpublish_edition": [
            {"operation_date": "2031-02-01T00:00:00Z"},
            {"operation_date": "2031-01-01T00:00:00Z"}]}},
    ).rights  # fmt: skip
    assert rights.embargo is not None and rights.embargo.year == 2030
    assert rights.expires is not None and rights.expires.month == 1
    assert not rights.indexable


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"status": "published"}, Status.USABLE),
        ({"status": "Canceled"}, Status.CANCELED),
        ({"status": "draft"}, Status.WITHHELD),
        ({"publishing": {"editions": {"default": {"edition_published": False}}}}, Status.CANCELED),
        ({"publishing": {"editions": {"default": {"edition_published": True}}}}, Status.USABLE),
    ],
)
def test_status(changes: dict[str, Any], status: Status) -> None:
    assert read(**changes).status is status


@pytest.mark.parametrize(
    ("changes", "kicker"),
    [
        ({"label": {}, "kicker": "Perspective"}, "Perspective"),
        ({"label": {"basic": {"text": "World", "display": False}}, "kicker": ""}, ""),
        ({"kicker": "Other"}, "World"),
    ],
)
def test_kicker(changes: dict[str, Any], kicker: str) -> None:
    assert str(read(**changes).kicker) == kicker


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"type": "collection"}, "of type collection"),
        ({"version": "0.4.1"}, "version 0.4.1 is not read"),
        ({"version": "1.0"}, "version 1.0 is not read"),
        ({"language": "fr"}, "language fr"),
        ({"language": "de-AT"}, "language de-AT"),
        ({"headlines": {"basic": 3}}, "headlines.basic"),
        ({"headlines": []}, "headlines of .* must be an object"),
        ({"content_elements": {}}, "content_elements of .* must be a list"),
        ({"content_elements": ["x"]}, r"content_elements\[0\] of .* must be an object"),
        ({"content_elements": [{"type": "text", "content": 1}]}, r"content_elements\[0\].content"),
        (
            {"content_elements": [{"type": "list", "items": [1]}]},
            r"items\[0\] of .* must be an object",
        ),
        ({"content_elements": [{"type": "table", "rows": [[1]]}]}, r"rows\[0\].cells\[0\]"),
        (
            {"content_elements": [{"type": "header", "content": "", "level": []}]},
            "level .* a number",
        ),
        (
            {"content_elements": [{"type": "numeric_rating"}]},
            "numeric_rating of .* must be a number",
        ),
        ({"corrections": ["x"]}, r"corrections\[0\]"),
        ({"credits": {"by": [1]}}, r"credits.by\[0\]"),
        ({"first_publish_date": "yesterday"}, "first_publish_date of .* must be a date"),
        (
            {"last_updated_date": "2026-03-01T12:00:00"},
            "last_updated_date of .* must be a time with its zone",
        ),
        ({"last_updated_date": 5}, "last_updated_date of .* must be text"),
        ({"content_restrictions": {"embargo": {"end_time": False}}}, "embargo.end_time"),
    ],
)
def test_refuses_by_field(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(WireError, match=message) as caught:
        read(**changes)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ({"type": "story"}, True),
        ({"content_elements": [], "version": "0.10.1"}, True),
        ({"type": "story", "headline": "ninjs", "uri": "urn:x"}, False),
        ({"content_elements": []}, False),
        ({}, False),
        ([], False),
        (None, False),
    ],
)
def test_recognises(value: object, known: bool) -> None:
    assert ans.recognises(value) is known


def test_translation_has_its_own_id_and_leads_to_its_source() -> None:
    article = Article(id="A1", language="de", translated_from="en", url="https://c.example/a")
    story = json.loads(ans.write(article))
    assert (story["_id"], story["language"], story["source"]["source_id"]) == ("A1-de", "de", "A1")
    assert story["related_content"]["translation_of"][0]["_id"] == "A1"
    assert "canonical_url" not in story
    assert ans.read(json.dumps(story).encode()) == article
    del story["additional_properties"], story["source"]["system"]
    stripped = ans.read(json.dumps(story).encode())
    assert (stripped.id, stripped.translated_from, stripped.url) == (
        "A1",
        "en",
        "https://c.example/a",
    )


@pytest.mark.parametrize(
    "extras",
    [
        {"no_field": 1},
        {"place": 1},
        {"status": "gone"},
        {"rights": {"embargo": "soon"}},
        {"blocks": [{"kind": "nothing"}]},
        {"blocks": [{"kind": "divider"}]},
        {"extra_teasers": [["a"]]},
        {"updated": "2026-03-01T12:00:00"},
    ],
)
def test_tampered_extras_are_refused(extras: dict[str, Any]) -> None:
    with pytest.raises(WireError, match=r"additional_properties\.fassung"):
        read(source={"system": "fassung"}, additional_properties={"fassung": extras})


def test_extras_of_strangers_are_ignored_and_addresses_checked() -> None:
    aside = {"fassung": {"url": "javascript:alert(1)"}}
    assert read(additional_properties=aside).url.startswith("https://")
    assert read(source={"system": "fassung"}, additional_properties=aside).url == ""


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 9) | st.sampled_from(
        ["", "x", "<b>", "\ud800", "\0", "http://[", "@", "2026-01-01"]
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(
        st.sampled_from(["basic", "type", "url", "content", "\ud800"]), inner, max_size=2
    ),
    max_leaves=4,
)  # fmt: skip
TYPES = ("text list table quote gallery image video audio header custom_embed oembed_response"
         " interstitial_link numeric_rating link_list correction").split()  # fmt: skip


@examples(150)
@given(st.sampled_from([*STORY, "publishing", "distributor", "owner", "syndication",
                        "content_restrictions"]), VALUES)  # fmt: skip
def test_any_value_in_any_field_is_read_or_refused(key: str, value: Any) -> None:
    survives(STORY | {key: value})


@examples(150)
@given(
    st.sampled_from(TYPES),
    st.sampled_from("content items rows header citation credits url image streams embed"
                    " raw_oembed referent promo_items level title headlines _id min"
                    " additional_properties width".split()),
    VALUES,
)  # fmt: skip
def test_any_value_in_any_element_is_read_or_refused(kind: str, key: str, value: Any) -> None:
    survives(STORY | {"content_elements": [{"type": kind, key: value}]})


def survives(story: dict[str, Any]) -> None:
    try:
        article = ans.read(json.dumps(story).encode())
    except WireError as error:
        assert "\n" not in str(error)
    else:
        assert ans.read(ans.write(article)) == article


def test_deep_groups() -> None:
    element: dict[str, Any] = {"type": "text", "content": "deep"}
    for _ in range(95):
        element = {"type": "element_group", "content_elements": [element]}
    article = read(content_elements=[element])
    assert "deep" in repr(article)
    ans.write(article)


@pytest.mark.parametrize(
    "odd",
    [
        Unknown(id="b", type="text", payload='{"content": 3}'),
        Unknown(id="b", type="image", payload='{"url": "/x"}'),
        Unknown(id="b", type="", payload="not JSON"),
        Unknown(id="b", type="x", payload='{"additional_properties": {"fassung": {"a": 1}}}'),
        Embed(id="b", provider="X", url="/1", payload='{"html": "<p>x</p>"}'),
        Embed(id="b", provider="X", payload="not JSON"),
        Embed(id="b", provider="X", url="/1", payload='{"id": "m", "config": {"a": 1}}'),
        Group(id="b", role="link_list", blocks=(Divider(id="c"),)),
        Group(id="b", role="link_list", title=Text("T"), blocks=()),
        Media(id="b", medium="audio", url="/a", duration=1.5, poster=Image(id="p", url="/p")),
        Media(id="b", medium="video", poster=Image(id="p", url="/p", source="S", credit="S")),
        LinkCard(id="b", url="/x", title=Text("T"), description=Text("D")),
    ],
)
def test_odd_blocks_come_back(odd: Any) -> None:
    article = Article(id="a", blocks=(odd,), lead_image=Image(id="l", url="/l", source="S"))
    assert ans.read(ans.write(article)) == article


def test_repeated_redirects_and_ids_come_back() -> None:
    article = Article(
        id="a",
        blocks=(Divider(id="x"), Divider(id="x")),
        related=(Related(rel="redirect", url="/1"), Related(rel="redirect", url="/2")),
        lead_image=Image(id="l", url="/l", credit="S", source="S"),
    )
    assert ans.read(ans.write(article)) == article


def test_one_string_for_all_headlines() -> None:
    assert str(read(headlines="Old <i>way</i>").headline) == "Old way"
