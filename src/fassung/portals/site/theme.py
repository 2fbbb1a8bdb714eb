"""theme: how the pages of a site look; templates and style are read once."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment
from markupsafe import Markup

from fassung import templating
from fassung.portals import safe
from fassung.portals.portal import Portal
from fassung.portals.site import facts, layout

_STYLES = (("fassung.portals", "shared.css"), ("fassung.portals.site", "front.css"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What all pages of a site have in common."""

    portal: Portal
    sections: tuple[tuple[str, str], ...] = ()
    """Folder and name, in the order of the navigation."""
    links: tuple[tuple[str, str], ...] = ()
    """Words and addresses at the foot: Impressum, Datenschutz …"""
    labels: tuple[tuple[str, str], ...] = ()
    """The labels that articles carry, and what each means."""

    @property
    def base(self) -> str:
        """What the addresses of all pages begin with."""
        return f"https://{self.portal.domain}"

    def digest(self) -> str:
        """Changes with everything that makes all pages look otherwise."""
        p = self.portal
        seen = (p.name, p.domain, p.publisher, p.locale, p.indexable, self.sections, self.links)
        return sha256(repr((_parts(), seen, self.labels)).encode()).hexdigest()


def page(
    template: str,
    look: Look,
    title: str,
    *,
    file: str = "",
    here: str = layout.ALL,
    feeds: str | None = None,
    home: bool = False,
    description: str = "",
    **values: object,
) -> bytes:
    """A page of the site as HTML.

    Args:
        title: what stands in the window's title, before the portal's name.
        file: where it stands; empty for a page that has no address to be found by.
        here: the scope that it belongs to.
        feeds: the scope whose feeds it offers.
        values: what the template needs.
    """
    name = look.portal.name
    return (
        _environment()
        .get_template(template)
        .render(
            look=look,
            title=title if home else f"{title} – {name}",
            description=description,
            address=look.base + layout.link(file) if file else "",
            here=here,
            feeds=feeds,
            feeds_title=name if not feeds else f"{name} – {dict(look.sections).get(feeds, '')}",
            home=home,
            style=Markup(_style()[0]),
            style_hash=_style()[1],
            **values,
        )
        .encode()
    )


@lru_cache(maxsize=8192)
def show(kind: str, text: str, level: int) -> Markup:
    """An article on a front; ``kind`` is a macro of ``cards.html.j2``, ``text`` its facts."""
    macro = getattr(_environment().get_template("cards.html.j2").module, kind)
    return Markup(macro(facts.read(text), level))


@cache
def _style() -> tuple[str, str]:
    """The style and its hash, as a Content-Security-Policy names it."""
    # On one line: the Nu validator hashes no other.
    style = "".join(
        line
        for room, name in _STYLES
        for line in (resources.files(room) / "templates" / name)
        .read_text(encoding="utf-8")
        .splitlines()
    )
    return style, base64.b64encode(sha256(style.encode()).digest()).decode()


@cache
def _parts() -> str:
    folder = resources.files("fassung.portals.site") / "templates"
    files = sorted((file for file in folder.iterdir()), key=lambda file: file.name)
    return sha256("".join(f.read_text(encoding="utf-8") for f in files).encode()).hexdigest()


@cache
def _environment() -> Environment:
    return templating.environment(
        "fassung.portals.site",
        # A partner's control characters never reach the page.
        clean=safe.plain,
        show=show,
        to=layout.link,
        front=layout.front,
        feed=layout.feed,
        months=layout.months,
        ALL=layout.ALL,
        notice=layout.NOTICE,
    )
