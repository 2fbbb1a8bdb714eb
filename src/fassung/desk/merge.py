"""An update meets an edited German: three-way merge by segment. Pure functions.

The base is the version before; "theirs" is the new source, "ours" what editors made of the German.
Where only the source changed, it is translated anew; where only the German did, or neither, it is
kept; where both did, a person decides. Nothing an editor wrote is dropped without being shown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz, process

from fassung.article import Segment, Text

_ALIKE = 60.0
"""Per cent of letters that two texts must share for one to be the other's earlier wording."""


class Action(StrEnum):
    """What becomes of a segment of the new source."""

    KEEP = "keep"
    """Its German stands already."""
    TRANSLATE = "translate"
    CONFLICT = "conflict"
    """Translate, and have a person decide between that and what an editor had written."""


@dataclass(frozen=True, slots=True)
class Old:
    """A segment of the version before.

    ``edited`` says whether a person changed the German. ``before`` holds source and German of an
    update's conflict that nobody has decided yet: it waits on in the next version.
    """

    segment: str
    source: Text
    machine: Text
    german: Text
    edited: bool
    before: tuple[Text, Text] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with a segment of the new source.

    ``german`` is the text that stands (KEEP, or a conflict whose source stayed the same); None
    where an engine must translate. ``old`` is the earlier wording, of the same place or one much
    alike; for a conflict the one to decide against. None where there is none.
    """

    segment: str
    action: Action
    german: Text | None = None
    old: Old | None = None


def merge(old: Sequence[Old], new: Sequence[Segment]) -> list[Plan]:
    """One plan for each segment of ``new``, in its order.

    A segment is the same if its id and source are; else one with the same source that has lost
    its place has moved; else the one with its id has changed; else the likest of those left is
    its earlier wording. Each old segment is taken once.
    """
    same = _same(old, new)
    taken = {entry.segment for entry in same.values()}
    rest = [entry for entry in old if entry.segment not in taken]
    changed = _changed(rest, [segment for segment in new if segment.id not in same])
    plans = []
    for segment in new:
        if segment.id in same:
            plans.append(_kept(segment, same[segment.id]))
        else:
            plans.append(_anew(segment, changed.get(segment.id)))
    return plans


def lost(old: Sequence[Old], plans: Iterable[Plan]) -> list[Old]:
    """Edited segments of ``old`` that the new source has no place for."""
    taken = {plan.old.segment for plan in plans if plan.old is not None}
    return [
        entry
        for entry in old
        if (entry.edited or entry.before is not None) and entry.segment not in taken
    ]


def _same(old: Sequence[Old], new: Sequence[Segment]) -> dict[str, Old]:
    """By id of the new segment, the old one with the very same source."""
    by_id = {entry.segment: entry for entry in old}
    found = {
        segment.id: by_id[segment.id]
        for segment in new
        if segment.id in by_id and by_id[segment.id].source == segment.text
    }
    stays = set(found)
    moved: dict[Text, deque[Old]] = {}
    for entry in old:
        if entry.segment not in stays:
            moved.setdefault(entry.source, deque()).append(entry)
    for segment in new:
        if segment.id not in found and (waiting := moved.get(segment.text)):
            found[segment.id] = waiting.popleft()
    return found


def _changed(old: Sequence[Old], new: Sequence[Segment]) -> dict[str, Old]:
    """By id of the new segment, the old one that it is another wording of."""
    by_id = {entry.segment: entry for entry in old}
    found = {segment.id: by_id[segment.id] for segment in new if segment.id in by_id}
    taken = {entry.segment for entry in found.values()}
    left = {entry.segment: entry for entry in old if entry.segment not in taken}
    for segment in new:
        if segment.id in found or not left:
            continue
        texts = {name: entry.source.value for name, entry in left.items()}
        best = process.extractOne(segment.text.value, texts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if best is not None:
            found[segment.id] = left.pop(best[2])
    return found


def _kept(segment: Segment, old: Old) -> Plan:
    if old.before is not None:
        return Plan(segment.id, Action.CONFLICT, old.german, _undecided(old, old.before))
    return Plan(segment.id, Action.KEEP, old.german, old)


def _anew(segment: Segment, old: Old | None) -> Plan:
    if old is not None and old.before is not None:
        return Plan(segment.id, Action.CONFLICT, None, _undecided(old, old.before))
    edited = old is not None and old.edited and old.german != old.machine
    return Plan(segment.id, Action.CONFLICT if edited else Action.TRANSLATE, None, old)


def _undecided(old: Old, before: tuple[Text, Text]) -> Old:
    return replace(old, source=before[0], german=before[1], edited=True, before=None)
