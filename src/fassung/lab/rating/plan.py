"""Who rates what in which order: drawn once, when a campaign is made, and kept in its folder.

A *unit* is what stands on one page: a document in one system's German (ESA) or in two systems'
(preference). Each rater has their own order, in which a document does not follow itself where that
can be helped, and of each pair their own sides. Attention checks are units of their own: a few
segments of a document the rater also rates, damaged (:mod:`damage`).
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import Any

from fassung.errors import UsageError
from fassung.lab.rating import damage
from fassung.lab.rating.items import Segment

CHECK_SEGMENTS = 3
"""Segments of an attention check."""


class Kind(StrEnum):
    """How a campaign asks."""

    ESA = "esa"
    """Mark errors, then give 0–100 (Kocmi et al. 2024, "Error Span Annotation")."""
    MQM = "mqm"
    """Mark errors with their types; no score (Freitag et al. 2021)."""
    PREFERENCE = "preference"
    """Which of two is better, and how much."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to rule on. ``id`` says nothing of system or document.

    ``texts`` is the German of the unit's systems, in their order; ``damage`` the offsets of the
    damaged run in the last of them, if it is an attention check, and ``original`` the id of the
    item with the undamaged text.
    """

    id: str
    seg: str
    texts: tuple[str, ...]
    damage: tuple[int, int] | None = None
    original: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One page: a document (or a part of it, in a check) by one or two systems."""

    id: str
    doc: str
    systems: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def check(self) -> bool:
        """Whether it is an attention check."""
        return any(item.damage for item in self.items)


@dataclass(frozen=True, slots=True)
class Turn:
    """A unit in a rater's order; ``swapped`` if its second system stands first."""

    unit: str
    swapped: bool = False


@dataclass(frozen=True)
class Plan:
    """All units by id, and each rater's turns."""

    units: Mapping[str, Unit] = field(repr=False)
    turns: Mapping[str, tuple[Turn, ...]]


def draw(
    segments: Sequence[Segment],
    kind: Kind,
    raters: Sequence[str],
    *,
    seed: int,
    checks: int,
    overlap: int,
) -> Plan:
    """A plan for ``segments``.

    Args:
        segments: documents in order.
        kind: what is asked.
        raters: their names.
        seed: the same seed draws the same plan.
        checks: attention checks for each rater.
        overlap: by how many raters each unit is rated.

    Raises:
        UsageError: if there are not enough texts for the checks, or fewer raters than ``overlap``.
    """
    if not 1 <= overlap <= len(raters):
        raise UsageError(
            "Each document is to be rated by {overlap} of {raters} raters; choose 1 to {raters}.",
            overlap=overlap,
            raters=len(raters),
        )
    chance = random.Random(f"fassung-rating {seed}")
    salt = f"{seed}|{hashlib.sha256(repr(segments).encode()).hexdigest()}"
    units = _units(segments, kind, salt)
    order = list(units)
    chance.shuffle(order)
    mine: dict[str, list[str]] = {rater: [] for rater in raters}
    for number, unit in enumerate(order):
        for turn in range(overlap):
            mine[raters[(number * overlap + turn) % len(raters)]].append(unit)
    turns = {}
    for rater in raters:
        own = random.Random(f"fassung-rating {seed} {rater}")
        for check in _checks(mine[rater], units, segments, kind, checks, own, salt + rater):
            units[check.id] = check
            mine[rater].append(check.id)
        ordered = _ordered(mine[rater], units, own)
        turns[rater] = tuple(
            Turn(u, kind is Kind.PREFERENCE and own.random() < 0.5) for u in ordered
        )
    return Plan(units, turns)


def dump(plan: Plan) -> dict[str, Any]:
    """What :func:`parse` reads."""
    return {
        "units": [
            {
                "id": unit.id,
                "doc": unit.doc,
                "systems": list(unit.systems),
                "items": [_dump_item(item) for item in unit.items],
            }
            for unit in plan.units.values()
        ],
        "raters": {
            rater: [{"unit": t.unit, "swapped": t.swapped} for t in turns]
            for rater, turns in plan.turns.items()
        },
    }


