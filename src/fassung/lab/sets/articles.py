"""A set from articles in any format that fassung reads, with or without their German."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fassung import wires
from fassung.article import Article, extract
from fassung.checks.align import align
from fassung.errors import WireError
from fassung.lab.pairs import Pair
from fassung.messages import reason


def read(path: Path, german: Path | None = None) -> Sequence[Pair]:
    """The segments of one English article; those of ``german`` with the same ids are its
    reference. Plain text: what is bold or a link is not measured.

    Raises:
        WireError: if one cannot be read, the first is not English, or they share no segment.
    """
    article = _article(path)
    if not article.language.lower().startswith("en"):
        raise WireError(
            "{source} is in {language}, not in English.", source=path, language=article.language
        )
    references: dict[str, str] = {}
    if german is not None:
        aligned = align(article, _article(german))
        references = {p.segment: p.german for p in aligned.pairs if p.source and p.german}
        if not references:
            raise WireError(
                "{source} has no segment of {other} (ids differ); check that they belong together.",
                source=german,
                other=path,
            )
    day = article.first_published.date().isoformat() if article.first_published else ""
    return [
        Pair(
            document=article.id or path.name,
            segment=segment.id,
            source=segment.text.value,
            reference=references.get(segment.id, ""),
            role=segment.role,
            date=day,
        )
        for segment in extract(article)
    ]


def _article(path: Path) -> Article:
    try:
        with path.open("rb") as file:
            return wires.read(wires.take(file), source=str(path))
    except OSError as error:
        raise WireError(
            "{source} cannot be opened ({reason}); check the path.",
            source=path,
            reason=reason(error),
        ) from error
