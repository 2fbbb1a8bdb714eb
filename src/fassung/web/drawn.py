"""drawn: segments as HTML, each drawn once and not for everybody who opens the page.

What a segment looks like follows from its card; of a page that is opened again, few have changed.
The token of the reader's forms is put in afterwards, so one drawing serves all.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup, escape

from fassung.messages import language
from fassung.web import pages, words
from fassung.web.cards import SegmentCard
from fassung.web.version_page import ReviewPage

_KEPT = 4096
"""Segments; about 160 articles of 25, and some ten megabytes."""


@dataclass(frozen=True, slots=True)
class _Page:
    """All that a segment's template asks of its page."""

    at: str
    editable: bool


def segment(card: SegmentCard, page: ReviewPage, csrf: str) -> Markup:
    """``card`` side by side, with forms that carry ``csrf``."""
    edited = words.age(card.edited) if card.edited else ""
    html = _drawn(card, _Page(page.at, page.editable), edited, language())
    return Markup(html.replace(_place(), escape(csrf)))


@lru_cache(maxsize=_KEPT)
def _drawn(card: SegmentCard, page: _Page, edited: str, _language: str) -> str:
    template = pages.environment().get_template("segment_part.html.j2")
    return template.render(card=card, page=page, csrf=_place(), age=lambda _time: edited)


@cache
def _place() -> str:
    """Stands where the token is to go; nobody outside can write it."""
    return f"token-{secrets.token_hex(16)}"
