"""A portal: who publishes a German article, and how its notices read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.core import UnknownLocaleError

from fassung.article import Article
from fassung.errors import WrongSetting
from fassung.portals.safe import link
from fassung.portals.template import check, fill
from fassung.settings_file import Fault, Table, raise_first, read

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "Arts": "Kultur",
        "Business": "Wirtschaft",
        "Climate": "Klima",
        "Culture": "Kultur",
        "Economy": "Wirtschaft",
        "Europe": "Europa",
        "Health": "Gesundheit",
        "National": "USA",
        "National Security": "Sicherheit",
        "Opinion": "Meinung",
        "Opinions": "Meinung",
        "Politics": "Politik",
        "Science": "Wissenschaft",
        "Sports": "Sport",
        "Style": "Gesellschaft",
        "Tech": "Technik",
        "Technology": "Technik",
        "Travel": "Reise",
        "U.S.": "USA",
        "World": "Welt",
    }
)
"""What German readers see for a partner's usual sections. Tags are never machine-translated."""

# A host name (RFC 1123 §2.1, with letters of any language), and a port where it is tried out.
_DOMAIN = re.compile(r"(?:[\w](?:[\w-]{0,61}[\w])?\.)*\w(?:[\w-]{0,61}\w)?(?::\d{1,5})?")
_WEB = re.compile("https?://.")
# Names of folders and files as they stand in an address (RFC 3986 §3.3, with letters of any
# language): no query, no fragment, no way up, nothing hidden.
_PATH = re.compile(r"(?:/(?!\.)[^\s/?#\\%]+)+/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One outlet of the publisher.

    Notices are templates (see :mod:`fassung.portals.template`) that may name
    ``{portal}``, ``{publisher}`` (who published first), ``{date}`` and ``{language}``.
    ``terms`` turns a partner's sections and tags into the portal's; one that is
    not in it is not shown. ``pictures`` names folders whose pictures are put
    into the page, by the beginning of their address.
    """

    name: str = "Deutsche Fassung"
    domain: str = "fassung.example"
    path: str = "/artikel/{id}.html"
    publisher: str = ""
    cooperation: str = "Im Zuge einer Kooperation steht er hier auch auf Deutsch zur Verfügung."
    label: str = "Maschinell aus dem Englischen übersetzt"
    translated: str = (
        "Diesen Text hat eine Maschine aus dem Englischen ins Deutsche übertragen. "
        "Dabei können Fehler entstehen; maßgeblich ist das Original."
    )
    label_reviewed: str = "Automatisch aus dem Englischen übersetzt und redaktionell geprüft"
    translated_reviewed: str = (
        "Diesen Text hat eine Maschine aus dem Englischen ins Deutsche übertragen; "
        "eine Redakteurin oder ein Redakteur hat ihn vor der Veröffentlichung geprüft."
    )
    origin: str = (
        "Zuerst erschienen ist der Artikel[ am {date}][ in {language} Sprache][ bei „{publisher}“]."
    )
    origin_unknown: str = (
        "Der Artikel ist zuerst[ in {language} Sprache] an anderer Stelle erschienen."
    )
    locale: str = "de-DE"
    time_zone: str = "Europe/Berlin"
    indexable: bool = True
    terms: Mapping[str, str] = field(default_factory=lambda: SECTIONS)
    pictures: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))

    report: str = ""
    """Address of the form on which readers tell the desk of an error; empty for none."""

    def __post_init__(self) -> None:
        for name in (
            "cooperation",
            "label",
            "translated",
            "label_reviewed",
            "translated_reviewed",
            "origin",
            "origin_unknown",
        ):
            check(getattr(self, name))
        for name in ("label", "translated"):
            # Also where the article says nothing that the template could name.
            if not fill(getattr(self, name), {}).strip():
                raise WrongSetting(
                    "{key} is empty, but a text that nobody has read must say so (AI Act, "
                    "Art. 50(4)); write one.",
                    key=name,
                )
        if not _DOMAIN.fullmatch(self.domain):
            raise WrongSetting(
                "{wrong} is no name of a site; write it like www.example.org.", wrong=self.domain
            )
        if self.report and not _WEB.match(link(self.report)):
            raise WrongSetting(
                "{wrong} is no address on the web; write https://….", wrong=self.report
            )
        try:
            Locale.parse(self.locale, sep="-")
        except (ValueError, UnknownLocaleError):
            raise WrongSetting(
                "{wrong} is no locale; write de-DE, de-AT or de-CH.", wrong=self.locale
            ) from None
        try:
            ZoneInfo(self.time_zone)
        except (ValueError, OSError, ZoneInfoNotFoundError):
            raise WrongSetting(
                "{wrong} is no time zone; write one like Europe/Berlin.", wrong=self.time_zone
            ) from None
        try:
            made = self.path.format(id="0")
        except (ValueError, LookupError, AttributeError):
            made = ""
        if not made.startswith("/") or "{id}" not in self.path:
            raise WrongSetting(
                "{wrong} must begin with / and name nothing but {{id}}; write it like "
                "/artikel/{{id}}.html.",
                wrong=self.path,
            )
        if not _PATH.fullmatch(made):
            raise WrongSetting(
                "{wrong} is no path: write names of folders and a file, with letters, figures and "
                "signs like - and _ only, none of which begins with a dot.",
                wrong=self.path,
            )

    @property
    def zone(self) -> ZoneInfo:
        """The zone that dates are shown in."""
        return ZoneInfo(self.time_zone)

    @property
    def babel(self) -> Locale:
        """The locale that dates and numbers are written in."""
        return Locale.parse(self.locale, sep="-")

    def reviewed(self) -> Portal:
        """The portal with the notices of a text that a person has checked."""
        return replace(self, label=self.label_reviewed, translated=self.translated_reviewed)

    def address(self, article: Article) -> str:
        """Where ``article`` stands on this portal; its canonical address.

        Canonical points to itself, never across languages (field/standards.md §7).
        """
        id = quote(article.id.encode("utf-8", "replace"), safe="-_.~")
        return f"https://{self.domain}{self.path.format(id=id)}"


DEFAULT = Portal()
"""The portal of a run that names none."""


def load(path: str | Path) -> Portal:
    """The portal that the TOML file ``path`` describes; what it leaves out is as in DEFAULT.

    ``[terms]`` adds to the default terms; folders in ``[pictures]`` are relative to the file.

    Raises:
        SettingsError: if the file cannot be read, or a key or a value in it is wrong; says where.
    """
    faults: list[Fault] = []
    portal = collect(path, faults)
    raise_first(faults)
    return portal


def collect(path: str | Path, faults: list[Fault]) -> Portal:
    """As :func:`load`; what is wrong is put into ``faults`` and left out."""
    return made(settings(read(path, faults)))


def settings(table: Table, known: tuple[str, ...] = ()) -> dict[str, Any]:
    """What ``table`` sets of a portal, what is right only; ``known`` are keys of others."""
    return table.settings(Portal, known=known)


def made(values: Mapping[str, Any]) -> Portal:
    """The portal of :func:`settings`."""
    return replace(DEFAULT, **{**values, "terms": {**SECTIONS, **values.get("terms", {})}})
