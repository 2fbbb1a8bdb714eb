"""Fronts and archive: what stands on them, and that every way leads somewhere."""

import base64
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from fassung.article import Image
from fassung.portals.portal import DEFAULT
from fassung.portals.site import layout
from fassung.portals.targets.site import SiteTarget
from tests.portals_site.filled import edition

PAGES = [
    "index.html",
    "welt/index.html",
    "archiv/index.html",
    "archiv/2026-11.html",
    "welt/archiv/2026-11.html",
    "uebersetzung.html",
    "404.html",
    "410.html",
    "artikel/courier_A00007.html",
]


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((folder / "site" / name).read_bytes())


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_allows_the_style_and_no_more(whole: Path, name: str) -> None:
    found = page(whole, name)
    (style,) = found.iter("style")
    digest = base64.b64encode(sha256((style.text or "").encode()).digest()).decode()
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == (
        f"default-src 'none'; img-src * data:; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'"
    )
    assert not found.xpath("//script | //@style | //iframe | //@onclick")


@pytest.mark.parametrize("name", PAGES)
def test_every_way_leads_somewhere(whole: Path, name: str) -> None:
    ways = page(whole, name).xpath("//a/@href | //link/@href | //img/@src")
    for way in ways:
        way = way.removeprefix("https://tagesbogen.example")
        if way.startswith("/") and way != "/datenschutz":
            file = way[1:] + ("index.html" if way.endswith("/") else "")
            assert (whole / "site" / file).is_file(), way
        else:
            assert way in ("#inhalt", "https://example.org/impressum", "/datenschutz")


@pytest.mark.parametrize("name", PAGES)
def test_headings_leave_no_level_out(whole: Path, name: str) -> None:
    levels = [int(e.tag[1]) for e in page(whole, name).iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_translated_pieces_are_labelled_wherever_they_stand(whole: Path) -> None:
    for name in ("index.html", "welt/index.html", "archiv/2026-11.html"):
        found = page(whole, name)
        linked = [a for a in found.xpath("//main//a") if "/artikel/" in a.get("href")]
        labels = found.xpath("//main//*[@class='from']")
        assert len(linked) == len(labels) > 3
        words = {" ".join(e.text_content().split()).partition("Ä ")[2] for e in labels}
        assert words == {"Aus dem Englischen", "Aus dem Englischen, maschinell"}


def test_what_was_not_translated_has_no_label(target: SiteTarget, tmp_path: Path) -> None:
    target.publish(edition(0, version=2, translated_from=""), "", None)
    for card in page(tmp_path, "welt/index.html").xpath("//article"):
        assert not card.xpath(".//*[@class='from']")


def test_pictures_have_words_and_credit(whole: Path) -> None:
    shots = page(whole, "index.html").xpath("//figure[@class='shot']")
    assert len(shots) > 4
    for shot in shots:
        assert shot.xpath("string(img/@alt)").startswith("Zeichnung zum Thema")
        assert shot.xpath("string(figcaption)").strip() == "© Mara Lind/The Harbor Courier"


def test_a_picture_that_may_not_be_handed_on_is_on_no_front(
    target: SiteTarget, tmp_path: Path
) -> None:
    image = Image(id="x", url="https://example.org/secret.png", licensable=False)
    target.publish(edition(0, version=2, lead_image=image), "", None)
    assert "secret.png" not in (tmp_path / "site" / "welt" / "index.html").read_text()


def test_nothing_stands_twice_on_the_home_page(whole: Path) -> None:
    ways = page(whole, "index.html").xpath("//main//a[contains(@href, '/artikel/')]/@href")
    assert len(ways) == len(set(ways)) >= 30


def test_the_notice_names_the_labels_that_are_in_use(whole: Path) -> None:
    text = " ".join(page(whole, "uebersetzung.html").text_content().split())
    for words in (DEFAULT.label, DEFAULT.translated, DEFAULT.label_reviewed):
        assert words in text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Politik", "politik"),
        ("Österreich", "oesterreich"),
        ("Bücher & Musik", "buecher-musik"),
        ("Archiv", "archiv-ressort"),
        ("../../etc", "etc"),
        ("日本", "ressort"),
        ("Straße", "strasse"),
        ("Café", "cafe"),
    ],
)
def test_folders_of_sections(name: str, expected: str) -> None:
    assert layout.slug(name) == expected
