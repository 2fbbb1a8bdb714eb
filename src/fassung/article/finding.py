"""Findings: what an editor should look at, where it stands, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from fassung.messages import message

Stretch: TypeAlias = tuple[int, int]
"""Start and end in a text, counted in characters, the end exclusive."""


class Severity(StrEnum):
    """How bad it would be if a reader met it, as MQM grades errors.

    CRITICAL blocks publishing: something false may be said. MAJOR misleads or embarrasses.
    MINOR is a matter of form.
    """

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at.

    ``check`` names the rule, ``category`` its type in MQM Core (e.g. ``accuracy/omission``).
    ``source`` and ``target`` are the stretches of the English and German text it is about, either
    may be empty. ``repair``, if any, replaces the first stretch of ``target``. ``template`` is
    the English message, key of the German catalogue, and ``values`` what it names.
    """

    segment: str
    check: str
    category: str
    severity: Severity
    template: str
    values: tuple[tuple[str, str], ...] = ()
    source: tuple[Stretch, ...] = ()
    target: tuple[Stretch, ...] = ()
    repair: str | None = None
    safe: bool = False
    """Whether ``repair`` is so certain that it may be made without asking an editor."""

    @property
    def message(self) -> str:
        """What is wrong, in one line of the reader's language."""
        return message(self.template, **dict(self.values))

    @property
    def blocking(self) -> bool:
        """Whether nothing may be published before a person has decided."""
        return self.severity is Severity.CRITICAL
