"""Where fassung keeps things on this machine; changed by environment variables."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path

SETTINGS = {
    "FASSUNG_CACHE": "folder for the segment cache and assembled models",
    "FASSUNG_ENGINE": "engine used when none is named, e.g. house or deepl>house",
    "FASSUNG_LANGUAGE": "language of messages, de or en; else the locale's",
}
"""Every setting of the core; engines name theirs in ``fassung engines``."""


def cache_folder() -> Path:
    """The user's cache folder for fassung, or ``FASSUNG_CACHE``."""
    chosen = os.environ.get("FASSUNG_CACHE")
    return Path(chosen) if chosen else user_cache_path("fassung", appauthor=False)
