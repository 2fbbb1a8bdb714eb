"""Finished rulings with what they are about: what results and exports go through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fassung.errors import UsageError
from fassung.lab.rating.campaign import Campaign
from fassung.lab.rating.plan import Item, Kind, Unit
from fassung.lab.rating.ruling import Ruling


@dataclass(frozen=True, slots=True)
class Ruled:
    """A finished ruling with what it is about."""

    rater: str
    unit: Unit
    item: Item
    ruling: Ruling


def ruled(found: Campaign, *, checks: bool = False) -> Iterator[Ruled]:
    """All finished rulings, by rater, in the plan's order; attention checks only if asked for."""
    for rater, rulings in found.rulings().items():
        for turn in found.turns(rater):
            unit = found.plan.units[turn.unit]
            if unit.check and not checks:
                continue
            for item in unit.items:
                ruling = rulings.get(item.id)
                if ruling and ruling.done:
                    yield Ruled(rater, unit, item, ruling)


def must_be(found: Campaign, *kinds: Kind) -> None:
    """Nothing, if the campaign is of one of these kinds.

    Raises:
        UsageError: if not.
    """
    if found.design.kind not in kinds:
        raise UsageError(
            "{name} is a campaign of kind {kind}; this needs one of kind {wanted}.",
            name=found.design.name,
            kind=found.design.kind.value,
            wanted=" / ".join(kind.value for kind in kinds),
        )
