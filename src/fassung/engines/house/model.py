"""The assembled model at work: batches by length over all cores, greedy or beam, and scores."""

from __future__ import annotations

import json
import math
import os
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from fassung.engines.house import memory
from fassung.engines.house.assemble import RECORD
from fassung.engines.house.errors import HouseModelError
from fassung.engines.house.vocabulary import EOS, PAD, Vocabulary

LONGEST = 480
"""Tokens of prompt and answer together that the model was trained near; longer is refused."""

SCORED_TOKENS = 120
"""Tokens that are scored at once: more no longer fit the cache (500: a fifth slower)."""

_WAITING = 60
"""Sentences handed to the model ahead: enough for all cores, few enough to keep memory small."""


@dataclass(frozen=True, slots=True)
class Written:
    """One answer: text, mean log-probability a token, whether it ended by itself, its tokens."""

    text: str
    score: float
    ended: bool
    tokens: int = 0


class TokenChoice(NamedTuple):
    """What the model thinks of one token of a given translation."""

    own: float
    """Its log-probability."""
    best: float
    """That of the token which the model would have written in its place."""
    text: str
    """The token, a word's first with ``▁`` before it; the end mark is one too."""


class HouseModel:
    """Opens an assembled folder. Not for use by several threads at once."""

    def __init__(self, folder: Path, workers: int | None = None, threads: int = 1) -> None:
        import ctranslate2

        memory.sparing()
        try:
            record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
            self.words = Vocabulary.load(folder / "tokenizer.json", int(record["output"]))
            self._workers = workers or os.cpu_count() or 1
            self._generator: Any = ctranslate2.Generator(
                str(folder),
                device="cpu",
                compute_type="int8",
                inter_threads=self._workers,
                intra_threads=threads,
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise HouseModelError(
                "House model: cannot load {folder} ({reason}); run `fassung models remove house` "
                "and try again.",
                folder=str(folder),
                reason=str(error).splitlines()[0] if str(error) else type(error).__name__,
            ) from error
        self._texts = self.words.tokens()
        memory.give_back()

    def write(
        self,
        prompts: Sequence[Sequence[int]],
        *,
        beam: int = 1,
        hypotheses: int = 1,
        no_repeat: int = 0,
        batch_tokens: int = 150,
        limits: Sequence[int] | None = None,
    ) -> list[list[Written]]:
        """The best `hypotheses` answers to each prompt of ids, best first.

        An answer may be at most as many tokens long as `limits` says for its prompt; without it,
        1.8 times as long as the prompt, and 16 more.
        """
        allowed = limits or [math.ceil(1.8 * len(prompt)) + 16 for prompt in prompts]
        order = sorted(range(len(prompts)), key=lambda index: len(prompts[index]), reverse=True)
        found: list[list[Written]] = [[] for _ in prompts]
        running: deque[tuple[int, int, Any]] = deque()

        def collect(keep: int) -> None:
            """Read answers, oldest first, until `keep` are still being written."""
            while len(running) > keep:
                index, limit, pending = running.popleft()
                result = pending.result()
                for ids, score in zip(result.sequences_ids, result.scores, strict=True):
                    text = self.words.decode(ids).strip()
                    found[index].append(Written(text, float(score), len(ids) < limit, len(ids)))

        for group in groups(order, prompts, max(1, batch_tokens // beam)):
            limit = min(LONGEST, max(allowed[i] for i in group))
            results = self._generator.generate_batch(
                [[self._texts[token] for token in prompts[index]] for index in group],
                max_batch_size=len(group),
                asynchronous=True,
                beam_size=beam,
                num_hypotheses=hypotheses,
                no_repeat_ngram_size=no_repeat,
                include_prompt_in_result=False,
                end_token=self._texts[EOS],
                max_length=limit,
                sampling_topk=1,
                return_scores=True,
            )
            running += [(i, limit, r) for i, r in zip(group, results, strict=True)]
            collect(_WAITING)
        collect(0)
        return found

    def token_scores(
        self, prompts: Sequence[Sequence[int]], targets: Sequence[Sequence[int]]
    ) -> list[list[float]]:
        """Log-probability of each target id, and of the end after it, given its prompt."""
        return [[token.own for token in row] for row in self.token_choices(prompts, targets)]

    def token_choices(
        self, prompts: Sequence[Sequence[int]], targets: Sequence[Sequence[int]]
    ) -> list[list[TokenChoice]]:
        """For each target id, and the end after it: what the model thinks of it."""
        whole = [[*p, *t] for p, t in zip(prompts, targets, strict=True)]
        order = sorted(range(len(whole)), key=lambda index: len(whole[index]), reverse=True)
        found: list[list[TokenChoice]] = [[] for _ in whole]

        def score(group: Sequence[int]) -> None:
            longest = len(whole[group[0]])
            # filled up to one length: causal attention sees no padding, and a length mask is
            # what CTranslate2 4.8 cannot combine with one key-value head
            filled = [[*whole[index], *[PAD] * (longest - len(whole[index]))] for index in group]
            output = self._generator.forward_batch(
                [[self._texts[token] for token in ids] for ids in filled], return_log_probs=True
            )
            table = np.asarray(output)
            for row, index in enumerate(group):
                wanted = [*targets[index], EOS]
                places = table[row, len(prompts[index]) - 1 :][: len(wanted)]
                own = places[np.arange(len(wanted)), wanted].tolist()
                best = places.max(axis=1).tolist()
                texts = [self._texts[token] for token in wanted]
                found[index] = list(map(TokenChoice, own, best, texts))

        # One call keeps one worker busy: as many at a time as there are workers.
        with memory.roomy(), ThreadPoolExecutor(self._workers) as pool:
            list(pool.map(score, groups(order, whole, SCORED_TOKENS)))
        return found


def groups(order: Sequence[int], items: Sequence[Sequence[int]], tokens: int) -> list[list[int]]:
    """Cut `order` (longest first) into batches of at most about `tokens` padded tokens."""
    found: list[list[int]] = []
    room = width = 0
    for index in order:
        length = len(items[index])
        if not found or room < length:
            found.append([])
            room = max(tokens, length)
            width = length
        found[-1].append(index)
        room -= width
    return found
