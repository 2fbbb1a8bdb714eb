"""A campaign's ratings as rows of Appraise, and back; preferences as a CSV of our own.

Appraise's CSV has scores and errors, but no texts, so it is read into the campaign that it came
from.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from fassung.errors import UsageError
from fassung.lab.rating import appraise
from fassung.lab.rating.campaign import Campaign
from fassung.lab.rating.plan import Kind, Unit
from fassung.lab.rating.ruled import must_be, ruled
from fassung.lab.rating.ruling import Ruling


def rows(found: Campaign, *, source: str = "eng", target: str = "deu") -> list[appraise.Row]:
    """The ratings of an ESA campaign, attention checks included, as rows of Appraise.

    Raises:
        UsageError: if it is a campaign of preferences.
    """
    must_be(found, Kind.ESA)
    numbers = _numbers(found)
    made = []
    for one in ruled(found, checks=True):
        end = datetime.fromisoformat(one.ruling.at).timestamp()
        made.append(
            appraise.Row(
                login=one.rater,
                system=one.unit.systems[0],
                item=numbers[one.item.id],
                type=appraise.CHECK if one.unit.check else appraise.TARGET,
                source_language=source,
                target_language=target,
                score=one.ruling.score or 0,
                document=_document(one.unit),
                whole_document=False,
                errors=one.ruling.errors,
                start=round(end - one.ruling.seconds, 3),
                end=round(end, 3),
            )
        )
    return made


def add_rows(found: Campaign, given: Iterable[appraise.Row], source: str) -> int:
    """Keeps rows that were exported from this campaign (on another machine, say).

    Returns:
        How many were kept.

    Raises:
        UsageError: if a row is of another campaign; then nothing is kept.
    """
    must_be(found, Kind.ESA)
    by_number = {number: id for id, number in _numbers(found).items()}
    kept: list[tuple[str, Ruling]] = []
    for row in given:
        id = by_number.get(row.item, "")
        unit, item = found.items.get(id, (None, None))
        fits = unit and item and _document(unit) == row.document
        inside = item and all(e.end is None or e.end <= len(item.texts[0]) for e in row.errors)
        if not fits or not inside or row.login not in found.design.raters:
            raise UsageError(
                "{source}: item {item} of {document} by {rater} is not of this campaign; "
                "read the file into the one that it came from.",
                source=source,
                item=row.item,
                document=row.document,
                rater=row.login,
            )
        seconds = round(row.end - row.start, 1)
        kept.append((row.login, Ruling(id, row.score, row.errors, seconds=seconds)))
    for rater in {rater for rater, _ in kept}:
        found.ledger(rater).keep_all(ruling for name, ruling in kept if name == rater)
    return len(kept)


def preferences(found: Campaign) -> str:
    """A CSV of preferences: rater, doc, seg, the two systems, preference, seconds, time.

    −2: the first is clearly better … 2: the second is clearly better. Neither WMT's TSV nor
    Appraise's ESA export can hold a preference.

    Raises:
        UsageError: if it is no campaign of preferences.
    """
    must_be(found, Kind.PREFERENCE)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["rater", "doc", "seg", "first", "second", "preference", "seconds", "at"])
    for one in ruled(found):
        ruling = one.ruling
        place = (one.rater, one.unit.doc, one.item.seg, *one.unit.systems)
        writer.writerow([*place, ruling.preference, ruling.seconds, ruling.at])
    return text.getvalue()


def _numbers(found: Campaign) -> dict[str, int]:
    """Appraise's item number by item: counted through the plan's units."""
    return {id: number for number, id in enumerate(found.items, 1)}


def _document(unit: Unit) -> str:
    return f"{unit.doc}#{unit.systems[0]}" + ("#bad" if unit.check else "")
