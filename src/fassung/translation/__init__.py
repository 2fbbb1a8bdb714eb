"""Segments to an engine and back: the one place where the order of steps stands."""

from fassung.translation.cache import SegmentCache
from fassung.translation.pipeline import signature, translate
from fassung.translation.repair import repaired
from fassung.translation.result import (
    Sentence,
    Timing,
    TranslatedSegment,
    Translation,
)

__all__ = [
    "SegmentCache",
    "Sentence",
    "Timing",
    "TranslatedSegment",
    "Translation",
    "repaired",
    "signature",
    "translate",
]
