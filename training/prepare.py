"""One-off preparation: choose the vocabulary from the corpora, cut the base down to it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from fassung.engines.house.base import (
    LAYERS,
    MATRICES,
    NORMS,
    Base,
    FloatArray,
    TokenTable,
    write_base,
)
from fassung.engines.house.difference import Difference, unpack
from fassung.engines.house.vocabulary import Vocabulary, build_tokenizer, choose
from training.data import Pair

CHOSEN = ("keep.npy", "tokenizer.json", "output.txt")
"""What :func:`vocabulary` writes; one without the others says nothing."""


def base_file(run: Path) -> Base:
    """The base model's file in the run folder, written there once."""
    path = run / "base.gguf"
    if not path.exists():
        write_base(run / "base.part").rename(path)
    return Base(path)


def count_tokens(table: TokenTable, corpora: dict[str, list[Pair]]) -> tuple[Counter[int], ...]:
    """How often each base id occurs on the English and on the German side."""
    whole = build_tokenizer(table, range(len(table.texts)))
    counts: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for pairs in corpora.values():
        for side, texts in zip(counts, ([p.en for p in pairs], [p.de for p in pairs]), strict=True):
            for encoded in whole.encode_batch_fast(texts, add_special_tokens=False):
                side.update(encoded.ids)
    return counts


def vocabulary(
    run: Path, base: Base, corpora: dict[str, list[Pair]], start: Difference | None = None
) -> Vocabulary:
    """Chosen once per run: `keep.npy`, `tokenizer.json` and `output.txt` in the run folder.

    English tokens are kept when seen once, German ones when seen twice: a rarer one is written
    in pieces, which keeps the projection small. A run that goes on from a shipped difference
    (`start`) keeps that one's vocabulary.

    Raises:
        SystemExit: if some of the three are there and some are not. A new choice could differ
            from the one that the run's weights were trained with, so none is made.
    """
    there = [name for name in CHOSEN if (run / name).exists()]
    if there and len(there) < len(CHOSEN):
        missing = ", ".join(name for name in CHOSEN if name not in there)
        raise SystemExit(
            f"{run} has no {missing}, which belongs to its {there[0]}; bring it back, or begin "
            "with an empty folder."
        )
    if not there:
        table = base.tokens()
        if start is not None:
            keep, output = start.keep().tolist(), start.output
        else:
            english, german = count_tokens(table, corpora)
            keep, output = choose(table, english, [i for i, n in german.items() if n > 1])
        np.save(run / "keep.npy", np.array(keep, dtype=np.int64))
        (run / "output.txt").write_text(str(output))
        build_tokenizer(table, keep).save(str(run / "tokenizer.json"))
    return Vocabulary.load(run / "tokenizer.json", int((run / "output.txt").read_text()))


def cut_base(run: Path, base: Base) -> dict[str, FloatArray]:
    """The base's tensors with the embedding cut to the run's vocabulary, as float32."""
    keep = np.load(run / "keep.npy")
    names = [f"blk.{n}.{name}.weight" for n in range(LAYERS) for name in (*MATRICES, *NORMS)]
    tensors = {name: base.matrix(name) for name in [*names, "output_norm.weight"]}
    tensors["token_embd.weight"] = base.matrix("token_embd.weight", keep)
    return tensors


def add_difference(tensors: dict[str, FloatArray], start: Difference) -> None:
    """Put the shipped weights in place of the base's: a run goes on where an earlier one ended."""
    for number in range(LAYERS):
        for name, (codes, scales) in start.layer(number).items():
            whole = f"blk.{number}.{name}.weight"
            tensors[whole] = tensors[whole] + unpack(codes, scales, tensors[whole].shape)