def parse(data: Any) -> Plan:
    """The plan in decoded JSON; raises KeyError, TypeError or ValueError if it is none."""
    units = {}
    for one in data["units"]:
        items = tuple(
            Item(
                str(i["id"]),
                str(i["seg"]),
                tuple(str(t) for t in i["texts"]),
                (int(i["damage"][0]), int(i["damage"][1])) if "damage" in i else None,
                str(i.get("original", "")),
            )
            for i in one["items"]
        )
        units[str(one["id"])] = Unit(str(one["id"]), str(one["doc"]), tuple(one["systems"]), items)
    turns = {
        str(rater): tuple(Turn(str(t["unit"]), bool(t["swapped"])) for t in found)
        for rater, found in data["raters"].items()
    }
    if missing := {t.unit for found in turns.values() for t in found} - units.keys():
        raise ValueError(f"units {sorted(missing)}")
    return Plan(units, turns)


def _dump_item(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {"id": item.id, "seg": item.seg, "texts": list(item.texts)}
    if item.damage:
        found |= {"damage": list(item.damage), "original": item.original}
    return found


def blind(*parts: str) -> str:
    """An id that says nothing of its ``parts``, and is the same for the same parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _units(segments: Sequence[Segment], kind: Kind, salt: str) -> dict[str, Unit]:
    documents: dict[str, list[Segment]] = {}
    for one in segments:
        documents.setdefault(one.doc, []).append(one)
    systems = sorted(segments[0].outputs)
    if kind is Kind.PREFERENCE and len(systems) < 2:
        raise UsageError("A preference needs two systems; there is only {one}.", one=systems[0])
    sets = (
        [(s,) for s in systems] if kind is not Kind.PREFERENCE else list(combinations(systems, 2))
    )
    units = {}
    for doc, found in documents.items():
        for chosen in sets:
            items = tuple(
                Item(
                    blind(salt, doc, s.seg, *chosen),
                    s.seg,
                    tuple(s.outputs[name] for name in chosen),
                )
                for s in found
            )
            unit = Unit(blind(salt, doc, *chosen), doc, tuple(chosen), items)
            units[unit.id] = unit
    return units


def _checks(
    mine: Sequence[str],
    units: Mapping[str, Unit],
    segments: Sequence[Segment],
    kind: Kind,
    many: int,
    chance: random.Random,
    salt: str,
) -> list[Unit]:
    """``many`` damaged excerpts of units that the rater has anyway."""
    found: list[Unit] = []
    pairs = kind is Kind.PREFERENCE
    for name in chance.sample(list(mine), len(mine)):
        if len(found) == many:
            break
        unit = units[name]
        elsewhere = [t for s in segments if s.doc != unit.doc for t in s.outputs.values()]
        elsewhere = elsewhere or [t for s in segments for t in s.outputs.values()]
        items: list[Item] = []
        longest = sorted(unit.items, key=lambda i: -damage.words(i.texts[0]))[:CHECK_SEGMENTS]
        for item in (i for i in unit.items if i in longest):
            if hurt := damage.damage(item.texts[0], elsewhere, chance):
                texts = (item.texts[0], hurt[0]) if pairs else (hurt[0],)
                id = blind(salt, "check", item.id)
                items.append(Item(id, item.seg, texts, hurt[1], item.id))
        if items:
            systems = unit.systems[:1] * (2 if pairs else 1)
            found.append(Unit(blind(salt, "check", name), unit.doc, systems, tuple(items)))
    if len(found) < many:
        raise UsageError(
            "The texts are enough for {found} attention checks each, not for {many}; "
            "ask for fewer.",
            found=len(found),
            many=many,
        )
    return found


def _ordered(mine: Sequence[str], units: Mapping[str, Unit], chance: random.Random) -> list[str]:
    """A random order in which no document follows itself, where that can be helped."""
    left = list(mine)
    chance.shuffle(left)
    ordered: list[str] = []
    while left:
        last = units[ordered[-1]].doc if ordered else None
        counts: dict[str, int] = {}
        for name in left:
            counts[units[name].doc] = counts.get(units[name].doc, 0) + 1
        other = [name for name in left if units[name].doc != last]
        # What is left most of must come now, or it will have to follow itself in the end.
        pressing = [n for n in other if 2 * counts[units[n].doc] > len(left)]
        chosen = (pressing or other or left)[0]
        left.remove(chosen)
        ordered.append(chosen)
    return ordered
