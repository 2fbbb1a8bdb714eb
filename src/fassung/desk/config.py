"""The desk's settings: one TOML file that says where things lie and who the partners are."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from fassung.errors import UsageError
from fassung.portals.portal import DEFAULT as DEFAULT_PORTAL
from fassung.portals.portal import Portal
from fassung.portals.portal import load as load_portal


class Policy(StrEnum):
    """Whether a partner's pieces may go out unread."""

    REVIEW = "review"
    """A person answers for every piece."""
    LOW_RISK = "low-risk"
    """A piece without a grave finding and with little risk goes out unread, labelled so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody who sends articles, and what the desk does with them."""

    id: str
    name: str = ""
    folder: Path | None = None
    """Watched for new files."""
    feed: str = ""
    """Address of an RSS, Atom or JSON feed."""
    feed_minutes: int = 5
    engine: str = "house"
    alternative: str = ""
    """Another engine that an editor may ask for a second wording; empty for none."""
    glossary: tuple[Path, ...] = ()
    policy: Policy = Policy.REVIEW
    highest_risk: float = 0.05
    """Under LOW_RISK: the highest risk of a segment at which a piece may go out unread."""
    private_addresses: bool = False
    """Whether its feed and pictures may lie on private network addresses."""

    def __post_init__(self) -> None:
        if not self.id.replace("-", "").isalnum() or not self.id.isascii():
            raise ValueError(f"id may hold letters, figures and hyphens: {self.id!r}")
        if not 0 <= self.highest_risk <= 1:
            raise ValueError(f"highest_risk lies between 0 and 1: {self.highest_risk}")
        if not 1 <= self.feed_minutes < 60:
            raise ValueError(f"feed_minutes lies between 1 and 59: {self.feed_minutes}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskConfig:
    """All settings of a desk. ``database`` is SQLAlchemy's URL, SQLite or PostgreSQL."""

    database: str
    site: Path
    """Folder that the pages are written to."""
    portal: Portal = DEFAULT_PORTAL
    host: str = "127.0.0.1"
    port: int = 8400
    largest: int = 20_000_000
    """Bytes; a larger delivery is refused."""
    session_hours: int = 12
    partners: Mapping[str, Partner] = field(default_factory=dict)

    @property
    def sqlite(self) -> bool:
        """Whether the desk lives in one file on one machine."""
        return self.database.startswith("sqlite")


def default(folder: Path) -> DeskConfig:
    """A desk that needs no file: SQLite, pages and one partner ``demo`` under ``folder``."""
    return DeskConfig(
        database=_database(f"sqlite:///{folder / 'desk.sqlite3'}"),
        site=folder / "site",
        partners={"demo": Partner(id="demo", name="Demo", folder=folder / "inbox")},
    )


def load(path: str | Path) -> DeskConfig:
    """The settings in the TOML file ``path``; folders in it are relative to the file.

    The setting ``FASSUNG_DATABASE`` of the environment goes before the file's ``database``.

    Raises:
        UsageError: if the file cannot be read, or a key or a value in it is wrong.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            "The desk's file {path} cannot be read ({reason}); check the path.",
            path=path,
            reason=error.strerror or error,
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            "The desk's file {path} is not valid TOML ({reason}); correct it there.",
            path=path,
            reason=error,
        ) from error
    home = path.resolve().parent
    partners: dict[str, Partner] = {}
    for number, table in enumerate(_list(path, data.pop("partner", [])), 1):
        partner = _partner(path, number, table, home)
        if partner.id in partners:
            raise UsageError(
                "{path}: two partners are called {id}; give one another id.",
                path=path,
                id=partner.id,
            )
        partners[partner.id] = partner
    _known(path, data, {f.name for f in fields(DeskConfig)} - {"partners"}, "")
    data.setdefault("database", f"sqlite:///{home / 'desk.sqlite3'}")
    data["database"] = _database(_typed(path, "database", data["database"], str))
    data["site"] = home / _typed(path, "site", data.get("site", "site"), str)
    if "portal" in data:
        data["portal"] = load_portal(home / _typed(path, "portal", data["portal"], str))
    for key, wanted in (("host", str), ("port", int), ("largest", int), ("session_hours", int)):
        if key in data:
            _typed(path, key, data[key], wanted)
    return DeskConfig(**data, partners=partners)


def _partner(path: Path, number: int, table: dict[str, Any], home: Path) -> Partner:
    where = f"[[partner]] {number}: "
    _known(path, table, {f.name for f in fields(Partner)}, where)
    values: dict[str, Any] = {}
    for key, value in table.items():
        match key:
            case "folder":
                values[key] = home / _typed(path, where + key, value, str)
            case "glossary":
                names = _typed(path, where + key, value, list)
                values[key] = tuple(home / _typed(path, where + key, n, str) for n in names)
            case "policy":
                try:
                    values[key] = Policy(value)
                except ValueError as error:
                    raise UsageError(
                        "{path}: {where}policy is {wrong}; write one of {known}.",
                        path=path,
                        where=where,
                        wrong=value,
                        known=", ".join(Policy),
                    ) from error
            case "feed_minutes":
                values[key] = _typed(path, where + key, value, int)
            case "highest_risk":
                values[key] = float(_typed(path, where + key, value, (int, float)))
            case "private_addresses":
                values[key] = _typed(path, where + key, value, bool)
            case _:
                values[key] = _typed(path, where + key, value, str)
    if "id" not in values:
        raise UsageError("{path}: {where}the id is missing; add one.", path=path, where=where)
    try:
        return Partner(**values)
    except ValueError as error:
        raise UsageError(
            "{path}: a setting is wrong ({reason}); correct it there.",
            path=path,
            reason=f"{where}{error}",
        ) from error


def _known(path: Path, table: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise UsageError(
                "{path}: there is no setting {key}; known are {known}.",
                path=path,
                key=f"{where}{key}",
                known=", ".join(sorted(known)),
            )


def _typed(path: Path, key: str, value: Any, wanted: Any) -> Any:
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        names = {str: '"…"', int: "1", bool: "true / false", list: '["…"]'}
        raise UsageError(
            "{path}: the setting {key} has the wrong type; write {wanted}.",
            path=path,
            key=key,
            wanted=names.get(wanted, "0.05"),
        )
    return value


def _list(path: Path, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise UsageError(
            "{path}: the setting {key} has the wrong type; write {wanted}.",
            path=path,
            key="partner",
            wanted="[[partner]]",
        )
    return value


def _database(url: str) -> str:
    """``url``, or that of the environment; PostgreSQL always with psycopg."""
    url = os.environ.get("FASSUNG_DATABASE") or url
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url
