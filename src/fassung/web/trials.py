"""Trials: two engines on the desk's own traffic, what is known, and a chief's end to it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fassung.commands.trial_looks import MEASURES, look, percent, plain
from fassung.desk import trials
from fassung.errors import DeskError
from fassung.lab.report.numbers import day
from fassung.lab.sequential import Look
from fassung.messages import message
from fassung.web import forms, pages
from fassung.web.access import needs

_WIDTH, _HEIGHT = 640, 160
_POINTS = 160
"""Looks that are drawn at most."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The interval over the articles, in the units of an SVG of 640 × 160."""

    band: str
    """Points of the polygon between the interval's ends."""
    middle: str
    """Points of the line of the estimate."""
    zero: float
    """Height of no difference."""
    top: float
    """The difference at the upper edge."""
    bottom: float
    """… and at the lower one."""


@needs("reader")
def show(request: Request) -> Response:
    """All trials, the newest first."""
    desk = request.app.state.desk
    with desk.store.reading() as session:
        seen = [look(session, trial) for trial in trials.all_of(session)]
    return pages.render(
        request,
        "trials.html.j2",
        trials=[(one, one.trial.planned, curve(one.looks)) for one in seen],
        measures={name: message(words) for name, words in MEASURES.items()},
        names={id: partner.name or id for id, partner in desk.config.partners.items()},
        plain=plain,
        percent=percent,
        day=lambda time: day(time.date().isoformat()),
    )


@needs("chief")
def end(request: Request) -> Response:
    """Ends a trial with a reason."""
    name, reason = forms.text(request, "name"), forms.text(request, "reason")
    if not reason:
        raise DeskError("Say why the trial ends; it is kept in the record.")
    trials.end(request.app.state.desk.store, name, reason, request.state.person)
    return RedirectResponse("/trials", 303)


def curve(looks: tuple[Look, ...]) -> Curve | None:
    """The looks as points; None for fewer than two."""
    if len(looks) < 2:
        return None
    step = max(1, len(looks) // _POINTS)
    drawn = [*looks[::step], looks[-1]]
    top = max(0.0, *(one.high for one in drawn))
    bottom = min(0.0, *(one.low for one in drawn))
    span = (top - bottom) or 1.0

    def point(article: int, value: float) -> str:
        return f"{_WIDTH * article / looks[-1].articles:.1f},{y(value):.1f}"

    def y(value: float) -> float:
        return _HEIGHT * (top - min(max(value, bottom), top)) / span

    high = [point(one.articles, one.high) for one in drawn]
    low = [point(one.articles, one.low) for one in reversed(drawn)]
    return Curve(
        band=" ".join([*high, *low]),
        middle=" ".join(point(one.articles, one.difference) for one in drawn),
        zero=round(y(0.0), 1),
        top=top,
        bottom=bottom,
    )


routes = [
    Route("/trials", show, methods=["GET"]),
    Route("/trials/end", end, methods=["POST"]),
]
