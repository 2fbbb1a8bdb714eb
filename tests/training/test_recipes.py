"""The recipes of the house model: each is whole, and the GPU's names what the CPU's does."""

import tomllib
from pathlib import Path

TRAINING = Path(__file__).parent.parent.parent / "training"


def test_the_recipes_name_the_same_settings() -> None:
    cpu, cuda = (
        tomllib.loads((TRAINING / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("cpu", "cuda")
    )
    assert cuda["device"] == "cuda" and cpu["device"] == "cpu"
    assert cuda.keys() == cpu.keys()
    for part in ("early", "late", "augment"):
        assert cuda[part].keys() == cpu[part].keys()
    for part in ("early", "late"):
        assert abs(sum(cuda[part].values()) - 1) < 1e-9 and abs(sum(cpu[part].values()) - 1) < 1e-9
