"""Feeds and sitemaps: read by a reader of their own kind, and held against their schemas."""

from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from fassung.article import Text
from fassung.portals.site import facts, feeds
from fassung.portals.targets.site import SiteTarget
from tests.portals_site.filled import NOW, edition

SCHEMAS = Path(__file__).with_name("schemas")
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize("scope", ["", "welt"])
def test_a_reader_finds_everything(whole: Path, kind: str, scope: str) -> None:
    read = feedparser.parse((whole / "site" / scope / f"{kind}.xml").read_bytes())
    assert not read.bozo
    assert read.version == {"rss": "rss20", "atom": "atom10"}[kind]
    assert read.feed.title == ("Der Tagesbogen – Welt" if scope else "Der Tagesbogen")
    assert len(read.entries) == (5 if scope else 30)
    first = read.entries[0]
    assert first.title.startswith("Mit elf Wagen und einer Bibliothek")
    assert first.link == first.id == "https://tagesbogen.example/artikel/courier_A00000.html"
    assert first.summary.endswith(
        "[Automatisch aus dem Englischen übersetzt und redaktionell geprüft]"
    )
    assert first.author == "Nora Ellison und Daniel Okafor"
    assert datetime(*first.published_parsed[:6], tzinfo=UTC) == NOW
    assert [tag.term for tag in first.tags] == ["Welt"]
    links = {link.rel: link.href for link in read.feed.links}
    place = f"https://tagesbogen.example/{scope}{'/' if scope else ''}"
    assert links == {"alternate": place, "self": f"{place}{kind}.xml"}
    assert "courier_A00007" not in {entry.link for entry in read.entries}


def test_pictures_keep_their_credit(whole: Path) -> None:
    read = feedparser.parse((whole / "site" / "rss.xml").read_bytes())
    (picture,) = read.entries[0].media_content
    assert picture["url"].startswith("https://tagesbogen.example/bilder/")
    assert (whole / "site" / picture["url"].partition("example/")[2]).exists()
    assert read.entries[0].media_credit[0]["content"] == "© Mara Lind/The Harbor Courier"


@pytest.mark.parametrize(
    "headline",
    [
        "Müller & Söhne <b>gegen</b> „alle“",
        "Ein ]]> und ein {base} und {0}",
        "Steuer\x07zeichen und \x00 nichts",
        "Ein 🚂 fährt durch 漢字",
    ],
)
def test_whatever_a_headline_holds(target: SiteTarget, tmp_path: Path, headline: str) -> None:
    target.publish(edition(0, version=2, headline=Text(headline)), "", None)
    plain = " ".join(headline.replace("\x07", "").replace("\x00", "").split())
    for kind in ("rss", "atom"):
        root = etree.fromstring((tmp_path / "site" / f"{kind}.xml").read_bytes())
        titles = [e.text for e in root.iter() if etree.QName(e).localname == "title"]
        assert plain in titles
    news = etree.fromstring((tmp_path / "site" / "sitemap-news.xml").read_bytes())
    assert plain in [e.text for e in news.iter(f"{NEWS}title")]


def test_portals_share_entries_but_not_addresses() -> None:
    first = edition(3, reviewed=True)
    text = facts.of(first, None).text()
    feeds._rss_item.cache_clear()
    for base in ("https://a.example", "https://b.example"):
        assert f"<link>{base}/artikel/" in feeds._put(feeds._rss_item(text), base)
    assert feeds._rss_item.cache_info().hits == 1


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("sitemap.xml", "siteindex.xsd"),
        ("sitemap/2026-11.xml", "sitemap.xsd"),
        ("sitemap-news.xml", "sitemap.xsd"),
    ],
)
def test_sitemaps_keep_to_their_schema(whole: Path, name: str, schema: str) -> None:
    checked = etree.XMLSchema(etree.parse(SCHEMAS / schema))
    checked.assertValid(etree.parse(whole / "site" / name))


@pytest.mark.parametrize("name", ["atom.xml", "welt/atom.xml"])
def test_atom_keeps_to_its_schema(whole: Path, name: str) -> None:
    checked = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    checked.assertValid(etree.parse(whole / "site" / name))


def test_sitemaps_name_every_article_once_and_the_news_of_two_days(whole: Path) -> None:
    index = etree.parse(whole / "site" / "sitemap.xml")
    parts = [e.text.partition("example/")[2] for e in index.iter(f"{MAP}loc")]
    assert parts == ["sitemap/2026-11.xml"]
    found = [e.text for part in parts for e in etree.parse(whole / "site" / part).iter(f"{MAP}loc")]
    expected = {edition(number).address for number in range(40) if number != 7}
    assert len(found) == len(set(found)) == len(expected)
    assert set(found) == expected
    news = etree.parse(whole / "site" / "sitemap-news.xml")
    assert {e.text for e in news.iter(f"{MAP}loc")} == {
        edition(number).address for number in range(24) if number != 7
    }
    assert {e.text for e in news.iter(f"{NEWS}name")} == {"Der Tagesbogen"}
    assert {e.text for e in news.iter(f"{NEWS}language")} == {"de"}


def test_robots_names_the_sitemaps(whole: Path) -> None:
    assert (whole / "site" / "robots.txt").read_text() == (
        "User-agent: *\nDisallow:\n\n"
        "Sitemap: https://tagesbogen.example/sitemap.xml\n"
        "Sitemap: https://tagesbogen.example/sitemap-news.xml\n"
    )
