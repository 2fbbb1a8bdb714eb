"""A campaign of human rating: a folder of plain files that can be opened years later.

======================== =====================================================================
``campaign.json``        the design: name, kind, raters, seed, checks; the hash of the items
``items.jsonl``          sources and outputs by document
``plan.json``            units, blind ids, each rater's order and sides, the damaged texts
``rulings/RATER.jsonl``  what each rater said, a line at a time (:mod:`ledger`)
======================== =====================================================================
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from fassung.errors import FileError, NotFound, UsageError
from fassung.files import replace_file
from fassung.lab.rating import items, plan
from fassung.lab.rating.items import Segment
from fassung.lab.rating.ledger import Ledger
from fassung.lab.rating.plan import Item, Kind, Plan, Turn, Unit
from fassung.lab.rating.ruling import Ruling
from fassung.messages import reason

_FORMAT = 1
_DESIGN, _ITEMS, _PLAN, _RULINGS = "campaign.json", "items.jsonl", "plan.json", "rulings"
_RATER = re.compile(r"[\w.@+-]{1,64}")


@dataclass(frozen=True, slots=True)
class Design:
    """What is asked of whom.

    ``categories``: whether raters also name each error's MQM type. ``checks``: attention checks for
    each rater. ``overlap``: by how many raters each unit is rated.
    """

    name: str
    kind: Kind
    raters: tuple[str, ...]
    seed: int
    categories: bool
    checks: int
    overlap: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a rater's items are done, of how many."""

    done: int
    all: int


@dataclass
class Campaign:
    """An opened campaign; the plan never changes, rulings are added."""

    folder: Path
    design: Design
    segments: Sequence[Segment] = field(repr=False)
    plan: Plan = field(repr=False)

    def __post_init__(self) -> None:
        self._ledgers = {
            rater: Ledger(self.folder / _RULINGS / f"{rater}.jsonl") for rater in self.design.raters
        }

    @cached_property
    def items(self) -> Mapping[str, tuple[Unit, Item]]:
        """Every item by id, with its unit."""
        return {item.id: (unit, item) for unit in self.plan.units.values() for item in unit.items}

    @cached_property
    def sources(self) -> Mapping[tuple[str, str], str]:
        """The English by document and segment."""
        return {(s.doc, s.seg): s.source for s in self.segments}

    def ledger(self, rater: str) -> Ledger:
        """The rater's file.

        Raises:
            NotFound: if nobody of that name rates here.
        """
        try:
            return self._ledgers[rater]
        except KeyError as error:
            raise NotFound("{name} is no rater of this campaign.", name=rater) from error

    def turns(self, rater: str) -> tuple[Turn, ...]:
        """The rater's units in their order; raises NotFound as :meth:`ledger` does."""
        self.ledger(rater)
        return self.plan.turns.get(rater, ())

    def rulings(self) -> dict[str, Mapping[str, Ruling]]:
        """The last rulings by rater and item."""
        return {rater: ledger.last() for rater, ledger in self._ledgers.items()}

    def progress(self, rater: str) -> Progress:
        """How far the rater is."""
        last = self.ledger(rater).last()
        mine = [i.id for t in self.turns(rater) for i in self.plan.units[t.unit].items]
        return Progress(sum(1 for id in mine if id in last and last[id].done), len(mine))


def create(folder: Path, segments: Sequence[Segment], design: Design) -> Campaign:
    """Draws the plan and writes the folder.

    Raises:
        UsageError: if there is a campaign already, or the design does not fit the segments.
        FileError: if the folder cannot be written.
    """
    if (folder / _DESIGN).exists():
        raise UsageError("{path} is a campaign already; choose another folder.", path=folder)
    items.checked(segments, folder)
    _check_names(design.raters)
    drawn = plan.draw(
        segments,
        design.kind,
        design.raters,
        seed=design.seed,
        checks=design.checks,
        overlap=design.overlap,
    )
    return store(Campaign(folder, design, tuple(segments), drawn))


def store(campaign: Campaign) -> Campaign:
    """Writes design, items and plan; the design last, so that half a folder is no campaign.

    Raises:
        UsageError: if a rater's name cannot name a file, or is there twice.
        FileError: if the folder cannot be written.
    """
    _check_names(campaign.design.raters)
    kept = items.dump(campaign.segments).encode()
    design = campaign.design
    head = {
        "format": _FORMAT,
        "name": design.name,
        "kind": design.kind.value,
        "raters": list(design.raters),
        "seed": design.seed,
        "categories": design.categories,
        "checks": design.checks,
        "overlap": design.overlap,
        "items_sha256": hashlib.sha256(kept).hexdigest(),
    }
    replace_file(campaign.folder / _ITEMS, kept)
    replace_file(campaign.folder / _PLAN, _json(plan.dump(campaign.plan)))
    replace_file(campaign.folder / _DESIGN, _json(head))
    return campaign


def load(folder: Path) -> Campaign:
    """The campaign in ``folder``.

    Raises:
        UsageError: if there is none, or its files do not belong together.
        FileError: if a file cannot be read.
    """
    head = _read(folder / _DESIGN)
    path = folder / _ITEMS
    try:
        kept = path.read_bytes()
        if hashlib.sha256(kept).hexdigest() != head["items_sha256"]:
            raise UsageError(
                "{path} has been changed since the campaign was made; bring it back.", path=path
            )
        design = Design(
            name=str(head["name"]),
            kind=Kind(head["kind"]),
            raters=tuple(str(name) for name in head["raters"]),
            seed=int(head["seed"]),
            categories=bool(head["categories"]),
            checks=int(head["checks"]),
            overlap=int(head["overlap"]),
        )
        drawn = plan.parse(_read(folder / _PLAN))
    except OSError as error:
        raise _unreadable(path, error) from error
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            "{path} is no campaign of fassung ({reason}); check the folder.",
            path=folder,
            reason=repr(error),
        ) from error
    return Campaign(folder, design, tuple(items.read(path)), drawn)


def _check_names(raters: Sequence[str]) -> None:
    if wrong := [name for name in raters if not _RATER.fullmatch(name) or name[0] == "."]:
        raise UsageError(
            "A rater’s name has up to 64 letters, figures and signs of . @ + - _ in it; "
            "{name} has others.",
            name=wrong[0],
        )
    if not raters or len({name.lower() for name in raters}) < len(raters):
        raise UsageError("Name at least one rater, and each only once.")


def is_one(folder: Path) -> bool:
    """Whether ``folder`` holds a campaign."""
    return (folder / _DESIGN).is_file()


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:
        raise UsageError(
            "{path} is no campaign of fassung ({reason}); check the folder.",
            path=path,
            reason=error,
        ) from error


def _unreadable(path: Path, error: OSError) -> FileError:
    return FileError(
        "{path} cannot be read ({reason}); check the path.", path=path, reason=reason(error)
    )
