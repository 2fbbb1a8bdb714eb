"""Forced-decoding scores of the house model on disk, so that a run that was stopped goes on."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path

from fassung.checks.risk.forced import Choices, Scorer, can_be_scored, weights_version

BATCH = 512


class Scores:
    """One JSON line a pair, in a file for each version of the model."""

    def __init__(self, scorer: Scorer, folder: Path) -> None:
        self.scorer = scorer
        self.path = folder / f"scores-{weights_version(scorer)}.jsonl"
        self.known: dict[str, Choices] = {}
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").splitlines():
                if line.endswith("}"):  # a line cut off by a stop is asked for again
                    self.known |= json.loads(line)

    @staticmethod
    def key(source: str, german: str) -> str:
        return hashlib.sha1(f"{source}\t{german}".encode()).hexdigest()[:16]

    def ask(self, pairs: Sequence[tuple[str, str]], until: float) -> None:
        """Scores what is not known yet, in order, and writes it down batch by batch.

        Stops at `until` on the monotonic clock: some rows less are better than none tonight.
        """
        missing = [p for p in pairs if self.key(*p) not in self.known and can_be_scored(*p)]
        began = time.monotonic()
        with self.path.open("a", encoding="utf-8") as file:
            for start in range(0, len(missing), BATCH):
                if time.monotonic() > until:
                    print(f"time is up, {len(missing) - start} are left unscored", end="")
                    break
                batch = missing[start : start + BATCH]
                found = self.scorer.token_choices([s for s, _ in batch], [g for _, g in batch])
                for pair, choices in zip(batch, found, strict=True):
                    kept = [(round(c[0], 2), round(c[1], 2), c[2]) for c in choices]
                    self.known[self.key(*pair)] = kept
                    file.write(json.dumps({self.key(*pair): kept}) + "\n")
                file.flush()
                done = start + len(batch)
                speed = done / (time.monotonic() - began)
                print(f"\r{done}/{len(missing)} scored, {speed:.0f} a second ", end="", flush=True)
        print()
