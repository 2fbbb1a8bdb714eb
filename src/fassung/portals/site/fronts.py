"""fronts: the home page, the sections' fronts and the archive."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from babel.dates import format_date

from fassung.portals.site import facts, layout, theme
from fassung.portals.site.state import State
from fassung.portals.site.theme import Look

_ROW = 4
_MONTH = "LLLL y"


def front(state: State, look: Look, scope: str) -> bytes:
    """The home page, or the front of a section."""
    if scope == layout.ALL:
        return _home(state, look)
    name = dict(look.sections)[scope]
    newest = state.newest(scope, layout.FRONT)
    return theme.page(
        "front.html.j2",
        look,
        name,
        file=layout.front(scope),
        here=scope,
        feeds=scope,
        description=f"{name}: die neuesten Beiträge bei {look.portal.name}",
        name=name,
        lead=newest[0] if newest else "",
        latest=[],
        cards=newest[1:],
        blocks=[],
    )


def _home(state: State, look: Look) -> bytes:
    newest = state.newest(layout.ALL, layout.LATEST)
    # A front opens with a picture, if one of the newest has one.
    lead = next((text for text in newest[:5] if facts.read(text).picture), (newest or [""])[0])
    rest = [text for text in newest if text != lead]
    # What has a picture stands below the lead, what has none in the list beside it.
    row = sorted(rest, key=lambda text: facts.read(text).picture is None)[:_ROW]
    cards = [text for text in rest if text in row]
    latest = [text for text in rest if text not in row]
    shown = set(newest)
    blocks = []
    for slug, name in look.sections:
        found = state.newest(slug, layout.BLOCK + len(shown))
        articles = [text for text in found if text not in shown][: layout.BLOCK]
        if articles:
            # The first of a block has a picture, if one has.
            articles.sort(key=lambda text: facts.read(text).picture is None)
            blocks.append((slug, name, articles))
            shown.update(articles)
    return theme.page(
        "front.html.j2",
        look,
        look.portal.name,
        file=layout.front(layout.ALL),
        feeds=layout.ALL,
        home=True,
        description=f"{look.portal.name}: die neuesten Beiträge",
        name="",
        lead=lead,
        latest=latest,
        cards=cards,
        blocks=blocks,
    )


def archive(state: State, look: Look, scope: str, month: str, part: int) -> bytes:
    """A part of the archive, the newest first."""
    listed = state.listed(scope, month, part)
    before, after = state.around(scope, month, part)
    name = _title(look, scope, _month(look, month)) + (f", Teil {part}" if part > 1 else "")
    return theme.page(
        "archive.html.j2",
        look,
        name,
        file=layout.archive(scope, month, part),
        here=scope,
        feeds=scope,
        name=name,
        days=[(day, list(texts)) for day, texts in groupby(listed, lambda t: facts.read(t).day)],
        older=layout.archive(scope, before.month, before.part) if before else "",
        newer=layout.archive(scope, after.month, after.part) if after else "",
    )


def months(state: State, look: Look, scope: str) -> bytes:
    """The page that leads to all parts of the archive, the newest year first."""
    parts = reversed(state.parts(scope))
    years = [
        (
            year,
            [
                (
                    str(format_date(_day(month), "LLLL", locale=look.portal.babel)),
                    [layout.archive(scope, month, n) for n in range(1, 1 + len(list(found)))],
                )
                for month, found in groupby(of_year, lambda part: part.month)
            ],
        )
        for year, of_year in groupby(parts, lambda part: part.month[:4])
    ]
    name = _title(look, scope)
    return theme.page(
        "months.html.j2",
        look,
        name,
        file=layout.months(scope),
        here=scope,
        feeds=scope,
        name=name,
        years=years,
    )


def _title(look: Look, scope: str, month: str = "") -> str:
    section = dict(look.sections).get(scope, "")
    return (f"{section}: {month}" if section else month) if month else f"Archiv {section}".strip()


def _month(look: Look, month: str) -> str:
    return str(format_date(_day(month), _MONTH, locale=look.portal.babel))


def _day(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)
