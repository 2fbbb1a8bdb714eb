"""Quality and speed of the house model on newstest2019: `python -m bench.model [--every 10]`.

Reads ../shared/corpus/dev-newstest2019.tsv.gz (development and reporting only, never training).
Prints BLEU, chrF and TER with sacreBLEU's signatures beside the systems in the file, shares of
faults, tag pairs carried to the right words, words a second, peak memory and load time; with
`--base` also the untrained base, asked with examples. `--save` writes the same to bench/results/.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import platform
import re
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sacrebleu

from fassung.engines.house import HouseEngine
from fassung.engines.house.base import MATRICES, Base, write_base
from fassung.engines.house.faults import faults, loops, lost_tags
from fassung.engines.house.typography import english
from fassung.engines.protocol import Request

DEV = Path("../shared/corpus/dev-newstest2019.tsv.gz")
RESULTS = Path(__file__).parent / "results"
NEGATION_EN = re.compile(r"\b(?:not|never|no|nobody|nothing|none|without|cannot|\w+n't)\b", re.I)
NEGATION_DE = re.compile(
    r"\b(?:nicht|nie|niemals|kein\w*|niemand\w*|nichts|ohne|un\w+|weder|keinesfalls|nirgends)\b",
    re.I,
)
MARKS = str.maketrans("„“”‚‘’–", "\"\"\"'''-")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
TAGGED = 200


@dataclass(frozen=True)
class Line:
    """One sentence of the development set."""

    en: str
    human: str
    systems: dict[str, str]


def read(every: int) -> list[Line]:
    """Every `every`-th line of the development set."""
    with gzip.open(DEV, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[::every]
    own = ("line", "en", "de_human")
    return [
        Line(r["en"], r["de_human"], {k: v for k, v in r.items() if k not in own}) for r in rows
    ]


def quality(name: str, output: Sequence[str], human: Sequence[str]) -> str:
    """One line of scores. The second BLEU has quotation marks and dashes made alike."""
    plain = [o.translate(MARKS) for o in output], [h.translate(MARKS) for h in human]
    bleu = sacrebleu.corpus_bleu(list(output), [list(human)]).score
    alike = sacrebleu.corpus_bleu(plain[0], [plain[1]]).score
    chrf = sacrebleu.corpus_chrf(list(output), [list(human)]).score
    ter = sacrebleu.corpus_ter(list(output), [list(human)]).score
    return f"{name:24} {bleu:6.1f} {alike:6.1f} {chrf:6.1f} {ter:6.1f}"


def signatures() -> list[str]:
    """The settings of the three metrics as sacreBLEU states them."""
    metrics: list[Any] = [sacrebleu.BLEU(), sacrebleu.CHRF(), sacrebleu.TER()]
    found = []
    for metric in metrics:
        metric.corpus_score(["a"], [["a"]])
        found.append(str(metric.get_signature()))
    return found


def values(text: str, decimal: str) -> list[str]:
    """Number values of two or more figures, thousands joined, decimals with a point."""
    thousands = "," if decimal == "." else "."
    found = []
    for match in NUMBER.finditer(text):
        number = re.sub(rf"\{thousands}(?=\d{{3}}(?!\d))", "", match[0]).replace(",", ".")
        if len(number) > 1:
            found.append(number)
    return sorted(found)


def share(name: str, bad: int, of: int) -> str:
    return f"{name:24} {bad:5} of {of:5}  {100 * bad / max(of, 1):5.1f} %"


def fault_lines(sources: Sequence[str], outputs: Sequence[str]) -> list[str]:
    """Shares of segments with each kind of fault."""
    both = list(zip(sources, outputs, strict=True))
    numbers = [(s, o) for s, o in both if values(s, ".")]
    negations = [(s, o) for s, o in both if NEGATION_EN.search(english(s))]
    wrong = sum(values(s, ".") != values(o, ",") for s, o in numbers)
    dropped = sum(not NEGATION_DE.search(o) for _, o in negations)
    copied = sum(len(s.split()) > 3 and s.strip() == o.strip() for s, o in both)
    return [
        share("wrong number value", wrong, len(numbers)),
        share("dropped negation", dropped, len(negations)),
        share("untranslated copy", copied, len(both)),
        share("loop", sum(loops(o, s) for s, o in both), len(both)),
        share("empty", sum(not o.strip() for o in outputs), len(both)),
    ]


def tagged(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Sentences with one pair around a name or number that the human German has unchanged."""
    found = []
    for line in lines:
        for match in re.finditer(
            r"\b(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)+|\d{2,}|[A-Z]\w{4,})\b", line.en
        ):
            word = match[0]
            if match.start() and line.en.count(word) == 1 and line.human.count(word) == 1:
                text = f"{line.en[: match.start()]}⟦1⟧{word}⟦/1⟧{line.en[match.end() :]}"
                found.append((text, word))
                break
        if len(found) == TAGGED:
            break
    return found


