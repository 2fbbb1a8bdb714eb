"""Categories and tags of a WordPress: found by name, made where there are none."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape

from fassung.errors import DeliveryError
from fassung.portals.targets.wordpress_rest import Rest


def ids(rest: Rest, kind: str, names: Iterable[str]) -> list[int]:
    """The ids of ``names`` in ``kind``: ``categories`` or ``tags``.

    Raises:
        DeliveryError: if WordPress does not take one.
    """
    return [_id(rest, kind, name) for name in names]


def _id(rest: Rest, kind: str, name: str) -> int:
    for _ in range(2):
        for term in rest.list(kind, search=name, per_page=100, _fields="id,name"):
            if unescape(str(term.get("name"))).casefold() == name.casefold():
                return int(term["id"])
        try:
            return int(rest.write(kind, {"name": name})["id"])
        except DeliveryError as error:
            # Somebody else has made it in between (term_exists): look again.
            if error.again or error.values.get("status") != 400:
                raise
    raise DeliveryError(
        "WordPress has {name} in {kind} and does not show it.", kind=kind, name=name
    )
