"""Why something could not be done, kept so that everybody reads it in their own language.

A worker speaks one language, those who read its reasons another. So the message's English template
is kept with its values, and put into words when somebody reads it. What a person wrote themselves,
and what was kept before there were templates, is shown as it stands.
"""

from __future__ import annotations

import json

from fassung.errors import FassungError
from fassung.messages import catalogue, message

_BEGIN = '{"message": '


def kept(error: FassungError) -> str:
    """``error`` as a row keeps it: one line of JSON.

    >>> kept(FassungError("{id} is empty.", id=7))
    '{"message": "{id} is empty.", "values": {"id": 7}}'
    """
    values = {name: _plain(value) for name, value in error.values.items()}
    return json.dumps({"message": error.template, "values": values}, ensure_ascii=False)


def shown(reason: str) -> str:
    """A kept reason, in the reader's language.

    Only templates of the catalogue are filled: nobody can write one that does harm.

    >>> shown("Der zweite Absatz fehlt.")
    'Der zweite Absatz fehlt.'
    """
    if not reason.startswith(_BEGIN):
        return reason
    try:
        found = json.loads(reason)
    except ValueError:
        return reason
    return _words(found) or reason


def _plain(value: object) -> object:
    if isinstance(value, FassungError):  # the reason of a reason
        return json.loads(kept(value))
    return value if isinstance(value, str | int | float | None) else str(value)


def _words(found: object) -> str:
    match found:
        case {"message": str(template), "values": dict(values)} if template in catalogue():
            try:
                said = message(template, **{k: _words(v) or v for k, v in values.items()})
            except (KeyError, IndexError, ValueError):
                return ""
            return " ".join(said.split())
    return ""
