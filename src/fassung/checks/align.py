"""Two versions of one article, put beside each other by the ids of their segments."""

from __future__ import annotations

from dataclasses import dataclass

from fassung.article import Article, Finding, Segment, Severity, extract
from fassung.checks.model import Pair

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Aligned:
    """Pairs in the order of the source, then what only the German has; what is missing or added."""

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]


def align(source: Article, german: Article) -> Aligned:
    """The segments of ``source`` with those of ``german`` that have the same ids.

    A segment without its counterpart is a finding: nothing of an article may get lost on the way.
    """
    there = {segment.id: segment for segment in extract(german)}
    pairs: list[Pair] = []
    findings: list[Finding] = []
    for segment in extract(source):
        other = there.pop(segment.id, None)
        if other is None:
            findings.append(_missing(segment))
            pairs.append(Pair(segment.text.value, "", segment.role, segment.id))
        else:
            pairs.append(
                Pair(
                    segment.text.value,
                    other.text.value,
                    segment.role,
                    segment.id,
                    segment.text,
                    other.text,
                )
            )
    for segment in there.values():
        findings.append(_added(segment))
        pairs.append(Pair("", segment.text.value, segment.role, segment.id))
    return Aligned(tuple(pairs), tuple(findings))


def _missing(segment: Segment) -> Finding:
    return Finding(
        segment=segment.id,
        check="missing-segment",
        category="accuracy/omission",
        severity=Severity.CRITICAL,
        template="This part of the source is missing: {text}",
        values=(("text", _short(segment.text.value)),),
        source=((0, len(segment.text)),),
    )


def _added(segment: Segment) -> Finding:
    return Finding(
        segment=segment.id,
        check="added-segment",
        category="accuracy/addition",
        severity=Severity.MAJOR,
        template="The source has no such part.",
        target=((0, len(segment.text)),),
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
