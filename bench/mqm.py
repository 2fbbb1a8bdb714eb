"""MQM scores of newstest2020 en-de by the published weighting, beside those that were published.

``python -m bench.mqm``; needs ``../shared/judged``. The published figures are those of the table in
google/wmt-mqm-human-evaluation (README, newstest2020, English to German; Freitag et al. 2021).
"""

from __future__ import annotations

import time
from pathlib import Path

from fassung.lab.rating import mqm

DATA = Path("../shared/judged/mqm-newstest2020.tsv.gz")
PUBLISHED = {
    "Human-B.0": 0.75,
    "Human-A.0": 0.91,
    "Human-P.0": 1.41,
    "Tohoku-AIP-NTT.890": 2.02,
    "OPPO.1535": 2.25,
    "eTranslation.737": 2.33,
    "Tencent_Translation.1520": 2.35,
    "Huoshan_Translate.832": 2.45,
    "Online-B.1590": 2.48,
    "Online-A.1574": 2.99,
}


def main() -> None:
    start = time.perf_counter()
    annotations = mqm.read(DATA)
    found = mqm.scores(annotations)
    took = time.perf_counter() - start
    print(f"{'system':26} {'MQM':>7} {'published':>10}  same")
    for system, score in found.systems.items():
        same = f"{score:.2f}" == f"{PUBLISHED[system]:.2f}"
        print(f"{system:26} {score:7.4f} {PUBLISHED[system]:10.2f}  {'yes' if same else 'NO'}")
    order = list(found.systems) == list(PUBLISHED)
    print(f"order as published: {'yes' if order else 'NO'}")
    print(f"{len(annotations)} annotations of {len(found.segments)} segments in {took:.1f} s")


if __name__ == "__main__":
    main()
