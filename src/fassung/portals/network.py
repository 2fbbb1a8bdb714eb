"""A network of portals: who wants which article, in which style, delivered to where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fassung.article import Article
from fassung.portals.portal import Portal
from fassung.portals.style import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSettings:
    """One place to deliver to. ``options`` are those of its kind, checked when it is opened."""

    id: str
    kind: str
    """``site``, ``files``, ``webhook``, ``wordpress``: see :mod:`fassung.portals.targets`."""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """Which articles a portal takes: all rules that are given must hold; an empty one takes all."""

    partners: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    """A partner's section, or the portal's word for it."""
    tags: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Sections and tags that are never taken; goes before all others."""

    def take(
        self, article: Article, partner: str, terms: Mapping[str, str] = MappingProxyType({})
    ) -> bool:
        """Whether the portal wants ``article``; ``terms`` are its words for a partner's."""
        sections, tags = set[str](), set[str]()
        for term in article.terms:
            names = sections if term.scheme == "section" else tags
            names |= {term.name.casefold(), terms.get(term.name, term.name).casefold()}
        return (
            not (sections | tags) & _folded(self.without)
            and (not self.partners or partner in self.partners)
            and (not self.sections or bool(sections & _folded(self.sections)))
            and (not self.tags or bool(tags & _folded(self.tags)))
        )

    @property
    def all(self) -> bool:
        """Whether every article is taken."""
        return not (self.partners or self.sections or self.tags or self.without)


@lru_cache(maxsize=1024)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


class Copies(StrEnum):
    """What search engines are told of an article that stands at its lead portal too."""

    NOINDEX = "noindex"
    """Not to be listed (what Google advises for syndicated news)."""
    SELF = "self"
    """To be listed beside it: its canonical address is its own."""
    CANONICAL = "canonical"
    """The same as the lead portal's: its canonical address is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A portal in its network."""

    id: str
    portal: Portal
    wants: Wants = Wants()
    targets: tuple[str, ...] = ()
    """Ids of targets."""
    style: Style = field(default_factory=Style)
    lead: str = ""
    """Id of the portal whose pages search engines are to show where both take an article; empty,
    or its own, where it stands for itself."""
    copies: Copies = Copies.NOINDEX


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All portals of a publisher."""

    outlets: Mapping[str, Outlet]
    targets: Mapping[str, TargetSettings]

    def wanting(self, article: Article, partner: str) -> tuple[Outlet, ...]:
        """The outlets that take ``article`` of ``partner``, in the order of the settings."""
        return tuple(
            o for o in self.outlets.values() if o.wants.take(article, partner, o.portal.terms)
        )


def same_house(one: Portal, other: Portal) -> bool:
    """Whether both have one publisher and one language (the region may differ)."""
    return (one.publisher, one.babel.language) == (other.publisher, other.babel.language)


def single(portal: Portal, site: Path) -> Network:
    """The network of a desk that has no file for it: one portal, its pages in the folder ``site``.

    >>> network = single(Portal(), Path("site"))
    >>> network.outlets["portal"].targets, network.targets["site"].options
    (('site',), {'folder': 'site'})
    """
    return Network(
        outlets={"portal": Outlet(id="portal", portal=portal, targets=("site",))},
        targets={"site": TargetSettings(id="site", kind="site", options={"folder": str(site)})},
    )
