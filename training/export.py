"""From a checkpoint to the shipped difference: `python -m training.export --run … --into …`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch

from fassung.engines.house.base import FloatArray
from fassung.engines.house.difference import open_difference, unpack, write
from training.gemma import Gemma
from training.prepare import base_file, cut_base


def export(
    run: Path, into: Path, checkpoint: str = "latest.pt", average: Path | None = None
) -> None:
    """Quantise trained minus base weights of `run` to `into`, print version and size.

    With `average`, a difference that the run began from, the mean of both is written: two ends of
    one line of training err in other places, and their mean errs less than either (Wortsman et al.
    2022, "Model soups").
    """
    saved = torch.load(run / checkpoint, map_location="cpu", weights_only=False)
    base = cut_base(run, base_file(run))
    output = int((run / "output.txt").read_text())
    model = Gemma({name: torch.tensor(array) for name, array in base.items()}, output)
    model.load_state_dict(saved["masters"], strict=False)
    trained = model.matrices()
    about: dict[str, Any] = {
        "base": "gemma-3-270m-q4_k_m.gguf",
        "trained": {key: round(value, 1) for key, value in saved["state"].items()},
    }
    before = open_difference(average) if average else None
    if before is not None:
        about["averaged with"] = before.version

    def difference(name: str) -> FloatArray:
        found: FloatArray = np.asarray(trained[name] - base[name], np.float32)
        if before is None:
            return found
        _, layer, matrix, _ = name.split(".")
        return (found + unpack(*before.layer(int(layer))[matrix], found.shape)) / 2

    made = write(into, difference, np.load(run / "keep.npy"), output, about)
    size = sum(path.stat().st_size for path in into.iterdir())
    print(f"version {made.version}, {size / 1e6:.1f} MB, {saved['state']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--checkpoint", default="latest.pt")
    parser.add_argument("--average", type=Path, help="a difference to take the mean with")
    given = parser.parse_args()
    export(given.run, given.into, given.checkpoint, given.average)


if __name__ == "__main__":
    main()
