"""The page: valid, accessible, complete, and harmless whatever a partner sends."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html

from fassung.article import (
    Article,
    Author,
    Heading,
    Image,
    Mark,
    Media,
    Paragraph,
    Rating,
    Rights,
    Span,
    Status,
    Text,
    extract,
)
from fassung.portals.edition import Edition
from fassung.portals.jsonld import news_article
from fassung.portals.page import Standing, of, render
from fassung.portals.portal import DEFAULT, Portal
from fassung.portals.view import credit_line, levels

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    " \x01javascript:alert(1)",
    "java\tscript:alert(1)",
    "JaVaScRiPt&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "{{ 7*7 }}{% raw %}",
    "<!--<script>",
    "]]><svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "\ud800 lone \udfff \x00 \x0b \ufffe",
    "//example.org\\@evil.example",
    "http://[broken",
)
_URL_ATTRIBUTES = {"href", "src", "action", "formaction", "srcset", "data", "poster", "content"}


def poisoned(value: object, poison: str) -> object:
    """``value`` with ``poison`` in every text, address and name that a partner controls."""
    if isinstance(value, Text):
        spans = (Span(0, len(poison), Mark.LINK, (("href", poison), ("title", poison))),)
        return Text(poison, spans)
    if isinstance(value, tuple):
        return tuple(poisoned(part, poison) for part in value)
    if is_dataclass(value) and not isinstance(value, type | Span):
        kept = ("medium", "role", "scheme")
        return replace(
            value,
            **{
                f.name: poisoned(getattr(value, f.name), poison)
                for f in fields(value)
                if f.name not in kept
            },
        )
    return poison if type(value) is str else value


def tree(page: str) -> etree._Element:
    return lxml_html.document_fromstring(page)


@pytest.mark.parametrize("poison", HOSTILE)
def test_hostile_texts_do_nothing(article: Article, poison: str) -> None:
    page = render(poisoned(article, poison), signature=poison)  # type: ignore[arg-type]
    page.encode("utf-8")
    assert "\x00" not in page
    assert poison[0] != "{" or poison in page  # a template in a text is a text
    root = tree(page)
    scripts = root.findall(".//script")
    assert [s.get("type") for s in scripts] == ["application/ld+json"]
    json.loads(scripts[0].text)
    allowed = {"html", "head", "meta", "title", "link", "script", "style", "body"}
    for element in root.iter():
        assert isinstance(element.tag, str), "a comment or a processing instruction"
        assert element.tag not in {"iframe", "object", "embed", "svg", "form", "base", "frame"}
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name not in {"style", "srcdoc", "autofocus"}
            if name in _URL_ATTRIBUTES and element.tag not in allowed:
                assert re.match(r"(https?://|mailto:|#|[^:]*$|//)", value), value
                assert "\\" not in value and "\x01" not in value


def test_a_document_has_its_parts_in_order(article: Article) -> None:
    root = tree(render(article))
    assert root.get("lang") == "de"
    assert len(root.findall(".//h1")) == 1 and len(root.findall(".//main")) == 1
    levels = [int(e.tag[1]) for e in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(image.get("alt") is not None for image in root.iter("img"))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for anchor in root.iter("a"):
        assert anchor.text_content().strip()
        if anchor.get("href").startswith("#"):
            assert anchor.get("href")[1:] in ids
        else:
            assert "noopener" in anchor.get("rel")
    for element in root.iter():
        if labelled := element.get("aria-labelledby"):
            assert labelled in ids
    assert not root.xpath("//a//a | //p//p | //p//figure | //h2//p")
    assert all(e.getparent().tag in {"ul", "ol"} for e in root.iter("li"))
    assert all(child.tag == "li" for e in root.iter("ul", "ol") for child in e)


def test_html_parses_without_an_error(article: Article) -> None:
    from justhtml import JustHTML

    document = JustHTML(render(article), collect_errors=True)
    assert [str(error) for error in document.errors] == []


@pytest.mark.parametrize(
    "words",
    [
        "Maschinell aus dem Englischen übersetzt",
        "Staatsbesuch",
        "Von Nora Ellison und Daniel Okafor",
        "Original vom 16. September 2026",
        "Stand 16. September 2026, 06:05 Uhr",
        "Lesezeit 1 Minute",
        "© Mara Lind/The Harbor Courier",
        "3,5 von 5 Sternen",
        "2:05 Min.",
        "Empfehlung Einen Umweg wert",
        "Ein Bestandteil des Originals lässt sich hier nicht zeigen.",
        "Externer Inhalt · YouTube",
        "Im Netz ansehen bei video.example.org",
        "Klarstellung: Der Zug hat elf Wagen.",
        "Korrektur Zunächst war von zwölf Wagen die Rede.",
        "Zu den Autoren Nora Ellison leitet",
        "Daniel Okafor: berichtet",
        "Bilder: Mara Lind",
        "bei „The Harbor Courier“",
        "© 2026 The Harbor Courier",
        "KR-0917  BUSAN",
        "Gesperrt (Bild hier nicht verfügbar)",
    ],
)
def test_a_reader_sees(article: Article, words: str) -> None:
    text = tree(render(article)).find("body").text_content()
    assert " ".join(words.split()) in " ".join(text.split())


@pytest.mark.parametrize(
    "words", ["geheim", "secret.png", "Untranslated", "route_map", "<b>x</b>", "zoom"]
)
def test_a_reader_does_not_see(article: Article, words: str) -> None:
    assert words not in render(article)


def test_each_block_once(article: Article) -> None:
    root = tree(render(article))
    assert len(root.findall(".//article//table")) == 1
    assert [len(r) for r in root.findall(".//tbody/tr")] == [4, 4, 4]
    assert len(root.xpath("//ul/li/ol/li")) == 2
    assert len(root.xpath("//hr | //meter | //pre/code")) == 3
    assert root.xpath("//td[@class='number']") and not root.xpath("//tr/td[1][@class]")


@pytest.mark.parametrize(
    ("change", "noindex", "hold"),
    [
        ({}, False, ""),
        ({"status": Status.CANCELED}, True, "zurückgezogen"),
        ({"status": Status.WITHHELD}, True, "Vorschau"),
        ({"rights": Rights(holds=("embargo",))}, True, "Vorschau"),
        ({"rights": Rights(indexable=False)}, True, ""),
    ],
)
def test_robots_and_holds(
    article: Article, change: dict[str, object], noindex: bool, hold: str
) -> None:
    root = tree(render(replace(article, **change), preview=True))  # type: ignore[arg-type]
    assert bool(root.xpath("//meta[@name='robots'][@content='noindex']")) is noindex
    assert hold in "".join(e.text_content() for e in root.find_class("hold"))
    assert bool(root.find_class("hold")) is bool(hold)


def test_a_lead_picture_that_opens_the_text_too_is_shown_once(article: Article) -> None:
    assert article.lead_image
    lead = replace(article.lead_image, url="https://example.org/lead.jpg")
    twice = replace(article, lead_image=lead, blocks=(replace(lead, id="again"), *article.blocks))
    (first,) = tree(render(twice)).xpath(f"//img[@src='{lead.url}']")
    assert "lead" in first.getparent().get("class")
    bare = replace(twice, lead_image=replace(lead, caption=Text()))
    root = tree(render(bare))
    assert str(lead.caption) in root.xpath("//figure[contains(@class, 'lead')]/figcaption")[0].text


def test_a_lead_picture_that_may_not_be_handed_on_leaves_no_box(article: Article) -> None:
    assert article.lead_image
    lead = replace(article.lead_image, url="https://example.org/lead.jpg", licensable=False)
    root = tree(render(replace(article, lead_image=lead)))
    assert not root.xpath("//figure[contains(@class, 'lead')]")
    assert lead.url not in etree.tostring(root, encoding="unicode")


def test_those_who_helped_are_named(article: Article) -> None:
    helper = Author(id="a9", name="Jun Sato", role="additional_reporting_by")
    page = render(replace(article, authors=(*article.authors, helper)))
    assert "Mitarbeit: Jun Sato" in page and "Mitarbeit" not in render(article)


def test_head(article: Article) -> None:
    root = tree(render(article, Portal(domain="tagesbogen.example"), signature="fassung|x"))
    meta = {e.get("name") or e.get("property"): e.get("content") for e in root.iter("meta")}
    assert root.xpath("//link[@rel='canonical']/@href") == [
        "https://tagesbogen.example/artikel/TRAINVISIT2026.html"
    ]
    assert meta["og:title"] == "Eine Präsidentin kommt mit dem Zug"
    assert meta["og:locale"] == "de_DE"
    assert meta["fassung-signature"] == "fassung|x"
    assert meta["digital-source-type"].startswith("http://cv.iptc.org/")
    assert meta["description"].startswith("Präsidentin")
    policy = root.xpath("//meta[@http-equiv]/@content")[0]
    assert "default-src 'none'" in policy and "script-src" not in policy


def test_an_empty_article_is_still_a_page() -> None:
    root = tree(render(Article(id="a", language="de")))
    assert len(root.findall(".//h1")) == 1
    assert not root.find_class("label") and not root.find_class("notice")


@pytest.mark.parametrize(
    ("place", "text", "shown"),
    [
        ("Seoul", "Der Zug kam.", True),
        ("Seoul", "Seoul – Der Zug kam.", False),
        ("London", "Kiew – Der Zug kam.", False),
        ("", "Der Zug kam.", False),
    ],
)
def test_dateline(place: str, text: str, shown: bool) -> None:
    page = render(Article(id="a", place=place, blocks=(Paragraph(id="p", text=Text(text)),)))
    assert ('class="dateline"' in page) is shown


def test_a_picture_of_the_portal_comes_with_the_page(tmp_path: Path, article: Article) -> None:
    (tmp_path / "train.png").write_bytes(b"\x89PNG")
    portal = Portal(pictures={"https://example.org/pictures/": tmp_path})
    sources = [e.get("src") for e in tree(render(article, portal)).iter("img")]
    assert sources[0] == "data:image/png;base64,iVBORw=="
    assert "https://example.org/pictures/station.svg" in sources


@pytest.mark.parametrize(
    ("credit", "source", "copyright", "line"),
    [
        ("Mara Lind", "Harbor", "© 2026 H", "© Mara Lind/Harbor"),
        ("Mara Lind/Harbor", "harbor", "", "© Mara Lind/Harbor"),
        ("© Mara Lind", "", "", "© Mara Lind"),
        ("", "Harbor", "", "© Harbor"),
        ("", "", "© 2026 H", "© 2026 H"),
        ("", "", "", ""),
    ],
)
def test_credit(credit: str, source: str, copyright: str, line: str) -> None:
    image = Image(id="i", url="", credit=credit, source=source, copyright=copyright)
    assert credit_line(image) == line


@pytest.mark.parametrize(
    ("names_", "shown"), [("A", "Von A"), ("A|B", "Von A und B"), ("A|B|C", "Von A, B und C")]
)
def test_byline(names_: str, shown: str) -> None:
    authors = tuple(Author(id=name, name=name) for name in names_.split("|"))
    root = tree(render(Article(id="a", authors=authors)))
    assert root.find_class("byline")[0].text_content() == shown


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1.0, 0.0])
def test_a_strange_rating_or_film_length_is_still_a_page(number: float) -> None:
    blocks = (
        Rating(id="r", value=number, minimum=number, maximum=number),
        Media(id="m", medium="audio", duration=number),
    )
    assert "von" in render(Article(id="a", blocks=blocks))


@pytest.mark.parametrize(
    ("given", "expected"),
    [((3, 2, 4), [2, 2, 3]), ((2, 6, 3), [2, 3, 3]), ((1, 2, 3), [2, 3, 4]), ((6,), [2])],
)
def test_heading_levels(given: tuple[int, ...], expected: list[int]) -> None:
    blocks = tuple(Heading(id=str(n), text=Text("T"), level=at) for n, at in enumerate(given))
    assert list(levels(Article(id="a", blocks=blocks)).values()) == expected


def test_same_article_same_page(article: Article) -> None:
    assert render(article) == render(article, DEFAULT)


def test_a_picture_without_size_or_credit() -> None:
    page = render(Article(id="a", blocks=(Image(id="i", url="https://example.org/a.png"),)))
    assert 'alt=""' in page and "None" not in page


AGREED = Standing(
    canonical="https://lead.example/a",
    original="https://example.org/2026/09/15/state-visit-by-train/",
    first_published=datetime(2026, 9, 17, 9, tzinfo=UTC),
    published=datetime(2026, 9, 18, 9, tzinfo=UTC),
    home="/",
    section="/welt/",
)
DESK = replace(DEFAULT, report="https://desk.example/melden")


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="canonical" href="https://lead.example/a">',
        '<link rel="alternate" hreflang="en" href="https://example.org/2026/09/15/state-visit-by-train/">',
        '<link rel="alternate" hreflang="de" href="https://fassung.example/artikel/TRAINVISIT2026.html">',
        '<p class="name"><a href="/">Deutsche Fassung</a></p>',
        '<a href="/welt/">Welt</a>',
        'datetime="2026-09-17T09:00:00+00:00">17. September 2026</time>',
        'Stand <time datetime="2026-09-18T09:00:00+00:00">',
        "</time>, The Harbor Courier</span>",
        'href="#korrekturen">Dieser Text wurde korrigiert</a>',
        'href="https://desk.example/melden?artikel=TRAINVISIT2026"',
        'href="https://desk.example/melden?artikel=TRAINVISIT2026&amp;stelle=block/p2/text"',
        '<p id="block/p2/text">',
        '<li id="block/l1a/text">',
        'id="block/h1/text">Ein Palast auf Rädern</h2>',
        '"datePublished": "2026-09-17T09:00:00+00:00"',
        '"dateModified": "2026-09-18T09:00:00+00:00"',
    ],
)  # fmt: skip
def test_a_page_among_others(article: Article, html: str) -> None:
    assert html in render(article, DESK, standing=AGREED)


def test_what_nobody_asked_for_is_not_there(article: Article) -> None:
    page = render(article)
    assert "hreflang" not in page.split("<body>")[0]
    assert "melden" not in page and 'class="tell"' not in page


def test_every_way_to_report_names_a_segment_that_is_on_the_page(article: Article) -> None:
    page = lxml_html.document_fromstring(render(article, DESK))
    segments = {segment.id for segment in extract(article)}
    links = page.xpath("//a[@class='tell']")
    asked = [dict(parse_qsl(urlsplit(link.get("href")).query)) for link in links]
    assert len(asked) > 5
    assert all(one["artikel"] == article.id and one["stelle"] in segments for one in asked)
    assert all(a.get("tabindex") == "-1" for a in links)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_portrait_and_a_name_without_a_bio(article: Article) -> None:
    face = "https://example.org/pictures/nora.jpg"
    person = Author(id="x", name="Nora Ellison", picture=face)
    html = render(replace(article, authors=(person,)))
    assert f'<img src="{face}" alt=""' in html and "<strong>Nora Ellison</strong>" in html
    assert face in json.dumps(news_article(replace(article, authors=(person,)))["author"])


def test_an_edition_as_a_page(article: Article) -> None:
    edition = Edition(
        outlet="a",
        portal=DEFAULT.reviewed(),
        article=article,
        number=1,
        reviewed=True,
        published=AGREED.published or datetime.now(UTC),
        first_published=AGREED.published or datetime.now(UTC),
        canonical=DEFAULT.address(article),
        indexable=False,
        signature="s",
    )
    page = of(edition)
    assert '<meta name="robots" content="noindex">' in page and "redaktionell geprüft" in page
    assert "Stand <time" not in page
