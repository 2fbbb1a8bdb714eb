"""Editions: house style with spans kept, the portal's words, canonical and label."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fassung.article import Article, Mark, Paragraph, Span, Term, Text
from fassung.portals.edition import Edition
from fassung.portals.editions import editions, too_long
from fassung.portals.network import Copies, Network, Outlet, Wants
from fassung.portals.portal import SECTIONS, Portal
from fassung.portals.style import Style, Units, styled

NOW = datetime(2026, 9, 17, 9, tzinfo=UTC)


def outlet(id: str, **more: object) -> Outlet:
    portal = Portal(name=id, domain=f"{id}.example", publisher=str(more.pop("publisher", "V")))
    return Outlet(id=id, portal=portal, **more)  # type: ignore[arg-type]


def made(article: Article, *outlets: Outlet, **more: object) -> dict[str, Edition]:
    network = Network(outlets={o.id: o for o in outlets}, targets={})
    asked = {
        "number": 1,
        "reviewed": False,
        "published": NOW,
        "first_published": {},
    } | more
    return {e.outlet: e for e in editions(article, "post", network, **asked)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("style", "german", "shown"),
    [
        (Style(), "„Kiew“ liegt 5 Meilen weg.", "„Kiew“ liegt 5 Meilen weg."),
        (Style(quotes="»«"), "„Er sagte ‚Ja‘“, so Weber.", "»Er sagte ›Ja‹«, so Weber."),
        (Style(quotes="»«"), "Das ist Peters’ Hund.", "Das ist Peters’ Hund."),
        (Style(quotes="„“"), "»Ja«, sagte sie.", "„Ja“, sagte sie."),
        (Style(names={"Kiew": "Kyjiw"}), "In Kiew, Kiews Rat.", "In Kyjiw, Kyjiws Rat."),
        (Style(names={"Kiew": "Kyjiw"}), "Die Kiewer und ein Kiew-Besuch.",
         "Die Kiewer und ein Kyjiw-Besuch."),
        (Style(names={"Kiew": "Kyjiw"}), "Siehe www.Kiew.example.", "Siehe www.Kiew.example."),
        (Style(names={"Kim": "X", "Kim Jong Un": "Kim Jong-un"}), "Kim Jong Un sprach.",
         "Kim Jong-un sprach."),
        (Style(units=Units.METRIC), "Es sind noch 5 Meilen.", "Es sind noch rund 8 Kilometer."),
        (Style(units=Units.METRIC), "Er misst 46 cm (18 Zoll).", "Er misst 46 cm."),
        (Style(units=Units.METRIC), "„Noch 5 Meilen!“, rief er.", "„Noch 5 Meilen!“, rief er."),
    ],
)  # fmt: skip
def test_style(style: Style, german: str, shown: str) -> None:
    article = Article(id="a", blocks=(Paragraph(id="p", text=Text(german)),))
    (block,) = styled(article, style)[0].blocks
    assert isinstance(block, Paragraph) and block.text.value == shown


@pytest.mark.parametrize(
    ("english", "german", "shown"),
    [
        ("204 miles.", "Rund 330 Kilometer.", "Rund 330 Kilometer (204 Meilen)."),
        ("It was 86 degrees Fahrenheit.", "Es waren 30 Grad Celsius.",
         "Es waren 30 Grad Celsius (86 Grad Fahrenheit)."),
        ("One mile on.", "Rund 1,6 Kilometer weiter.", "Rund 1,6 Kilometer (1 Meile) weiter."),
        ("It went 330 kilometers.", "Er fuhr 330 Kilometer.", "Er fuhr 330 Kilometer."),
        ("It went 20 miles.", "Er fuhr 330 Kilometer.", "Er fuhr 330 Kilometer."),
        ("204 miles.", "330 Kilometer (204 Meilen).", "330 Kilometer (204 Meilen)."),
        ("204 miles.", "Eine 330-Kilometer-Reise.", "Eine 330-Kilometer-Reise."),
        ("“It is 204 miles,” he said.", "„Es sind 330 Kilometer“, sagte er.",
         "„Es sind 330 Kilometer“, sagte er."),
        ("", "Er fuhr 330 Kilometer.", "Er fuhr 330 Kilometer."),
    ],
)  # fmt: skip
def test_units_with_the_original(english: str, german: str, shown: str) -> None:
    def article(value: str) -> Article:
        return Article(id="a", blocks=(Paragraph(id="p", text=Text(value)),))

    style = Style(units=Units.ORIGINAL)
    (block,) = styled(article(german), style, article(english))[0].blocks
    assert isinstance(block, Paragraph) and block.text.value == shown


def test_spans_stay_on_their_words() -> None:
    german = "„Ja“, sagte man in Kiew, 5 Meilen weiter."
    start = german.index("Kiew")
    text = Text(german, (Span(0, 4, Mark.BOLD), Span(start, start + 4, Mark.ITALIC)))
    article = Article(id="a", blocks=(Paragraph(id="p", text=text),))
    style = Style(quotes="»«", names={"Kiew": "Kyjiw"}, units=Units.METRIC)
    (block,) = styled(article, style)[0].blocks
    assert isinstance(block, Paragraph)
    words = [block.text.value[s.start : s.end] for s in block.text.spans]
    assert block.text.value.startswith("»Ja«, sagte man in Kyjiw, rund 8")
    assert words in (["»Ja«", "Kyjiw"], ["Ja", "Kyjiw"])


def test_a_quotation_over_paragraphs_keeps_its_level() -> None:
    texts = ("„Erster Absatz.", "„Zweiter Absatz.“")
    article = Article(id="a", blocks=tuple(Paragraph(id=t[:4], text=Text(t)) for t in texts))
    blocks = styled(article, Style(quotes="»«"))[0].blocks
    assert [b.text.value for b in blocks if isinstance(b, Paragraph)] == [
        "»Erster Absatz.",
        "»Zweiter Absatz.«",
    ]


@pytest.mark.parametrize(
    ("limit", "shown", "findings"),
    [
        (0, 60, 0),
        (60, 60, 0),
        (59, 50, 0),
        (45, 40, 0),
        (30, 60, 1),
    ],
)
def test_a_long_headline_gives_way_or_is_found(limit: int, shown: int, findings: int) -> None:
    article = Article(
        id="a",
        headline=Text("x" * 60),
        seo_headline=Text("x" * 50),
        extra_headlines=(("mobile", Text("x" * 40)), ("social", Text(""))),
    )
    made, found = styled(article, Style(headline=limit))
    assert (len(made.headline), len(found)) == (shown, findings)
    assert all(f.check == "headline-length" and str(limit) in f.message for f in found)


@pytest.mark.parametrize(
    ("copies", "canonical", "indexable"),
    [
        (Copies.NOINDEX, "b.example", False),
        (Copies.SELF, "b.example", True),
        (Copies.CANONICAL, "a.example", True),
    ],
)
def test_search_engines(article: Article, copies: Copies, canonical: str, indexable: bool) -> None:
    lead, copy = outlet("a", lead="a"), outlet("b", lead="a", copies=copies)
    found = made(article, lead, copy)
    assert (found["a"].canonical, found["a"].indexable) == (found["a"].address, True)
    assert found["b"].canonical.startswith(f"https://{canonical}/")
    assert found["b"].indexable is indexable
    # Where the lead does not take it, the copy is no copy.
    alone = made(article, replace(lead, wants=Wants(tags=("Shipping",))), copy)
    assert set(alone) == {"b"}
    assert (alone["b"].canonical, alone["b"].indexable) == (alone["b"].address, True)


def test_canonical_never_leads_to_another_publisher(article: Article) -> None:
    copy = outlet("b", lead="a", copies=Copies.CANONICAL, publisher="Another")
    found = made(article, outlet("a"), copy)["b"]
    assert (found.canonical, found.indexable) == (found.address, False)


def test_what_may_not_be_listed_is_listed_nowhere(article: Article) -> None:
    closed = replace(article, rights=replace(article.rights, indexable=False))
    assert not made(closed, outlet("a"))["a"].indexable


def test_the_label_says_whether_a_person_read_it(article: Article) -> None:
    unread = made(article, outlet("a"))["a"]
    read = made(article, outlet("a"), reviewed=True)["a"]
    assert unread.portal.label == "Maschinell aus dem Englischen übersetzt"
    assert "redaktionell geprüft" in read.portal.label


def test_hreflang_needs_a_yes(article: Article) -> None:
    assert made(article, outlet("a"))["a"].original == ""
    assert made(article, outlet("a"), original_agreed=True)["a"].original == article.url


def test_terms_are_in_the_portals_words_and_can_be_looked_up_again(article: Article) -> None:
    filed = replace(
        article,
        terms=(
            Term(name="Arts", scheme="section"),
            Term(name="Culture", scheme="section"),
            Term(name="Railways"),
            Term(name="Unknown"),
        ),
    )
    portal = replace(outlet("a").portal, terms={**SECTIONS, "Railways": "Bahn"})
    found = made(filed, replace(outlet("a"), portal=portal))["a"]
    assert [term.name for term in found.article.terms] == ["Kultur", "Bahn"]
    assert found.portal.terms[found.article.section] == "Kultur"


def test_first_published_is_the_outlets_own(article: Article) -> None:
    earlier = datetime(2026, 9, 16, tzinfo=UTC)
    for known in ({"a": earlier}, {"a": earlier}.get):
        found = made(article, outlet("a"), outlet("b"), first_published=known)
        assert found["a"].first_published == earlier
        assert found["b"].first_published == NOW


def test_portals_that_write_alike_share_the_work(article: Article, tmp_path: Path) -> None:
    style = Style(quotes="»«")
    found = made(article, *(outlet(f"p{n}", style=style) for n in range(3)))
    assert len({id(e.article.blocks) for e in found.values()}) == 1


def test_portals_without_room_for_any_headline() -> None:
    article = Article(id="a", headline=Text("x" * 60), seo_headline=Text("x" * 50))
    limits = (0, 40, 50, 60, 45, 40)
    outlets = [outlet(f"p{n}", style=Style(headline=limit)) for n, limit in enumerate(limits)]
    network = Network(outlets={o.id: o for o in outlets}, targets={})
    assert too_long(article, "post", network) == {40: ("p1", "p5"), 45: ("p4",)}
