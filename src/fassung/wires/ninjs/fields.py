"""Values of a ninjs item: texts by role, times, and what our own writer put aside."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

from fassung.article import Text
from fassung.errors import WireError
from fassung.wires.flat import load as load_flat
from fassung.wires.flat import restore
from fassung.wires.inline import normal, read_inline
from fassung.wires.ninjs import profile
from fassung.wires.ninjs.shape import Item, objects, string

T = TypeVar("T")
_OTHER_FORMS = frozenset(("richtext", "xhtml", "html", "html5", "richhtml5"))


def alt(item: Item, role: str) -> list[str]:
    """The values under ``role``, which 1.6 has as a name and so in lower case here."""
    parts = objects(item, "altids")
    return [string(p, "value") for p in parts if string(p, "role").lower() == role.lower()]


def is_own(item: Item) -> bool:
    """Whether fassung wrote the item."""
    return bool(alt(item, profile.PROFILE))


def restored(item: Item, name: str, cls: type[T]) -> tuple[T, ...]:
    """The parts that our own writer put into ``altIds``; damaged ones are passed over."""
    found: list[T] = []
    for value in alt(item, profile.OWN + name):
        try:
            found.append(restore(cls, load_flat(value)))
        except ValueError:
            continue
    return tuple(found)


def moment(item: Item, name: str, source: str) -> datetime | None:
    """A date-time; one without a zone is UTC. A date that cannot be read stops the item:
    an embargo that is passed over would be broken."""
    value = string(item, name)
    if not value:
        return None
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        raise WireError(
            "{source} has a date that cannot be read ({field}: {value}); send it again.",
            source=source,
            field=name,
            value=value[:40],
        ) from None
    return time if time.utcoffset() is not None else time.replace(tzinfo=UTC)


def _text(entry: Item) -> Text:
    value = string(entry, "value")
    if "html" in string(entry, "contenttype").lower():
        return read_inline(value)
    return normal(Text(value))


def wordings(item: Item, name: str, names: dict[str, str]) -> dict[str, Text]:
    """Texts by role. The same wording in a second form is passed over."""
    found: dict[str, Text] = {}
    for entry in objects(item, name):
        role = string(entry, "role")
        if role.lower() in _OTHER_FORMS and found:
            continue
        role = names.get(role, role)
        if role.lower() in _OTHER_FORMS:
            role = names[""]
        text = _text(entry)
        if role not in found:
            found[role] = text
        elif text != found[role]:
            number = 2
            while f"{role}-{number}" in found:
                number += 1
            found[f"{role}-{number}"] = text
    return found
