"""A translation with its findings: checked, what is safe to repair repaired, checked again."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from fassung.checks.model import Context, Pair
from fassung.checks.run import check_article, signature
from fassung.translation import Translation, repaired


def checked(
    translation: Translation, context: Context, *, untouched: Container[str] = ()
) -> Translation:
    """``translation`` with what the checks find, after the repairs that need no editor.

    Args:
        translation: as the pipeline gives it.
        context: what is known beside the texts.
        untouched: ids of segments that are not repaired: a person wrote them.
    """
    found = check_article(pairs(translation), context=context)
    safe = [finding for finding in found if finding.safe and finding.segment not in untouched]
    if safe:
        translation = repaired(translation, safe)
        found = check_article(pairs(translation), context=context)
    return replace(
        translation,
        findings=(*translation.findings, *found),
        signature=f"{translation.signature}|{signature(context)}",
    )


def pairs(translation: Translation) -> list[Pair]:
    """The segments of ``translation`` as the checks read them, in reading order."""
    return [
        Pair(s.source.value, s.target.value, s.role, s.id, s.source, s.target)
        for s in translation.segments
    ]
