"""Notices: true and good German, whatever the article does not say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fassung.article import Article, Publisher
from fassung.portals.notices import label, notices
from fassung.portals.portal import Portal
from fassung.portals.template import check, fill


@pytest.mark.parametrize(
    ("publisher", "dated", "begins"),
    [
        (
            "The Harbor Courier",
            True,
            "Zuerst erschienen ist der Artikel am 16. September 2026 in englischer Sprache "
            "bei „The Harbor Courier“. Im Zuge",
        ),
        (
            "The Harbor Courier",
            False,
            "Zuerst erschienen ist der Artikel in englischer Sprache bei „The Harbor Courier“. Im",
        ),
        (
            "",
            True,
            "Zuerst erschienen ist der Artikel am 16. September 2026 in englischer Sprache. Im",
        ),
        ("", False, "Der Artikel ist zuerst in englischer Sprache an anderer Stelle erschienen."),
    ],
)
def test_origin(article: Article, publisher: str, dated: bool, begins: str) -> None:
    changed = replace(
        article,
        publisher=Publisher(name=publisher),
        first_published=article.first_published if dated else None,
    )
    assert notices(changed)[-1].startswith(begins)


def test_translation_is_named_twice(article: Article) -> None:
    assert label(article) == "Maschinell aus dem Englischen übersetzt"
    assert "Maschine aus dem Englischen" in notices(article)[0]


def test_an_original_is_not_called_a_translation(article: Article) -> None:
    original = replace(article, translated_from="")
    assert label(original) == ""
    assert notices(original) == (
        "Zuerst erschienen ist der Artikel am 16. September 2026 bei „The Harbor Courier“.",
    )
    assert notices(Article(id="a")) == ()


def test_a_portal_words_its_own(article: Article) -> None:
    portal = Portal(
        name="Tagesbogen", label="MÜ", origin="Bei {publisher}, {date}.", cooperation=""
    )
    assert label(article, portal) == "MÜ"
    assert notices(article, portal)[1] == "Bei The Harbor Courier, 16. September 2026."


@pytest.mark.parametrize("publisher", ["[a] {date}", "{portal}", "\\1", "<b>"])
def test_values_are_no_templates(article: Article, publisher: str) -> None:
    changed = replace(article, publisher=Publisher(name=publisher))
    assert f"„{publisher}“" in notices(changed)[1]


@pytest.mark.parametrize("template", ["{author}", "a [b", "a ] b", "{", "a}", "[[a]]"])
def test_wrong_templates(template: str) -> None:
    with pytest.raises(ValueError):
        check(template)


def test_fill() -> None:
    assert fill("a[ {date}][ x]{language}", {"date": "", "language": "L"}) == "a xL"
