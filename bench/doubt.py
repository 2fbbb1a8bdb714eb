"""What a beam is worth where the house model doubts: `python -m bench.doubt [--save]`.

Sentences of newstest2020 from documents that are free for tuning, which the model never read; BLEU
and chrF are the mean over two human translations. The first row is the first try alone; then the
least sure share of the words gets a second try with a beam, and the last row has a beam for every
sentence. Time is the processor's, as a ratio to the first row in the same run. Needs ../shared.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

import sacrebleu

from bench.checks import machine
from fassung.engines.house import HouseEngine
from fassung.engines.protocol import Reply, Request
from training.mqm import judged

DATA = Path("../shared/judged/mqm-newstest2020.tsv.gz")
RESULTS = Path("bench/results")
HUMANS = ("Human-A.0", "Human-B.0")
SHARES = (0.04, 0.07, 0.15, 0.2)
SEED = 17


def drawn(count: int) -> list[tuple[str, list[str]]]:
    """English with the German of each of HUMANS, from the tuning side."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in judged(DATA):
        if one.system in HUMANS and not one.test:
            found[one.source][one.system] = one.german
    whole = [(en, [by[h] for h in HUMANS]) for en, by in found.items() if len(by) == len(HUMANS)]
    return random.Random(SEED).sample(whole, min(count, len(whole)))


def doubts(sources: Sequence[str], scores: Sequence[float]) -> list[float]:
    """For each of SHARES the score below which that share of the words lies."""
    words = [len(text.split()) for text in sources]
    order = sorted(range(len(sources)), key=scores.__getitem__)
    found = []
    for share in SHARES:
        room = share * sum(words)
        for index in order:
            room -= words[index]
            if room < 0:
                found.append(scores[index])
                break
    return found


def asked(engine: HouseEngine, sources: Sequence[str]) -> tuple[list[Reply], float]:
    """The engine's answers, and seconds of the processor."""
    began = time.process_time()
    replies = engine.translate([Request(text) for text in sources])
    return replies, time.process_time() - began


def run(count: int) -> Iterator[str]:
    """The report, line by line."""
    pairs = drawn(count)
    sources = [english for english, _ in pairs]
    humans = [[german[n] for _, german in pairs] for n in range(len(HUMANS))]
    engine = HouseEngine(second=False)
    asked(engine, sources[:4])

    def row(name: str, replies: Sequence[Reply], ratio: float) -> str:
        output = [reply.text for reply in replies]
        bleu = mean(sacrebleu.corpus_bleu(output, [human]).score for human in humans)
        chrf = mean(sacrebleu.corpus_chrf(output, [human]).score for human in humans)
        return f"{name:36} {bleu:6.1f} {chrf:6.1f} {ratio:6.2f}"

    yield f"{engine.card.version}, {len(pairs)} sentences, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield machine()
    yield f"{'':36} {'BLEU':>6} {'chrF':>6} {'time':>6}"
    first, base = asked(engine, sources)
    yield row("greedy, no second try", first, 1.0)
    thresholds = doubts(sources, [reply.score or 0.0 for reply in first])
    engine.second = True
    for share, doubt in zip(SHARES, thresholds, strict=True):
        engine.doubt = doubt
        replies, seconds = asked(engine, sources)
        yield row(f"beam of 4 for {share:.0%} of the words ({doubt:.2f})", replies, seconds / base)
    engine.beam = 4
    replies, seconds = asked(engine, sources)
    yield row("beam of 4 for every sentence", replies, seconds / base)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=170, help="sentences (default 170)")
    parser.add_argument("--save", action="store_true", help="write to bench/results/ as well")
    given = parser.parse_args()
    lines = []
    for text in run(given.count):
        print(text, flush=True)
        lines.append(text)
    if given.save:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"doubt-{datetime.now(UTC):%Y-%m-%d}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
