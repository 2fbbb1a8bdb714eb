"""Units of measure: what is said in miles, feet or Fahrenheit becomes metric.

The English text guides: a quantity is converted if the source has the same amount of the same
unit, or if there is no source. The value therefore never depends on what an engine made of it.
"""

from __future__ import annotations

import re

from fassung.german.conversion import metric
from fassung.german.edits import Edit
from fassung.german.house import HouseStyle
from fassung.german.imperial import Imperial, bracket_end, confirmed, imperial
from fassung.german.quantities import german_quantities
from fassung.german.quantity import Quantity
from fassung.german.tables import units as table

_NEAR = 160
"""A bracket behind a quotation explains a word at most so many characters back."""


def units(
    german: str, english: str = "", style: HouseStyle | None = None, open_quotes: int = 0
) -> list[Edit]:
    """Edits that give imperial quantities as metric, by the house's choice.

    In direct speech and in sport the words stay; behind a quotation with one such quantity the
    metric value follows in brackets.
    """
    mode = (style or HouseStyle()).units
    if mode == "leave":
        return []
    edits = []
    for found in imperial(german, english, open_quotes):
        if found.stays or not found.metric or not confirmed(found.quantity, german, english):
            continue
        quantity = found.quantity
        if found.quote:
            edits += _behind_quote(german, found)
        elif found.explains:
            if mode == "replace":
                edits.append(_bracket_off(german, quantity))
        elif found.explained:
            if mode == "replace":
                edits.append(
                    Edit(quantity.start, found.explained[1], _inside(german, found), "unit")
                )
        elif mode == "append" and not quantity.indefinite:
            end = _word_end(german, quantity)
            edits.append(Edit(end, end, f" ({metric(quantity, german, bracket=True)})", "unit"))
        elif mode == "replace":
            edits.append(_replace(german, found))
    return edits


def _inside(german: str, found: Imperial) -> str:
    """What a bracket says, without the bracket and without a second "rund"."""
    assert found.explained
    opening = max(
        german.rfind("(", 0, found.explained[0]), german.rfind("[", 0, found.explained[0])
    )
    said = german[opening + 1 : found.explained[1]].rstrip(")]")
    first = said.split(" ")[0].lower()
    if first in table()["german"]["approximate"] and approximation(german, found.quantity.start):
        said = said.partition(" ")[2]
    return said


def _bracket_off(german: str, quantity: Quantity) -> Edit:
    opening = max(german.rfind("(", 0, quantity.start), german.rfind("[", 0, quantity.start))
    start = opening - 1 if german[opening - 1 : opening].isspace() else opening
    return Edit(start, bracket_end(german, quantity), "", "unit")


def _behind_quote(german: str, found: Imperial) -> list[Edit]:
    """The metric value in brackets behind a quotation that ends near, inside this text."""
    assert found.quote
    start, end = found.quote.start, found.quote.end
    others = [q for q in german_quantities(german) if q.unit.imperial and start <= q.start < end]
    if (
        not found.quote.closed
        or len(others) != 1
        or found.quantity.indefinite
        or end - found.quantity.end > _NEAR
        or german[end - 2] in ".!?…"
        or found.explained
        or found.explains
    ):
        return []
    text = metric(found.quantity, german, bracket=True)
    return [Edit(end, end, f" ({text})", "unit")]


def _word_end(german: str, quantity: Quantity) -> int:
    """Where the compound ends that the unit belongs to: "20-Meilen-Zone"."""
    rest = re.match(r"(?:-[^\W\d_]+)*", german[quantity.end :])
    return quantity.end + (rest.end() if rest else 0)


def approximation(german: str, start: int) -> str:
    """The word that makes the number at ``start`` a rough one; empty if there is none."""
    before = german[max(0, start - 24) : start].lower()
    for word in table()["german"]["approximate"]:
        if before.endswith(word + " ") and not before[: -len(word) - 1][-1:].isalpha():
            return str(word)
    return ""


_ADJECTIVE = re.compile(
    r"-(?P<adjective>(?:hoh|lang|breit|tief|dick|groß|schwer|weit|hoch|entfernt)(?:e[nrsm]?)?)(?!\w)"
)


def _replace(german: str, found: Imperial) -> Edit:
    quantity = found.quantity
    text, end = found.metric, quantity.end
    if not quantity.hyphen and not approximation(german, quantity.start):
        begins = not german[: quantity.start].strip(" „“»«\"'(") or re.search(
            r"[.!?:][“”»«\"']? [„“»\"]?$", german[: quantity.start]
        )
        first = german[quantity.start : quantity.start + 1]
        if begins and (first.isupper() or first.isdigit()) and text[:1].islower():
            text = text[0].upper() + text[1:]
    if quantity.hyphen and (adjective := _ADJECTIVE.match(german, end)):
        # "20-Fuß-hohe" is English word order; the adjective stands alone in German.
        end = adjective.end()
        text = f"{metric(quantity, german, compound=False)} {adjective['adjective']}"
    return Edit(quantity.start, end, text, "unit")
