"""fassung: the translation desk of a newsroom."""

from fassung._api import read, translate, write
from fassung._version import __version__
from fassung.article import Article
from fassung.errors import (
    EngineError,
    EngineRefused,
    EngineUnavailable,
    FassungError,
    InventoryError,
    UsageError,
    WireError,
)
from fassung.translation import Finding, Translation

__all__ = [
    "Article",
    "EngineError",
    "EngineRefused",
    "EngineUnavailable",
    "FassungError",
    "Finding",
    "InventoryError",
    "Translation",
    "UsageError",
    "WireError",
    "__version__",
    "read",
    "translate",
    "write",
]
