"""Metric values as a newsroom gives them: rounded, named, in the right case."""

from __future__ import annotations

import re
from functools import cache
from math import floor, log10

from babel.units import format_unit

from fassung.german.quantity import Quantity, Unit, unit
from fassung.german.tables import units as table


def metric(
    quantity: Quantity, german: str, *, compound: bool | None = None, bracket: bool = False
) -> str:
    """``quantity`` of the text ``german`` in metric form: "rund 680 Kilometer"; or "".

    Two significant digits, three or four where the original is as exact; rounded down behind
    "mehr als", so that the sentence stays true. "rund" is left
    out where the text says it, inside a compound, and where the conversion is exact.

    Args:
        compound: whether it becomes part of a compound; None takes what it is.
        bracket: whether it will stand alone, in brackets, where no preposition governs it.
    """
    compound = not bracket and (quantity.hyphen if compound is None else compound)
    if quantity.indefinite:
        return _indefinite(quantity, german)
    before = german[max(0, quantity.start - 24) : quantity.start].lower()
    if quantity.feet_and_inches:
        return f"{_number(quantity.bases[0], 2)} Meter"
    if quantity.unit.id == "fahrenheit":
        values = [_celsius(quantity, value, german) for value in quantity.values]
        target = unit("celsius")
        exact = [value == round(value) for value in values]
        texts = [
            _temperature(value, written)
            for value, written in zip(values, quantity.written, strict=True)
        ]
    else:
        target = _target(quantity.unit, max(quantity.bases))
        values = [base / target.size for base in quantity.bases]
        rounded = [
            _round(value, written, before)
            for value, written in zip(values, quantity.written, strict=True)
        ]
        exact = [abs(a - b) <= 0.002 * abs(b) for a, b in zip(rounded, values, strict=True)]
        if len(rounded) == 2 and rounded[1] == round(rounded[1]) and rounded[0] >= 2:
            rounded[0] = float(round(rounded[0]))
        texts = [_number(value) for value in rounded]
    if len(texts) == 2 and texts[0] == texts[1]:
        texts = texts[1:]
    # "zwischen" governs the original, not what stands in brackets behind it.
    joint = " bis " if bracket and quantity.joint.strip() == "und" else quantity.joint
    governed = (
        not bracket
        and not _ADJECTIVE.match(german, quantity.end)
        and _governed(german[max(0, quantity.start - 48) : quantity.start].lower())
    )
    name = _cldr(target.cldr, abs(values[-1]) != 1)
    if governed and not compound and target.dative:
        name = target.dative
    if "°" in german[quantity.start : quantity.end]:
        name = "°C"
    number = joint.join(texts)
    if compound:
        return f"{number.replace(' ', '-')}-{name.replace(' ', '-')}"
    rough = not all(exact) and not _said(before) and not before.endswith("zwischen ")
    return f"{'rund ' if rough else ''}{number} {name}"


def _said(before: str) -> bool:
    return any(before.endswith(f"{word} ") for word in table()["german"]["approximate"])


def _target(source: Unit, base: float) -> Unit:
    for name, least in source.into:
        if base / unit(name).size >= least:
            return unit(name)
    return unit(source.into[-1][0])


def _digits(written: str, value: float) -> int:
    """How many digits of a converted value mean something, by how the original is given.

    >>> _digits("425", 683.9), _digits("1.776", 541.3), _digits("249", 112.9)
    (2, 3, 3)
    """
    exact = _exact(written)
    if exact >= 4:
        return min(exact - 1, 4)
    leads_with_one = f"{abs(value):e}"[0] == "1"
    return 3 if exact == 3 and leads_with_one else 2


def _exact(written: str) -> int:
    """Significant digits of a number as written; 1 for a word."""
    figures = re.sub(r"\D", "", written).lstrip("0")
    return len(figures if "," in written else figures.rstrip("0")) or 1


def _round(value: float, written: str, before: str) -> float:
    if not value:
        return value
    digits = _digits(written, value)
    if _exact(written) == 1 and 2 <= value < 20 and abs(round(value) - value) <= 0.03 * value:
        return float(round(value))  # "30 Fuß" are nine metres, not 9.1
    step = 10.0 ** (floor(log10(abs(value))) - digits + 1)
    nearest = float(f"{round(value / step) * step:.9g}")
    if nearest - value <= 0.003 * value or not _floor(before):
        return nearest
    below = floor(value / step) * step
    if value - below > 0.03 * value:
        below = floor(value / step * 10) * step / 10
    return float(f"{below:.9g}")


def _floor(before: str) -> bool:
    return any(before.endswith(f"{word} ") for word in table()["german"]["at_least"])


def _celsius(quantity: Quantity, value: float, german: str) -> float:
    """Degrees Celsius; a difference of temperatures has no zero point."""
    before = german[max(0, quantity.start - 12) : quantity.start].lower()
    after = german[quantity.end : quantity.end + 24].lower().lstrip(" \u00a0")
    words = table()["german"]["difference"]
    if re.search(r"\bum (?:\w+ )?$", before) or any(after.startswith(word) for word in words):
        return round(value * 5 / 9, 1)
    return (value - 32) * 5 / 9


def _temperature(value: float, written: str) -> str:
    places = 1 if "," in written or (abs(value) < 5 and value != round(value)) else 0
    text = _number(round(abs(value), places))
    return f"minus {text}" if value < 0 and text != "0" else text


def _number(value: float, places: int | None = None) -> str:
    """A number as German writes it; from a million on with its word.

    >>> _number(12300), _number(1.5), _number(149668992), _number(1.8, 2)
    ('12.300', '1,5', '150 Millionen', '1,80')
    """
    for scale, word in ((1e9, "Milliarden"), (1e6, "Millionen")):
        if abs(value) >= scale:
            figure = value / scale
            return f"{_number(float(f'{figure:.3g}') if figure < 100 else round(figure))} {word}"
    text = f"{value:.{places}f}" if places is not None else f"{value:.6g}"
    if "e" in text:
        text = f"{value:.0f}"
    whole, _, decimals = text.partition(".")
    if len(whole) >= 5:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{decimals}" if decimals else whole


@cache
def _cldr(id: str, plural: bool) -> str:
    """CLDR's German name of a unit."""
    return str(format_unit(2 if plural else 1, id, "long", locale="de").split(maxsplit=1)[1])


def _governed(before: str) -> bool:
    """Whether a preposition with the dative governs what follows ``before``."""
    words = before.split()
    rough = {w for phrase in table()["german"]["approximate"] for w in phrase.split()} - {"zu"}
    while words and words[-1] in rough | {"nur", "noch", "je", "jeweils", "insgesamt"}:
        words.pop()
    if len(words) > 1 and words[-2:] == ["bis", "zu"]:
        words = words[:-2]
    return bool(words) and words[-1] in table()["german"]["dative"]


_ADJECTIVE = re.compile(
    r"[ \u00a0](?:lang|breit|hoch|hoh|tief|dick|groß|schwer|weit|entfernt|stark)(?:e[nrms]?)?(?!\w)"
)


def _indefinite(quantity: Quantity, german: str) -> str:
    if quantity.unit.id not in table()["german"]["indefinite_units"]:
        return ""
    target = unit(quantity.unit.into[0][0] if quantity.unit.id == "mile" else "meter")
    said = german[quantity.start : quantity.end].rsplit(" ", 1)[0]
    words = said.lower().split()
    dative = (
        words[0].endswith("en") or words[-1] == "von" or _governed(german[: quantity.start].lower())
    )
    return f"{said} {target.dative if dative and target.dative else _cldr(target.cldr, True)}"
