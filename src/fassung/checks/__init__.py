"""Checks: what is wrong with a German text, found by rules that are one module each.

:func:`check` looks at one segment, :func:`check_article` at all segments of an article together.
The rules lie in ``rules/``, each is a :class:`Check`, and :data:`CHECKS` holds all of them.
"""

from fassung.article import Finding, Severity, Stretch
from fassung.checks.model import Check, Context, Pair, Scope
from fassung.checks.registry import CHECKS, by_id
from fassung.checks.run import check, check_article, grave, signature
from fassung.checks.translated import checked, pairs

__all__ = [
    "CHECKS",
    "Check",
    "Context",
    "Finding",
    "Pair",
    "Scope",
    "Severity",
    "Stretch",
    "by_id",
    "check",
    "check_article",
    "checked",
    "grave",
    "pairs",
    "signature",
]
