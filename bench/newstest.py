"""newstest2019: the lines, the four systems in the file, and sacreBLEU's figures for them.

Development and reporting only; nothing here is ever trained on.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sacrebleu

DEV = Path("../shared/corpus/dev-newstest2019.tsv.gz")
MARKS = str.maketrans("„“”‚‘’–", "\"\"\"'''-")
HEADER = f"{'system':26} {'BLEU':>6} {'alike':>6} {'chrF':>6} {'TER':>6}"


@dataclass(frozen=True)
class Line:
    """One sentence: English, human German, and each system's German."""

    en: str
    human: str
    systems: dict[str, str]


def read(every: int = 1) -> list[Line]:
    """Every `every`-th line."""
    with gzip.open(DEV, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[::every]
    own = ("line", "en", "de_human")
    return [
        Line(r["en"], r["de_human"], {k: v for k, v in r.items() if k not in own}) for r in rows
    ]


def quality(name: str, output: Sequence[str], human: Sequence[str]) -> str:
    """One row under HEADER. The second BLEU has quotation marks and dashes made alike."""
    plain = [o.translate(MARKS) for o in output], [h.translate(MARKS) for h in human]
    bleu = sacrebleu.corpus_bleu(list(output), [list(human)]).score
    alike = sacrebleu.corpus_bleu(plain[0], [plain[1]]).score
    chrf = sacrebleu.corpus_chrf(list(output), [list(human)]).score
    ter = sacrebleu.corpus_ter(list(output), [list(human)]).score
    return f"{name:26} {bleu:6.1f} {alike:6.1f} {chrf:6.1f} {ter:6.1f}"


def signatures() -> list[str]:
    """The settings of the three metrics as sacreBLEU states them."""
    metrics: list[Any] = [sacrebleu.BLEU(), sacrebleu.CHRF(), sacrebleu.TER()]
    found = []
    for metric in metrics:
        metric.corpus_score(["a"], [["a"]])
        found.append(str(metric.get_signature()))
    return found
