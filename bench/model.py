"""Quality and speed of the house model on newstest2019: `python -m bench.model [--every 10]`.

Reads ../shared/corpus/dev-newstest2019.tsv.gz (development and reporting only, never training).
The house model translates as it does for a user (`--engine`), with the second tries that it and the
checks ask for; beside it stands the first try alone, `greedy`. Prints BLEU, chrF and TER with
sacreBLEU's signatures beside the systems in the file, shares of faults as fassung's own checks find
them (the human translation beside, since no check is without false alarms), tag pairs carried to
the right words, words a second, peak memory, load time and the first sentence after a cold start;
with `--base` the untrained base asked with examples, and with `--runtimes` the same weights under
transformers and llama.cpp, as ratios in one run.
`--save` writes the same to bench/results/.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from bench.newstest import HEADER, Line, quality, read, signatures
from fassung import checks
from fassung.engines.house.assemble import assemble

RESULTS = Path(__file__).parent / "results"
FAULTS = ("number-value", "polarity", "copied-source", "untranslated", "loop")
TAGGED = 200
FEW = 10
"""Base and other runtimes get every tenth line: they are ten times as slow."""

Place = tuple[str, int, int]


def share(bad: int, of: int) -> str:
    return f"{bad:5} of {of:5} {100 * bad / max(of, 1):5.1f} %"


def fault_lines(lines: Sequence[Line], columns: dict[str, Sequence[str]]) -> list[str]:
    """For each kind of fault and each system: in how many segments a check finds it."""
    found = [f"{'found by the check':20}" + "".join(f"{name:>26}" for name in columns)]
    with_number = [bool(re.search(r"\d", line.en)) for line in lines]
    for id in FAULTS:
        rule = [checks.by_id(id)]
        cells = []
        for output in columns.values():
            hits = [
                bool(checks.check(line.en, german, checks=rule))
                for line, german in zip(lines, output, strict=True)
            ]
            if id == "number-value":
                cells.append(
                    share(
                        sum(h and n for h, n in zip(hits, with_number, strict=True)),
                        sum(with_number),
                    )
                )
            else:
                cells.append(share(sum(hits), len(hits)))
        found.append(f"{id:20}" + "".join(f"{cell:>26}" for cell in cells))
    empty = [share(sum(not g.strip() for g in o), len(lines)) for o in columns.values()]
    return [*found, f"{'empty':20}" + "".join(f"{cell:>26}" for cell in empty)]


def tagged(lines: Sequence[Line]) -> list[Place]:
    """Sentences with one pair around a name or number that the human German has unchanged."""
    found = []
    for line in lines:
        for match in re.finditer(
            r"\b(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)+|\d{2,}|[A-Z]\w{4,})\b", line.en
        ):
            word = match[0]
            if match.start() and line.en.count(word) == 1 and line.human.count(word) == 1:
                found.append((line.en, match.start(), match.end()))
                break
        if len(found) == TAGGED:
            break
    return found


def on_other_words(word: str, carried: str) -> bool:
    """Whether a pair holds neither the word nor something spelt much like it, or far more.

    A name that the model misspells is still the right word for its link; how often it does is
    counted apart.
    """
    if len(carried) > 2 * len(word) + 8:
        return True
    carried = carried.replace("’", "'")
    return word not in carried and SequenceMatcher(None, word, carried).ratio() < 0.5


def tag_lines(asked: Sequence[Place], result: dict[str, Any]) -> list[str]:
    """Tag pairs as the model gives them, and after the words were looked for in the pipeline."""
    words = [text[a:b] for text, a, b in asked]
    misspelt = sum(
        word not in german.replace("’", "'")
        for word, (german, _, _) in zip(words, result["tag_places"], strict=True)
    )
    raw = [
        not (m := re.search(r"⟦1⟧(.*?)⟦/1⟧", text)) or on_other_words(word, m[1])
        for word, text in zip(words, result["tag_raw"], strict=True)
    ]
    carried = [
        on_other_words(word, german[a:b])
        for word, (german, a, b) in zip(words, result["tag_places"], strict=True)
    ]
    return [
        f"{'tag pair lost by the model':42}{share(result['tag_lost'], len(asked))}",
        f"{'not on the right words, by the model':42}{share(sum(raw), len(asked))}",
        f"{'not on the right words, in the article':42}{share(sum(carried), len(asked))}",
        f"{'words themselves translated or misspelt':42}{share(misspelt, len(asked))}",
    ]


def in_child(lines: Sequence[Line], asked: Sequence[Place], engine: str) -> dict[str, Any]:
    """What the model gives in a process of its own; it is assembled before."""
    assemble()
    with tempfile.TemporaryDirectory() as work:
        job, result = Path(work) / "job.json", Path(work) / "result.json"
        wanted = {"engine": engine, "lines": [line.en for line in lines], "tagged": asked}
        job.write_text(json.dumps(wanted), encoding="utf-8")
        subprocess.run([sys.executable, "-m", "bench.child", str(job), str(result)], check=True)
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return found


def machine() -> str:
    """Processor and system in one line."""
    try:
        names = re.findall(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        names = [platform.processor()]
    return f"{len(names)} × {names[0] if names else '?'}, Python {platform.python_version()}"


def length(output: Sequence[str], human: Sequence[str]) -> float:
    """Words of ``output`` for each of ``human``: what ends early is below 1."""
    return sum(len(o.split()) for o in output) / sum(len(h.split()) for h in human)


def base_lines(output: Sequence[str], lines: Sequence[Line]) -> list[str]:
    """The untrained base beside the house model, on every tenth line."""
    from bench.runtimes import base_output

    few = [line for number, line in enumerate(lines) if not number % FEW]
    house = [text for number, text in enumerate(output) if not number % FEW]
    base = base_output([line.en for line in few])
    human = [line.human for line in few]
    return [
        "",
        f"the base with three examples in its prompt, {len(few)} lines",
        HEADER,
        quality("house", house, human),
        quality("base, few-shot", base, human),
        *fault_lines(few, {"house": house, "base, few-shot": base}),
    ]


def runtime_lines(lines: Sequence[Line]) -> list[str]:
    """The same weights under other runtimes, one after the other in this run."""
    from bench.runtimes import compare

    few = [line for number, line in enumerate(lines) if not number % FEW]
    found = compare([line.en for line in few])
    report = ["", f"the same weights, greedy, {len(few)} lines, source words a second"]
    for one in found:
        ratio = found[0].words_a_second / one.words_a_second
        report.append(
            f"{one.name:26} {one.words_a_second:7.0f}   house is {ratio:4.1f} times as fast"
        )
    report += [HEADER, *(quality(o.name, o.output, [line.human for line in few]) for o in found)]
    return report


def run(every: int, engine: str, base: bool, runtimes: bool) -> list[str]:
    """All lines of the report."""
    lines, whole = read(every), read()
    asked = tagged(whole)
    result, greedy = in_child(lines, asked, engine), in_child(lines, [], "greedy")
    output, human = result["output"], [line.human for line in lines]
    columns: dict[str, Sequence[str]] = {
        "house": output,
        "greedy": greedy["output"],
        "human": human,
    }
    columns |= {name: [line.systems[name] for line in lines] for name in list(lines[0].systems)[:1]}
    count = sum(len(line.en.split()) for line in lines)
    report = [
        f"{engine} {result['version']}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"{machine()}; newstest2019, {len(lines)} of {len(whole):,} lines",
        "",
        HEADER,
        quality("house", output, human),
        quality("greedy, no second try", greedy["output"], human),
        *(quality(n, [line.systems[n] for line in lines], human) for n in lines[0].systems),
        "",
        *signatures(),
        "",
        *fault_lines(lines, columns),
        "",
        *tag_lines(asked, result),
        "",
        f"{'source words a second':42}{count / result['seconds']:6.0f}",
        f"{'the same, greedy, no second try':42}{count / greedy['seconds']:6.0f}",
        f"{'load, from the start of the process':42}{result['load']:6.2f} s",
        f"{'first sentence, from the same moment':42}{result['first']:6.2f} s",
        f"{'peak memory of the process':42}{result['memory']:6.0f} MB",
        f"{'words out for a word of the human German':42}{length(output, human):6.3f}",
        f"{'the same, greedy, no second try':42}{length(greedy['output'], human):6.3f}",
    ]
    if base:
        report += base_lines(output, lines)
    if runtimes:
        report += runtime_lines(lines)
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only each so-manieth line")
    parser.add_argument("--engine", default="house", help="house, or house:4 for a beam of four")
    parser.add_argument("--base", action="store_true", help="also the base with examples")
    parser.add_argument("--runtimes", action="store_true", help="also transformers, llama.cpp")
    parser.add_argument("--save", action="store_true", help="write to bench/results/ as well")
    given = parser.parse_args()
    report = "\n".join(run(given.every, given.engine, given.base, given.runtimes)) + "\n"
    print(report, end="")
    if given.save:
        RESULTS.mkdir(exist_ok=True)
        called = given.engine.replace(":", "-")
        name = f"model-{datetime.now(UTC):%Y-%m-%d}-every{given.every}-{called}.txt"
        (RESULTS / name).write_text(report, encoding="utf-8")


if __name__ == "__main__":
    main()
