"""The form of numbers. No rule here changes a value; the English text says what was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from fassung.german.amounts import Amount, amounts, german_form, wrong_forms
from fassung.german.edits import Edit
from fassung.german.values_english import is_version

_GERMAN_SCALES = {"Million": 10**6, "Mio": 10**6, "Milliarde": 10**9, "Mrd": 10**9,
                  "Billion": 10**12}  # fmt: skip
_TOKEN = re.compile(
    r"""
      (?<![\w.,:/@\#+])(?<![^\W\d_]-)
      (?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)*)
      (?!\w|[:/]\d|[.,]\d|[ \u00a0]?Uhr\b)
    """,
    re.VERBOSE,
)
_AFTER_SCALE = re.compile(r"[ \u00a0-](Million|Milliarde|Billion|Mio|Mrd)")


def figures(german: str, english: Sequence[Amount]) -> list[Edit]:
    """Decimal comma and thousands point, for numbers whose value the English text has.

    A figure that is the right form of one number and a wrong form of another is left alone,
    and so is whatever follows a word like "Version".
    """
    if not english:
        return []
    right = {german_form(amount.written) for amount in english}
    repairs: dict[str, str] = {}
    doubtful = set(right)
    for amount in english:
        form = german_form(amount.written)
        for wrong in wrong_forms(amount.written):
            if repairs.setdefault(wrong, form) != form:
                doubtful.add(wrong)
    values = {amount.value for amount in english}
    edits = []
    for match in _TOKEN.finditer(german):
        token = re.sub(r"\s", " ", match.group())
        start, end = match.span()
        new = "" if token in doubtful else repairs.get(token, "")
        if not new and "." in token and token not in right:
            new = _scaled(german, token, end, values)
        if new and new != match.group() and not is_version(german, start):
            edits.append(Edit(start, end, new, "number"))
    return edits


def _scaled(german: str, token: str, end: int, values: set[Decimal]) -> str:
    """ "2.5" before "Millionen" where the English text has 2,500,000; else empty."""
    scale = _AFTER_SCALE.match(german, end)
    if not scale or token.count(".") != 1 or "," in token:
        return ""
    try:
        value = Decimal(token) * _GERMAN_SCALES[scale[1]]
    except InvalidOperation:
        return ""
    return token.replace(".", ",") if value in values else ""


_PERCENT = re.compile(r"(?<=\d)%(?![\w%-])")


def percent(german: str) -> list[Edit]:
    """A space before the percent sign (DIN 5008); "5%ig" and "100%-Tochter" stay."""
    return [Edit(match.start(), match.start(), " ", "percent")
            for match in _PERCENT.finditer(german)]  # fmt: skip


_SCALE_WORDS = {"million": "Million", "billion": "Milliarde", "trillion": "Billion"}
_LETTERS = {"m": "Million", "mn": "Million", "bn": "Milliarde", "tn": "Billion",
            "M": "Million", "B": "Milliarde", "T": "Billion"}  # fmt: skip
_CURRENCIES = {"$": "Dollar", "US$": "Dollar", "€": "Euro", "£": "Pfund"}
_AMOUNT = r"\d+(?:[.,]\d+)*"
_MONEY = re.compile(
    rf"""
      (?<![\w$€£])(?P<sign>US\$|[$€£])[ \u00a0]?(?P<number>{_AMOUNT})
      (?P<short>(?:bn|tn|mn|[mMBT])(?!\w))?
      (?P<scale>[ \u00a0-](?:Million(?:en)?|Milliarden?|Billion(?:en)?|Mio\.?|Mrd\.?
        |[mb]illions?|trillions?)(?!\w))?
      (?![\w%]|[.,:/]\d|-\w|[–-][$€£\d]|[ \u00a0-](?:[Mmb]illi|Billi|[Tt]rilli|Mio|Mrd))
      (?P<named>[ \u00a0](?:US-)?(?:Dollar|Euro|Pfund)\b)?
    """,
    re.VERBOSE,
)


def money(german: str) -> list[Edit]:
    """ "$5 Millionen" becomes "5 Millionen Dollar"; compounds and ranges stay as they are."""
    edits = []
    for match in _MONEY.finditer(german):
        if match.start() and german[match.start() - 1] in "-–":
            continue
        edits.append(Edit(match.start(), match.start("number"), "", "money"))
        if short := match["short"]:
            word = _plural(_LETTERS[short], match["number"])
            edits.append(Edit(match.start("short"), match.end("short"), f" {word}", "money"))
        if not match["named"]:
            end = match.end("scale") if match["scale"] else match.end("number") + len(short or "")
            edits.append(Edit(end, end, f" {_CURRENCIES[match['sign']]}", "money"))
    return edits


_ENGLISH_SCALE = re.compile(
    rf"(?<![\w.,])(?P<number>{_AMOUNT})[ \u00a0-](?P<word>million|billion|trillion)s?(?!\w)"
)


def english_scales(german: str) -> list[Edit]:
    """English scale words that were left standing: "5 billion" becomes "5 Milliarden"."""
    return [
        Edit(*match.span("word"), _plural(_SCALE_WORDS[match["word"]], match["number"]), "scale")
        for match in _ENGLISH_SCALE.finditer(german)
    ]


def _plural(word: str, number: str) -> str:
    if number == "1":
        return word
    return word + ("n" if word.endswith("e") else "en")


_SMALL: dict[str, int | str] = {
    "ein": 1, "eine": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "halbe": "0.5",
    "halben": "0.5",
}  # fmt: skip
_GERMAN_SCALE = re.compile(
    rf"(?:(?<![\w.,])(?P<figure>{_AMOUNT}|[^\W\d_]+)[ \u00a0-])?"
    r"\b(?P<word>Billion|Trillion)(?P<plural>en)?(?!\w)"
)


def scale_words(german: str, english: Sequence[Amount], english_text: str = "") -> list[Edit]:
    """English billion is Milliarde, English trillion is Billion: false friends put right.

    Repaired where the English text has the same figure with that word and with no
    other, or where it has the word and the larger one nowhere.
    """
    lower = english_text.lower()
    has_billion = "billion" in lower or any(a.scale == "billion" for a in english)
    has_trillion = "trillion" in lower or any(a.scale == "trillion" for a in english)
    edits = []
    for match in _GERMAN_SCALE.finditer(german):
        said, meant = (
            ("Billion", "billion") if match["word"] == "Billion" else ("Trillion", "trillion")
        )
        if not (has_billion if meant == "billion" else has_trillion):
            continue
        larger = {"billion": "trillion", "trillion": "quadrillion"}[meant]
        if larger in lower or (larger == "trillion" and has_trillion):
            scales = {a.scale for a in english if a.figure in _figures(match["figure"])}
            if scales != {meant}:
                continue
        new = "Milliarde" if said == "Billion" else "Billion"
        plural = match["plural"] and ("n" if new == "Milliarde" else "en")
        edits.append(Edit(match.start("word"), match.end(), new + (plural or ""), "scale"))
    return edits


def _figures(written: str | None) -> set[Decimal]:
    """What a German figure may stand for, in both readings of point and comma."""
    if not written:
        return set()
    if written.lower() in _SMALL:
        return {Decimal(_SMALL[written.lower()])}
    found = set()
    for point, comma in ((".", ""), ("", ".")):
        try:
            found.add(Decimal(written.replace(".", "\0").replace(",", comma).replace("\0", point)))
        except InvalidOperation:
            continue
    return found


def scales(german: str, english: str) -> list[Edit]:
    """Currency signs and scale words; :func:`numbers` comes after it, on its result."""
    edits = []
    if any(sign in german for sign in "$€£"):
        edits += money(german)
    if "illion" in german:
        edits += english_scales(german) + scale_words(german, amounts(english), english)
    return edits


def numbers(german: str, english: str) -> list[Edit]:
    """Decimal comma, thousands point and percent."""
    if not any(char.isdigit() for char in german):
        return []
    return figures(german, amounts(english)) + percent(german)
