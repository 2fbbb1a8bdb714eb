"""How fast this machine multiplies in each precision: `python -m training.precision`.

Times the products of one feed-forward layer on a batch of 1,900 tokens, forward and both gradients.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import torch
from torch.nn import functional as F

from fassung.engines.house.base import FEED_FORWARD, WIDTH
from training.int8 import linear

TOKENS = 1900
RUNS = 8


def seconds(run: Callable[[], object]) -> float:
    """Best of a few runs."""
    run()
    found = []
    for _ in range(RUNS):
        began = time.perf_counter()
        run()
        found.append(time.perf_counter() - began)
    return min(found)


def main() -> None:
    work = 3 * 2 * TOKENS * WIDTH * 2 * FEED_FORWARD
    rows = {
        "float32": (torch.float32, F.linear),
        "bfloat16": (torch.bfloat16, F.linear),
        "int8": (torch.float32, linear),
    }
    times = {}
    for name, (kind, product) in rows.items():
        x = torch.randn(TOKENS, WIDTH, dtype=kind, requires_grad=True)
        weight = torch.randn(2 * FEED_FORWARD, WIDTH, dtype=kind, requires_grad=True)
        pull = torch.randn(TOKENS, 2 * FEED_FORWARD, dtype=kind)
        times[name] = seconds(lambda p=product, x=x, w=weight, g=pull: p(x, w).backward(g))
    for name, spent in times.items():
        print(
            f"{name:10} {spent * 1000:7.1f} ms  {work / spent / 1e9:6.0f} GFLOPS  "
            f"{times['float32'] / spent:4.2f} × float32"
        )
    print("int8 counts quantising, not fused as it is in a run with `compiled`")


if __name__ == "__main__":
    main()
