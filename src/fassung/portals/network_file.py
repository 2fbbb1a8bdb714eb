"""The network's file: defaults, groups and small entries, for many portals.

A portal is what ``[defaults]`` says, then its group, then its own entry; tables (``wants``,
``style``, ``terms``, ``pictures``) are put together key by key.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from fassung.portals import portal as portals
from fassung.portals.network import Copies, Network, Outlet, TargetSettings, Wants, same_house
from fassung.portals.style import Style
from fassung.portals.targets.opening import kinds
from fassung.portals.targets.pace import Pace
from fassung.settings_file import Fault, Table, raise_first, read

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_OUTLET = ("targets", "lead", "copies")
_TABLES = {"wants": Wants, "style": Style}
_APART = {"files": "name", "site": "folder"}
"""What keeps portals apart in a target of a kind that writes files: their id stands in it."""
_PASSWORD = re.compile(r"://[^/?#@:]*:(?!\d*(?:[/?#]|$))[^@]*@")
"""A password in an address (RFC 3986 §3.2.1), also one with signs that had to be escaped."""
_FILE = ("include", "defaults", "group", "portal", "target")


def load(path: str | Path) -> Network:
    """The network that the TOML file ``path`` describes, and the files that it includes.

    Raises:
        SettingsError: if something in them is wrong; says the first, with file and line.
    """
    faults: list[Fault] = []
    network = collect(path, faults)
    raise_first(faults)
    return network


def collect(
    path: str | Path, faults: list[Fault], partners: Collection[str] | None = None
) -> Network:
    """As :func:`load`; everything that is wrong is put into ``faults``, and left out.

    ``partners`` are the ids of those that there are; None where nobody can say.
    """
    first = read(path, faults)
    files = [first, *_included(first, faults)]
    first.known(_FILE)
    for table in files[1:]:
        table.known(("group", "portal"))
    defaults = _layer(first.table("defaults"))
    groups: dict[str, _Layer] = {}
    for table in files:
        for name in table.table("group").values:
            group = table.table("group").table(name)
            if name in groups:
                group.fault("", "two groups are called {id}; give one another name.", id=name)
            groups[name] = _layer(group)
    targets = _targets(first)
    made: dict[str, _Made] = {}
    for table in files:
        for entry in table.tables("portal"):
            if (one := _outlet(entry, defaults, groups)) is None:
                continue
            if one.outlet.id in made:
                entry.fault(
                    "id", "two portals are called {id}; give one another id.", id=one.outlet.id
                )
            made[one.outlet.id] = one
    if not made and not faults:
        first.fault("", "there is no [[portal]]; add one.")
    for one in made.values():
        _fits(one, made, targets)
        for partner in one.outlet.wants.partners if partners is not None else ():
            if partner not in (partners or ()):
                one.tables["wants"].fault(
                    ("wants", "partners"),
                    "there is no partner {partner}; known are {known}.",
                    partner=partner,
                    known=", ".join(sorted(partners or ())) or "–",
                )
    _apart(made)
    _shared(made, targets)
    # What a group sets is wrong once, not once for each of its portals.
    faults[:] = {str(fault): fault for fault in faults}.values()
    return Network(
        outlets={id: one.outlet for id, one in made.items()},
        targets={id: target for id, target in targets.items() if target is not None},
    )


def _included(first: Table, faults: list[Fault]) -> list[Table]:
    found: list[Table] = []
    for pattern in first.value("include", list, []):
        home = first.file.parent
        files = sorted(home.glob(pattern)) if isinstance(pattern, str) and pattern else []
        if not files:
            first.fault(
                "include", "no file fits {pattern}; correct it or take it out.", pattern=pattern
            )
        found += [read(file, faults) for file in files]
    return found


@dataclass(frozen=True, slots=True)
class _Layer:
    """What the defaults, a group or a portal set, and the tables that they set it in."""

    values: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)

    def below(self, above: _Layer) -> _Layer:
        """``above`` put over this one."""
        together = {
            key: {**self.values[key], **value}
            for key, value in above.values.items()
            if isinstance(value, Mapping) and key in self.values
        }
        values = {**self.values, **above.values, **together}
        return _Layer(values, {**self.tables, **above.tables})


def _layer(table: Table, *more: str) -> _Layer:
    """What ``table`` sets, each value by itself found right; ``more`` are keys of the caller."""
    values = portals.settings(table, known=(*more, *_OUTLET, *_TABLES))
    others = [f.name for f in fields(Outlet) if f.name not in _OUTLET]
    values |= table.settings(Outlet, without=others, known=table.values)
    for name, kind in _TABLES.items():
        if name in table.values:
            values[name] = table.table(name).settings(kind)
    return _Layer(values, dict.fromkeys(values, table))


def _outlet(entry: Table, defaults: _Layer, groups: Mapping[str, _Layer]) -> _Made | None:
    own = _layer(entry, "id", "group")
    id, group = entry.value("id", str, ""), entry.value("group", str, "")
    if not _ID.fullmatch(id):
        entry.fault("id", "{key} holds letters, figures and hyphens; write one.", key="portal.id")
        return None
    for key in ("name", "domain"):
        if key not in entry.values:
            entry.fault("", "the portal {id} has no {key}; add it.", id=id, key=key)
    if group and group not in groups:
        entry.fault(
            "group",
            "there is no group {group}; known are {known}.",
            group=group,
            known=", ".join(groups) or "–",
        )
    layer = defaults.below(groups.get(group, _Layer())).below(own)
    values = dict(layer.values)
    parts = {name: kind(**values.pop(name, {})) for name, kind in _TABLES.items()}
    outlet = {key: values.pop(key) for key in _OUTLET if key in values}
    made = Outlet(id=id, portal=portals.made(values), **parts, **outlet)
    return _Made(made, entry, layer.tables)


@dataclass(frozen=True, slots=True)
class _Made:
    """A portal with its own entry, and the tables that its settings come from."""

    outlet: Outlet
    entry: Table
    tables: Mapping[str, Table]


def _targets(first: Table) -> dict[str, TargetSettings | None]:
    found: dict[str, TargetSettings | None] = {}
    for entry in first.tables("target"):
        id, kind = entry.value("id", str, ""), entry.value("kind", str, "")
        if not _ID.fullmatch(id):
            entry.fault(
                "id", "{key} holds letters, figures and hyphens; write one.", key="target.id"
            )
            continue
        if id in found:
            entry.fault("id", "two targets are called {id}; give one another id.", id=id)
        found[id] = None
        if (module := kinds().get(kind)) is None:
            entry.fault(
                "kind",
                "{key} is {wrong}; write one of {known}.",
                key="target.kind",
                wrong=kind or "–",
                known=", ".join(sorted(kinds())),
            )
            continue
        # Nothing else looks at addresses that hold one: errors and receipts quote them.
        open_secrets = [key for key, value in entry.values.items() if _PASSWORD.search(str(value))]
        for key in open_secrets:
            entry.fault(
                key,
                "{key} holds a password; put it into the environment and name the variable.",
                key=f"target.{key}",
            )
        if open_secrets:
            continue
        pace = [field.name for field in fields(Pace)]
        entry.settings(Pace, known=entry.values)
        if entry.make(module.settings, known=("id", "kind", *pace)) is None:
            continue
        made = entry.settings(module.settings, known=entry.values)
        options = {
            key: _from_here(first, key, made.get(key), value)
            for key, value in entry.values.items()
            if key not in ("id", "kind")
        }
        found[id] = TargetSettings(id=id, kind=kind, options=options)
    return found


def _from_here(first: Table, key: str, made: object, written: Any) -> Any:
    """Folders are meant from the file on, wherever the target is opened."""
    if isinstance(made, Path):
        return str(made)
    if key == "folder" and isinstance(written, str) and "://" not in written:
        return str(first.file.resolve().parent / written)
    return written


def _fits(
    made: _Made, all_made: Mapping[str, _Made], targets: Mapping[str, TargetSettings | None]
) -> None:
    outlet = made.outlet
    for target in outlet.targets:
        if target not in targets:
            made.tables["targets"].fault(
                "targets",
                "there is no target {target}; known are {known}.",
                target=target,
                known=", ".join(targets) or "–",
            )
    if not outlet.targets:
        made.entry.fault("", "the portal {id} has no targets; name one.", id=outlet.id)
    if not outlet.lead or outlet.lead == outlet.id:
        return
    lead = all_made.get(outlet.lead)
    if lead is None:
        made.tables["lead"].fault(
            "lead",
            "there is no portal {lead} to be the lead; name one by its id.",
            lead=outlet.lead,
        )
    elif outlet.copies is Copies.CANONICAL and not same_house(outlet.portal, lead.outlet.portal):
        made.entry.fault(
            "copies",
            "the portal {id} may not be canonical to {lead}: the publisher or language differs; "
            "write noindex or self.",
            id=outlet.id,
            lead=outlet.lead,
        )


def _apart(all_made: Mapping[str, _Made]) -> None:
    """Notes portals whose articles would lie on one another."""
    seen: dict[tuple[str, str], str] = {}
    for id, made in all_made.items():
        portal = made.outlet.portal
        place = (portal.domain.casefold(), portal.path)
        if place in seen and "domain" in made.entry.values:
            made.entry.fault(
                "domain",
                "the portals {first} and {id} share {domain}; give one another domain or path.",
                first=seen[place],
                id=id,
                domain=portal.domain,
            )
        seen[place] = id


def _shared(all_made: Mapping[str, _Made], targets: Mapping[str, TargetSettings | None]) -> None:
    """Notes targets in which the files of two portals would lie on one another."""
    seen: dict[str, str] = {}
    for id, made in all_made.items():
        for name in made.outlet.targets:
            target = targets.get(name)
            key = _APART.get(target.kind) if target else None
            if target is None or key is None or "{outlet}" in target.options.get(key, "{outlet}"):
                continue
            if seen.setdefault(name, id) != id:
                made.tables["targets"].fault(
                    "targets",
                    "the portals {first} and {id} would write over one another at {target}; put "
                    "{outlet} into its {key}.",
                    first=seen[name],
                    id=id,
                    target=name,
                    outlet="{outlet}",
                    key=key,
                )
