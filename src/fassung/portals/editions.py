"""Editions: one approved article as each portal of the network publishes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from fassung.article import Article
from fassung.portals.edition import Edition
from fassung.portals.network import Copies, Network, Outlet
from fassung.portals.safe import link


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
    """
    first = first_published.get if isinstance(first_published, Mapping) else first_published
    wanting = network.wanting(article, partner)
    made = []
    for outlet in wanting:
        canonical, indexable = search(outlet, wanting, network, article)
        made.append(
            Edition(
                outlet=outlet.id,
                portal=outlet.portal.reviewed() if reviewed else outlet.portal,
                article=article,
                number=number,
                reviewed=reviewed,
                published=published,
                first_published=first(outlet.id) or published,
                canonical=canonical,
                indexable=indexable,
                original=link(article.url, schemes=("http", "https")) if original_agreed else "",
                signature=signature,
            )
        )
    return tuple(made)


def search(
    outlet: Outlet, wanting: tuple[Outlet, ...], network: Network, article: Article
) -> tuple[str, bool]:
    """The canonical address of ``article`` at ``outlet``, and whether search engines may list it.

    Canonical never leads to another language or publisher (field/standards.md §7).
    """
    own = outlet.portal.address(article)
    open_ = outlet.portal.indexable and article.rights.indexable
    lead = next((o for o in wanting if o.id == network.lead), None)
    if lead is None or lead.id == outlet.id or network.copies is Copies.SELF:
        return own, open_
    if network.copies is Copies.CANONICAL:
        return lead.portal.address(article), open_
    return own, False
