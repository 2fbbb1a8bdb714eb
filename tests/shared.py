"""Corpora and fixtures of third parties, beside the checkout where somebody has them.

The project's own fixtures stand for them elsewhere, so without the folder these tests are skipped,
by name. With it nothing is: a file that was moved fails its test.
"""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")


def files(folder: str, pattern: str) -> list[Path]:
    """Files of ``folder`` in ../shared, by name, to make a table of; none without ../shared.

    Raises:
        FileNotFoundError: if ../shared is there and no such file in it: an empty table would be
            skipped, and nobody would notice.
    """
    found = sorted((SHARED / folder).glob(pattern))
    if SHARED.is_dir() and not found:
        raise FileNotFoundError(f"no {pattern} in {SHARED / folder}")
    return found
