"""The calls of the Python interface: read, translate, check, write."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from pathlib import Path

from fassung import _outputs, wires
from fassung import checks as _checks
from fassung.article import Article, Finding
from fassung.engines import registry
from fassung.engines.protocol import Engine
from fassung.errors import WireError
from fassung.german import HouseStyle
from fassung.portals.portal import DEFAULT, Portal
from fassung.settings import cache_folder
from fassung.translation import SegmentCache, Translation
from fassung.translation import translate as _translate
from fassung.translation.run import Progress


def read(source: str | os.PathLike[str] | bytes) -> Article:
    """The article in ``source``: a file's path, or the file's bytes.

    The format (ANS, ninjs, web page) is recognised from the content.

    Raises:
        WireError: if it is no article that fassung can read; says why.
    """
    if isinstance(source, bytes):
        return wires.read(source)
    path = Path(source)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WireError(
            "{source} cannot be opened ({reason}); check the path.",
            source=path,
            reason=error.strerror or error,
        ) from error
    return wires.read(data, source=str(path))


def translate(
    article: Article,
    engine: str | Engine | None = None,
    *,
    style: HouseStyle | None = None,
    use_cache: bool = True,
    progress: Progress | None = None,
) -> Translation:
    """The German version of ``article``.

    Args:
        article: as :func:`read` gives it.
        engine: an engine, its name (``"house"``, ``"deepl>house"`` …), or None
            for the setting ``FASSUNG_ENGINE``, else the house model.
        style: house style of the German; None is the default.
        use_cache: False translates every sentence anew.
        progress: called with sentences done and sentences in all.

    Raises:
        UsageError: unknown engine, or an article that is not English.
        EngineError: the engine cannot translate.
        InventoryError: something of the article would be lost.
    """
    if engine is None:
        engine = os.environ.get("FASSUNG_ENGINE") or "house"
    if isinstance(engine, str):
        engine = registry.create(engine)
    cache = _segment_cache(cache_folder() / "segments.sqlite3") if use_cache else None
    result = _translate(
        article, engine, style=style, cache=cache, progress=progress, judge=_checks.grave
    )
    return replace(result, findings=(*result.findings, *_check(result, style)))


def check(source: str, german: str, *, context: _checks.Context | None = None) -> list[Finding]:
    """What is wrong with ``german`` as a translation of ``source``, worst first.

    ``source`` may be empty: then only what the German text alone shows is found.

    >>> [f.check for f in check("It rains.", "Es regnet. Es regnet. Es regnet. Es regnet.")]
    ['loop']
    """
    return _checks.check(source, german, context=context)


def _check(result: Translation, style: HouseStyle | None) -> list[Finding]:
    pairs = [
        _checks.Pair(s.source.value, s.target.value, s.role, s.id, s.source, s.target)
        for s in result.segments
    ]
    context = _checks.Context(style=style or HouseStyle(), published=result.source.first_published)
    return _checks.check_article(pairs, context=context)


def write(
    translation: Translation,
    path: str | os.PathLike[str],
    format: str | None = None,
    *,
    portal: Portal = DEFAULT,
) -> Path:
    """Writes ``translation`` to ``path``, whole or not at all, and gives the path back.

    Args:
        translation: what :func:`translate` gave.
        path: where to; folders are made.
        format: ``html``, ``json``, ``text``, ``ninjs`` or ``ans``; None takes it
            from the ending (``.html``, ``.txt``, ``.ninjs.json``, ``.ans.json``, ``.json``).
        portal: whose page and notices.

    Raises:
        UsageError: unknown format.
        FassungError: the file cannot be written.
    """
    target = Path(path)
    data = _outputs.render(translation, format or _outputs.format_of(target), portal)
    _outputs.replace_file(target, data)
    return target


@cache
def _segment_cache(path: Path) -> SegmentCache:
    return SegmentCache(path)
