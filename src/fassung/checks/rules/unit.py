"""Units of measure: left in miles and feet, lost, exchanged, or converted wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fassung.checks.bare_numbers import lost
from fassung.checks.currencies import is_currency, named
from fassung.checks.measures import Measures, kind, measures
from fassung.checks.model import Check, Context, Finding, Pair, Severity, Stretch
from fassung.german.conversion import metric
from fassung.german.imperial import Imperial, confirmed, imperial
from fassung.german.quantity import Quantity
from fassung.german.units import units


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    found = measures(pair)
    seen: list[Stretch] = []
    if found.missing:
        for finding in _exchanged(check, pair, found):
            seen += finding.target
            yield finding
    for finding in _lost(check, pair):
        seen += finding.target
        yield finding
    if found.german and context.style.units != "leave":
        for finding in _left(check, pair, context):
            if not any(a < end and start < b for a, b in finding.target for start, end in seen):
                yield finding


def _exchanged(check: Check, pair: Pair, found: Measures) -> Iterator[Finding]:
    """The English number with another unit, or an amount that no conversion gives."""
    for one in found.missing:
        if one.article or one.feet_and_inches or _may_be_million(pair, one):
            continue
        same = [q for q in found.extra if q.values == one.values and not _alike(one, q)]
        others = [q for q in found.extra if kind(q) == kind(one)]
        rivals = [q for q in found.missing if kind(q) == kind(one)]
        if same and _sure(one, same[0]):
            yield _finding(check, pair, one, same[0], Severity.CRITICAL)
        elif (
            len(others) == len(rivals) == 1
            and kind(one) not in ("percent", "temperature")
            and one.unit.id != others[0].unit.id
            and one.unit.imperial != others[0].unit.imperial
            and one.unit.id != "pound"
        ):
            yield check.finding(
                pair,
                "“{english}” became “{german}”: converted, it is {right}.",
                source=[(one.start, one.end)],
                target=[(others[0].start, others[0].end)],
                english=pair.source[one.start : one.end],
                german=pair.german[others[0].start : others[0].end],
                right=_right(pair, one),
            )


def _right(pair: Pair, one: Quantity) -> str:
    if not one.unit.imperial:
        return pair.source[one.start : one.end]
    said = tuple(f"{value:g}".replace(".", ",") for value in one.values)
    plain = Quantity(one.unit, one.values, 0, 0, said, joint="–" if len(said) == 2 else "")
    return metric(plain, "")


def _sure(one: Quantity, other: Quantity) -> bool:
    """Whether the same number with another unit cannot be right."""
    if kind(one) == kind(other):
        return True
    physical = {"length", "area", "volume", "mass", "speed"}
    return kind(one) in physical | {"percent"} and kind(other) in physical and one.values[0] > 2


def _alike(one: Quantity, other: Quantity) -> bool:
    """Units that English and German name alike though they differ a little."""
    names = {one.unit.id, other.unit.id}
    return (
        names <= {"tonne", "short-ton", "pound"}
        or names <= {"mile", "nautical-mile"}
        or names <= {"percent", "point"}
        or names <= {"kilometer", "kilometer-per-hour"}
        or names <= {"mile", "mph"}
        or names <= {"square-meter", "meter"}
        or one.unit.id == other.unit.id
    )


def _may_be_million(pair: Pair, one: Quantity) -> bool:
    """ "500m": metres, or a sum in millions."""
    return one.unit.id == "meter" and pair.source[one.start : one.end].endswith("m")


def _finding(
    check: Check, pair: Pair, one: Quantity, other: Quantity, severity: Severity
) -> Finding:
    return check.finding(
        pair,
        "The unit was exchanged: “{english}” became “{german}”.",
        source=[(one.start, one.end)],
        target=[(other.start, other.end)],
        severity=severity,
        english=pair.source[one.start : one.end],
        german=pair.german[other.start : other.end],
    )


def _lost(check: Check, pair: Pair) -> Iterator[Finding]:
    """The number stands there, and nothing says of what."""
    bare: dict[Stretch, list[Stretch]] = {}
    for place, stretch, what in lost(pair):
        # Where a currency is left nowhere, the check of currencies says so.
        if not is_currency(what) or named(pair.german, what):
            bare.setdefault(place, []).append(stretch)
    for place, stretches in bare.items():
        yield check.finding(
            pair,
            "The unit of “{english}” is missing.",
            source=[place],
            target=stretches[:1] if _within(stretches) else stretches,
            english=pair.source[slice(*place)],
        )


def _within(stretches: Sequence[Stretch]) -> bool:
    """Whether the first is the whole range that the others stand in."""
    return all(end <= stretches[0][1] for _, end in stretches)


def _left(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    for one in imperial(pair.german, pair.source):
        quantity = one.quantity
        if one.stays or one.quote or one.explained or one.explains or not one.metric:
            continue
        if pair.source and not confirmed(quantity, pair.german, pair.source):
            continue
        if context.style.units == "append" and quantity.indefinite:
            continue
        yield check.finding(
            pair,
            "“{german}” is no measure for German readers: {metric}.",
            target=[(quantity.start, quantity.end)],
            repair=_repair(pair, one, context),
            german=pair.german[quantity.start : quantity.end],
            metric=metric(quantity, pair.german, bracket=True),
        )


def _repair(pair: Pair, one: Imperial, context: Context) -> str | None:
    """What puts the quantity right, if one edit does that lies over it alone."""
    quantity = one.quantity
    for edit in units(pair.german, pair.source, context.style):
        if edit.start == quantity.start and edit.end == quantity.end:
            return edit.replacement
        if edit.start == edit.end == quantity.end:
            return pair.german[quantity.start : quantity.end] + edit.replacement
    return None


CHECK = Check(
    id="unit",
    title="units of measure",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    german_alone=True,
    segment=rule,
)
