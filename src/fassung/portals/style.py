"""House style of one portal: what it writes differently from the desk, over text with spans.

Only what a portal sets is changed; everything else stays as the editors left it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from fassung.article import Article, Finding, Role, Severity, Text, extract, ingest
from fassung.errors import WrongSetting
from fassung.german import Edit, HouseStyle, apply, protected, quotes, units, without
from fassung.portals.originals import originals


class Units(StrEnum):
    """How a portal gives miles, feet and Fahrenheit."""

    KEEP = "keep"
    """As the desk has them."""
    METRIC = "metric"
    """Metric only."""
    ORIGINAL = "original"
    """Metric, with the original in brackets where the partner's text has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What one portal writes differently."""

    quotes: str = ""
    """``„“`` or ``»«``; empty as the desk has them."""
    units: Units = Units.KEEP
    headline: int = 0
    """Characters that a headline may have; a longer one gives way to the article's alternative
    headlines. 0 for any number."""
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The desk's spelling and the portal's: ``"Kiew" = "Kyjiw"``. A genitive s stays."""

    def __post_init__(self) -> None:
        if self.quotes not in ("", "„“", "»«"):
            raise WrongSetting(
                "{wrong} is no pair of quotation marks; write one of {known}.",
                wrong=self.quotes,
                known="„“, »«",
            )
        if self.headline and not 20 <= self.headline <= 300:
            raise WrongSetting(
                "{wrong} does not lie between {least} and {most}.",
                wrong=self.headline,
                least=20,
                most=300,
            )

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for styles that make the same of an article."""
        return (self.quotes, self.units, self.headline, tuple(self.names.items()))


def styled(
    article: Article, style: Style, source: Article | None = None
) -> tuple[Article, tuple[Finding, ...]]:
    """``article`` in ``style``, and what an editor should look at.

    Args:
        article: in German.
        source: the partner's English, for :attr:`Units.ORIGINAL`.
    """
    if style.key == Style().key:
        return article, ()
    if style.quotes or style.names or style.units is not Units.KEEP:
        english = {s.id: s.text.value for s in extract(source)} if source else {}
        texts = {}
        running = 0
        for segment in extract(article):
            runs = segment.role in (Role.BODY, Role.QUOTE)
            text, still_open = _text(
                segment.text, style, english.get(segment.id, ""), running if runs else 0
            )
            texts[segment.id] = text
            running = still_open if runs else running
        article = ingest(article, texts)
    return fitting(article, style)


def _text(text: Text, style: Style, english: str, open_quotes: int) -> tuple[Text, int]:
    def made(text: Text, edits: Iterable[Edit]) -> Text:
        found = list(edits)
        return apply(text, without(found, protected(text.value))) if found else text

    still_open = open_quotes
    text = made(text, _names(text.value, tuple(style.names.items())))
    if style.units is Units.METRIC:
        text = made(text, units(text.value, "", HouseStyle(units="replace"), open_quotes))
    elif style.units is Units.ORIGINAL:
        text = made(text, originals(text.value, english))
    if style.quotes:
        edits, still_open = quotes(text.value, HouseStyle(quotes=style.quotes), open_quotes)
        text = made(text, (edit for edit in edits if edit.rule == "quote"))
    return text, still_open


def _names(value: str, names: tuple[tuple[str, str], ...]) -> list[Edit]:
    if not names or not any(old in value for old, _ in names):
        return []
    table = dict(names)
    return [
        Edit(found.start(), found.end(), table[found[0]], "name")
        for found in _pattern(names).finditer(value)
    ]


@lru_cache(maxsize=64)
def _pattern(names: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    longest_first = sorted((re.escape(old) for old, _ in names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?=s?(?!\w))")


def fitting(article: Article, style: Style) -> tuple[Article, tuple[Finding, ...]]:
    """``article`` with a headline that there is room for, and a finding if it has none."""
    length = len(article.headline.value.strip())
    if not style.headline or length <= style.headline:
        return article, ()
    others = [text for _, text in article.extra_headlines] + [article.seo_headline]
    fit = [text for text in others if text and len(text.value.strip()) <= style.headline]
    if fit:
        # The longest says most.
        best = max(fit, key=lambda text: len(text.value.strip()))
        return replace(article, headline=best), ()
    finding = Finding(
        segment="headline",
        check="headline-length",
        category="design-and-markup/length",
        severity=Severity.MINOR,
        template="The headline has {length} characters; there is room for {limit}.",
        values=(("length", str(length)), ("limit", str(style.headline))),
        target=((0, len(article.headline.value)),),
    )
    return article, (finding,)
