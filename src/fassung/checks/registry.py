"""All checks: every module in ``rules/`` holds one ``CHECK`` and is found by being there."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from fassung.checks import rules
from fassung.checks.model import Check


def _found() -> tuple[Check, ...]:
    names = sorted(module.name for module in iter_modules(rules.__path__))
    return tuple(import_module(f"{rules.__name__}.{name}").CHECK for name in names)


CHECKS: tuple[Check, ...] = _found()
"""Every check, by the name of its module."""

_BY_ID = {check.id: check for check in CHECKS}


def by_id(id: str) -> Check:
    """The check named ``id``.

    Raises:
        KeyError: if there is none.
    """
    return _BY_ID[id]
