"""Pace: how fast a target is served, whatever its kind; part of its settings."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from fassung.errors import WrongSetting
from fassung.portals.network import TargetSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What a target bears. A withdrawal waits for neither limit."""

    per_minute: int = 0
    """Deliveries begun in a minute at most, of all workers together; 0 for any number."""
    at_once: int = 2
    """Deliveries at the same time, of one worker."""
    retry_seconds: float = 5.0
    """From a failure to the next try; doubled with each, up to an hour."""
    settle_seconds: float = 120.0
    """How long a request that failed may still get through; what is newer is said again then."""

    def __post_init__(self) -> None:
        for value, least, most in (
            (self.per_minute, 0, 100_000),
            (self.at_once, 1, 64),
            (self.retry_seconds, 0.1, 3600),
            (self.settle_seconds, 0, 3600),
        ):
            if not least <= value <= most:
                raise WrongSetting(
                    "{wrong} does not lie between {least} and {most}.",
                    wrong=value,
                    least=least,
                    most=most,
                )

    def wait(self, attempts: int, after: float | None = None) -> float:
        """Seconds until the next try, after ``attempts`` that failed.

        Args:
            attempts: 1 or more.
            after: what the target asked for, in seconds; goes before, up to a day.

        >>> [Pace().wait(n) for n in (1, 2, 3, 50)], Pace().wait(1, after=90.0)
        ([5.0, 10.0, 20.0, 3600.0], 90.0)
        """
        if after is not None:
            return min(max(after, 0.0), 86400.0)
        return float(min(self.retry_seconds * 2 ** min(attempts - 1, 20), 3600.0))


NAMES = tuple(field.name for field in fields(Pace))


def of(settings: TargetSettings) -> Pace:
    """The pace of a target whose settings were checked; the default where it cannot be read."""
    given: dict[str, Any] = {n: settings.options[n] for n in NAMES if n in settings.options}
    try:
        return Pace(**given)
    except (TypeError, ValueError):
        return Pace()
