"""What the risk of a segment is computed from, without the model: named numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import log, sqrt

import numpy as np

from fassung.article import Finding, Severity
from fassung.checks.model import Pair
from fassung.checks.risk.grammar import Floats, grammar
from fassung.checks.risk.lexicon import Covered, Lexicon
from fassung.checks.risk.named import named
from fassung.checks.risk.stretches import order, surprise, worst_end, worst_run

Features = dict[str, float]
"""A name begins with the reason it belongs to: "missing: run"."""
Sides = tuple[list[Covered], list[Covered]]
"""The content words of the English and of the German, each with whether the other has it."""

_USUAL_LENGTH = 1.13
"""German letters for an English one, median of the news corpora."""
_ODD = re.compile(
    r"(?<=[^\W\d_]) [,;.](?!\w)|,,|(?<!\.)\.\.(?!\.)|,\.|[.!?] (?=[a-zäöü]{4})|  |\( | \)"
    r"|\b(\w{4,}) und \1\b"
)
_SENTENCE_END = re.compile(r"(?<!\d)[.!?][\"'“”’‘)»«]* (?=[\"'“„‚‘(»«–]*[A-ZÄÖÜ])")
_TOO_MUCH = 12.0
_ODD_READING, _VERY_ODD_READING = 8.0, 9.5
"""Nats: about one word in seven, one in twenty."""


def lengths(source: str, german: str) -> Features:
    """Length of the German against the English, and marks that stand oddly."""
    ratio = log((len(german) + 4) / (_USUAL_LENGTH * len(source) + 4))
    marks = [sum(text.count(mark) for mark in ",;:–-()") for text in (source, german)]
    odd = len(_ODD.findall(german)) - len(_ODD.findall(source))
    sentences = [len(_SENTENCE_END.findall(text)) for text in (source, german)]
    return {
        "length: short": max(0.0, -ratio),
        "length: long": max(0.0, ratio),
        "length: letters": log(len(german) + 10),
        "length: words": log(1 + german.count(" ")),
        "length: marks": log(1 + marks[1] + german.count(".")),
        "form: marks": log((marks[1] + 3) / (marks[0] + 3)),
        "form: sentences more": float(min(3, max(0, sentences[1] - sentences[0]))),
        "form: sentences less": float(min(3, max(0, sentences[0] - sentences[1]))),
        "form: odd marks": float(min(4, max(0, odd))),
        "form: lower start": float(german[:1].islower() and not source[:1].islower()),
        "form: straight quotes": float(min(4, german.count('"'))),
    }


def reading(surprises: Sequence[float] | Floats) -> Features:
    """How usual the German reads, from the surprise of each of its words and marks."""
    row = np.asarray(surprises, np.float64)
    worst = np.sort(row)[::-1]
    sums = np.cumsum(np.concatenate([[0.0], row]))

    def stretch(size: int) -> float:
        size = min(size, len(row))
        return float((sums[size:] - sums[:-size]).max() / size)

    return {
        "reading: mean": float(row.mean()),
        "reading: worst": float(worst[0]),
        "reading: worst two": float(worst[:2].mean()),
        "reading: worst four": float(worst[:4].mean()),
        "reading: two": stretch(2),
        "reading: three": stretch(3),
        "reading: five": stretch(5),
        "reading: odd": log(1 + int((row > _ODD_READING).sum())),
        "reading: very odd": log(1 + int((row > _VERY_ODD_READING).sum())),
        "reading: end": float(row[-2:].mean()),
    }


def coverage(lexicon: Lexicon, sides: Sides) -> Features:
    """How far the content words of each side are on the other."""
    rare = [word for word in sides[0] if word.term.key not in lexicon.english_known]
    found: Features = {
        "length: content words": log(1 + len(sides[1])),
        "length: rare words": log(1 + len(rare)),
        "length: names": log(1 + sum(word.term.capital for word in sides[0])),
        "length: figures": log(1 + sum(word.term.figure for word in sides[0])),
    }
    pairs, steps = order(lexicon.links(*sides))
    found |= {"reading: order of words": pairs, "reading: order of neighbours": steps}
    swappable = []
    for reason, row in zip(("missing", "added"), sides, strict=True):
        absent = [word for word in row if not word.found]
        surprises = sorted(map(surprise, row), reverse=True)
        expected = sum(1 - word.rate for word in row)
        spread = sqrt(sum(word.rate * (1 - word.rate) for word in row) + 0.5)
        run = worst_run(row)
        found |= {
            f"{reason}: words": (len(absent) - expected) / spread,
            f"{reason}: share": len(absent) / (len(row) + 2),
            f"{reason}: run": min(_TOO_MUCH, run.weight),
            f"{reason}: end": min(_TOO_MUCH, worst_end(row)),
            f"{reason}: run length": log(1 + run.length),
            f"{reason}: run share": run.length / (len(row) + 2),
            f"{reason}: worst": surprises[0] if surprises else 0.0,
            f"{reason}: second": surprises[1] if len(surprises) > 1 else 0.0,
            f"{reason}: name": _largest(w for w in absent if w.term.capital),
        }
        found[f"figure: {reason}"] = float(min(3, sum(w.term.figure for w in absent)))
        swappable.append(_largest(w for w in absent if w.term.capital or w.rate > 0.9))
    found["exchanged: word"] = min(swappable)
    found["exchanged: run"] = min(found["missing: run"], found["added: run"])
    found["figure: both"] = min(found["figure: missing"], found["figure: added"])
    return found


def _largest(words: Iterable[Covered]) -> float:
    return max(map(surprise, words), default=0.0)


def of_findings(findings: Sequence[Finding], known: Iterable[str]) -> Features:
    """Counts by severity, and whether each of the ``known`` checks found something."""
    ids = {finding.check for finding in findings}
    found = {
        f"findings: {severity}": float(min(3, sum(f.severity is severity for f in findings)))
        for severity in Severity
    }
    return found | {f"findings: {id}": float(id in ids) for id in known}


def features(
    pair: Pair,
    findings: Sequence[Finding],
    lexicon: Lexicon,
    sides: Sides,
    known: Iterable[str],
) -> Features:
    """All features that need no model; ``sides`` is what ``lexicon.coverage`` says of the pair."""
    return (
        lengths(pair.source, pair.german)
        | reading(grammar().surprises(pair.german))
        | coverage(lexicon, sides)
        | named(pair)
        | of_findings(findings, known)
    )
