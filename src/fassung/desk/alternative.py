"""A second wording: one segment alone, by another engine, on demand."""

from __future__ import annotations

from sqlalchemy import select

from fassung import checks
from fassung.article import Article, Paragraph, Role, Text, extract
from fassung.desk.articles import source_article
from fassung.desk.schema import SegmentRow, Version
from fassung.desk.store import Store
from fassung.desk.tagging import written
from fassung.engines import registry
from fassung.engines.protocol import Engine
from fassung.errors import NotFound
from fassung.german import HouseStyle
from fassung.translation import translate


def alternative(
    store: Store,
    version_id: str,
    segment: str,
    engine: str | Engine,
    *,
    style: HouseStyle | None = None,
) -> str:
    """What another engine makes of a segment, with tags as in its German; nothing is saved.

    The segment is translated alone, brought into the house's form, and no transaction is held
    meanwhile: an engine may take its time.

    Args:
        store: the desk's.
        version_id: the version.
        segment: id of the segment.
        engine: its name, or one at hand.
        style: the house style; None is the default one.

    Raises:
        NotFound: if there is no such segment.
        UsageError: if there is no such engine.
        EngineError: if it cannot.
    """
    with store.reading() as session:
        row = session.scalar(
            select(SegmentRow).where(
                SegmentRow.version_id == version_id, SegmentRow.segment == segment
            )
        )
        version = session.get(Version, version_id)
        if row is None or version is None:
            raise NotFound("There is no segment {segment} in this version.", segment=segment)
        article = _alone(source_article(version), row)
    if isinstance(engine, str):
        engine = registry.create(engine)
    made = translate(article, engine, style=style, judge=checks.grave)
    (text,) = [found.text for found in extract(made.article)]
    return written(text)


def _alone(article: Article, row: SegmentRow) -> Article:
    """An article of nothing but the segment, in a place with its role as far as engines care."""
    text: Text = row.source
    if row.role == Role.HEADLINE:
        parts: dict[str, object] = {"headline": text}
    elif row.role == Role.TEASER:
        parts = {"teaser": text}
    else:
        parts = {"blocks": (Paragraph(id="segment", text=text),)}
    return Article(
        id=article.id,
        language=article.language,
        publisher=article.publisher,
        first_published=article.first_published,
        **parts,  # type: ignore[arg-type]
    )