def tag_lines(engine: HouseEngine, lines: Sequence[Line]) -> list[str]:
    """How many tag pairs come through, and how many around the right word."""
    asked = tagged(lines)
    replies = engine.translate([Request(text) for text, _ in asked])
    lost = sum(lost_tags(t, r.text) for (t, _), r in zip(asked, replies, strict=True))
    wrong = sum(
        not (m := re.search(r"⟦1⟧(.*?)⟦/1⟧", r.text))
        or word not in m[1]
        or len(m[1]) > 2 * len(word) + 8
        for (_, word), r in zip(asked, replies, strict=True)
    )
    return [share("lost tag", lost, len(asked)), share("tag on other words", wrong, len(asked))]


EXAMPLES = (
    ("The minister will travel to Rome on Monday.", "Die Ministerin reist am Montag nach Rom."),
    (
        "Police said three people were injured.",
        "Nach Polizeiangaben wurden drei Menschen verletzt.",
    ),
    ('"We have waited long enough," he said.', "„Wir haben lange genug gewartet“, sagte er."),
)


def base_output(engine: HouseEngine, sources: Sequence[str]) -> list[str]:
    """The untrained base's German, asked with three examples in the prompt."""
    import ctranslate2

    from fassung.engines.house.assemble import build_spec
    from fassung.engines.house.difference import shipped

    words = engine.load().words
    with tempfile.TemporaryDirectory() as work:
        base = Base(write_base(Path(work) / "base.gguf"))
        spec = build_spec(
            base,
            base.matrix("token_embd.weight", shipped().keep()),
            words.output,
            lambda n: {name: base.matrix(f"blk.{n}.{name}.weight") for name in MATRICES},
        )
        texts = words.tokens()
        spec.register_vocabulary(texts)
        spec.config.bos_token, spec.config.eos_token = "<bos>", "<eos>"
        spec.config.unk_token, spec.config.layer_norm_epsilon = "<unk>", 1e-6
        spec.validate()
        spec.optimize(quantization="int8")
        folder = Path(work) / "model"
        folder.mkdir()
        spec.save(str(folder))
        generator = ctranslate2.Generator(str(folder), device="cpu", inter_threads=2)
        shots = "".join(f"English: {e}\nGerman: {d}\n\n" for e, d in EXAMPLES)
        prompts = [
            [texts[i] for i in [2, *words.encode(f"{shots}English: {english(s)}\nGerman:")]]
            for s in sources
        ]
        results = generator.generate_batch(
            prompts,
            max_batch_size=16,
            max_length=120,
            end_token="\n",
            include_prompt_in_result=False,
        )
        return [words.decode(r.sequences_ids[0]).strip() for r in results]


def machine() -> str:
    """Processor and system in one line."""
    try:
        names = re.findall(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        names = [platform.processor()]
    return f"{len(names)} × {names[0] if names else '?'}, Python {platform.python_version()}"


def run(every: int, beam: int, base: bool) -> list[str]:
    """All lines of the report."""
    started = time.perf_counter()
    engine = HouseEngine(beam=beam)
    engine.load()
    loaded = time.perf_counter() - started
    first = time.perf_counter()
    engine.translate([Request("The talks ended without an agreement on Tuesday.")])
    one = time.perf_counter() - first
    lines = read(every)
    sources, human = [line.en for line in lines], [line.human for line in lines]
    started = time.perf_counter()
    output = [reply.text for reply in engine.translate([Request(text) for text in sources])]
    spent = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    count = sum(len(text.split()) for text in sources)
    report = [
        f"house {engine.card.version}, beam {beam}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"{machine()}; newstest2019, {len(lines)} of 1,997 lines",
        "",
        f"{'system':24} {'BLEU':>6} {'alike':>6} {'chrF':>6} {'TER':>6}",
        quality("house", output, human),
    ]
    report += [
        quality(name, [line.systems[name] for line in lines], human) for name in lines[0].systems
    ]
    if base:
        report.append(quality("base, three examples", base_output(engine, sources), human))
    report += ["", *signatures(), "", *fault_lines(sources, output), *tag_lines(engine, read(1))]
    worst = sum(faults(s, o) >= 8 for s, o in zip(sources, output, strict=True))
    report += [
        share("loop, empty, no end", worst, len(lines)),
        "",
        f"{'source words a second':24} {count / spent:6.0f}",
        f"{'load':24} {loaded:6.2f} s",
        f"{'first sentence':24} {one:6.2f} s after loading",
        f"{'peak memory':24} {memory:6.0f} MB (with sacreBLEU and the texts)",
    ]
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only each so-manieth line")
    parser.add_argument("--beam", type=int, default=1)
    parser.add_argument("--base", action="store_true", help="also the base with examples")
    parser.add_argument("--save", action="store_true", help="write to bench/results/ as well")
    given = parser.parse_args()
    report = "\n".join(run(given.every, given.beam, given.base)) + "\n"
    print(report, end="")
    if given.save:
        RESULTS.mkdir(exist_ok=True)
        name = f"model-{datetime.now(UTC):%Y-%m-%d}-every{given.every}-beam{given.beam}.txt"
        (RESULTS / name).write_text(report, encoding="utf-8")


if __name__ == "__main__":
    main()
