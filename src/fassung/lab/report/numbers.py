"""Numbers and dates as the reader's language writes them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from fassung.messages import language


def figure(value: float | None, digits: int = 1) -> str:
    """A number as the reader's language writes it.

    >>> figure(1234.5), figure(-0.25, 2), figure(None)
    ('1,234.5', '−0.25', '–')
    """
    if value is None:
        return "–"
    shape = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value + 0.0, shape, locale=locale())).replace("-", "−")


def day(value: str) -> str:
    """An ISO date as the reader's language writes it."""
    return str(format_date(date.fromisoformat(value[:10]), "long", locale=locale()))


def short_day(value: str) -> str:
    """An ISO date without its year, for the axis of a plot.

    >>> short_day("2026-11-02")
    '2 Nov'
    """
    shape = "d. MMM" if locale() == "de" else "d MMM"
    return str(format_date(date.fromisoformat(value[:10]), shape, locale=locale()))


def locale() -> str:
    """``de`` or ``en``."""
    return "de" if language() == "de" else "en"
