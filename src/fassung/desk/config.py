"""The desk's settings: one TOML file that says where things lie and who the partners are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from fassung.errors import WrongSetting
from fassung.portals.network import Network, single
from fassung.portals.network_file import collect as collect_network
from fassung.portals.portal import DEFAULT as DEFAULT_PORTAL
from fassung.portals.portal import Portal
from fassung.portals.portal import collect as collect_portal
from fassung.settings_file import Fault, raise_first, read


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
    quota: int = 1_000_000_000
    """Bytes that may lie at the desk of what it sent and nobody has read yet or could read."""
    hreflang: bool = False
    """Whether the partner agreed that our pages name its original as their English version."""

    def __post_init__(self) -> None:
        if not self.id.replace("-", "").isalnum() or not self.id.isascii():
            raise WrongSetting("{wrong} may hold letters, figures and hyphens only.", wrong=self.id)
        if not 0 <= self.highest_risk <= 1:
            raise WrongSetting(
                "{wrong} does not lie between {least} and {most}.",
                wrong=self.highest_risk,
                least=0,
                most=1,
            )
        if self.quota < 1:
            raise WrongSetting(
                "{wrong} does not lie between {least} and {most}.",
                wrong=self.quota,
                least=1,
                most=10**15,
            )
        if not 1 <= self.feed_minutes < 60:
            raise WrongSetting(
                "{wrong} does not lie between {least} and {most}.",
                wrong=self.feed_minutes,
                least=1,
                most=59,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskConfig:
    """All settings of a desk. ``database`` is SQLAlchemy's URL, SQLite or PostgreSQL."""

    database: str
    site: Path
    """Folder that the pages are written to."""
    portal: Portal = DEFAULT_PORTAL
    """Where the desk is at home: the hours that editors choose are its."""
    network: Network | None = None
    """The portals that it publishes to; None for the one ``portal``, its pages in ``site``."""
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

    @property
    def portals(self) -> Network:
        """The network that the desk publishes to."""
        return self.network or single(self.portal, self.site)


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
        SettingsError: if the file cannot be read, or a key or a value in it is wrong; says where.
    """
    faults: list[Fault] = []
    table = read(path, faults)
    home = table.file.resolve().parent
    partners: dict[str, Partner] = {}
    for entry in table.tables("partner"):
        partner = entry.make(Partner)
        if partner is None:
            continue
        if partner.id in partners:
            entry.fault("id", "two partners are called {id}; give one another id.", id=partner.id)
        partners[partner.id] = partner
    values = table.settings(
        DeskConfig,
        without=("partners", "portal", "network"),
        known=("partner", "portal", "network"),
    )
    values.setdefault("site", home / "site")
    values["database"] = _database(values.get("database", f"sqlite:///{home / 'desk.sqlite3'}"))
    if portal := table.value("portal", str, ""):
        values["portal"] = collect_portal(home / portal, faults)
    if network := table.value("network", str, ""):
        values["network"] = collect_network(home / network, faults, partners)
    raise_first(faults)
    return DeskConfig(**values, partners=partners)


def _database(url: str) -> str:
    """``url``, or that of the environment; PostgreSQL always with psycopg."""
    url = os.environ.get("FASSUNG_DATABASE") or url
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url
