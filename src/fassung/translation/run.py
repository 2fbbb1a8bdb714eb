"""Sentences to an engine and back: cache, second try, lost tags, all engines alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from fassung.article import Role, Span
from fassung.engines.protocol import Engine, Reply, Request
from fassung.translation.align import anchored, locate
from fassung.translation.cache import SegmentCache
from fassung.translation.guard import Fault, fault
from fassung.translation.segment import Piece
from fassung.translation.tags import untagged

Progress = Callable[[int, int], None]
"""Called with sentences done and sentences in all."""

Judge = Callable[[str, str], int]
"""How many grave faults the German has as a translation of the English sentence."""

_BATCH = 48
"""Sentences a call: enough for both cores, few enough for a bar that moves."""


@dataclass(frozen=True, slots=True)
class Job:
    """A sentence to translate: its piece, what it is, and the English before it."""

    piece: Piece
    role: Role
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The German of a job, where its inner spans lie, and what is still wrong with it."""

    german: str
    places: dict[int, tuple[int, int]]
    reply: Reply
    cached: bool
    fault: Fault | None = None
    blame: int = 0
    """Grave faults that the judge found in it."""
    relocated: bool = False
    """True if a span's words had to be found without the engine's tags."""


@dataclass(slots=True)
class Runner:
    """Sends requests to one engine, through the cache, and keeps the engine's time."""

    engine: Engine
    cache: SegmentCache | None = None
    progress: Progress | None = None
    judge: Judge | None = None
    batch: int = _BATCH
    """Sentences a call. More leave cores idle more seldom, and a bar that stands still longer."""
    seconds: float = 0.0
    _total: int = field(default=0, init=False)
    _done: int = field(default=0, init=False)

    def run(self, jobs: Sequence[Job]) -> list[Outcome]:
        """One outcome for each job, in order.

        A result that is not usable, or in which the judge finds a grave fault, gives way to
        the best of the engine's alternatives; where it has given none, it is asked for again
        the careful way. The last try is without the sentences before. The best of all
        answers is taken and what is still wrong is said.
        """
        requests = [self._request(job) for job in jobs]
        self._total = len(set(requests))
        known = self.ask(requests)
        outcomes = [
            self._best(job, *known[request]) for job, request in zip(jobs, requests, strict=True)
        ]
        again = [i for i, outcome in enumerate(outcomes) if _wanting(outcome, jobs[i])]
        careful = {index: replace(requests[index], careful=True) for index in again}
        # An engine that gives alternatives unasked has none other to give.
        self._retry(
            jobs,
            outcomes,
            {i: r for i, r in careful.items() if not known[requests[i]][0].alternatives},
        )
        # What stood before may be what misleads an engine: the last try is without it.
        self._retry(
            jobs,
            outcomes,
            {
                index: replace(request, context=())
                for index, request in careful.items()
                if request.context and (outcomes[index].fault or outcomes[index].blame)
            },
        )
        return self._find_lost(jobs, outcomes)

    def _retry(
        self, jobs: Sequence[Job], outcomes: list[Outcome], requests: dict[int, Request]
    ) -> None:
        """Asks ``requests``, by index of their jobs, and keeps the best of old and new answers."""
        replies = self.ask(requests.values())
        for index, request in requests.items():
            found = self._best(jobs[index], *replies[request])
            outcomes[index] = min((outcomes[index], found), key=_worse)

    def _best(self, job: Job, reply: Reply, cached: bool) -> Outcome:
        """The reply, or the alternative that is less wrong."""
        first = self._read(job, reply, cached)
        if not _wanting(first, job):
            return first
        others = (replace(reply, text=text) for text in reply.alternatives)
        return min((first, *(self._read(job, other, cached) for other in others)), key=_worse)

    def ask(self, requests: Iterable[Request]) -> dict[Request, tuple[Reply, bool]]:
        """The replies by request, and whether each came from the cache."""
        wanted = list(dict.fromkeys(requests))
        card = self.engine.card
        name = f"{card.name}:{card.version}"
        known = self.cache.get(name, wanted) if self.cache else {}
        # Sentences of one length together keep a batch full.
        missing = sorted(
            (request for request in wanted if request not in known), key=lambda r: -len(r.text)
        )
        found = {request: (reply, True) for request, reply in known.items()}
        self._report(len(found))
        for first in range(0, len(missing), self.batch):
            batch = missing[first : first + self.batch]
            began = perf_counter()
            replies = dict(zip(batch, self.engine.translate(batch), strict=True))
            self.seconds += perf_counter() - began
            if self.cache:
                self.cache.put(name, {r: a for r, a in replies.items() if _own(card.name, a)})
            found.update((request, (reply, False)) for request, reply in replies.items())
            self._report(len(found))
        return found

    def _request(self, job: Job) -> Request:
        abilities = self.engine.card.abilities
        return Request(
            job.piece.tagged if abilities.markup else job.piece.text.value,
            job.context if abilities.context else (),
            job.role,
        )

    def _read(self, job: Job, reply: Reply, cached: bool) -> Outcome:
        spans = dict(enumerate(job.piece.text.spans, 1))
        german, found = untagged(reply.text.strip(), spans)
        english = job.piece.text.value
        places = {
            tag: anchored(german, english[span.start : span.end].strip(), found[tag])
            for tag, span in job.piece.inner
            if tag in found
        }
        blame = self.judge(english, german) if self.judge else 0
        return Outcome(german, places, reply, cached, fault(english, german), blame)

    def _find_lost(self, jobs: Sequence[Job], outcomes: list[Outcome]) -> list[Outcome]:
        """Finds the words of every span whose tags the engine does not carry or lost."""
        lost: list[tuple[int, int, Span, str]] = [
            (index, tag, span, job.piece.text.value[span.start : span.end].strip())
            for index, (job, outcome) in enumerate(zip(jobs, outcomes, strict=True))
            for tag, span in job.piece.inner
            if tag not in outcome.places and outcome.german.strip()
        ]
        phrases = [phrase for *_, phrase in lost if phrase not in outcomes[lost[0][0]].german]
        alone = self.ask(Request(phrase, role=Role.LABEL) for phrase in phrases if phrase)
        for index, tag, span, phrase in lost:
            outcome, english = outcomes[index], jobs[index].piece.text.value
            by_itself = alone.get(Request(phrase, role=Role.LABEL))
            place = (
                locate(
                    outcome.german,
                    phrase,
                    untagged(by_itself[0].text, {})[0] if by_itself else "",
                    (span.start + span.end) / 2 / len(english),
                    tuple(outcome.places.values()),
                )
                if phrase
                else (0, len(outcome.german))
            )
            outcomes[index] = replace(
                outcome, places={**outcome.places, tag: place}, relocated=True
            )
        return outcomes

    def _report(self, done: int) -> None:
        # Second tries come after all sentences were reported, and never turn a bar back.
        self._done = max(self._done, min(done, self._total))
        if self.progress:
            self.progress(self._done, self._total)


def _own(engine: str, reply: Reply) -> bool:
    """Whether the engine itself replied, not one further down its chain.

    What a stand-in made is not kept: the next run asks the first engine again.
    """
    return engine == reply.engine or engine.startswith(f"{reply.engine}>")


def _wanting(outcome: Outcome, job: Job) -> bool:
    """Whether another answer may be better."""
    return bool(outcome.fault or outcome.blame or len(outcome.places) < len(job.piece.inner))


def _worse(outcome: Outcome) -> tuple[int, int, int]:
    return (outcome.fault is not None, outcome.blame, -len(outcome.places))
