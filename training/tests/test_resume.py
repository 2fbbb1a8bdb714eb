"""A run that is stopped and started again ends with the weights of one that was not.

Trains the real architecture on a few sentences; run by `make test-training`, which installs torch.
"""

import gzip
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import torch

from training.train import train

ENGLISH = "The {} train left {} at {} o'clock and nobody saw the driver again."
GERMAN = "Der {} Zug verließ {} um {} Uhr, und niemand sah den Fahrer wieder."
COLOURS = (("red", "rote"), ("green", "grüne"), ("long", "lange"), ("empty", "leere"))
TOWNS = ("Ulm", "Erfurt", "Bozen", "Graz", "Basel")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The shipped configuration for CPUs on a corpus of twenty sentences, four steps."""
    folder = tmp_path_factory.mktemp("corpus")
    pairs = [
        (ENGLISH.format(en, town, hour), GERMAN.format(de, town, hour))
        for hour, town in enumerate(TOWNS, 7)
        for en, de in COLOURS
    ]

    def write(name: str, header: str, rows: list[str]) -> None:
        with gzip.open(folder / f"{name}.tsv.gz", "wt", encoding="utf-8") as out:
            out.write("\n".join([header, *rows]) + "\n")

    lines = [f"own\t{n}\t{en}\t{de}" for n, (en, de) in enumerate(pairs)]
    write("news-teacher", "set\tline\ten\tde", lines)
    write("news-human", "set\tline\ten\tde", lines)
    write("wikipedia-postedited", "en\tde", [f"{en}\t{de}" for en, de in pairs])
    write("critical-errors", "en\tde\tlabel", [f"{en}\t{de}\tOK" for en, de in pairs])
    config = tomllib.loads((Path(__file__).parent.parent / "cpu.toml").read_text())
    return config | {
        "corpus": str(folder),
        "judged": str(folder),
        "precision": "float32",
        "compiled": False,
        "steps": 4,
        "batch_tokens": 300,
        "warm_up": 1,
        "note_every": 1,
    }


def weights(run: Path) -> dict[str, torch.Tensor]:
    found: dict[str, torch.Tensor] = torch.load(run / "latest.pt", weights_only=False)["masters"]
    return found


def test_a_stopped_run_ends_like_one_that_was_not(
    settings: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(settings, tmp_path / "whole")
    assert (tmp_path / "whole" / "finished").exists()

    real, steps = torch.nn.utils.clip_grad_norm_, iter(range(99))

    def stop_in_the_second_step(*given: Any, **named: Any) -> Any:
        if next(steps) == 1:
            os.kill(os.getpid(), signal.SIGTERM)
        return real(*given, **named)

    monkeypatch.setattr(torch.nn.utils, "clip_grad_norm_", stop_in_the_second_step)
    train(settings, tmp_path / "stopped")
    assert not (tmp_path / "stopped" / "finished").exists()
    assert torch.load(tmp_path / "stopped" / "latest.pt", weights_only=False)["state"]["step"] == 2
    train(settings, tmp_path / "stopped")

    one, other = weights(tmp_path / "whole"), weights(tmp_path / "stopped")
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)
    log = (tmp_path / "stopped" / "log.tsv").read_text().splitlines()
    assert [line.split("\t")[0] for line in log] == ["step", "1", "2", "3", "4"]


def test_the_recipe_for_a_gpu_trains(settings: dict[str, Any], tmp_path: Path) -> None:
    recipe = tomllib.loads((Path(__file__).parent.parent / "cuda.toml").read_text())
    small = {"corpus": settings["corpus"], "judged": settings["judged"], "batch_tokens": 300}
    train(recipe | small | {"device": "cpu", "compiled": False, "steps": 2}, tmp_path / "run")
    assert (tmp_path / "run" / "finished").exists()


def test_the_curve_is_drawn(settings: dict[str, Any], tmp_path: Path) -> None:
    run = tmp_path / "run"
    train(settings | {"steps": 2}, run)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "training.plot",
            "--run",
            str(run),
            "--into",
            str(run / "curve.svg"),
        ],
        check=True,
    )
    assert (run / "curve.svg").read_text().startswith("<?xml")


def test_int8_products_are_near_the_float_ones() -> None:
    from training.int8 import linear

    generator = torch.Generator().manual_seed(1)
    x = torch.randn(64, 96, generator=generator, requires_grad=True)
    weight = torch.randn(32, 96, generator=generator, requires_grad=True)
    pull = torch.randn(64, 32, generator=generator)
    found = []
    for product in (linear, torch.nn.functional.linear):
        x.grad = weight.grad = None
        made = product(x, weight)
        (made * pull).sum().backward()
        assert x.grad is not None and weight.grad is not None
        found.append((made.detach(), x.grad.clone(), weight.grad.clone()))
    for quick, exact in zip(*found, strict=True):
        assert ((quick - exact).norm() / exact.norm()).item() < 0.02
