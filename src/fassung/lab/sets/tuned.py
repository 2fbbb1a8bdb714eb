"""What was tuned on which set, so that it is never tested there.

``tuned.jsonl`` in the lab's folder: a line for each engine, rule version, glossary or the like,
named by its part of a signature (``engine:house``, ``rules:7``), and the set it was tuned on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from fassung.errors import LabError, UsageError
from fassung.files import replace_file
from fassung.lab import folder as places
from fassung.lab.sets.frozen import SETTINGS, LabSet, Use, open_set
from fassung.lab.sets.leaks import leaks

_FILE = "tuned.jsonl"


@dataclass(frozen=True, slots=True)
class Tuned:
    """``what`` was tuned on the set ``name`` with this SHA-256; ``at`` is when that was noted."""

    what: str
    name: str
    sha256: str
    at: str


def note_tuned(lab: Path, what: str, on: LabSet) -> Tuned:
    """Notes that ``what``, a part of signatures, was tuned on a set.

    Raises:
        UsageError: if ``what`` is no part of a signature.
    """
    key, _, value = what.partition(":")
    if not (key.strip() and value.strip()) or "|" in what:
        raise UsageError(
            "{what} is no part of a signature; write it like engine:house or rules:7.", what=what
        )
    noted = Tuned(what, on.name, on.digest, datetime.now(UTC).isoformat(timespec="seconds"))
    lines = [*names_tuned(lab), noted]
    text = "".join(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in lines)
    replace_file(lab / _FILE, text.encode())
    return noted


def names_tuned(lab: Path) -> Sequence[Tuned]:
    """All that was noted.

    Raises:
        LabError: if a line is damaged.
    """
    path = lab / _FILE
    if not path.exists():
        return ()
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            found.append(Tuned(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise LabError(
                "{path} is damaged ({reason}); restore it from a copy.",
                path=f"{path}:{number}",
                reason=error,
            ) from error
    return found


def refuse_tuned(lab: Path, of: LabSet, signature: str) -> None:
    """Nothing, if ``signature`` may be tested on ``of``. A set to tune on may be scored by all:
    its report says that it is no test.

    Raises:
        LabError: if something in the signature was tuned on this set, or on one that shares
            documents or segments with it.
    """
    if of.use is Use.TUNE:
        return
    parts = [link for part in signature.split("|") for link in _links(part)]
    for noted in names_tuned(lab):
        if not any(part == noted.what or part.startswith(f"{noted.what}@") for part in parts):
            continue
        if noted.sha256 == of.digest:
            raise LabError(
                "{what} was tuned on {name}; what tuned a thing cannot test it.",
                what=noted.what,
                name=of.name,
            )
        folder = places.sets(lab) / noted.name
        if not (folder / SETTINGS).exists():
            continue
        if shared := leaks(of.pairs, open_set(folder).pairs):
            raise LabError(
                "{what} was tuned on {other}, which shares {documents} documents and {segments} "
                "segments with {name}; test it with another set.",
                what=noted.what,
                other=noted.name,
                documents=len(shared.documents),
                segments=len(shared.segments),
                name=of.name,
            )


def _links(part: str) -> list[str]:
    """A part of a signature and, of a chain, each engine in it.

    >>> _links("engine:deepl>house@2>3.1")
    ['engine:deepl>house@2>3.1', 'engine:deepl@2', 'engine:house@3.1']
    """
    key, _, value = part.partition(":")
    names, _, versions = value.partition("@")
    if key != "engine" or ">" not in names:
        return [part]
    engines = zip_longest(names.split(">"), versions.split(">"), fillvalue="")
    return [part, *(f"{key}:{name}@{version}" for name, version in engines)]
