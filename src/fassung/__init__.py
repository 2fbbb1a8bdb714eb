"""fassung: the translation desk of a newsroom."""

from fassung._api import check, read, risk, translate, write
from fassung._version import __version__
from fassung.article import Article, Finding
from fassung.errors import (
    EngineError,
    EngineRefused,
    EngineUnavailable,
    FassungError,
    HeldError,
    InventoryError,
    UsageError,
    WireError,
)
from fassung.translation import Translation

__all__ = [
    "Article",
    "EngineError",
    "EngineRefused",
    "EngineUnavailable",
    "FassungError",
    "Finding",
    "HeldError",
    "InventoryError",
    "Translation",
    "UsageError",
    "WireError",
    "__version__",
    "check",
    "read",
    "risk",
    "translate",
    "write",
]
