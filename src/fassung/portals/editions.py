"""Editions: one approved article as each portal of the network publishes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from fassung.article import Article, Finding, Term
from fassung.portals.edition import Edition
from fassung.portals.network import Copies, Network, Outlet, same_house
from fassung.portals.portal import Portal
from fassung.portals.safe import link
from fassung.portals.style import fitting, styled


def editions(
    article: Article,
    partner: str,
    network: Network,
    *,
    number: int,
    reviewed: bool,
    published: datetime,
    first_published: Mapping[str, datetime] | Callable[[str], datetime | None],
    signature: str = "",
    original_agreed: bool = False,
    source: Article | None = None,
) -> tuple[Edition, ...]:
    """``article`` for every outlet that takes it, in the order of the settings.

    Args:
        article: in German, under the id that it has at the desk.
        partner: who sent it.
        number: of this publication; see :class:`Edition`.
        reviewed: whether a person approved the text; decides the label.
        published: when this number goes out (aware).
        first_published: when the article first went out, by outlet id; one that is not known
            has it published now.
        signature: engine, rules and checks that made the German.
        original_agreed: whether the partner agreed to be linked by ``hreflang``.
        source: the partner's English; without it no portal can show the original's units.
    """
    first = first_published.get if isinstance(first_published, Mapping) else first_published
    wanting = network.wanting(article, partner)
    # Many portals write alike: each way is made once.
    in_style: dict[tuple[object, ...], tuple[Article, tuple[Finding, ...]]] = {}
    made = []
    for outlet in wanting:
        if outlet.style.key not in in_style:
            in_style[outlet.style.key] = styled(article, outlet.style, source)
        text, findings = in_style[outlet.style.key]
        portal = worded(outlet.portal)
        canonical, indexable = search(outlet, wanting, article)
        made.append(
            Edition(
                outlet=outlet.id,
                portal=portal.reviewed() if reviewed else portal,
                article=replace(text, terms=_terms(text.terms, portal)),
                number=number,
                reviewed=reviewed,
                published=published,
                first_published=first(outlet.id) or published,
                canonical=canonical,
                indexable=indexable,
                original=link(article.url, schemes=("http", "https")) if original_agreed else "",
                signature=signature,
                findings=findings,
            )
        )
    return tuple(made)


def too_long(article: Article, partner: str, network: Network) -> dict[int, tuple[str, ...]]:
    """The portals that take ``article`` and have no room for any of its headlines.

    Returns:
        Their names, by the characters that they have room for, the narrowest first.
    """
    found: dict[int, list[str]] = {}
    for outlet in network.wanting(article, partner):
        if fitting(article, outlet.style)[1]:
            found.setdefault(outlet.style.headline, []).append(outlet.portal.name)
    return {limit: tuple(found[limit]) for limit in sorted(found)}


def search(outlet: Outlet, wanting: tuple[Outlet, ...], article: Article) -> tuple[str, bool]:
    """The canonical address of ``article`` at ``outlet``, and whether search engines may list it.

    Where the lead portal takes the article too, ``outlet`` holds a copy. Canonical never leads to
    another language or publisher (field/standards.md §7); such a copy is not listed.
    """
    own = outlet.portal.address(article)
    listed = outlet.portal.indexable and article.rights.indexable
    lead = next((o for o in wanting if o.id == outlet.lead), None)
    if lead is None or lead.id == outlet.id or outlet.copies is Copies.SELF:
        return own, listed
    if outlet.copies is Copies.CANONICAL and same_house(outlet.portal, lead.portal):
        return lead.portal.address(article), listed
    return own, False


def worded(portal: Portal) -> Portal:
    """``portal``, to which its own words mean themselves too.

    An edition's terms are in the portal's words, and whoever looks them up again finds them.
    """
    terms = portal.terms
    if all(word in terms for word in terms.values()):
        return portal
    return replace(portal, terms={**{word: word for word in terms.values()}, **terms})


def _terms(terms: tuple[Term, ...], portal: Portal) -> tuple[Term, ...]:
    """``terms`` in the portal's words, each once; those that it has no word for go."""
    found: dict[tuple[str, str], Term] = {}
    for term in terms:
        if word := portal.terms.get(term.name):
            found.setdefault((term.scheme, word), replace(term, name=word))
    return tuple(found.values())
