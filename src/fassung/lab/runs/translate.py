"""Documents of a set through the whole of fassung: engine, German layer, checks, safe repairs."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from fassung import checks
from fassung._version import __version__
from fassung.article import Article, Heading, ListBlock, Paragraph, Quote, Role, Text, extract
from fassung.article.blocks import Block
from fassung.engines.protocol import Engine
from fassung.german.glossary import Glossary
from fassung.lab.pairs import Pair
from fassung.lab.runs.lines import Line
from fassung.translation import SegmentCache, TranslatedSegment, signature, translate
from fassung.translation.run import Job, Runner
from fassung.translation.segment import pieces

TOGETHER = 64
"""Documents of one segment that are asked for together, so that an engine's batches are full."""


@dataclass
class Translator:
    """A system under test: an engine or chain, with fassung's rules or bare.

    ``cache`` keeps sentences over runs; without it they are kept for the time of the run only,
    so that what is timed is the engine. ``bare`` is the engine's own German: no German layer, no
    second try because of a finding, no repairs.
    """

    engine: Engine
    glossary: Glossary = field(default_factory=Glossary)
    bare: bool = False
    cache: SegmentCache | None = None

    def __enter__(self) -> Translator:
        self._open = ExitStack()
        self._lasting = self.cache is not None
        if self.cache is None:
            folder = self._open.enter_context(tempfile.TemporaryDirectory(prefix="fassung-lab-"))
            self.cache = SegmentCache(Path(folder) / "segments.sqlite3")
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def context(self) -> checks.Context:
        """What the checks know beside the texts."""
        return checks.Context(glossary=self.glossary)

    @property
    def signature(self) -> str:
        """Who translates, by which rules and checks."""
        if self.bare:
            card = self.engine.card
            return f"engine:{card.name}@{card.version}|langs:en-de|bare|fassung:{__version__}"
        return f"{signature(self.engine)}|{checks.signature(self.context)}"

    def lines(self, documents: Sequence[tuple[str, Sequence[Pair]]]) -> list[Line]:
        """A line for each document, in order.

        Raises:
            EngineError: if the engine gives up.
        """
        if len(documents) == 1:
            return [self._line(*documents[0])]
        began = perf_counter()
        sentences, known, engine = self._ask_ahead([p for _, pairs in documents for p in pairs])
        ahead = (perf_counter() - began) / len(documents)
        found = [self._line(name, pairs) for name, pairs in documents]
        # What was asked ahead counts as asked, not as known from memory.
        shares = _spread(known, [line.sentences for line in found], sentences)
        return [
            Line(
                document=line.document,
                outputs=line.outputs,
                seconds=round(line.seconds + ahead, 4),
                engine_seconds=round(line.engine_seconds + engine / len(documents), 4),
                sentences=line.sentences,
                cached=cached,
                engines=line.engines,
            )
            for line, cached in zip(found, shares, strict=True)
        ]

    def _ask_ahead(self, pairs: Sequence[Pair]) -> tuple[int, int, float]:
        """Asks for sentences of unrelated segments together; gives how many, how many of them
        were known, and the engine's seconds."""
        jobs = [
            Job(piece, pair.role)
            for pair in pairs
            for piece in pieces(Text(pair.source))
            if piece.sentence
        ]
        judge = None if self.bare else checks.grave
        runner = Runner(self.engine, self.cache, judge=judge)
        outcomes = runner.run(jobs)
        known = sum(outcome.cached for outcome in outcomes) if self._lasting else 0
        return len(outcomes), known, runner.seconds

    def _line(self, name: str, pairs: Sequence[Pair]) -> Line:
        article, places = as_article(name, pairs)
        began = perf_counter()
        result = translate(
            article, self.engine, cache=self.cache, judge=None if self.bare else checks.grave
        )
        if not self.bare:
            result = checks.checked(result, self.context)
        seconds = perf_counter() - began
        sentences = [s for segment in result.segments for s in segment.sentences]
        return Line(
            document=name,
            outputs={
                places[segment.id]: _bare(segment) if self.bare else segment.target.value
                for segment in result.segments
                if segment.id in places
            },
            seconds=round(seconds, 4),
            engine_seconds=round(result.timing.engine, 4),
            sentences=len(sentences),
            cached=sum(sentence.cached for sentence in sentences) if self._lasting else 0,
            engines=tuple(dict.fromkeys(sentence.engine for sentence in sentences)),
        )


def as_article(name: str, pairs: Sequence[Pair]) -> tuple[Article, dict[str, str]]:
    """The pairs of one document as an article, and by id there the segment's name in the set."""
    heads: dict[Role, Text] = {}
    blocks: list[Block] = []
    order: list[tuple[str, str]] = []
    for number, pair in enumerate(pairs):
        text, id = Text(pair.source), f"s{number}"
        if pair.role in (Role.KICKER, Role.HEADLINE, Role.TEASER) and pair.role not in heads:
            heads[pair.role] = text
            order.append((pair.role.value, pair.segment))
            continue
        blocks.append(_block(id, pair.role, text))
        order.append((f"block/{id}/text", pair.segment))
    article = Article(
        id=name,
        kicker=heads.get(Role.KICKER, Text()),
        headline=heads.get(Role.HEADLINE, Text()),
        teaser=heads.get(Role.TEASER, Text()),
        blocks=tuple(blocks),
    )
    there = {segment.id for segment in extract(article)}
    assert {id for id, _ in order} == there
    return article, dict(order)


def _block(id: str, role: Role, text: Text) -> Block:
    paragraph = Paragraph(id=id, text=text)
    if role in (Role.HEADING, Role.HEADLINE, Role.KICKER):
        return Heading(id=id, text=text)
    if role is Role.QUOTE:
        return Quote(id=f"{id}q", blocks=(paragraph,))
    if role is Role.ITEM:
        return ListBlock(id=f"{id}l", items=(paragraph,))
    return paragraph


def _bare(segment: TranslatedSegment) -> str:
    """The English with each sentence replaced by what the engine said: no rule has touched it."""
    found, at = "", 0
    english = segment.source.value
    for sentence in segment.sentences:
        start = english.index(sentence.source, at)
        found += english[at:start] + sentence.target
        at = start + len(sentence.source)
    return found + english[at:]


def _spread(known: int, sentences: Sequence[int], asked: int) -> list[int]:
    """``known`` of ``asked`` sentences, as whole numbers over documents of so many each."""
    found: list[int] = []
    done = 0
    for count in sentences:
        done += count
        found.append(round(known * done / max(asked, 1)) - sum(found))
    return found
