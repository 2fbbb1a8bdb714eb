"""Quality against pairs seen: `python -m bench.curve --run out/house-run CHECKPOINT…`.

Each checkpoint of a run (copies of its `latest.pt`) is exported in 4 bits, assembled as it would be
shipped, and translates every tenth line of newstest2019, greedy. `--seen N` adds the pairs that the
weights had seen before the run.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch

from bench.newstest import HEADER, quality, read
from fassung.engines.house import HouseEngine
from fassung.engines.house.assemble import assemble
from fassung.engines.house.difference import open_difference
from fassung.engines.protocol import Request
from training.export import export

EVERY = 10


def row(run: Path, checkpoint: Path, seen: int) -> str:
    """The scores of one checkpoint, named by its pairs."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=False, mmap=True)["state"]
    lines = read(EVERY)
    with tempfile.TemporaryDirectory() as work:
        export(run, Path(work) / "weights", str(checkpoint.resolve()))
        difference = open_difference(Path(work) / "weights")
        engine = HouseEngine(folder=assemble(difference=difference, cache=Path(work) / "cache"))
        output = [r.text for r in engine.translate([Request(line.en) for line in lines])]
    name = f"{seen + int(state['pairs']):,} pairs"
    return quality(name, output, [line.human for line in lines])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", nargs="+", type=Path)
    parser.add_argument("--run", type=Path, required=True, help="folder of the run")
    parser.add_argument("--seen", type=int, default=0, help="pairs seen before the run")
    given = parser.parse_args()
    print(f"newstest2019, every tenth line, greedy\n{HEADER}")
    for checkpoint in given.checkpoints:
        print(row(given.run, checkpoint, given.seen), flush=True)


if __name__ == "__main__":
    main()
