"""The shipped difference: trained minus base weights in 4 bits, with its manifest.

Groups of 32 neighbours in a row share one fp16 scale, chosen among a few for the least squared
error. Each layer is one file; `manifest.json` holds their SHA-256.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fassung.engines.house.base import LAYERS, MATRICES, FloatArray
from fassung.engines.house.errors import HouseModelError

GROUP = 32
SHRINK = (1.0, 0.9, 0.8, 0.7, 0.6)


def pack(difference: FloatArray) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """4-bit codes, two a byte, and one scale for each group, of a matrix (rows, columns)."""
    groups = difference.reshape(-1, GROUP)
    top = np.abs(groups).max(axis=1, keepdims=True) / 7.0
    best = np.full((len(groups), 1), np.inf, dtype=np.float32)
    scale = np.zeros_like(top)
    for shrink in SHRINK:
        tried = (top * shrink).astype(np.float16).astype(np.float32)
        safe = np.where(tried > 0, tried, 1.0)
        error = np.square(np.clip(np.rint(groups / safe), -8, 7) * tried - groups)
        error = error.sum(axis=1, keepdims=True)
        better = error < best
        best, scale = np.where(better, error, best), np.where(better, tried, scale)
    safe = np.where(scale > 0, scale, 1.0)
    codes = (np.clip(np.rint(groups / safe), -8, 7) + 8).astype(np.uint8).reshape(-1, 2)
    joined: NDArray[np.uint8] = codes[:, 0] | (codes[:, 1] << np.uint8(4))
    scales: NDArray[np.float16] = scale.astype(np.float16).ravel()
    return joined, scales


def unpack(
    codes: NDArray[np.uint8], scales: NDArray[np.float16], shape: tuple[int, ...]
) -> FloatArray:
    """The difference that `pack` was given, as near as 4 bits allow."""
    values = np.empty((codes.size, 2), dtype=np.float32)
    values[:, 0] = codes & 15
    values[:, 1] = codes >> 4
    values -= 8.0
    grouped = values.reshape(-1, GROUP) * scales.astype(np.float32)[:, None]
    return np.ascontiguousarray(grouped.reshape(shape))


@dataclass(frozen=True)
class Difference:
    """An opened shipped difference: `version`, kept base ids, and what to add to each matrix."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def version(self) -> str:
        return str(self.manifest["version"])

    @property
    def output(self) -> int:
        """How many of the ids may be written."""
        return int(self.manifest["output"])

    def _checked(self, name: str) -> bytes:
        path = self.folder / name
        if not path.is_file():
            raise HouseModelError(
                "House model: {path} is missing; reinstall fassung.", path=str(path)
            )
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.manifest["files"][name]:
            raise HouseModelError(
                "House model: {path} is damaged (SHA-256 differs); reinstall fassung.",
                path=str(path),
            )
        return data

    def keep(self) -> NDArray[np.int64]:
        """The kept base ids in their new order."""
        return np.array(self._checked("vocabulary.txt").split(), dtype=np.int64)

    def layer(self, number: int) -> dict[str, tuple[NDArray[np.uint8], NDArray[np.float16]]]:
        """Codes and scales of one layer's matrices."""
        with np.load(io.BytesIO(self._checked(layer_file(number))), allow_pickle=False) as found:
            return {name: (found[f"{name}.codes"], found[f"{name}.scales"]) for name in MATRICES}

    def verify(self) -> None:
        """Check every file's SHA-256."""
        for name in self.manifest["files"]:
            self._checked(name)


def layer_file(number: int) -> str:
    return f"layer-{number:02d}.npz"


def shipped() -> Difference:
    """The difference that came with this installation. HouseModelError when there is none."""
    return open_difference(Path(str(files("fassung.engines.house").joinpath("weights"))))


def open_difference(folder: Path) -> Difference:
    """The difference in `folder`, whose `manifest.json` names its files."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise HouseModelError(
            "House model: no readable manifest in {folder}; reinstall fassung.", folder=str(folder)
        ) from error
    return Difference(folder, manifest)


def write(
    folder: Path,
    difference: Callable[[str], FloatArray],
    keep: NDArray[np.int64],
    output: int,
    about: Mapping[str, Any],
) -> Difference:
    """Write a difference to `folder`. `difference(name)` gives a matrix's trained minus base."""
    folder.mkdir(parents=True, exist_ok=True)
    hashes: dict[str, str] = {}

    def put(name: str, data: bytes) -> None:
        (folder / name).write_bytes(data)
        hashes[name] = hashlib.sha256(data).hexdigest()

    put("vocabulary.txt", ("\n".join(map(str, keep.tolist())) + "\n").encode())
    for number in range(LAYERS):
        arrays: dict[str, Any] = {}
        for name in MATRICES:
            codes, scales = pack(difference(f"blk.{number}.{name}.weight"))
            arrays[f"{name}.codes"], arrays[f"{name}.scales"] = codes, scales
        buffer = io.BytesIO()
        np.savez_compressed(buffer, **arrays)
        put(layer_file(number), buffer.getvalue())
    whole = hashlib.sha256("".join(hashes.values()).encode()).hexdigest()
    manifest = {"version": whole[:12], "output": output, **about, "files": hashes}
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return open_difference(folder)
