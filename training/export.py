"""From a checkpoint to the shipped difference: `python -m training.export --run … --into …`."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from fassung.engines.house.difference import write
from training.gemma import Gemma
from training.prepare import base_file, cut_base


def export(run: Path, into: Path, checkpoint: str = "latest.pt") -> None:
    """Quantise trained minus base weights of `run` to `into`, print version and size."""
    saved = torch.load(run / checkpoint, map_location="cpu", weights_only=False)
    base = cut_base(run, base_file(run))
    output = int((run / "output.txt").read_text())
    model = Gemma({name: torch.tensor(array) for name, array in base.items()}, output)
    model.load_state_dict(saved["masters"], strict=False)
    trained = model.matrices()
    about = {
        "base": "gemma-3-270m-q4_k_m.gguf",
        "trained": {key: round(value, 1) for key, value in saved["state"].items()},
    }
    made = write(
        into, lambda name: trained[name] - base[name], np.load(run / "keep.npy"), output, about
    )
    size = sum(path.stat().st_size for path in into.iterdir())
    print(f"version {made.version}, {size / 1e6:.1f} MB, {saved['state']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--checkpoint", default="latest.pt")
    given = parser.parse_args()
    export(given.run, given.into, given.checkpoint)


if __name__ == "__main__":
    main()
