"""Miles, feet, Fahrenheit in a German text: what is meant by them, and what may stay.

The English text guides: a quantity counts if the source has the same amount of the same unit, or
if there is no source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fassung.german.conversion import metric
from fassung.german.quantities import english_quantities, german_quantities
from fassung.german.quantity import Quantity, unit
from fassung.german.quotations import Speech, speech
from fassung.german.tables import units as table

_CLOSE = 0.1
"""How far apart an original and a conversion that stands beside it may be, as a share."""


@dataclass(frozen=True, slots=True)
class Imperial:
    """A quantity of the German text in a unit that readers do not know.

    ``metric`` is the same in metric form, empty if nobody can say; ``stays`` says that it is
    rightly left as it was said (sport, screens, fixed expressions), ``quote`` is the quotation
    that it stands in, ``explained`` the bracket that gives the metric value already.
    """

    quantity: Quantity
    metric: str
    stays: bool
    quote: Speech | None = None
    explained: tuple[int, int] | None = None
    explains: bool = False
    """It is itself the bracket behind a metric value: "46 cm (18 Zoll)"."""


def imperial(german: str, english: str = "", open_quotes: int = 0) -> list[Imperial]:
    """The imperial quantities of ``german``, each with what is to be known of it."""
    quantities = german_quantities(german)
    if not any(q.unit.imperial for q in quantities):
        return []
    said = speech(german, bool(open_quotes))
    lower = german.lower()
    words = lower + " " + english.lower()
    sport = any(hint in words for hint in table()["hints"]["sports"])
    found = []
    for index, quantity in enumerate(quantities):
        if not quantity.unit.imperial or not _meant(quantity, german, english):
            continue
        if quantity.unit.id == "ounce" and (_has(german, "fluid") or _has(english, "fluid")):
            quantity = replace(quantity, unit=unit("fluid-ounce"))
        quote = next((s for s in said if s.start <= quantity.start < s.end), None)
        stays = sport or _customary(quantity, lower)
        before = quantities[index - 1] if index else None
        after = quantities[index + 1] if index + 1 < len(quantities) else None
        explained = None
        if after and _explains(german, quantity, after):
            explained = (after.start, bracket_end(german, after))
        explains = bool(before and not before.unit.imperial and _explains(german, before, quantity))
        text = metric(quantity, german)
        if quote and _glossed(german, quote):
            continue
        found.append(Imperial(quantity, text, stays, quote, explained, explains))
    return found


def confirmed(quantity: Quantity, german: str, english: str) -> bool:
    """Whether the English text has the same amount of the same unit, or is not given."""
    if not english:
        # Marks may be minutes, or the edition of a record.
        marks = quantity.feet_and_inches and german[quantity.end - 1] in "\"”″'’"
        return not marks and (not quantity.unit.sourced or _has(german, "weight"))
    for other in english_quantities(english):
        if other.unit.id.removeprefix("fluid-") != quantity.unit.id.removeprefix("fluid-"):
            continue
        if not quantity.values and not other.values:
            return True
        if _same(quantity.values, other.values):
            return True
    return False


def _same(german: tuple[float, ...], english: tuple[float, ...]) -> bool:
    if not german or not english:
        return False
    pairs = zip(german, english[-len(german) :], strict=False)
    return all(abs(abs(a) - abs(b)) <= 0.001 * max(abs(a), abs(b)) for a, b in pairs)


def _meant(quantity: Quantity, german: str, english: str) -> bool:
    """Whether the word is the unit here: a foot is a part of the body as well, a pound money."""
    name = quantity.unit.id
    if name == "pound":
        return _is_weight(quantity, german, english)
    if name == "acre" and quantity.unit.sourced:
        return confirmed(quantity, german, english) and bool(english)
    if quantity.article and name in ("foot", "inch", "yard", "ounce"):
        following = re.match(r"\W*(\w+)", german[quantity.end : quantity.end + 24])
        return bool(following) and following[1].lower() in table()["hints"]["measured"]  # type: ignore[index]
    return not (name == "inch" and re.search(r"(?i)handel|trump|import", german) is not None)


def _is_weight(quantity: Quantity, german: str, english: str) -> bool:
    if _has(german, "weight") or (english and _has(english, "weight")):
        return not (quantity.scale > 1 and (_has(english, "money") or _has(german, "money")))
    if not english:
        return False
    hyphen = any(q.unit.id == "pound" and q.hyphen for q in english_quantities(english))
    return hyphen and not _has(english, "money") and not _has(german, "money")


def _has(text: str, hints: str) -> bool:
    wanted = table()["hints"][hints]
    return not set(re.findall(r"[^\W\d_]+|£", text.lower())).isdisjoint(wanted)


def _customary(quantity: Quantity, lower: str) -> bool:
    hints = table()["hints"]
    if any(fixed in lower[quantity.start : quantity.end + 16] for fixed in hints["fixed"]):
        return True
    near = lower[max(0, quantity.start - 60) : quantity.end + 40]
    return quantity.unit.id == "inch" and any(hint in near for hint in hints["inches"])


def _explains(german: str, first: Quantity, second: Quantity) -> bool:
    """Whether the second quantity is the first in brackets: "350 Meilen (560 km)"."""
    if first.unit.kind != second.unit.kind or first.unit.imperial == second.unit.imperial:
        return False
    if not re.fullmatch(
        r"[\w-]{0,12}\s?[(\[](?:[\w.]{1,9} ){0,2}", german[first.end : second.start]
    ):
        return False
    if not first.bases or not second.bases:
        return True
    a, b = first.bases[-1], second.bases[-1]
    if abs(a - b) <= max(_CLOSE * max(abs(a), abs(b)), 1.0):
        return True
    # A difference of temperatures: 9 °F are 5 °C.
    a, b = first.values[-1], second.values[-1]
    return first.unit.kind == "temperature" and abs(min(a, b) * 1.8 - max(a, b)) < 1


def bracket_end(german: str, inside: Quantity) -> int:
    """Where the bracket ends that the quantity stands in."""
    close = re.match(r"[^()\[\]]{0,24}[)\]]", german[inside.end : inside.end + 26])
    return inside.end + (close.end() if close else 0)


def _glossed(german: str, quote: Speech) -> bool:
    """Whether a bracket with a metric value stands behind the quotation already."""
    rest = german[quote.end : quote.end + 60]
    bracket = re.match(r"\s?\(([^()]*)\)", rest)
    return bool(bracket) and any(not q.unit.imperial for q in german_quantities(bracket[1]))  # type: ignore[index]
