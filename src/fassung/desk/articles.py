"""The article behind a version, in English and in German."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from sqlalchemy.orm import Session

from fassung import wires
from fassung.article import Article, compare, ingest, inventory
from fassung.desk.schema import Version
from fassung.errors import InventoryError


def source_article(version: Version) -> Article:
    """The English article of ``version``."""
    return _read(version.source)


def german_article(session: Session, version: Version) -> Article:
    """The German article of ``version`` as its segments stand now.

    Args:
        session: the one that ``version`` belongs to.
        version: a version that was translated.

    Raises:
        InventoryError: if the segments lack something that the source has.
    """
    source = source_article(version)
    try:
        german = ingest(source, {row.segment: row.german for row in version.segments})
    except (KeyError, ValueError) as error:
        raise InventoryError(
            "The German of {headline} does not fit its source ({reason}); translate it again.",
            headline=version.headline or version.id,
            reason=error,
        ) from error
    if losses := compare(inventory(source), inventory(german)):
        raise InventoryError(
            "The translation of {id} lost something ({losses}); nothing was written.",
            id=source.id,
            losses="; ".join(map(str, losses)),
        )
    return replace(german, language="de", translated_from=source.language)


@lru_cache(maxsize=64)
def _read(data: bytes) -> Article:
    """An article is a value, and while one is worked on it is asked for at every save."""
    return wires.read(data)
