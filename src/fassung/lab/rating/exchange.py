"""A campaign's errors as WMT's MQM annotations, and a campaign made of such annotations.

The TSV has every marked error and every segment without one, but no scores.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from fassung.errors import UsageError
from fassung.lab.rating import campaign, mqm
from fassung.lab.rating.campaign import Campaign, Design
from fassung.lab.rating.items import Segment
from fassung.lab.rating.plan import Item, Kind, Plan, Turn, Unit, blind
from fassung.lab.rating.ruled import must_be, ruled
from fassung.lab.rating.ruling import OMISSION, Error, Ruling, Severity

UNCATEGORISED = "Other"
"""The MQM type of an error to which a rater gave none."""


def lines(found: Campaign) -> list[mqm.Annotation]:
    """The errors of an ESA campaign as lines of the MQM TSV.

    Raises:
        UsageError: if it is a campaign of preferences, or a text holds ``<v>``.
    """
    must_be(found, Kind.ESA, Kind.MQM)
    places = _places(found.segments)
    made = []
    for one in ruled(found):
        doc_id, seg_id = places[one.unit.doc, one.item.seg]
        german = one.item.texts[0]
        for error in one.ruling.errors or (None,):
            span = None if error is None or error.start is None else (error.start, error.end or 0)
            made.append(
                mqm.Annotation(
                    system=one.unit.systems[0],
                    doc=one.unit.doc,
                    doc_id=doc_id,
                    seg_id=seg_id,
                    rater=one.rater,
                    source=found.sources[one.unit.doc, one.item.seg],
                    target=mqm.marked(german, span),
                    category=_category(error) if error else mqm.NO_ERROR,
                    severity=error.severity.value.title() if error else mqm.NO_ERROR,
                )
            )
    return made


def campaign_of(folder: Path, name: str, given: Iterable[mqm.Annotation]) -> Campaign:
    """A campaign made of MQM annotations: their segments, raters and errors.

    Each rater's turns are what they rated, in the order of the lines.

    Raises:
        UsageError: if ``folder`` is a campaign already, or a line's severity is unknown.
    """
    given = list(given)
    if campaign.is_one(folder):
        raise UsageError("{path} is a campaign already; choose another folder.", path=folder)
    sources: dict[tuple[str, str], str] = {}
    germans: dict[tuple[str, str, str], str] = {}
    errors: dict[tuple[str, str, str, str], list[Error]] = {}
    for line in given:
        source, _ = mqm.unmarked(line.source)
        german, span = mqm.unmarked(line.target)
        sources.setdefault((line.doc, line.seg_id), source)
        germans.setdefault((line.system, line.doc, line.seg_id), german)
        marks = errors.setdefault((line.rater, line.system, line.doc, line.seg_id), [])
        if line.severity.lower() != mqm.NO_ERROR:
            marks.append(_error(line, span))
    outputs: dict[tuple[str, str], dict[str, str]] = {}
    for (system, doc, seg), german in germans.items():
        outputs.setdefault((doc, seg), {})[system] = german
    segments = [Segment(*place, source, outputs[place]) for place, source in sources.items()]
    units = _units(germans)
    raters = tuple(dict.fromkeys(line.rater for line in given))
    turns: dict[str, dict[str, None]] = {rater: {} for rater in raters}
    for rater, system, doc, _ in errors:
        turns[rater][_unit_id(system, doc)] = None
    plan = Plan(units, {r: tuple(Turn(u) for u in found) for r, found in turns.items()})
    design = Design(name, Kind.MQM, raters, 0, True, 0, len(raters))
    made = campaign.store(Campaign(folder, design, tuple(segments), plan))
    rulings: dict[str, list[Ruling]] = {rater: [] for rater in raters}
    for (rater, system, doc, seg), marks in errors.items():
        rulings[rater].append(Ruling(_item_id(system, doc, seg), None, tuple(marks), finished=True))
    for rater, several in rulings.items():
        made.ledger(rater).keep_all(several)
    return made


def _places(segments: Iterable[Segment]) -> Mapping[tuple[str, str], tuple[str, str]]:
    """``doc_id`` and ``seg_id`` of each segment: its number in the document, and its name.

    Where segments of two documents have the same name, ``seg_id`` is a number of the whole set.
    """
    segments = list(segments)
    unique = len({s.seg for s in segments}) == len(segments)
    counted: dict[str, int] = {}
    found = {}
    for number, one in enumerate(segments, 1):
        counted[one.doc] = counted.get(one.doc, 0) + 1
        found[one.doc, one.seg] = (str(counted[one.doc]), one.seg if unique else str(number))
    return found


def _category(error: Error) -> str:
    return error.category or (OMISSION if error.omission else UNCATEGORISED)


def _error(line: mqm.Annotation, span: tuple[int, int] | None) -> Error:
    try:
        severity = Severity(line.severity.lower())
    except ValueError as error:
        raise UsageError(
            "No weight is published for the severity {severity}; leave such lines out.",
            severity=line.severity,
        ) from error
    if span is None or span[0] == span[1]:
        return Error(severity, category=line.category)
    return Error(severity, *span, category=line.category)


def _units(germans: Mapping[tuple[str, str, str], str]) -> dict[str, Unit]:
    grouped: dict[tuple[str, str], list[Item]] = {}
    for (system, doc, seg), german in germans.items():
        item = Item(_item_id(system, doc, seg), seg, (german,))
        grouped.setdefault((system, doc), []).append(item)
    return {
        _unit_id(system, doc): Unit(_unit_id(system, doc), doc, (system,), tuple(found))
        for (system, doc), found in grouped.items()
    }


def _unit_id(system: str, doc: str) -> str:
    return blind("mqm", doc, system)


def _item_id(system: str, doc: str, seg: str) -> str:
    return blind("mqm", doc, seg, system)
