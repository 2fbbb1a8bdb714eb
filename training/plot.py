"""The curve of a run: `python -m training.plot --run … --into curve.svg` (needs matplotlib)."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of the run")
    parser.add_argument("--into", type=Path, required=True, help="image file to write")
    given = parser.parse_args()
    from matplotlib import pyplot

    with (given.run / "log.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    pairs = [int(row["pairs"]) for row in rows]
    figure, axes = pyplot.subplots(figsize=(7, 4))
    axes.plot(pairs, [float(row["loss"]) for row in rows], label="smoothed loss")
    axes.plot(pairs, [float(row["plain"]) for row in rows], label="loss a token")
    axes.set_xlabel("sentence pairs seen")
    axes.legend()
    figure.tight_layout()
    figure.savefig(given.into)


if __name__ == "__main__":
    main()
