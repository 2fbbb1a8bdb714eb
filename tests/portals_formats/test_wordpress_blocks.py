"""Block markup by table; that the block editor takes it is tried in tests/wordpress."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given

from fassung.article import (
    Article,
    Block,
    Code,
    Correction,
    Divider,
    Embed,
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
    Span,
    Table,
    Text,
    Unknown,
)
from fassung.portals import notices, view
from fassung.portals.targets import wordpress_post
from fassung.portals.targets.wordpress_blocks import Blocks
from fassung.portals.targets.wordpress_pictures import Uploaded
from tests.portals_formats.sample import BLOCKS, LEAD, PORTAL, edition, withdrawal
from tests.strategies import articles, examples

NOW = datetime(2026, 9, 16, 6, 0, tzinfo=UTC)
KNOWN = {LEAD.url: Uploaded(4, "https://cms.example/train.png")}


def p(text: str) -> Paragraph:
    return Paragraph(id="p", text=Text(text))


def written(*blocks: Block) -> str:
    levels = view.levels(Article(id="a", blocks=blocks))
    return Blocks(KNOWN, levels, PORTAL).write(blocks)


@pytest.mark.parametrize(
    ("block", "holds"),
    [
        (p("Guten Tag"), "<!-- wp:paragraph -->\n<p>Guten Tag</p>\n<!-- /wp:paragraph -->"),
        (p(" "), ""),
        (p("a < b & <script>"), "<p>a &lt; b &amp; &lt;script&gt;</p>"),
        (
            Paragraph(id="p", text=Text("ja", (Span(0, 2, Mark.BOLD),))),
            "<p><strong>ja</strong></p>",
        ),
        (p("https://video.example/x"), '<p><a href="https://video.example/x" rel="noopener">'),
        (p("Siehe https://video.example/x"), "<p>Siehe https://video.example/x</p>"),
        (Heading(id="h", text=Text("Weg"), level=2), "<!-- wp:heading -->\n<h2>Weg</h2>"),
        (Quote(id="q", blocks=(p("Nie."),)), '<blockquote class="wp-block-quote"><!-- wp:para'),
        (
            Quote(id="q", blocks=(p("Nie."),), pull=True, citation=Text("K")),
            '<figure class="wp-block-pullquote"><blockquote><p>Nie.</p><cite>K</cite>',
        ),
        (ListBlock(id="l", items=(p("eins"),)), "<ul><!-- wp:list-item -->\n<li>eins</li>"),
        (ListBlock(id="l", items=(p("eins"),), ordered=True), '<!-- wp:list {"ordered":true} -->'),
        (BLOCKS[3], "<li>Abfahrt um 7 Uhr<!-- wp:list -->\n<ul>"),
        (Table(id="t", rows=()), '<figure class="wp-block-table"><table><tbody></tbody>'),
        (BLOCKS[4], "<thead><tr><th>Halt</th><th>Kilometer</th></tr></thead>"),
        (LEAD, 'src="https://cms.example/train.png"'),
        (LEAD, "Der Sonderzug hält an der Grenze. © Mara Lind/Harbor Pictures</figcaption>"),
        (LEAD, '<!-- wp:image {"id":4,"sizeSlug":"large","linkDestination":"none"} -->'),
        (Image(id="i", url="https://harborcourier.example/unknown.png"), ""),
        (Code(id="c", content="if a < b:"), "<code>if a &lt; b:</code>"),
        (Divider(id="d"), "<!-- wp:separator -->"),
        (Rating(id="r", value=3.5, minimum=0, maximum=5), "<strong>3,5 von 5</strong>"),
        (Correction(id="c", text=Text("Elf."), type="clarification"), "<strong>Klarstellung:"),
        (Embed(id="e", provider="youtube", url="https://y.example/1"), "Externer Inhalt · YouTube"),
        (Embed(id="e", provider="x", url="javascript:alert(1)"), "<p>Im Netz ansehen</p>"),
        (Media(id="m", medium="audio", duration=125.0, title=Text("Ton")), "Audio · 2:05 Min."),
        (
            LinkCard(id="c", url="https://example.org/a", title=Text("Mehr")),
            '<a href="https://example.org/a" rel="noopener">Mehr</a> (example.org)',
        ),
        (Group(id="g", blocks=()), ""),
        (Group(id="g", blocks=(LEAD,), title=Text("Bilder")), "<strong>Bilder</strong>"),
        (Unknown(id="u", type="x", payload="<b>roh</b>"), "lässt sich hier nicht zeigen"),
    ],
)
def test_block(block: Block, holds: str) -> None:
    found = written(block)
    assert holds in found if holds else found == ""


def test_nothing_of_a_partner_is_run() -> None:
    text = Text("[gallery ids=1] <script>alert(1)</script> <!-- wp:html -->")
    content = wordpress_post.fields(
        edition(blocks=(Paragraph(id="p", text=text),), headline=text), {}, {}, NOW
    )["content"]
    assert "[" not in content and "<script" not in content
    assert content.count("<!-- wp:html") == 1


@examples(8)
@given(articles())
def test_every_block_that_opens_closes(article: Article) -> None:
    content = wordpress_post.fields(replace(edition(), article=article), KNOWN, {}, NOW)["content"]
    opened: list[str] = []
    for end, name, given_ in re.findall(r"<!-- (/?)wp:([a-z-]+) ?(\{.*?\})? ?-->", content):
        if end:
            assert opened.pop() == name
        else:
            opened.append(name)
            assert not given_ or json.loads(given_)
    assert opened == []


@pytest.mark.parametrize(
    ("headline", "start"),
    [
        ("Präsident reist per Zug", "praesident-reist-per-zug-"),
        ("Größe zählt nicht: „Ça va?“", "groesse-zaehlt-nicht-ca-va-"),
        ("…", ""),
        ("Ein Wort " * 30, "ein-wort-ein-wort-"),
        ("東京", ""),
        ("A & B <b>", "a-b-b-"),
        ("11 Wagen", "11-wagen-"),
        ("--", ""),
    ],
)
def test_slug(headline: str, start: str) -> None:
    found = wordpress_post.slug(edition(headline=Text(headline)))
    assert found.startswith(start) and re.fullmatch("[a-z0-9-]{8,90}", found)


def test_the_mark_is_one_a_portal_and_article() -> None:
    one, other = edition(), edition(id="other")
    marks = {
        wordpress_post.mark(one.outlet, one.article),
        wordpress_post.mark(one.outlet, other.article),
        wordpress_post.mark("morgen", one.article),
    }
    assert len(marks) == 3
    assert wordpress_post.mark("abend", withdrawal().article) in marks


def test_number_and_pictures_are_read_from_the_post() -> None:
    content = wordpress_post.fields(edition(7), KNOWN, {}, NOW)["content"]
    assert wordpress_post.number(content) == 7
    assert wordpress_post.media(content) == [4]
    assert (wordpress_post.number("<p>x</p>"), wordpress_post.media("")) == (None, [])


def test_what_is_sent() -> None:
    sent = wordpress_post.fields(edition(), KNOWN, {"Tilda Marsh": 3}, NOW)
    assert sent["title"] == "Präsident reist per Zug: 11 Wagen &amp; eine Bibliothek"
    assert (sent["status"], sent["featured_media"]) == ("publish", 4)
    assert sent["date_gmt"] == "2026-09-16T05:00:00"
    # Two have written it: the byline says so, and the account's name does not.
    assert "author" not in sent and "Von Tilda Marsh und Jonas Reh" in sent["content"]
    # By WordPress's clock "just now" may lie ahead, and the post would wait for its cron.
    soon = edition()
    assert "date_gmt" not in wordpress_post.fields(soon, {}, {}, soon.first_published)


def test_terms_in_the_portals_words() -> None:
    assert wordpress_post.terms(edition()) == (["Welt"], ["Eisenbahn"])


def test_fronts_and_feeds_show_the_label() -> None:
    made = edition()
    article = replace(made.article, teaser=Text("Elf Wagen & ein Ziel."))

    def excerpt(**values: object) -> str:
        changed = replace(made, article=replace(article, **values))
        return str(wordpress_post.fields(changed, {}, {}, NOW)["excerpt"])

    label = notices.label(article, made.portal)
    assert label and excerpt() == f"{label} – Elf Wagen &amp; ein Ziel."
    assert excerpt(translated_from="") == "Elf Wagen &amp; ein Ziel."
    # Without one WordPress takes the beginning of the text, where the label stands.
    assert excerpt(teaser=Text("")) == ""
