"""What a rater says of one item: errors and a score, or a preference between two outputs."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from fassung.errors import DeskError

MOST_ERRORS = 200
"""Marks of one segment; more is no rating any more."""
OMISSION = "Accuracy/Omission"
PREFERENCES = (-2, -1, 0, 1, 2)
"""First clearly or slightly better, equal, second slightly or clearly better."""


class Severity(StrEnum):
    """How grave an error is. ESA knows minor and major (Kocmi et al. 2024), and so do our pages;
    neutral comes with the MQM annotations of others."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"


@dataclass(frozen=True, slots=True)
class Error:
    """One marked error: ``start`` to ``end`` in characters of the German.

    Both are None if something is missing in the German. ``category`` is an id of
    :func:`categories`, or empty where a campaign asks for none.
    """

    severity: Severity
    start: int | None = None
    end: int | None = None
    category: str = ""

    @property
    def omission(self) -> bool:
        """Whether it marks what is not there."""
        return self.start is None


@dataclass(frozen=True, slots=True)
class Ruling:
    """The last word of a rater on an item; ``item`` is its blind id.

    ``score`` (0–100) or ``preference`` (one of :data:`PREFERENCES`) is None while the item is
    unfinished; where no score is asked for (MQM), ``finished`` says that all errors are marked.
    ``seconds`` is how long the rater looked at it, ``at`` when it was kept (ISO 8601).
    """

    item: str
    score: int | None = None
    errors: tuple[Error, ...] = ()
    preference: int | None = None
    finished: bool = False
    seconds: float = 0.0
    at: str = ""

    @property
    def done(self) -> bool:
        """Whether the rater has said what was asked for."""
        return self.finished or self.score is not None or self.preference is not None


@cache
def categories() -> tuple[Mapping[str, str], ...]:
    """The rows of ``categories.toml``: ``id``, ``en``, ``de``."""
    path = resources.files("fassung.lab.rating") / "categories.toml"
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["type"])


def parse(data: Any, length: int | None = None) -> Ruling:
    """The ruling in what a page or a file holds.

    Args:
        data: decoded JSON.
        length: characters of the German, if it comes from a page: spans must lie within it, and
            categories be ours.

    Raises:
        DeskError: if it is no ruling.
    """
    try:
        errors = tuple(_error(e, length) for e in data.get("errors", ()))
        ruling = Ruling(
            item=str(data["item"]),
            score=_whole(data.get("score"), range(101)),
            errors=errors,
            preference=_whole(data.get("preference"), PREFERENCES),
            finished=data.get("finished") is True,
            seconds=_seconds(float(data.get("seconds", 0))),
            at=str(data.get("at", "")),
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise DeskError("This is no rating; reload the page and rate again.") from error
    if len(errors) > MOST_ERRORS:
        raise DeskError("More than {most} marks in one segment; remove some.", most=MOST_ERRORS)
    return ruling


def dump(ruling: Ruling) -> dict[str, Any]:
    """What :func:`parse` reads."""
    found: dict[str, Any] = {"item": ruling.item}
    if ruling.preference is not None:
        found["preference"] = ruling.preference
    else:
        found["score"] = ruling.score
        found["errors"] = [_dump_error(e) for e in ruling.errors]
    if ruling.finished:
        found["finished"] = True
    return found | {"seconds": ruling.seconds, "at": ruling.at}


def _dump_error(error: Error) -> dict[str, Any]:
    found: dict[str, Any] = {"severity": error.severity.value}
    if not error.omission:
        found |= {"start": error.start, "end": error.end}
    if error.category:
        found["category"] = error.category
    return found


def _error(data: Any, length: int | None) -> Error:
    start, end = data.get("start"), data.get("end")
    category = str(data.get("category") or "")
    if length is not None and category not in {"", *(c["id"] for c in categories())}:
        raise ValueError(category)
    severity = Severity(data["severity"])
    if start is None and end is None:
        return Error(severity, category=category)
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise ValueError("span")
    if length is not None and end > length:
        raise ValueError("span")
    return Error(severity, start, end, category)


def _seconds(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError("seconds")
    return min(max(round(value, 1), 0.0), 1e6)


def _whole(value: Any, allowed: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or value not in allowed:
        raise ValueError("score")
    return value
