"""What the outputs write, by what the formats ask for, and read back by us and by others."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from lxml import etree
from NewsMLG2 import NewsMLG2Document

from fassung import wires
from fassung.article import (
    Article,
    Image,
    LinkCard,
    Mark,
    Paragraph,
    Rights,
    Span,
    Status,
    Text,
)
from fassung.errors import HeldError, UsageError
from fassung.portals import notices, outputs
from fassung.wires.newsml_g2 import NAMESPACE, XHTML
from tests.portals_formats.sample import ARTICLE, BLOCKS, LEAD, edition, withdrawal
from tests.strategies import articles, examples

NAMES = {"g2": NAMESPACE, "h": XHTML}
ADDRESS = "https://kursblatt.example/artikel/courier_TRAIN-7.html"


def made(format: str, **changes: Any) -> bytes:
    return outputs.render(edition(2, **changes), format).data


def gone(format: str) -> bytes:
    return outputs.render(withdrawal(), format).data


def at(value: Any, path: str) -> Any:
    """``value["a"][0]["b"]`` for ``a.0.b``; a list is also entered by role or rel: ``a.label``."""
    for step in path.split("."):
        if isinstance(value, list) and not step.isdigit():
            found = [part for part in value if step in (part.get("role"), part.get("rel"))]
            found = found or [part for part in value if part.get("name") == step]
            value = found[0]
        else:
            value = value[int(step) if step.isdigit() else step]
    return value


LABEL = "Automatisch aus dem Englischen übersetzt und redaktionell geprüft"
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("uri", ADDRESS),
        ("type", "text"),
        ("standard.version", "3.1"),
        ("version", "2"),
        ("pubStatus", "usable"),
        ("representationType", "full"),
        ("language", "de"),
        ("firstCreated", "2026-09-16T05:00:00+00:00"),
        ("versionCreated", "2026-09-16T06:00:00+00:00"),
        ("contentCreated", "2026-09-15T09:30:00+00:00"),
        ("expires", "2027-09-15T00:00:00+00:00"),
        ("usageTerms", "Nur für Kursblatt"),
        ("copyrightNotice", "© 2026 The Harbor Courier"),
        ("by", "Tilda Marsh, Jonas Reh"),
        ("digitalSourceType.uri", SOURCE_TYPE),
        ("headlines.main.value", ARTICLE.headline.value),
        ("headlines.kicker.value", "Staatsbesuch"),
        ("bodies.0.contentType", "application/xhtml+xml"),
        ("infoSources.publisher.uri", "https://harborcourier.example"),
        ("infoSources.translator.name", "Kursblatt Verlag"),
        ("associations.translatedFrom.language", "en"),
        ("associations.translatedFrom.version", "3"),
        ("associations.translatedFrom.altIds.webUrl.value", ARTICLE.url),
        ("associations.translatedFrom.infoSources.0.name", "The Harbor Courier"),
        ("associations.lead.by", "Mara Lind"),
        ("associations.lead.copyrightHolder", "Harbor Pictures"),
        ("associations.lead.renditions.0.href", LEAD.url),
        ("associations.lead.renditions.0.width", 1200),
        ("associations.inline.descriptions.caption.value", "Noch einmal der Zug."),
        ("altIds.canonicalUrl.value", ADDRESS),
        ("altIds.fassung:id.value", "courier_TRAIN-7"),
        ("altIds.fassung:reviewed.value", "true"),
        ("descriptions.fassung:label.value", LABEL),
    ],
)
def test_ninjs(path: str, expected: object) -> None:
    assert at(json.loads(made("ninjs")), path) == expected
    # 2.2 has the same under names in lower case, and the relation as the association's name.
    if path not in ("uri", "standard.version"):
        kept = ("translatedFrom", "webUrl", "canonicalUrl")
        older = ".".join(step if step in kept else step.lower() for step in path.split("."))
        assert at(json.loads(made("ninjs-2.2")), older) == expected


def test_the_xhtml_of_ninjs_is_xml() -> None:
    lines = Text("eins\nzwei <br>", (Span(4, 5, Mark.BREAK),))
    item = json.loads(made("ninjs", blocks=(*BLOCKS, Paragraph(id="b", text=lines))))
    body = etree.fromstring(f"<body>{item['bodies'][0]['value']}</body>")
    assert len(body.findall(".//br")) == 1


def test_ninjs_says_when_search_engines_are_not_to_list_it() -> None:
    item = json.loads(outputs.render(replace(edition(), indexable=False), "ninjs").data)
    assert at(item["altIds"], "fassung:noindex")["value"] == "true"


@pytest.mark.parametrize("format", ["ninjs", "ninjs-2.2", "ans"])
def test_our_own_reader_gives_the_article_back(format: str) -> None:
    assert wires.read(made(format)) == ARTICLE
    unmarked = made(format, translated_from="", language="en")
    assert wires.read(unmarked).headline == ARTICLE.headline


@pytest.mark.parametrize("format", ["ninjs", "ninjs-2.2", "ans"])
def test_our_own_reader_sees_a_withdrawal(format: str) -> None:
    found = wires.read(gone(format))
    assert (found.id, found.status) == (ARTICLE.id, Status.CANCELED)
    assert not found.blocks and not found.headline


@pytest.mark.parametrize("format", sorted(outputs.FORMATS))
def test_a_withdrawal_holds_no_word_of_the_article(format: str) -> None:
    said = gone(format).decode()
    for words in ("Bibliothek", "Sonderzug", "Tilda", "Mara", "train.png", "Speisewagen"):
        assert words not in said
    assert outputs.render(withdrawal(), format).suffix == outputs.FORMATS[format].suffix


@pytest.mark.parametrize("format", ["html", "ninjs", "ninjs-2.2", "newsml-g2", "ans", "json"])
def test_label_notices_and_machine_mark_are_in_every_format(format: str) -> None:
    for reviewed in (True, False):
        one = edition(reviewed=reviewed)
        said = outputs.render(one, format).data.decode()
        assert notices.label(one.article, one.portal) in said
        for notice in notices.notices(one.article, one.portal):
            assert notice in said
        assert "compositeWithTrainedAlgorithmicMedia" in said
    original = outputs.render(edition(translated_from=""), format).data.decode()
    assert "TrainedAlgorithmicMedia" not in original


@pytest.mark.parametrize("format", sorted(outputs.FORMATS))
def test_a_picture_that_may_not_be_handed_on_is_in_no_format(format: str) -> None:
    kept = Image(id="n", url="https://harborcourier.example/secret.png", licensable=False)
    card = LinkCard(id="c", url="https://example.org/", title=Text("Mehr"), image=kept)
    said = made(format, lead_image=kept, blocks=(*BLOCKS[:1], kept, card)).decode()
    assert "secret.png" not in said


def newsml(data: bytes) -> Any:
    """The item as IPTC's own library reads it."""
    return NewsMLG2Document(data).get_item()


