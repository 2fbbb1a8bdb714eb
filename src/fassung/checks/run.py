"""Running the checks over a segment or an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fassung.article import Finding
from fassung.checks.model import Check, Context, Pair
from fassung.checks.registry import CHECKS


def check(
    source: str | Pair,
    german: str = "",
    *,
    context: Context | None = None,
    checks: Iterable[Check] = CHECKS,
) -> list[Finding]:
    """What is wrong with ``german`` as a translation of ``source``, worst first, then in order.

    ``source`` may be empty: then only the checks that can read German alone are run. A
    :class:`Pair` in its place brings role, segment id and spans along.

    >>> [f.check for f in check("It rains.", "Es regnet. Es regnet. Es regnet. Es regnet.")]
    ['loop', 'addition']
    """
    pair = source if isinstance(source, Pair) else Pair(source, german)
    return check_article([pair], context=context, checks=checks)


def signature(context: Context) -> str:
    """Which checks looked at a text: how many there are, and the glossary's version if any.

    >>> signature(Context()).startswith("checks:")
    True
    """
    checks = f"checks:{len(CHECKS)}"
    return f"glossary:{context.glossary.version}|{checks}" if context.glossary else checks


def grave(source: str, german: str) -> int:
    """How many findings in a sentence are grave enough to ask an engine again.

    Those that block, numbers that are missing or others, words left in English or said twice,
    names and peoples that are missing or became others.

    >>> grave("It rains.", "Es regnet."), grave("It rains.", "Es regnet. " * 4)
    (0, 1)
    """
    return sum(
        found.blocking or found.check in _ASK_AGAIN
        for found in check(source, german, checks=_SEGMENT)
    )


_SEGMENT = tuple(check for check in CHECKS if check.segment)
_ASK_AGAIN = frozenset(
    """number-value untranslated name-missing name-swapped people-invented repeated-word
    repeated-phrase""".split()
)


def check_article(
    pairs: Sequence[Pair],
    *,
    context: Context | None = None,
    checks: Iterable[Check] = CHECKS,
) -> list[Finding]:
    """What is wrong with an article's segments, given in reading order.

    Findings come by segment; in one segment the worst first, then by place.
    """
    context = context or Context()
    found: list[Finding] = []
    german = [pair for pair in pairs if pair.german]
    whole = [pair for pair in german if pair.source]
    for rule in checks:
        able = german if rule.german_alone else whole
        if rule.segment:
            if rule.source_alone:
                able = [p for p in pairs if p.source or rule.german_alone]
            for pair in able:
                found += rule.segment(rule, pair, context)
        elif rule.article:
            found += rule.article(rule, able, context)
    place = {pair.segment: number for number, pair in reversed(list(enumerate(pairs)))}
    return sorted(
        found,
        key=lambda f: (place[f.segment], _WORST.index(f.severity), f.target[:1], f.check),
    )


_WORST = ("critical", "major", "minor")
