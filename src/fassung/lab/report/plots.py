"""Plots as SVG inside a page: no script, no file, readable by a screen reader.

Colours come from the page's style sheet by class (``s0`` … ``s5`` for systems), so that one plot
does for light, dark and print. Every plot has a title and a description in words; the figures
themselves stand in a table on the same page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup, escape

from fassung.lab.report.numbers import figure as figure_of

Format = Callable[[float], str]
_SHAPES = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """A value with its interval: where a system stands."""

    label: str
    value: float
    low: float
    high: float
    style: str = ""
    """Class of its colour; empty for the reference."""
    x: float = 0.0
    """Its other value, where a plot has two axes."""


def forest(title: str, spots: Sequence[Spot], figure: Format, better: str) -> Markup:
    """A row for each system: its score as a dot, its interval as a line. ``better`` says which
    side is the good one."""
    width, left, right, row, top = 340.0, 8.0, 12.0, 40.0, 4.0
    bottom = top + row * len(spots) + 6
    low, high, ticks = scale([s.low for s in spots] + [s.high for s in spots])
    at = _axis(low, high, left, width - right)
    parts = [
        _line(at(tick), top, at(tick), bottom, "grid")
        + _text(at(tick), bottom + 16, words, "tick", _anchor(at(tick), width))
        for tick, words in named(ticks)
    ]
    for number, spot in enumerate(spots):
        y = top + row * number + 27
        style = spot.style or "ref"
        value = f"{figure(spot.value)}  ({figure(spot.low)}–{figure(spot.high)})"
        parts += [
            _text(left, y - 11, spot.label, "label"),
            _text(width - right, y - 11, value, "value", "end"),
            _line(at(spot.low), y, at(spot.high), y, f"range {style}"),
            _mark(at(spot.value), y, style),
        ]
    parts.append(_text(left, bottom + 34, better, "tick"))
    words = "; ".join(f"{s.label} {figure(s.value)}" for s in spots)
    return _svg(title, f"{words}. {better}", width, bottom + 42, parts)


def scatter(
    title: str,
    spots: Sequence[Spot],
    x_name: str,
    y_name: str,
    x_figure: Format,
    y_figure: Format,
) -> Markup:
    """Two axes; the interval of the upright one as a line."""
    width, height, left, right, top, bottom = 640.0, 360.0, 60.0, 24.0, 30.0, 52.0
    x_low, x_high, x_ticks = scale([0.0, *(s.x for s in spots)])
    y_low, y_high, y_ticks = scale([s.low for s in spots] + [s.high for s in spots])
    across = _axis(x_low, x_high, left, width - right)
    up = _axis(y_low, y_high, height - bottom, top)
    parts = [
        _line(left, up(tick), width - right, up(tick), "grid")
        + _text(left - 8, up(tick) + 5, words, "tick", "end")
        for tick, words in named(y_ticks)
    ]
    parts += [
        _line(across(tick), height - bottom, across(tick), height - bottom + 5, "axis")
        + _text(across(tick), height - bottom + 21, words, "tick", "middle")
        for tick, words in named(x_ticks)
    ]
    parts += [
        _line(left, height - bottom, width - right, height - bottom, "axis"),
        _text((left + width - right) / 2, height - 8, x_name, "name", "middle"),
        _text(4, 16, y_name, "name"),
    ]
    for spot in spots:
        x, y = across(spot.x), up(spot.value)
        # A name stands on the side where there is room for it.
        end = x > width * 0.7
        parts += [
            _line(x, up(spot.low), x, up(spot.high), f"range {spot.style}"),
            _mark(x, y, spot.style),
            _text(x + (-12 if end else 12), y + 5, spot.label, "label", "end" if end else "start"),
        ]
    words = "; ".join(f"{s.label}: {x_figure(s.x)}, {y_figure(s.value)}" for s in spots)
    return _svg(title, f"{x_name}, {y_name}. {words}.", width, height, parts)


def bars(
    title: str,
    rows: Sequence[tuple[str, Sequence[tuple[str, float]]]],
    most: float,
    figure: Format,
) -> Markup:
    """A bar for each row, made of parts that each have a class and a length; ``most`` is what the
    whole width stands for."""
    width, row = 340.0, 34.0
    parts = []
    for number, (label, amounts) in enumerate(rows):
        y = number * row
        whole = sum(amount for _, amount in amounts)
        parts += [
            _text(0, y + 12, label, "label"),
            _text(width, y + 12, figure(whole), "value", "end"),
        ]
        at = 0.0
        for style, amount in amounts:
            length = width * amount / most if most else 0.0
            if length > 0:
                parts.append(
                    f'<rect class="{escape(style)}" x="{at:.1f}" y="{y + 17:.1f}" '
                    f'width="{max(length, 0.8):.1f}" height="9"/>'
                )
            at += length
        parts.append(_line(0, y + 26.5, width, y + 26.5, "grid"))
    words = "; ".join(
        f"{label} {figure(sum(amount for _, amount in amounts))}" for label, amounts in rows
    )
    return _svg(title, words, width, row * len(rows), parts)


def course(
    title: str,
    days: Sequence[str],
    series: Sequence[tuple[str, str, Sequence[tuple[int, Spot]]]],
    y_name: str,
    figure: Format,
) -> Markup:
    """Lines over time. ``series`` are label, class and spots by the index of their day."""
    width, height, left, right, top, bottom = 640.0, 340.0, 60.0, 120.0, 30.0, 36.0
    every = [spot for _, _, spots in series for _, spot in spots]
    low, high, ticks = scale([s.low for s in every] + [s.high for s in every])
    across = _axis(0, max(len(days) - 1, 1), left + 12, width - right)
    up = _axis(low, high, height - bottom, top)
    parts = [
        _line(left, up(tick), width - right + 8, up(tick), "grid")
        + _text(left - 8, up(tick) + 5, words, "tick", "end")
        for tick, words in named(ticks)
    ]
    step = max(1, ceil(len(days) / 7))
    parts += [
        _text(across(number), height - bottom + 22, day, "tick", "middle")
        for number, day in enumerate(days)
        if number % step == 0
    ]
    parts.append(_text(4, 16, y_name, "name"))
    for label, style, spots in series:
        points = [(across(number), spot) for number, spot in spots]
        band = [f"{x:.1f},{up(spot.high):.1f}" for x, spot in points]
        band += [f"{x:.1f},{up(spot.low):.1f}" for x, spot in reversed(points)]
        line = " ".join(f"{x:.1f},{up(spot.value):.1f}" for x, spot in points)
        parts.append(f'<polygon class="band {escape(style)}" points="{" ".join(band)}"/>')
        parts.append(f'<polyline class="course {escape(style)}" points="{line}"/>')
        parts += [_mark(x, up(spot.value), style) for x, spot in points]
        x, last = points[-1]
        parts.append(_text(x + 12, up(last.value) + 5, label, "label"))
    words = "; ".join(
        f"{label}: " + ", ".join(f"{days[n]} {figure(s.value)}" for n, s in spots)
        for label, _, spots in series
    )
    return _svg(title, f"{words}.", width, height, parts)


def scale(values: Sequence[float], most: int = 5) -> tuple[float, float, list[float]]:
    """Round bounds around ``values`` and at most so many round steps between them.

    >>> scale([43.2, 47.9])
    (43.0, 48.0, [43.0, 44.0, 45.0, 46.0, 47.0, 48.0])
    >>> scale([0.0, 0.0])
    (0.0, 1.0, [0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
    """
    low, high = min(values), max(values)
    if high - low < 1e-12:
        low, high = (0.0, 1.0) if abs(high) < 1e-12 else (min(low, 0.0), max(high, 0.0))
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    step = next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return (
        round(first * step, 10),
        round(last * step, 10),
        [round(number * step, 10) for number in range(first, last + 1)],
    )


def named(ticks: Sequence[float]) -> list[tuple[float, str]]:
    """Each with its figure, all with as many places as they need.

    >>> named([0.0, 0.05, 0.1])
    [(0.0, '0.00'), (0.05, '0.05'), (0.1, '0.10')]
    >>> named([0.0, 50.0])
    [(0.0, '0'), (50.0, '50')]
    """
    digits = next((n for n in range(6) if all(abs(round(t, n) - t) < 1e-9 for t in ticks)), 6)
    return [(tick, figure_of(tick, digits)) for tick in ticks]


def _axis(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    span = (high - low) or 1.0
    return lambda value: start + (end - start) * (value - low) / span


def _anchor(x: float, width: float) -> str:
    return "start" if x < 24 else "end" if x > width - 24 else "middle"


def _svg(title: str, words: str, width: float, height: float, parts: Sequence[str]) -> Markup:
    return Markup(
        f'<svg role="img" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}"><title>{escape(title)}</title><desc>{escape(words)}</desc>'
        f'<g aria-hidden="true">{"".join(parts)}</g></svg>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return (
        f'<line class="{escape(style)}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
    )


def _text(x: float, y: float, words: str, style: str, anchor: str = "start") -> str:
    place = f'class="{style}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f"<text {place}>{escape(words)}</text>"


def _mark(x: float, y: float, style: str) -> str:
    """A dot; systems differ in shape as well as in colour."""
    number = int(style[1:]) % _SHAPES if style[1:].isdigit() else -1
    put = f'class="mark {escape(style)}" transform="translate({x:.1f} {y:.1f})"'
    paths = {
        -1: "M-5 0L0 -5L5 0L0 5Z",
        0: "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z",
        1: "M-5 -5H5V5H-5Z",
        2: "M0 -6L6 5H-6Z",
        3: "M0 -6.5L6.5 0L0 6.5L-6.5 0Z",
        4: "M0 6L6 -5H-6Z",
        5: "M-2 -6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
    }
    return f'<path {put} d="{paths[number]}"/>'