def test_newsml_g2_as_a_second_library_reads_it() -> None:
    item = newsml(made("newsml-g2"))
    assert (item.guid, item.version, item.standardversion) == (ADDRESS, "2", "2.35")
    meta, content = item.itemmeta, item.contentmeta
    assert meta.itemclass.qcode == "ninat:text" and meta.pubstatus.qcode == "stat:usable"
    assert str(meta.versioncreated) == "2026-09-16T06:00:00+00:00"
    assert str(meta.firstcreated) == "2026-09-16T05:00:00+00:00"
    assert str(meta.provider.name) == "Kursblatt Verlag"
    link = meta.link[0] if isinstance(meta.link, list) else meta.link
    assert (link.rel, link.href) == ("irel:translatedFrom", ARTICLE.url)
    assert content.language.tag == "de"
    assert str(content.headline) == ARTICLE.headline.value
    assert str(content.by) == "Tilda Marsh, Jonas Reh"
    assert content.digitalsourcetype.qcode.startswith("digsrctype:composite")
    assert str(item.rightsinfo[0].usageterms).endswith("Kursblatt")


def test_newsml_g2_withdrawn() -> None:
    item = newsml(gone("newsml-g2"))
    assert item.itemmeta.pubstatus.qcode == "stat:canceled"
    assert (item.guid, item.version) == (ADDRESS, "9")
    assert not item.contentset and not item.contentmeta


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("//h:h1", ARTICLE.headline.value),
        ("//h:p[@class='label']", LABEL),
        ("//h:p[@class='kicker']", "Staatsbesuch"),
        ("//h:figcaption/h:span", "Mara Lind/Harbor Pictures"),
        ("//h:ol/h:li/h:ul/h:li", "Frühstück im Zug"),
        ("//h:td[2]", "312"),
        ("//h:blockquote/h:p", "„Wer fliegt, sieht nichts vom Land.“"),
        ("//h:p[@class='correction']", "Der Zug hat elf Wagen, nicht zwölf."),
        ("//g2:located/g2:name", "Nordhafen"),
        ("//g2:itemMeta/g2:expires", "2027-09-15T00:00:00+00:00"),
        ("//g2:creditline", "bei „The Harbor Courier“"),
    ],
)
def test_newsml_g2_text(path: str, expected: str) -> None:
    tree = etree.fromstring(made("newsml-g2"))
    found = tree.xpath(path, namespaces=NAMES)
    assert expected in "".join(found[0].itertext())


def test_newsml_g2_embargo_goes_before_the_status_as_the_schema_has_it() -> None:
    rights = Rights(embargo=ARTICLE.updated)
    data = outputs.render(edition(rights=rights), "newsml-g2").data
    meta = etree.fromstring(data).find(f"{{{NAMESPACE}}}itemMeta")
    names = [etree.QName(child).localname for child in meta]
    order = "itemClass provider versionCreated firstCreated embargoed pubStatus generator title"
    assert names[:8] == order.split()


@examples(8)
@given(articles())
def test_newsml_g2_is_well_formed_whatever_the_article_holds(article: Article) -> None:
    strict = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    tree = etree.fromstring(wires.write(article, "newsml-g2"), strict)
    assert not tree.xpath("//h:script|//h:iframe|//*[@onclick]", namespaces=NAMES)


def test_ans() -> None:
    story = json.loads(made("ans"))
    assert story["label"]["translation"] == {"text": LABEL, "display": True}
    assert story["canonical_url_external"] == ADDRESS
    assert story["publish_date"] == "2026-09-16T06:00:00+00:00"
    about = story["additional_properties"]["edition"]
    assert (about["number"], about["reviewed"]) == (2, True)
    assert json.loads(gone("ans"))["publishing"]["has_published_edition"] is False


def test_json() -> None:
    found = json.loads(made("json"))
    assert (found["status"], found["number"], found["outlet"]) == ("published", 2, "abend")
    assert found["article"]["blocks"][0]["kind"] == "paragraph"
    assert json.loads(gone("json"))["status"] == "withdrawn"


def test_a_page_that_may_not_be_shown_is_not_written() -> None:
    late = replace(ARTICLE.rights, expires=edition().published)
    with pytest.raises(HeldError):
        made("html", rights=late)


def test_there_is_no_other_format() -> None:
    with pytest.raises(UsageError, match="There is no format docx; choose one of html, ninjs"):
        made("docx")
