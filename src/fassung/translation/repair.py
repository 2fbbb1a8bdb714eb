"""Repairs that need no editor, made in a finished translation.

Who checks says which those are (:attr:`fassung.article.Finding.safe`); here they are only made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from fassung.article import Finding, ingest, inventory
from fassung.german import Edit, apply
from fassung.translation.result import Translation


def repaired(translation: Translation, findings: Iterable[Finding]) -> Translation:
    """``translation`` with every safe repair of ``findings`` made and listed in ``repaired``.

    Of two repairs that overlap the first is made. Spans stay where they belong.

    Args:
        translation: its segments are the texts that ``findings`` point into.
        findings: others than the safe ones are passed over.
    """
    by_segment: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.safe and finding.repair is not None and finding.target:
            by_segment[finding.segment].append(finding)
    if not by_segment:
        return translation
    made: list[Finding] = []
    segments = []
    for segment in translation.segments:
        edits: list[Edit] = []
        for finding in sorted(by_segment.get(segment.id, ()), key=lambda f: f.target[0]):
            start, end = finding.target[0]
            if not edits or edits[-1].end <= start:
                edits.append(Edit(start, end, finding.repair or "", finding.check))
                made.append(finding)
        segments.append(replace(segment, target=apply(segment.target, edits)))
    # A language's mark and what it came from stay as the pipeline set them.
    article = replace(
        ingest(translation.source, {segment.id: segment.target for segment in segments}),
        language=translation.article.language,
        translated_from=translation.article.translated_from,
    )
    return replace(
        translation,
        article=article,
        segments=tuple(segments),
        inventory=inventory(article),
        repaired=(*translation.repaired, *made),
    )
