"""What happens to a sentence, from top to bottom.

An article's texts are taken out, cut into sentences, translated, put together,
brought into good German form and put back; then what the article held is
counted again, and nothing may be missing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from time import perf_counter

from fassung._version import __version__
from fassung.article import (
    Article,
    Finding,
    Role,
    Segment,
    Severity,
    Text,
    compare,
    extract,
    ingest,
    inventory,
    joined,
)
from fassung.engines.protocol import Engine
from fassung.errors import InventoryError, UsageError
from fassung.german import RULES_VERSION, HouseStyle, State, germanise
from fassung.german.dateline import split_dateline
from fassung.translation.cache import SegmentCache
from fassung.translation.guard import Fault
from fassung.translation.result import Sentence, Timing, TranslatedSegment, Translation
from fassung.translation.run import Job, Judge, Outcome, Progress, Runner
from fassung.translation.segment import Piece, assemble, pieces

KEPT = "kept"
"""Stands for the engine of a segment that none translated."""

_CONTEXT = 3
"""Sentences before that an engine may read."""

_RUNNING = frozenset({Role.BODY, Role.QUOTE, Role.ITEM})
"""Roles whose texts follow on from one another."""


def translate(
    article: Article,
    engine: Engine,
    *,
    style: HouseStyle | None = None,
    cache: SegmentCache | None = None,
    progress: Progress | None = None,
    judge: Judge | None = None,
    kept: Mapping[str, Text] | None = None,
) -> Translation:
    """The German version of an English article.

    Args:
        article: as a wire reader gives it; its language must be English.
        engine: who translates.
        style: the portal's house style; None is the default one.
        cache: where known sentences are kept; None translates all anew.
        progress: called as sentences are finished.
        judge: says how many grave faults a translated sentence has; one that has any is
            asked for again. None trusts the engine.
        kept: German by segment id that stands already (of an earlier version, say): it is
            neither translated nor changed.

    Raises:
        UsageError: if the article is not English.
        EngineError: if the engine gives up.
        InventoryError: if something of the article would be lost.
    """
    began = perf_counter()
    if not article.language.lower().startswith("en"):
        raise UsageError(
            "The article {id} is in {language}, not in English; fassung translates from English.",
            id=article.id,
            language=article.language,
        )
    style = style or HouseStyle()
    segments = extract(article)
    kept = kept or {}
    cut = {segment.id: _cut(segment) for segment in segments}
    jobs = _jobs(segments, cut, kept)
    runner = Runner(engine, cache, progress, judge)
    outcomes = dict(zip(jobs, runner.run(list(jobs.values())), strict=True))

    done: list[TranslatedSegment] = []
    findings: list[Finding] = []
    state = State()
    published = article.first_published.date() if article.first_published else None
    for segment in segments:
        dateline, parts = cut[segment.id]
        found = [outcomes.get((segment.id, index)) for index in range(len(parts))]
        german = kept.get(segment.id)
        if german is None:
            body = assemble(
                _without(segment.text, dateline),
                [_part(piece, outcome) for piece, outcome in zip(parts, found, strict=True)],
            )
            german = _with_dateline(dateline, body)
        running = segment.role in _RUNNING
        before = state if running else State(people=state.people)
        polished = germanise(segment.text, german, style, before, published=published)
        open_quotes = polished.state.open_quotes if running else state.open_quotes
        state = State(open_quotes, polished.state.people)
        if segment.id in kept:
            done.append(TranslatedSegment(segment.id, segment.role, segment.text, german, KEPT))
            continue
        done.append(_record(segment, polished.text, parts, found, engine.card.name))
        findings += _findings(segment.id, found)

    result = replace(
        ingest(article, {segment.id: segment.target for segment in done}),
        language="de",
        translated_from=article.language,
    )
    counted = inventory(result)
    if losses := compare(inventory(article), counted):
        raise InventoryError(
            "The translation of {id} lost something ({losses}); nothing was written.",
            id=article.id,
            losses="; ".join(map(str, losses)),
        )
    return Translation(
        article=result,
        source=article,
        segments=tuple(done),
        inventory=counted,
        findings=tuple(findings),
        signature=signature(engine),
        timing=Timing(runner.seconds, perf_counter() - began),
    )


def signature(engine: Engine) -> str:
    """Who and what made a result, in one line: engine, rules, fassung's version.

    The form follows sacreBLEU's signatures: ``key:value`` parts joined by ``|``.
    """
    card = engine.card
    return (
        f"engine:{card.name}@{card.version}|langs:en-de|rules:{RULES_VERSION}|fassung:{__version__}"
    )


_Cut = tuple[Text | None, tuple[Piece, ...]]


def _cut(segment: Segment) -> _Cut:
    """The dateline, if the text opens with one, and the pieces of what follows."""
    dateline = None
    if segment.role is Role.BODY and (length := split_dateline(segment.text.value)):
        dateline = segment.text.slice(0, length)
    return dateline, pieces(_without(segment.text, dateline))


def _without(text: Text, dateline: Text | None) -> Text:
    return text if dateline is None else text.slice(len(dateline), len(text))


def _with_dateline(dateline: Text | None, body: Text) -> Text:
    return body if dateline is None else joined([dateline, body])


def _jobs(
    segments: Iterable[Segment], cut: dict[str, _Cut], kept: Container[str]
) -> dict[tuple[str, int], Job]:
    jobs: dict[tuple[str, int], Job] = {}
    before: tuple[str, ...] = ()
    for segment in segments:
        running = segment.role in _RUNNING
        for index, piece in enumerate(cut[segment.id][1]):
            if not piece.sentence:
                continue
            if segment.id not in kept:
                jobs[segment.id, index] = Job(piece, segment.role, before if running else ())
            if running:
                before = (*before, piece.text.value)[-_CONTEXT:]
    return jobs


def _part(piece: Piece, outcome: Outcome | None) -> tuple[Piece, str, dict[int, tuple[int, int]]]:
    if outcome is None or outcome.fault is Fault.EMPTY:
        return replace(piece, sentence=False), piece.text.value, {}
    return piece, outcome.german, outcome.places


def _record(
    segment: Segment,
    german: Text,
    parts: tuple[Piece, ...],
    outcomes: list[Outcome | None],
    engine: str,
) -> TranslatedSegment:
    sentences = tuple(
        Sentence(
            piece.text.value,
            outcome.german,
            outcome.reply.engine,
            outcome.reply.score,
            outcome.cached,
        )
        for piece, outcome in zip(parts, outcomes, strict=True)
        if outcome is not None
    )
    who = "+".join(dict.fromkeys(sentence.engine for sentence in sentences))
    return TranslatedSegment(segment.id, segment.role, segment.text, german, who or KEPT, sentences)


def _findings(segment: str, outcomes: list[Outcome | None]) -> Iterable[Finding]:
    """What only this room knows: which text an engine did not give, which tags it lost.

    All that can be seen in the two texts is found by the checks.
    """
    for outcome in filter(None, outcomes):
        if outcome.fault is Fault.EMPTY:
            yield Finding(
                segment=segment,
                check="engine-empty",
                category="accuracy/untranslated",
                severity=Severity.CRITICAL,
                template="The engine gave nothing; the English stands here.",
            )
        if outcome.relocated and outcome.reply.score is not None:
            yield Finding(
                segment=segment,
                check="engine-markup",
                category="design-and-markup/markup-tag",
                severity=Severity.MINOR,
                template=(
                    "The engine lost the markup; check which words carry the link or emphasis."
                ),
            )
