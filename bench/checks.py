"""The benchmark of the checks and of the risk: `python -m bench.checks [--model] [--save]`.

False alarms on good human translations, errors seeded into them and found, critical errors and
MQM ranks on the test sides of ../shared/judged, speed. Every row has its number of cases and a
95 % interval: Wilson's for shares, bootstrap for correlations (by document for MQM). Nothing is
tuned on what is reported here; `--tune` takes its texts from the side that rules may be tuned on,
and `--show KIND` prints the seeded errors there that were missed.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import platform
import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench.measures import Interval, bootstrap, wilson
from bench.seeding import KINDS, Example, Seed, caught, seeds
from fassung import __version__
from fassung.article import Severity
from fassung.checks import CHECKS, Finding, Pair, check
from fassung.checks.risk import Risk, risks
from fassung.checks.risk.estimate import trained
from fassung.checks.risk.forced import weights_version
from fassung.engines.house import HouseEngine
from training.measures import mcc, spearman
from training.mqm import judged

SHARED = Path("../shared")
RESULTS = Path(__file__).parent / "results"
LIMIT = 400
NUMBERS = frozenset("number-value number-form scale-word unit currency percent date time".split())
NAMES = frozenset("name-missing name-swapped swapped-side name-consistency name-form".split())
FAMILIES: dict[str, frozenset[str]] = {
    "one digit changed": NUMBERS,
    "comma or point": NUMBERS,
    "scale word": NUMBERS,
    "unit dropped": NUMBERS,
    "negation dropped": frozenset({"polarity"}),
    "negation added": frozenset({"polarity"}),
    "name swapped": NAMES,
    "side swapped": NAMES,
    "sentence dropped": frozenset({"omission"}),
    "straight quotes": frozenset("typography quotes-paired quote-count".split()),
    "link lost": frozenset({"markup"}),
}
"""Which checks may claim a seeded error: those that would say what is wrong. Checks of whole
articles see one segment as an article."""
TARGETS = {"negation dropped": 90, "negation added": 90, "name swapped": 90, "side swapped": 90}


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated gzip file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def ends_in(text: str, digits: str) -> bool:
    """Whether the SHA-1 of ``text`` ends in one of the hex ``digits``."""
    return hashlib.sha1(text.encode()).hexdigest()[-1] in digits


def newstest() -> list[Example]:
    """The human side of newstest2019."""
    return [(r["en"], r["de_human"]) for r in rows(SHARED / "corpus/dev-newstest2019.tsv.gz")]


def news(held: bool) -> list[Example]:
    """Human pairs of the older news tests: the part held for reporting, or the other."""
    return [
        (r["en"], r["de"])
        for r in rows(SHARED / "corpus/news-human.tsv.gz")
        if ends_in(r["en"], "012") is held
    ]


def line(what: str, value: str, interval: str, n: int, target: str) -> str:
    """One row of the table."""
    return f"{what:44} {value:>8} {interval:>15} {n:>7,}  {target}"


def share(what: str, hits: int, of: int, target: str) -> str:
    """A row with a share in per cent."""
    low, high = wilson(hits, of)
    interval = f"{low:.1%}–{high:.1%}".replace("%–", "–")
    return line(what, f"{hits / max(1, of):.1%}", interval, of, target)


def figure(what: str, value: float, interval: Interval, n: int, target: str) -> str:
    """A row with a correlation."""
    return line(what, f"{value:.3f}", f"{interval[0]:.3f}–{interval[1]:.3f}", n, target)


def false_alarms(pairs: Sequence[Example]) -> list[str]:
    """Findings on good translations, by severity and for the number checks."""
    found = [check(Pair(*pair)) for pair in pairs]
    digits = [f for pair, f in zip(pairs, found, strict=True) if re.search(r"\d", "".join(pair))]
    number = sum(any(f.check in NUMBERS for f in one) for one in digits)
    blocking = sum(any(f.blocking for f in one) for one in found)
    loud = sum(any(f.severity is not Severity.MINOR for f in one) for one in found)
    some = sum(map(bool, found))
    return [
        share("false alarms, number checks, with digits", number, len(digits), "≤ 2 %"),
        share("false alarms, blocking checks", blocking, len(found), "≤ 3 %"),
        share("false alarms, blocking or major", loud, len(found), ""),
        share("any finding, form included", some, len(found), ""),
    ]


def claimed(seed: Seed) -> bool:
    """Whether the right checks find a seeded error."""
    able = [rule for rule in CHECKS if rule.id in FAMILIES[seed.kind]]

    def run(pair: Pair) -> list[Finding]:
        return check(pair, checks=able)

    return caught(seed, run(seed.good), run(seed.spoiled))


def digit_comparison(seed: Seed) -> bool:
    """What comparing the digits of both sides would find: the baseline."""

    def differ(pair: Pair) -> bool:
        source, german = (
            sorted(re.sub(r"[.,]", "", n) for n in re.findall(r"\d+(?:[.,]\d+)*", text))
            for text in (pair.source, pair.german)
        )
        return source != german

    return differ(seed.spoiled) and not differ(seed.good)


def drawn(main: Sequence[Example], more: Sequence[Example]) -> dict[str, tuple[list[Seed], int]]:
    """Seeds by kind, from ``main`` where it has enough; with the number that came from ``more``."""
    first, second = seeds(main, LIMIT), seeds(more, LIMIT)
    found = {}
    for kind in FAMILIES:
        own = first.get(kind, [])
        filled = second.get(kind, [])[: max(0, 200 - len(own))]
        found[kind] = ([*own, *filled], len(filled))
    assert len(found) == KINDS
    return found


def seeded(drawn_seeds: dict[str, tuple[list[Seed], int]]) -> Iterator[str]:
    """Share of the seeded errors that were found, a row a kind."""
    for kind, (cases, filled) in drawn_seeds.items():
        target = f"≥ {TARGETS.get(kind, 98)} %" + (f"; {filled} from news-human" if filled else "")
        yield share(f"found: {kind}", sum(map(claimed, cases)), len(cases), target)
        if kind in ("one digit changed", "comma or point", "scale word"):
            compared = sum(map(digit_comparison, cases))
            yield share("  by comparing digits", compared, len(cases), "baseline")


def critical(scorer: HouseEngine | None) -> Iterator[str]:
    """Critical errors of the test side; the threshold was chosen on the other side."""
    test = [r for r in rows(SHARED / "judged/critical-errors.tsv.gz") if ends_in(r["en"], "012")]
    truth = np.array([float(r["label"] == "BAD") for r in test])
    began = time.monotonic()
    found = risks([r["en"] for r in test], [r["de"] for r in test], scorer)
    a_second = len(test) / (time.monotonic() - began)
    said = np.array([float(risk.critical) for risk in found])
    basis = _basis(found)
    yield figure(
        f"critical errors, MCC ({basis})", mcc(truth, said), bootstrap(mcc, truth, said),
        len(test), "≥ 0.70",
    )  # fmt: skip
    right = int((truth * said).sum())
    yield share("  of the errors, called critical", right, int(truth.sum()), "")
    yield share("  of those called critical, errors", right, int(said.sum()), "")
    expected = sum(risk.probability for risk in found)
    yield line(
        "  risk, segments/s", f"{a_second:.0f}", "", len(test), "≥ 40 with model" * bool(scorer)
    )
    yield f"  errors expected from the probabilities {expected:.0f}, there are {truth.sum():.0f}"


def ranked(scorer: HouseEngine | None) -> Iterator[str]:
    """Rank agreement with MQM points on the test documents."""
    test = [j for j in judged(SHARED / "judged/mqm-newstest2020.tsv.gz") if j.test]
    points = np.array([j.points for j in test])
    found = risks([j.source for j in test], [j.german for j in test], scorer)
    basis = _basis(found)
    documents = [j.document for j in test]
    systems = np.array([j.system for j in test])
    for name, target, values in (
        ("expected points", "≥ 0.50", np.array([risk.penalty for risk in found])),
        ("probability", "", np.array([risk.probability for risk in found])),
    ):
        value = spearman(points, values)
        interval = bootstrap(spearman, points, values, documents)
        yield figure(f"MQM Spearman, {name} ({basis})", value, interval, len(test), target)
        each = [spearman(points[systems == s], values[systems == s]) for s in np.unique(systems)]
        yield line("  mean of the systems", f"{np.mean(each):.3f}", "", len(each), "")


def _basis(found: Sequence[Risk]) -> str:
    return "rules+model" if any(risk.basis == "rules+model" for risk in found) else "rules"


def knows(scorer: HouseEngine) -> bool:
    """Whether the risk was trained with these weights of the model."""
    model = trained().model
    return model is not None and model.scorer == weights_version(scorer)


def speed(pairs: Sequence[Example]) -> str:
    """Segments a second of all rule checks together, one core, best of three.

    As a caller asks, one segment after the other: none is held once it is checked.
    """
    best = 0.0
    for _ in range(3):
        began = time.process_time()
        for pair in pairs:
            check(*pair)
        best = max(best, len(pairs) / (time.process_time() - began))
    return line(
        "all rule checks, segments/s on one core", f"{best:,.0f}", "", len(pairs), "≥ 2,000"
    )


def machine() -> str:
    """Processor and Python in one line."""
    try:
        names = re.findall(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        names = [platform.processor()]
    return f"{len(names)} × {names[0] if names else '?'}, Python {platform.python_version()}"


def signature(scorer: HouseEngine | None) -> str:
    """What was measured: version, number of checks, digest of the risk, the model."""
    model = f"|model:{scorer.card.version}" if scorer else ""
    return f"fassung:{__version__}|checks:{len(CHECKS)}|risk:{trained().signature}{model}"


def run(scorer: HouseEngine | None, only_rules: bool) -> Iterator[str]:
    """The whole report, line by line."""
    human = newstest()
    yield f"{signature(scorer)}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield machine()
    yield f"good translations: human side of newstest2019, {len(human):,} segments"
    yield ""
    yield f"{'what':44} {'value':>8} {'95 %':>15} {'n':>7}  target"
    yield from false_alarms(human)
    yield from seeded(drawn(human, news(held=True)))
    if not only_rules:
        yield from critical(None)
        yield from ranked(None)
        if scorer and knows(scorer):
            yield from critical(scorer)
            yield from ranked(scorer)
        elif scorer:
            yield "the risk was not trained with these weights of the model: rules alone"
    yield speed(human)


def tune(show: str) -> Iterator[str]:
    """Seeded errors on the side that rules may be tuned on; ``show`` prints what was missed."""
    found = drawn(news(held=False), [])
    yield from seeded(found)
    if show:
        cases, _ = found[show]
        for seed in cases:
            if not claimed(seed):
                yield f"\n{seed.spoiled.source}\n  {seed.spoiled.german}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", action="store_true", help="also the risk with the house model")
    parser.add_argument("--rules", action="store_true", help="false alarms, seeds, speed alone")
    parser.add_argument("--save", action="store_true", help="write to bench/results/ as well")
    parser.add_argument("--tune", action="store_true", help="seeds on the side for tuning")
    parser.add_argument("--show", default="", metavar="KIND", help="missed seeds, with --tune")
    given = parser.parse_args()
    lines = []
    scorer = HouseEngine() if given.model else None
    for text in tune(given.show) if given.tune else run(scorer, given.rules):
        print(text, flush=True)
        lines.append(text)
    if given.save and not given.tune:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"checks-{datetime.now(UTC):%Y-%m-%d}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
