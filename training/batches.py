"""Batches of ids: mixing of the corpora, augmentation, sorting by length, padding."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fassung.engines.house.vocabulary import EOS, PAD, Vocabulary
from training.augment import Augmenter
from training.data import Pair, Stream

CHUNK = 384
"""So many examples are drawn at once, sorted by length and cut into batches."""

Ids = NDArray[np.int64]


class Batches:
    """Endless batches. Its state is a handful of numbers: a stopped run draws the same ones."""

    def __init__(
        self,
        corpora: dict[str, list[Pair]],
        words: Vocabulary,
        augmenter: Augmenter,
        settings: dict[str, Any],
    ) -> None:
        self.words, self.augmenter, self.settings = words, augmenter, settings
        self.corpora = corpora
        self.streams = {
            name: Stream(pairs, settings["seed"] + number)
            for number, (name, pairs) in enumerate(sorted(corpora.items()))
        }
        self.chunk = 0
        self.place = 0
        self.late = False
        self._before = self._taken()
        self._ready: list[list[tuple[list[int], list[int]]]] = []

    def _taken(self) -> dict[str, int]:
        return {name: stream.taken for name, stream in self.streams.items()}

    def state(self) -> dict[str, Any]:
        """What `restore` needs to go on with the very next batch."""
        return {"chunk": self.chunk, "place": self.place, "late": self.late, "taken": self._before}

    def restore(self, state: dict[str, Any]) -> None:
        for name, taken in state["taken"].items():
            self.streams[name].taken = taken
        self.chunk, self.place, self.late = state["chunk"], state["place"], state["late"]
        if self.place:
            self._ready = self._draw()

    def next(self, late: bool) -> tuple[Ids, Ids]:
        """Ids (sentences, places) and wanted next ids (-100 where nothing is asked)."""
        if self.place >= len(self._ready):
            if self._ready:
                self.chunk += 1
            self.place, self.late = 0, late
            self._before = self._taken()
            self._ready = self._draw()
        batch = self._ready[self.place]
        self.place += 1
        return pad(batch)

    def _draw(self) -> list[list[tuple[list[int], list[int]]]]:
        random = np.random.default_rng((self.settings["seed"], self.chunk))
        shares = self.settings["late" if self.late else "early"]
        names = list(shares)
        weights = np.array([shares[name] for name in names], dtype=float)
        examples = []
        for source in random.choice(len(names), CHUNK, p=weights / weights.sum()):
            name = names[source]
            index = self.streams[name].next()
            pair = self.augmenter(self.corpora[name], index, name, random)
            prompt = self.words.prompt(pair.en, pair.before)
            target = [*self.words.encode_target(pair.de), EOS]
            if len(prompt) + len(target) <= self.settings["longest"]:
                examples.append((prompt, target))
        examples.sort(key=lambda e: len(e[0]) + len(e[1]))
        batches: list[list[tuple[list[int], list[int]]]] = [[]]
        for example in examples:
            length = len(example[0]) + len(example[1])
            if batches[-1] and (len(batches[-1]) + 1) * length > self.settings["batch_tokens"]:
                batches.append([])
            batches[-1].append(example)
        return [batches[index] for index in random.permutation(len(batches))]


def pad(batch: list[tuple[list[int], list[int]]]) -> tuple[Ids, Ids]:
    """Input ids and wanted ids of a batch, padded on the right."""
    length = max(len(prompt) + len(target) for prompt, target in batch) - 1
    tokens = np.full((len(batch), length), PAD, dtype=np.int64)
    wanted = np.full((len(batch), length), -100, dtype=np.int64)
    for row, (prompt, target) in enumerate(batch):
        ids = [*prompt, *target]
        tokens[row, : len(ids) - 1] = ids[:-1]
        wanted[row, len(prompt) - 1 : len(ids) - 1] = target
    return tokens, wanted
