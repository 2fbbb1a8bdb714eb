"""From registry package and shipped difference to a CTranslate2 int8 model, with NumPy alone.

The model is written to a folder of its own and renamed when whole; a lock keeps two processes
from doing it at once, the second one finds the work done.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from filelock import FileLock

from fassung.engines.house.base import (
    GLOBAL_ROPE,
    HEAD_SIZE,
    HEADS,
    LAYERS,
    LOCAL_ROPE,
    NORM_EPS,
    WINDOW,
    Base,
    FloatArray,
    is_global,
    write_base,
)
from fassung.engines.house.difference import Difference, shipped, unpack
from fassung.engines.house.errors import HouseModelError
from fassung.engines.house.vocabulary import build_tokenizer

Progress = Callable[[float, str], None]
"""Told how much is done (0 … 1) and what is going on."""

RECORD = "assembled.json"
FORMAT = 1
"""Raised when the assembled folder's content changes for the same difference."""


def cache_folder() -> Path:
    """Where assembled and downloaded models live: FASSUNG_CACHE, else the user's cache folder."""
    named = os.environ.get("FASSUNG_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("fassung"))


def model_folder(difference: Difference, cache: Path | None = None) -> Path:
    """Where the model assembled from `difference` lies, whether or not it is there yet."""
    return (cache or cache_folder()) / f"house-{difference.version}-{FORMAT}"


def is_assembled(folder: Path) -> bool:
    """Whether `folder` holds a whole model: every recorded file is there in its size."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return all((folder / n).stat().st_size == e["size"] for n, e in record["files"].items())
    except (OSError, ValueError, KeyError):
        return False


def verify(folder: Path) -> bool:
    """Whether every file of an assembled model still has the SHA-256 it was written with."""
    if not is_assembled(folder):
        return False
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    return all(sha256(folder / name) == entry["sha256"] for name, entry in record["files"].items())


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def assemble(
    progress: Progress | None = None,
    difference: Difference | None = None,
    cache: Path | None = None,
) -> Path:
    """The folder of the assembled model, made now if it is not there.

    Raises HouseModelError when a part is missing or damaged, or the cache cannot be written.
    """
    difference = difference or shipped()
    folder = model_folder(difference, cache)
    if is_assembled(folder):
        return folder
    report = progress or (lambda _done, _what: None)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(str(folder) + ".lock"):
            if is_assembled(folder):
                return folder
            shutil.rmtree(folder, ignore_errors=True)
            with tempfile.TemporaryDirectory(dir=folder.parent, prefix="house-part-") as work:
                made = Path(work) / "model"
                made.mkdir()
                _make(made, Path(work) / "base.gguf", difference, report)
                made.rename(folder)
    except OSError as error:
        raise HouseModelError(
            "House model: cannot write to {folder} ({reason}); set FASSUNG_CACHE to a folder "
            "with 500 MB free.",
            folder=str(folder.parent),
            reason=error.strerror or str(error),
        ) from error
    report(1.0, "ready")
    return folder


def _make(folder: Path, base_path: Path, difference: Difference, report: Progress) -> None:
    report(0.0, "checking the base model")
    base = Base(write_base(base_path))
    report(0.2, "reading the vocabulary")
    keep = difference.keep()
    tokenizer = build_tokenizer(base.tokens(), keep.tolist())
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    embedding = base.matrix("token_embd.weight", keep)

    def matrices(number: int) -> dict[str, FloatArray]:
        report(0.3 + 0.5 * number / LAYERS, "adding the trained difference")
        found = {}
        for name, (codes, scales) in difference.layer(number).items():
            weight = base.matrix(f"blk.{number}.{name}.weight")
            found[name] = weight + unpack(codes, scales, weight.shape)
        return found

    spec = build_spec(base, embedding, difference.output, matrices)
    by_id = {index: text for text, index in tokenizer.get_vocab().items()}
    spec.register_vocabulary([by_id[index] for index in range(len(by_id))])
    spec.config.bos_token, spec.config.eos_token = "<bos>", "<eos>"
    spec.config.unk_token = "<unk>"
    spec.config.layer_norm_epsilon = NORM_EPS
    report(0.85, "writing the int8 model")
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    record = {
        "difference": difference.version,
        "output": difference.output,
        "files": {
            path.name: {"size": path.stat().st_size, "sha256": sha256(path)}
            for path in sorted(folder.iterdir())
        },
    }
    (folder / RECORD).write_text(json.dumps(record, indent=1), encoding="utf-8")


def build_spec(
    base: Base,
    embedding: FloatArray,
    output: int,
    matrices: Callable[[int], dict[str, FloatArray]],
) -> Any:
    """CTranslate2's description of the model; the projection is the embedding's first rows."""
    from ctranslate2.specs import TransformerDecoderModelSpec, common_spec

    spec = TransformerDecoderModelSpec.from_config(
        LAYERS,
        HEADS,
        activation=common_spec.Activation.GELUTanh,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=HEAD_SIZE,
        rotary_interleave=False,
        rotary_base=LOCAL_ROPE,
        num_heads_kv=1,
        head_dim=HEAD_SIZE,
        sliding_window=WINDOW,
        pre_post_layer_norm=True,
        quant_type=common_spec.Quantization.CT2,
        qk_norm=True,
    )
    decoder = spec.decoder
    decoder.scale_embeddings = True
    decoder.start_from_zero_embedding = False
    decoder.embeddings.weight = embedding
    decoder.projection.weight = embedding[:output].copy()  # quantised in place, each by itself
    decoder.layer_norm.gamma = base.matrix("output_norm.weight")
    for number, layer in enumerate(decoder.layer):

        def norm(name: str, number: int = number) -> FloatArray:
            return base.matrix(f"blk.{number}.{name}.weight")

        found = matrices(number)
        attention, wide = layer.self_attention, is_global(number)
        attention.rotary_base = np.float32(GLOBAL_ROPE if wide else LOCAL_ROPE)
        attention.sliding_window = np.int32(0 if wide else WINDOW)
        layer.input_layer_norm.gamma = norm("attn_norm")
        layer.post_attention_layer_norm.gamma = norm("post_attention_norm")
        layer.pre_feedforward_layer_norm.gamma = norm("ffn_norm")
        layer.post_feedforward_layer_norm.gamma = norm("post_ffw_norm")
        attention.q_norm.gamma = norm("attn_q_norm")
        attention.k_norm.gamma = norm("attn_k_norm")
        attention.linear[0].weight = np.concatenate(
            [found["attn_q"], found["attn_k"], found["attn_v"]]
        )
        attention.linear[1].weight = found["attn_output"]
        layer.ffn.linear_0.weight = found["ffn_gate"]
        layer.ffn.linear_0_noact.weight = found["ffn_up"]
        layer.ffn.linear_1.weight = found["ffn_down"]
    return spec
