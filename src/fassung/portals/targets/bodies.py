"""Bodies: an edition as the bytes of a format, for targets that carry any."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fassung.errors import WrongSetting
from fassung.portals import outputs
from fassung.portals.edition import Edition, Withdrawal

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {name: form.suffix for name, form in outputs.FORMATS.items()}
)
"""The formats, and how the names of their files end."""


def check(format: str, *, json_only: bool = False) -> None:
    """Nothing, if there is such a format.

    Raises:
        WrongSetting: if not, or if it is not JSON and must be.
    """
    known = [name for name, end in SUFFIXES.items() if end.endswith(".json") or not json_only]
    if format not in known:
        raise WrongSetting(
            "{wrong} is not a format here; write one of {known}.",
            wrong=format,
            known=", ".join(known),
        )


def write(said: Edition | Withdrawal, format: str) -> bytes:
    """The edition, or the word that it is gone, in ``format``."""
    return outputs.render(said, format).data


def data(said: Edition | Withdrawal, format: str) -> Any:
    """As :func:`write`, as a JSON value."""
    return json.loads(write(said, format))
