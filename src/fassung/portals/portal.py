"""A portal: who publishes a German article, and how its notices read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.core import UnknownLocaleError

from fassung.article import Article
from fassung.errors import UsageError
from fassung.messages import reason
from fassung.portals.template import check

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
        Locale.parse(self.locale, sep="-")
        ZoneInfo(self.time_zone)
        if "{id}" not in self.path or not self.path.startswith("/"):
            raise ValueError(f"path must begin with / and hold {{id}}: {self.path}")
        self.path.format(id="")

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

_TABLES = ("terms", "pictures")


def load(path: str | Path) -> Portal:
    """The portal that the TOML file ``path`` describes; what it leaves out is as in DEFAULT.

    ``[terms]`` adds to the default terms; folders in ``[pictures]`` are relative to the file.

    Raises:
        UsageError: if the file cannot be read, or a key or a value in it is wrong.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            "The portal file {path} cannot be read ({reason}); check the path.",
            path=path,
            reason=reason(error),
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            "The portal file {path} is not valid TOML ({reason}); correct it there.",
            path=path,
            reason=error,
        ) from error
    known = [f.name for f in fields(Portal)]
    values: dict[str, object] = {}
    for key, value in data.items():
        if key not in known:
            raise UsageError(
                "{path}: there is no setting {key}; known are {known}.",
                path=path,
                key=key,
                known=", ".join(known),
            )
        values[key] = _value(path, key, value)
    try:
        return replace(DEFAULT, **values)  # type: ignore[arg-type]
    except (ValueError, KeyError, IndexError, ZoneInfoNotFoundError, UnknownLocaleError) as error:
        raise UsageError(
            "{path}: a setting is wrong ({reason}); correct it there.", path=path, reason=error
        ) from error


def _value(path: Path, key: str, value: object) -> object:
    wanted = dict if key in _TABLES else bool if key == "indexable" else str
    entries = value.values() if isinstance(value, dict) else ()
    if not isinstance(value, wanted) or not all(isinstance(entry, str) for entry in entries):
        raise UsageError(
            "{path}: the setting {key} has the wrong type; write {wanted}.",
            path=path,
            key=key,
            wanted={dict: '[{k}] "a" = "b"', bool: "true / false", str: '"…"'}[wanted].replace(
                "{k}", key
            ),
        )
    if isinstance(value, dict):
        if key == "terms":
            return MappingProxyType({**SECTIONS, **value})
        return MappingProxyType({start: path.parent / folder for start, folder in value.items()})
    return value
