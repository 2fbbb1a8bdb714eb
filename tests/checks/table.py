"""Runs one check over a row of a table and gives what it found, as short as a row can hold."""

from fassung.checks import Context, Pair, by_id


def found(id: str, source: str, german: str, context: Context | None = None) -> list[str]:
    """The German words that check ``id`` underlines, one entry a finding ("" if none)."""
    check = by_id(id)
    pair = Pair(source, german)
    context = context or Context()
    if check.segment:
        findings = list(check.segment(check, pair, context)) if source or check.german_alone else []
    else:
        assert check.article is not None
        findings = list(check.article(check, [pair], context))
    for finding in findings:
        assert finding.message, finding
        assert all(0 <= a < b <= len(german) for a, b in finding.target), finding
        assert all(0 <= a < b <= len(source) for a, b in finding.source), finding
    return ["|".join(german[a:b] for a, b in finding.target) for finding in findings]
