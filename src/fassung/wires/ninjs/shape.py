"""One shape for every version of ninjs: lower-case names, lists, 2.x nesting."""

from __future__ import annotations

from typing import Any, TypeAlias

Item: TypeAlias = dict[str, Any]

_SINGULAR = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "subject": "subjects",
    "infosource": "infosources",
    "byline": "by",
    "$standard": "standard",
}
_NAMES = frozenset(
    "headlines bodies descriptions pubstatus versioncreated standard $standard headline byline"
    " representationtype renditions associations eventdetails body_text body_xhtml body_html"
    " description_text".split()
)
_TEXTS = (("headline", "headlines"), ("body", "bodies"), ("description", "descriptions"))


def recognises(value: object) -> bool:
    """True if ``value`` (parsed JSON) is a ninjs item of any version.

    ``uri`` is the only required property (ninjs 1.6 to 3.1), so one more name that no
    other format of ours has must be there.

    >>> recognises({"uri": "urn:x:1", "bodies": []}), recognises({"uri": "urn:x:1"})
    (True, False)
    """
    if not isinstance(value, dict) or not isinstance(value.get("uri"), str):
        return False
    names = {str(name).lower() for name in value}
    return bool(names & _NAMES) and "content_elements" not in names


def shape(value: Item) -> Item:
    """``value`` with lower-case names and the lists of 2.x, whatever version it has.

    1.6 has ``headline``, ``body_xhtml`` and the like instead of lists, and objects
    instead of lists for ``associations``, ``renditions`` and ``altids``.
    """
    item: Item = _lowered(value)
    for old, new in _SINGULAR.items():
        if old in item:
            item.setdefault(new, item.pop(old))
    for name in ("associations", "renditions", "altids"):
        if isinstance(item.get(name), dict):
            item[name] = [_named(name, key, part) for key, part in item[name].items()]
    for old, new in _TEXTS:
        for name in [name for name in item if name == old or name.startswith(f"{old}_")]:
            role = name.removeprefix(old).removeprefix("_")
            form = "text/html" if "html" in role else "text/plain"
            entry = {"role": role or "main", "contenttype": form, "value": item.pop(name)}
            item.setdefault(new, []).append(entry)
    item["associations"] = [shape(part) for part in objects(item, "associations")]
    return item


def _named(name: str, key: str, part: object) -> Item:
    if name == "altids":
        return {"role": key, "value": part}
    return {"name": key, **(part if isinstance(part, dict) else {})}


def _lowered(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name).lower(): _lowered(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_lowered(part) for part in value]
    return value


def objects(item: Item, name: str) -> list[Item]:
    """The objects in the list ``name``; anything else in it is passed over."""
    found = item.get(name)
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []


def string(item: Item, name: str) -> str:
    """The string ``name``; empty if it is not there or no string."""
    found = item.get(name)
    return found if isinstance(found, str) else ""
