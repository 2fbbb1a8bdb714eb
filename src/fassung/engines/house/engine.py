"""The engine `house`: sentences in, German out, with tags, context and a second try."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from pathlib import Path

from fassung.engines.house.assemble import Progress, assemble
from fassung.engines.house.difference import shipped
from fassung.engines.house.errors import HouseModelError
from fassung.engines.house.faults import faults
from fassung.engines.house.model import LONGEST, HouseModel, TokenChoice, Written
from fassung.engines.house.reading import readable
from fassung.engines.house.tags import from_model, to_model
from fassung.engines.house.typography import english, german
from fassung.engines.protocol import Abilities, Card, Reply, Request

RETRY_BEAM = 4
DOUBT = -0.85
"""Mean log-probability a token below which an answer is doubted: some 3 % of the words of news.
A beam gains most where the model is least sure; each further 1 % costs 4.5 % of the time
(docs/house-model.md)."""
MODEL_NAME = "house"


class HouseEngine:
    """Gemma 3 270M, fine-tuned for news; runs on this machine and sends nothing anywhere.

    `beam` is the width of the first try (1 is greedy, fastest). An answer with a fault (lost tag,
    wrong number, loop, copy), or of which the model itself was less sure than `doubt`, is asked
    for again with a beam of four; the one with the least fault is kept, then the likeliest.
    `second=False` leaves the first try as it is, for comparison.
    """

    def __init__(
        self,
        *,
        beam: int = 1,
        doubt: float = DOUBT,
        second: bool = True,
        folder: Path | None = None,
        progress: Progress | None = None,
        workers: int | None = None,
    ) -> None:
        self.beam, self.doubt, self.second = beam, doubt, second
        self._folder, self._progress, self._workers = folder, progress, workers
        self._model: HouseModel | None = None
        self._lock = threading.Lock()

    @property
    def card(self) -> Card:
        """Name, the shipped weights' version and the beams, abilities. Loads nothing."""
        version = f"{shipped().version}-b{self.beam}{RETRY_BEAM if self.second else ''}"
        return Card(
            name=MODEL_NAME,
            version=version,
            abilities=Abilities(markup=True, context=True, offline=True),
        )

    def load(self) -> HouseModel:
        """The loaded model; assembled first where it is not there yet."""
        with self._lock:
            if self._model is None:
                folder = self._folder or assemble(self._progress)
                self._model = HouseModel(folder, self._workers)
            return self._model

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """One reply for each request, in the same order.

        Raises:
            HouseModelError: if the model cannot be assembled or loaded, or a sentence is longer
                than the model can read.
        """
        if not requests:
            return []
        model = self.load()
        sources, renumbered, prompts = [], [], []
        for request in requests:
            text, numbers = to_model(readable(english(request.text)), model.words.pairs)
            sources.append(text)
            renumbered.append(numbers)
            prompts.append(self._prompt(model, text, request.context))
        with self._lock:
            first = self._try(model, sources, prompts, requests)
        return [
            Reply(
                from_model(best.text, numbers),
                MODEL_NAME,
                best.score,
                tuple(from_model(other.text, numbers) for other in others),
            )
            for (best, *others), numbers in zip(first, renumbered, strict=True)
        ]

    def _prompt(self, model: HouseModel, text: str, context: Sequence[str]) -> list[int]:
        before = [readable(english(sentence)) for sentence in context][-3:]
        while True:
            prompt = model.words.prompt(text, before)
            if len(prompt) * 2.2 <= LONGEST or not before:
                break
            before = before[1:]
        if len(prompt) > LONGEST:
            raise HouseModelError(
                "House model: a sentence of {words} words is too long; split it before: {start}…",
                words=len(text.split()),
                start=text[:40],
            )
        return prompt

    def _try(
        self,
        model: HouseModel,
        sources: Sequence[str],
        prompts: Sequence[list[int]],
        requests: Sequence[Request],
    ) -> list[list[Written]]:
        """Answers to each prompt, the best first; others only where one was asked for again."""
        asked = [index for index, text in enumerate(sources) if text.strip()]
        found = [[Written(text, 0.0, True)] for text in sources]
        first = model.write([prompts[i] for i in asked], beam=self.beam)
        for index, written in zip(asked, first, strict=True):
            found[index] = written

        if not self.second:
            return found

        def fault(index: int) -> int:
            best = found[index][0]
            return faults(sources[index], best.text, best.ended)

        again = [
            i
            for i in asked
            if requests[i].careful
            or fault(i)
            or (self.beam == 1 and found[i][0].score < self.doubt)
        ]
        for no_repeat in (0, 4):
            if not again:
                break
            tried = model.write(
                [prompts[i] for i in again],
                beam=RETRY_BEAM,
                hypotheses=RETRY_BEAM,
                no_repeat=no_repeat,
                limits=[longest(prompts[i], found[i]) for i in again],
            )
            for index, written in zip(again, tried, strict=True):
                known = {other.text: other for other in (*written, *found[index])}
                found[index] = sorted(
                    known.values(),
                    key=lambda w, source=sources[index]: (  # type: ignore[misc]
                        faults(source, w.text, w.ended),
                        -w.score,
                    ),
                )
            again = [i for i in again if fault(i) >= 8]
        return found

    def token_scores(self, sources: Sequence[str], targets: Sequence[str]) -> list[list[float]]:
        """Log-probability of each token of given translations, the end mark last."""
        return [[token.own for token in row] for row in self.token_choices(sources, targets)]

    def token_choices(
        self, sources: Sequence[str], targets: Sequence[str]
    ) -> list[list[TokenChoice]]:
        """What the model thinks of each token of given translations, the end mark last."""
        model = self.load()
        prompts, wanted = [], []
        for source, target in zip(sources, targets, strict=True):
            text, numbers = to_model(english(source), model.words.pairs)
            prompts.append(model.words.prompt(text))
            inner = {public: own for own, public in numbers.items()}
            wanted.append(model.words.encode_target(from_model(german(target), inner)))
        with self._lock:
            return model.token_choices(prompts, wanted)

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        """Mean log-probability a token of given translations (0 is certain)."""
        return [sum(s) / len(s) for s in self.token_scores(sources, targets)]


def longest(prompt: Sequence[int], before: Sequence[Written]) -> int:
    """Tokens that a second try may take: an answer that ended shows how long this sentence is.

    A beam that runs on costs most of all: each of its tokens is dearer than the one before.
    """
    ended = [answer.tokens for answer in before if answer.ended and answer.tokens]
    most = math.ceil(1.8 * len(prompt)) + 16
    return min(most, math.ceil(1.3 * max(ended)) + 8) if ended else most
