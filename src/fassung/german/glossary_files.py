"""Glossaries as files: which reader reads which."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fassung.errors import GlossaryError
from fassung.german.glossary import Glossary, merged, read_csv, read_keep
from fassung.german.tbx import read_tbx
from fassung.messages import reason

READERS = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".tbx": read_tbx,
    ".xml": read_tbx,
    ".txt": read_keep,
}
"""By ending: tables of terms, TBX, lists of words that stay as they are."""

HELP = "Terms that the German must use: .csv, .tsv, .tbx, or a .txt of words that stay."


def load(paths: Sequence[str]) -> Glossary:
    """All of the files together; a later one goes before an earlier one.

    Raises:
        GlossaryError: if one cannot be opened, or is none that fassung reads.

    >>> load([])
    Glossary(terms=(), keep=())
    """
    return merged(map(_load, paths))


def _load(path: str) -> Glossary:
    reader = READERS.get(Path(path).suffix.lower())
    if reader is None:
        raise GlossaryError(
            "{source} is no glossary; give .csv, .tsv or .tbx, or a .txt of words that stay.",
            source=path,
        )
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise GlossaryError(
            "{source} cannot be opened ({reason}); check the path.",
            source=path,
            reason=reason(error),
        ) from error
    return reader(data, source=path)
