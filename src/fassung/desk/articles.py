"""The article behind a version, in English and in German."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung import wires
from fassung.article import Article, Correction, Text, compare, ingest, inventory
from fassung.desk.schema import Publication, Version
from fassung.errors import InventoryError


def source_article(version: Version) -> Article:
    """The English article of ``version``."""
    return _read(version.source)


def german_article(session: Session, version: Version) -> Article:
    """The German article of ``version`` as its segments stand now, with the desk's corrections.

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
    return replace(
        german,
        language="de",
        translated_from=source.language,
        corrections=(*german.corrections, *_corrections(session, version)),
    )


def _corrections(session: Session, version: Version) -> list[Correction]:
    """What the desk itself tells readers: of versions that went out before, and of this one."""
    earlier = (
        select(Version.number, Version.correction)
        .where(Version.piece_id == version.piece_id, Version.number < version.number)
        .where(Version.correction != "", Version.id.in_(select(Publication.version_id)))
        .order_by(Version.number)
    )
    told = [*session.execute(earlier), (version.number, version.correction)]
    return [Correction(id=f"desk-{number}", text=Text(words)) for number, words in told if words]


@lru_cache(maxsize=64)
def _read(data: bytes) -> Article:
    """An article is a value, and while one is worked on it is asked for at every save."""
    return wires.read(data)
