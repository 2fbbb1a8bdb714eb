"""What the risk of a segment is computed from, without the model: named numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import log, sqrt

from fassung.article import Finding, Severity
from fassung.checks.risk.lexicon import Covered, Lexicon
from fassung.checks.risk.stretches import surprise, worst_run

Features = dict[str, float]
"""A name begins with the reason it belongs to: "missing: run"."""

_USUAL_LENGTH = 1.13
"""German letters for an English one, median of the news corpora."""
_ODD = re.compile(
    r"(?<=[^\W\d_]) [,;.](?!\w)|,,|(?<!\.)\.\.(?!\.)|,\.|[.!?] (?=[a-zäöü]{4})|  |\( | \)"
    r"|\b(\w{4,}) und \1\b"
)
_TOO_MUCH = 12.0


def lengths(source: str, german: str) -> Features:
    """Length of the German against the English, and marks that stand oddly."""
    ratio = log((len(german) + 4) / (_USUAL_LENGTH * len(source) + 4))
    marks = [sum(text.count(mark) for mark in ",;:–-()") for text in (source, german)]
    odd = len(_ODD.findall(german)) - len(_ODD.findall(source))
    return {
        "length: short": max(0.0, -ratio),
        "length: long": max(0.0, ratio),
        "length: letters": log(len(german) + 10),
        "form: marks": log((marks[1] + 3) / (marks[0] + 3)),
        "form: odd marks": float(min(4, max(0, odd))),
        "form: lower start": float(german[:1].islower() and not source[:1].islower()),
        "form: straight quotes": float(min(4, german.count('"'))),
    }


def coverage(lexicon: Lexicon, source: str, german: str) -> Features:
    """How far the content words of each side are on the other."""
    sides = lexicon.coverage(source, german)
    rare = [word for word in sides[0] if word.term.key not in lexicon.english_known]
    found: Features = {
        "length: rare words": log(1 + len(rare)),
        "length: names": log(1 + sum(word.term.capital for word in sides[0])),
        "length: figures": log(1 + sum(word.term.figure for word in sides[0])),
    }
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
    source: str,
    german: str,
    findings: Sequence[Finding],
    lexicon: Lexicon,
    known: Iterable[str],
) -> Features:
    """All features that need no model."""
    return (
        lengths(source, german) | coverage(lexicon, source, german) | of_findings(findings, known)
    )
