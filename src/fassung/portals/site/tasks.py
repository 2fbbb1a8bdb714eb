"""tasks: the files of a site that follow from what it knows, by short names that can be noted.

A task is a kind and what it needs, between slashes: ``front/welt``, ``archive/welt/2026-11/2``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fassung.portals.site import feeds, fixed, fronts, layout, sitemaps
from fassung.portals.site.facts import Facts
from fassung.portals.site.state import Part, State
from fassung.portals.site.theme import Look

NEWS = "news"
INDEX = "index"
FIXED = ("notice", "missing", "gone", "robots")


def front(scope: str) -> set[str]:
    """The front and the feeds of a scope."""
    return {f"front/{scope}", f"rss/{scope}", f"atom/{scope}"}


def part(scope: str, part: Part) -> str:
    """A part of the archive, or of the sitemap."""
    kind = "sitemap" if scope == layout.INDEXED else "archive"
    return f"{kind}/{'' if scope == layout.INDEXED else scope}/{part.month}/{part.part}"


def everything(state: State) -> set[str]:
    """All that a site has but its articles."""
    found = {NEWS, INDEX, *FIXED}
    for scope in (layout.ALL, *(slug for slug, _ in state.sections())):
        found |= front(scope) | {f"months/{scope}"}
        found |= {part(scope, p) for p in state.parts(scope)}
    return found | {part(layout.INDEXED, p) for p in state.parts(layout.INDEXED)}


def listed(state: State, facts: Facts, day: str) -> set[str]:
    """Lists an article where it belongs, and nowhere else; what must be written for it.

    Args:
        day: today, as ISO 8601 writes it.
    """
    wanted = {layout.ALL: layout.PART} | {slug: layout.PART for slug, _ in facts.sections}
    if facts.indexable:
        wanted[layout.INDEXED] = layout.SITEMAP
    made: set[str] = set()
    for scope in state.scopes(facts.id):
        if scope not in wanted:
            made |= _displaced(state, scope, facts.id, day)
    for scope, size in wanted.items():
        place, new = state.place(scope, facts, size)
        made |= _changed(state, scope, place, day)
        if new and scope != layout.INDEXED:
            # The part before it leads to it now.
            made |= {f"months/{scope}"} | {
                part(scope, p) for p in state.around(scope, place.month, place.part) if p
            }
    return made


def unlisted(state: State, id: str, day: str) -> set[str]:
    """Lists an article nowhere any more; what must be written for it."""
    made: set[str] = set()
    for scope in state.scopes(id):
        made |= _displaced(state, scope, id, day)
    return made


def pictured(state: State, id: str, file: str) -> set[str]:
    """Notes the picture of an article, empty for none; one that nobody shows any more must go."""
    before = state.show(id, file)
    return {f"drop/{before}"} if before and not state.shows(before) else set()


def make(
    task: str, state: State, look: Look, now: datetime, data: bytes
) -> Sequence[tuple[str, bytes | None]]:
    """The files of a task, each with its place in the site; None for one that is to be removed.
    ``data`` is what was noted with it."""
    kind, _, rest = task.partition("/")
    match kind:
        case "front":
            return [(layout.front(rest), fronts.front(state, look, rest))]
        case "rss":
            return [(layout.feed(rest, "rss"), feeds.rss(state, look, rest))]
        case "atom":
            return [(layout.feed(rest, "atom"), feeds.atom(state, look, rest))]
        case "months":
            return [(layout.months(rest), fronts.months(state, look, rest))]
        case "archive":
            scope, month, number = rest.split("/")
            made = fronts.archive(state, look, scope, month, int(number))
            return [(layout.archive(scope, month, int(number)), made)]
        case "sitemap":
            _, month, number = rest.split("/")
            made = sitemaps.part(state, look, month, int(number))
            return [(layout.sitemap(month, int(number)), made)]
        case "index":
            return [(layout.SITEMAPS, sitemaps.index(state, look))]
        case "news":
            return [(layout.NEWS_SITEMAP, sitemaps.news(state, look, now))]
        case "notice":
            return [(layout.NOTICE, fixed.notice(look))]
        case "missing":
            return [(layout.MISSING, fixed.missing(look))]
        case "gone":
            return [(layout.GONE, fixed.gone(look))]
        case "robots":
            return [(layout.ROBOTS, fixed.robots(look))]
        case "page":
            return [(rest, data)]
        case "drop":
            # Another article may have it by now.
            return [] if state.shows(rest) else [(rest, None)]
    raise ValueError(f"no such task: {task}")


def _displaced(state: State, scope: str, id: str, day: str) -> set[str]:
    place = state.displace(scope, id)
    return _changed(state, scope, place, day) if place else set()


def _changed(state: State, scope: str, place: Part, day: str) -> set[str]:
    made = {part(scope, place)}
    if scope == layout.INDEXED:
        made.add(NEWS)
        if state.touch(scope, place, day):
            made.add(INDEX)
        return made
    return made | front(scope)
