"""Time outside the engine: read, split, restore, German, write.

``python -m bench.pipeline [ARTICLE]`` translates the article with the house
model, no sentence from the cache, and prints the time inside the engine, the
time outside it (best of five, the engine's answers replayed), and their ratio.
"""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import fassung
from fassung.engines import registry
from fassung.engines.protocol import Card, Engine, Reply, Request

_SHARED = Path("../shared/fixtures/ans-examples/washingtonpost-2024-04-26.ans.json")
_EXAMPLE = Path("examples/state-visit-by-train.ans.json")
_RUNS = 5


class Replay:
    """Gives again what an engine gave before, so that only the other work is timed."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.known: dict[Request, Reply] = {}

    @property
    def card(self) -> Card:
        return self.engine.card

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        new = [request for request in requests if request not in self.known]
        if new:
            self.known.update(zip(new, self.engine.translate(new), strict=True))
        return [self.known[request] for request in requests]


def main(arguments: Sequence[str]) -> None:
    path = Path(arguments[0]) if arguments else _SHARED if _SHARED.exists() else _EXAMPLE
    engine = Replay(registry.create("house"))
    engine.translate([Request("The train is late.")])
    inside = fassung.translate(fassung.read(path), engine, use_cache=False).timing.engine
    outside = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(_RUNS):
            began = perf_counter()
            result = fassung.translate(fassung.read(path), engine, use_cache=False)
            fassung.write(result, Path(folder) / "page.html")
            outside.append(perf_counter() - began - result.timing.engine)
    best = min(outside)
    print(f"{path.name}: {result.words} words, {result.signature}")
    print(f"{platform.machine()}, {platform.platform()}, {datetime.now(UTC):%Y-%m-%d}")
    print(f"inside the engine   {inside * 1000:8.1f} ms  ({result.words / inside:.0f} words/s)")
    print(f"outside the engine  {best * 1000:8.1f} ms  (best of {_RUNS}; target 60 ms)")
    print(f"outside / inside    {best / inside:8.1%}     (target 5 %)")


if __name__ == "__main__":
    main(sys.argv[1:])
