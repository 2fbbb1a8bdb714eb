"""German that breaks off."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.checks.model import Check, Context, Finding, Pair, Severity

_FINAL = ".!?…:"
_WHOLE = 0.75
"""So long, and only the full stop is missing."""
_CLOSING = "\"“”‘’»«')]*"
# A sentence does not end in one of these. What may be the particle of a verb ("ab", "an", "auf",
# "aus", "mit", "vor", "zu" …) is left out.
_OPEN = frozenset(
    """der die das dem den des eine einen einem einer eines und oder aber sondern dass weil wenn
    obwohl sowie als wie ob von für ohne zwischen seit bis im am zum zur vom beim ins ans aufs seine
    seinen seinem seiner ihre ihren ihrem ihrer mein meine unsere dieser diese dieses diesem diesen
    kein keine keinen insbesondere beziehungsweise bzw laut dessen deren""".split()
)


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    german = pair.german.rstrip()
    if german[-1:] in _FINAL:
        return
    bare = german.rstrip(_CLOSING + " ")
    if not bare or bare[-1] in _FINAL:
        return
    source = pair.source.rstrip(_CLOSING + " \t\n")
    ended = source[-1:] in _FINAL if source else False
    words = pair.german_words
    if not words or len(words) < 3:
        return
    last = words[-1]
    if bare[-1] in ",;(–-" and (ended or not source):
        yield check.finding(
            pair,
            "The German breaks off after “{word}”.",
            target=[(last.start, len(german))],
            word=german[last.start :],
            severity=Severity.CRITICAL if ended else None,
        )
    elif last.end == len(bare) and last.text in _OPEN and (ended or not source):
        yield check.finding(
            pair,
            "The German breaks off after “{word}”.",
            target=[(last.start, last.end)],
            word=last.text,
            severity=Severity.CRITICAL if ended else None,
        )
    elif ended and source[-1] != ":" and len(words) > 3:
        yield check.finding(
            pair,
            "The original ends with “{mark}”, the German does not.",
            target=[(last.start, last.end)],
            mark=source[-1],
            severity=Severity.MINOR if len(german) > _WHOLE * len(source) else None,
        )


CHECK = Check(
    id="truncated",
    title="text breaks off",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    german_alone=True,
    segment=rule,
)
