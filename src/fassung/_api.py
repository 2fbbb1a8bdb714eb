"""The calls of the Python interface: read, translate, check, write."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from fassung import _outputs, wires
from fassung import checks as _checks
from fassung.article import Article, Finding
from fassung.engines import registry
from fassung.engines.protocol import Engine
from fassung.errors import EngineError, UsageError
from fassung.files import replace_file
from fassung.german import HouseStyle
from fassung.german.glossary import Glossary
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
    return wires.read(wires.take_file(source), source=str(Path(source)))


def translate(
    article: Article,
    engine: str | Engine | None = None,
    *,
    style: HouseStyle | None = None,
    glossary: Glossary | None = None,
    appears: datetime | None = None,
    use_cache: bool = True,
    progress: Progress | None = None,
) -> Translation:
    """The German version of ``article``.

    Args:
        article: as :func:`read` gives it.
        engine: an engine, its name (``"house"``, ``"deepl>house"`` …), or None
            for the setting ``FASSUNG_ENGINE``, else the house model.
        style: house style of the German; None is the default.
        glossary: terms that the German must use, words that must stay as they are.
        appears: when the German version will be published (aware); what it says of "today"
            or "Monday" is checked against it. None leaves that unchecked.
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
    context = _checks.Context(
        style=style or HouseStyle(),
        published=article.first_published,
        appears=appears,
        glossary=glossary or Glossary(),
    )
    return _checks.checked(result, context)


def check(source: str, german: str, *, context: _checks.Context | None = None) -> list[Finding]:
    """What is wrong with ``german`` as a translation of ``source``, worst first.

    ``source`` may be empty: then only what the German text alone shows is found.

    >>> [f.check for f in check("It rains.", "Es regnet. Es regnet. Es regnet. Es regnet.")]
    ['loop', 'addition']
    """
    return _checks.check(source, german, context=context)


def risk(
    sources: Sequence[str], germans: Sequence[str], *, engine: str | None = "house"
) -> list[float]:
    """How likely each of ``germans`` holds a critical error, from 0 to 1.

    Args:
        sources: English segments.
        germans: their translations, as many.
        engine: ``"house"`` has the house model judge them too; None, and any case in which it
            cannot (not assembled yet and not to be had, or another version than the risk was
            trained with), leaves rules alone. :func:`fassung.checks.risk.risks` says which it
            was, and why a risk is high.

    >>> same, wrong = risk(["It costs 12 euros."] * 2, ["Es kostet 12 Euro.", "Es kostet 30 Euro."],
    ...                    engine=None)
    >>> same < 0.1 < wrong
    True

    Raises:
        ValueError: if there are not as many translations as sources.
        UsageError: an engine that cannot judge translations.
    """
    # Here and not above: who only translates need not wait for NumPy and the lexicon.
    from fassung.checks.risk import Scorer, risks

    scorer = registry.create(engine) if engine else None
    if scorer is not None and not isinstance(scorer, Scorer):
        raise UsageError("Engine {engine} cannot judge translations; use house.", engine=engine)
    try:
        found = risks(sources, germans, scorer)
    except EngineError:
        found = risks(sources, germans)
    return [one.probability for one in found]


def write(
    translation: Translation,
    path: str | os.PathLike[str],
    format: str | None = None,
    *,
    portal: Portal = DEFAULT,
    preview: bool = False,
) -> Path:
    """Writes ``translation`` to ``path``, whole or not at all, and gives the path back.

    Args:
        translation: what :func:`translate` gave.
        path: where to; folders are made.
        format: ``html``, ``json``, ``text``, ``ninjs``, ``ninjs-2.2``, ``newsml-g2`` or ``ans``;
            None takes it from the ending (``.html``, ``.txt``, ``.ninjs.json``, ``.newsml.xml``,
            ``.ans.json``, ``.json``).
        portal: whose page and notices.
        preview: whether a page is written of an article that may not be published now: held
            back, withdrawn, under embargo. It says so.

    Raises:
        UsageError: unknown format, or an ending that stands for none.
        HeldError: a page of such an article, and no preview asked for.
        FassungError: the file cannot be written.
    """
    target = Path(path)
    to = _outputs.Target(portal=portal, preview=preview)
    data = _outputs.render(translation, format or _outputs.format_of(target), to)
    replace_file(target, data)
    return target


@cache
def _segment_cache(path: Path) -> SegmentCache:
    return SegmentCache(path)
