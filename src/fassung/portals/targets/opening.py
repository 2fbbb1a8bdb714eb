"""Opening: from a target's settings to the target, by its kind."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from fassung.errors import UsageError
from fassung.portals import targets
from fassung.portals.network import TargetSettings
from fassung.portals.targets.pace import NAMES, Pace
from fassung.portals.targets.protocol import Target
from fassung.settings_file import Fault, Table


@cache
def kinds() -> Mapping[str, ModuleType]:
    """The modules that open a target, by the word for it in the settings."""
    names = (module.name for module in pkgutil.iter_modules(targets.__path__))
    modules = (import_module(f"{targets.__name__}.{name}") for name in names)
    return {module.KIND: module for module in modules if hasattr(module, "KIND")}


def kind(settings: TargetSettings) -> ModuleType:
    """The module of the target's kind.

    Raises:
        UsageError: if there is none.
    """
    if (found := kinds().get(settings.kind)) is None:
        raise UsageError(
            "The target {id}: there is no kind {kind}; known are {known}.",
            id=settings.id,
            kind=settings.kind,
            known=", ".join(sorted(kinds())),
        )
    return found


def open(settings: TargetSettings) -> Target:
    """The target that ``settings`` describe; nothing is called yet.

    Raises:
        UsageError: for an unknown kind, or an option that its kind does not know or take; in one
            line.
    """
    module = kind(settings)
    faults: list[Fault] = []
    options = {key: value for key, value in settings.options.items() if key not in NAMES}
    pace = {key: value for key, value in settings.options.items() if key in NAMES}
    _table(pace, faults).make(Pace)
    made = _table(options, faults).make(module.settings)
    if faults or made is None:
        raise UsageError(
            "The target {id} ({kind}): {reason}",
            id=settings.id,
            kind=settings.kind,
            reason="; ".join(said(fault) for fault in faults),
        )
    target: Target = module.open(made)
    return target


def said(fault: Fault) -> str:
    """What is wrong, without the place in a file: options are a table of their own here."""
    return str(fault).partition(": ")[2]


def _table(options: Mapping[str, object], faults: list[Fault]) -> Table:
    # Paths were made absolute when the network's file was read; others are relative to here.
    return Table(Path("target"), dict(options), faults)
