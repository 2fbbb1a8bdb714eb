"""The shipped difference: 4-bit packing, hashes, what is said when a file is damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from fassung.engines.house.difference import GROUP, open_difference, pack, shipped, unpack
from fassung.engines.house.errors import HouseModelError


@pytest.mark.parametrize("scale", [0.0, 1e-4, 1.0])
def test_pack_and_unpack(scale: float) -> None:
    wanted = (np.random.default_rng(3).normal(size=(6, 2 * GROUP)) * scale).astype(np.float32)
    codes, scales = pack(wanted)
    assert codes.nbytes == wanted.size // 2 and scales.size == wanted.size // GROUP
    found = unpack(codes, scales, wanted.shape)
    assert np.abs(found - wanted).max() <= 0.45 * scale
    assert np.square(found - wanted).mean() <= 0.015 * scale**2 + 1e-30


def test_shipped_files_are_whole() -> None:
    difference = shipped()
    difference.verify()
    keep = difference.keep()
    assert len(set(keep.tolist())) == len(keep) > difference.output > 496
    size = sum(path.stat().st_size for path in difference.folder.iterdir())
    assert size < 80e6, "at most 80 MB a version"


@pytest.mark.parametrize("name", ["vocabulary.txt", "manifest.json"])
@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_damage_is_named(tmp_path: Path, name: str, damage: str) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(shipped().folder, folder)
    if damage == "missing":
        (folder / name).unlink()
    else:
        (folder / name).write_text("x")
    with pytest.raises(HouseModelError, match="reinstall fassung"):
        open_difference(folder).keep()
