"""A static site in a folder: see :mod:`fassung.portals.site`."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from fassung.errors import WrongSetting
from fassung.portals import safe
from fassung.portals.edition import Edition, Receipt, Withdrawal
from fassung.portals.site import layout
from fassung.portals.site.site import Site

KIND = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the site lies."""

    folder: Path
    """What readers may fetch; ``{outlet}`` in it is the portal's id, for portals that share the
    target."""
    memory: Path | None = None
    """What the site remembers, never to be served; else beside the folder, as ``.NAME.site``.
    On a local disk."""
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What stands at the foot of each front: ``"Impressum" = "https://…"``."""

    sections: tuple[str, ...] = layout.ORDER
    """The order of the sections, by the names that readers see; others follow."""

    def __post_init__(self) -> None:
        for address in self.links.values():
            if not (address.startswith("/") or safe.link(address)):
                raise WrongSetting(
                    "{wrong} is no address on the web; write https://….", wrong=address
                )

    def folder_of(self, outlet: str) -> Path:
        """What readers of the portal may fetch."""
        return _of(self.folder, outlet)

    def memory_of(self, outlet: str) -> Path:
        """What the portal's site remembers."""
        if self.memory is not None:
            shared = "{outlet}" in str(self.folder) and "{outlet}" not in str(self.memory)
            return _of(self.memory, outlet) / outlet if shared else _of(self.memory, outlet)
        folder = self.folder_of(outlet)
        return folder.with_name(f".{folder.name}.site")


settings = Settings


class SiteTarget:
    """A :class:`~fassung.portals.targets.protocol.Target`; one site for each portal it serves."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sites: dict[str, Site] = {}
        self._one = threading.Lock()

    def site(self, outlet: str) -> Site:
        """The site of a portal."""
        with self._one:
            if outlet not in self._sites:
                s = self._settings
                self._sites[outlet] = Site(
                    s.folder_of(outlet), s.memory_of(outlet), tuple(s.links.items()), s.sections
                )
            return self._sites[outlet]

    def publish(self, edition: Edition, key: str, before: Receipt | None) -> Receipt:
        """See the protocol. The site knows itself what stands there, so neither is needed."""
        return self.site(edition.outlet).publish(edition)

    def withdraw(self, withdrawal: Withdrawal, key: str, before: Receipt | None) -> Receipt:
        """See the protocol."""
        return self.site(withdrawal.outlet).withdraw(withdrawal)

    def shown(self, edition: Edition | Withdrawal, before: Receipt | None) -> int | None:
        """See the protocol."""
        return self.site(edition.outlet).shown(edition.article.id)

    def close(self) -> None:
        """Lets go of all files; it may be used again."""
        with self._one:
            for site in self._sites.values():
                site.close()


def open(settings: Settings) -> SiteTarget:
    """The target; no file is touched yet."""
    return SiteTarget(settings)


def _of(path: Path, outlet: str) -> Path:
    return Path(str(path).replace("{outlet}", outlet))
