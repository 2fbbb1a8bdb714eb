"""Fine-tune the base into the house model: `python -m training.train --config training/cpu.toml`.

The schedule is warm-up, constant rate, linear decay over the last `decay` of the budget. The budget
is `steps`, where the configuration names it, else `minutes` of training time over all starts; so
a stopped run goes on where it was, and with `steps` it ends with the very same weights.
"""

from __future__ import annotations

import argparse
import signal
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import torch

from fassung.engines.house.difference import open_difference
from training.augment import Augmenter
from training.batches import Batches
from training.data import read_corpora
from training.gemma import Gemma
from training.prepare import add_difference, base_file, cut_base, vocabulary

LOG = "step\tminutes\ttokens\tpairs\trate\tloss\tplain\ttokens_per_s\n"


def rate_at(done: float, step: int, peak: float, warm: int, decay: float) -> float:
    """Learning rate when `done` (0 … 1) of the time is spent; falls over the last `decay` of it."""
    return peak * min(1.0, (step + 1) / warm) * min(1.0, max(0.0, (1.0 - done) / decay))


def to_model(pairs: list[tuple[torch.nn.Parameter, torch.nn.Parameter]]) -> None:
    """Give the model its masters' weights, where the two are not the same."""
    with torch.no_grad():
        for master, used in pairs:
            if master is not used:
                used.copy_(master)


def save(path: Path, state: dict[str, Any]) -> None:
    """Write a checkpoint whole or not at all."""
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def train(settings: dict[str, Any], run: Path) -> None:
    """Run, or go on with, the training described by `settings` in folder `run`."""
    run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings["seed"])
    if settings["threads"]:
        torch.set_num_threads(settings["threads"])
    device = torch.device(settings["device"])
    corpora = read_corpora(Path(settings["corpus"]), Path(settings["judged"]))
    base = base_file(run)
    start = open_difference(Path(settings["start"])) if settings.get("start") else None
    words = vocabulary(run, base, corpora, start)
    arrays = cut_base(run, base)
    if start is not None:
        add_difference(arrays, start)
    cut = {name: torch.tensor(array) for name, array in arrays.items()}
    precision = settings["precision"]
    model = Gemma(cut, words.output, precision=precision, compiled=settings["compiled"]).to(device)
    # AdamW's steps are too small for bfloat16: it works on copies in float32
    masters = Gemma(cut, words.output).to(device) if precision == "bfloat16" else model
    del cut, base, arrays
    pairs = [
        (master, used)
        for master, used in zip(masters.parameters(), model.parameters(), strict=True)
        if master.requires_grad
    ]
    optimizer = torch.optim.AdamW(
        [master for master, _ in pairs],
        betas=(0.9, settings["beta2"]),
        weight_decay=0.0,
        fused=True,
    )
    batches = Batches(corpora, words, Augmenter(settings, run, corpora), settings)
    state = {"step": 0, "spent": 0.0, "tokens": 0, "pairs": 0}
    latest = run / "latest.pt"
    if latest.exists():
        saved = torch.load(latest, map_location=device, weights_only=False)
        state = saved["state"]
        masters.load_state_dict(saved["masters"], strict=False)
        optimizer.load_state_dict(saved["optimizer"])
        batches.restore(saved["batches"])
    to_model(pairs)
    log = run / "log.tsv"
    if not log.exists():
        log.write_text(LOG)
    print(f"vocabulary {words.size}, written {words.output}; {state}", flush=True)

    def checkpoint() -> None:
        trained = {n: p for n, p in masters.named_parameters() if p.requires_grad}
        save(
            latest,
            {
                "state": state,
                "masters": trained,
                "optimizer": optimizer.state_dict(),
                "batches": batches.state(),
            },
        )

    stop = False

    def ask_to_stop(_signal: int, _frame: object) -> None:
        nonlocal stop
        stop = True

    signal.signal(signal.SIGTERM, ask_to_stop)
    budget: float = settings.get("steps") or settings["minutes"] * 60.0

    def used_up() -> float:
        """Share of the budget that is spent."""
        return (state["step"] if settings.get("steps") else state["spent"]) / budget

    saved_at, noted = time.monotonic(), time.monotonic()
    losses: list[tuple[float, float]] = []
    since = 0
    while (done := used_up()) < 1.0:
        started = time.monotonic()
        tokens, wanted = batches.next(late=done > settings["late_from"])
        ids = torch.from_numpy(tokens).to(device)
        answers = torch.from_numpy(wanted).to(device)
        loss, plain = model.loss(ids, answers, settings["smoothing"])
        loss.backward()
        with torch.no_grad():
            for master, used in pairs:
                if master is not used:
                    assert used.grad is not None
                    master.grad, used.grad = used.grad.float(), None
            torch.nn.utils.clip_grad_norm_([m for m, _ in pairs], settings["clip"])
            rate = rate_at(
                done, state["step"], settings["rate"], settings["warm_up"], settings["decay"]
            )
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad()
            to_model(pairs)
        state["step"] += 1
        state["tokens"] += int(tokens.size)
        state["pairs"] += len(tokens)
        since += int(tokens.size)
        losses.append((loss.item(), plain.item()))
        now = time.monotonic()
        state["spent"] += now - started
        if state["step"] % settings["note_every"] == 0:
            mean = np.array(losses).mean(axis=0)
            speed = since / (now - noted)
            losses, noted, since = [], now, 0
            with log.open("a") as out:
                out.write(
                    f"{state['step']}\t{state['spent'] / 60:.2f}\t{state['tokens']}\t"
                    f"{state['pairs']}\t{rate:.2e}\t{mean[0]:.4f}\t{mean[1]:.4f}\t{speed:.0f}\n"
                )
        if now - saved_at > settings["save_minutes"] * 60:
            checkpoint()
            saved_at = time.monotonic()
        if stop:
            break
    checkpoint()
    if used_up() < 1.0:
        return
    (run / "finished").write_text(f"{state}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="folder of this run")
    parser.add_argument("--minutes", type=float, help="instead of the config's")
    parser.add_argument("--start", help="folder of shipped weights to go on from")
    given = parser.parse_args()
    settings = tomllib.loads(given.config.read_text())
    if given.minutes is not None:
        settings["minutes"] = given.minutes
    if given.start is not None:
        settings["start"] = given.start
    train(settings, given.run)


if __name__ == "__main__":
    main()
