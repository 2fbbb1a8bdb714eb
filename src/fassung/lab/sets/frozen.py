"""A set on disk: ``set.toml`` and ``segments.jsonl``, and a hash that covers both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fassung.article import Role
from fassung.errors import LabError, UsageError
from fassung.files import replace_file
from fassung.lab import folder as places
from fassung.lab.pairs import Pair, documents

SETTINGS = "set.toml"
SEGMENTS = "segments.jsonl"
_NEEDED: Mapping[str, type] = MappingProxyType(
    {"use": str, "documents": int, "segments": int, "words": int, "sha256": str}
)
_FIELDS = tuple(field.name for field in fields(Pair))


class Use(StrEnum):
    """What a set is for. What tuned a thing never tests it."""

    TEST = "test"
    TUNE = "tune"


@dataclass(frozen=True)
class LabSet:
    """A frozen set. ``made_from`` says where its texts come from, ``references`` what they are:
    ``human``, ``post-edit`` or empty for none. ``digest`` is its SHA-256."""

    name: str
    use: Use
    pairs: tuple[Pair, ...]
    made_from: str = ""
    references: str = ""
    licence: str = ""
    languages: str = "en-de"
    made: str = ""
    digest: str = ""

    @property
    def words(self) -> int:
        """English words."""
        return sum(pair.words for pair in self.pairs)

    @cached_property
    def by_document(self) -> tuple[tuple[str, Sequence[Pair]], ...]:
        """Documents in order, each with its pairs."""
        return tuple(documents(self.pairs))

    @property
    def single(self) -> bool:
        """Whether no document has a second segment: lines that do not follow on each other."""
        return len(self.by_document) == len(self.pairs)


def freeze(folder: Path, pairs: Iterable[Pair], **settings: str) -> LabSet:
    """Writes a set into ``folder``, which must not hold one yet, and gives it back.

    Pairs without English are left out; those of one document are put together, in the order of
    their first. ``settings`` are fields of :class:`LabSet`.

    Raises:
        LabError: if there is a set already, or nothing to put in.
        UsageError: if two pairs have the same document and segment.
    """
    if (folder / SETTINGS).exists():
        raise LabError(
            "There is a set {name} already, and a set is not changed; choose another name.",
            name=folder.name,
        )
    order: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.source.strip():
            order.setdefault(pair.document, []).append(pair)
    put = tuple(pair for group in order.values() for pair in group)
    if not put:
        raise LabError(
            "Nothing to put into the set {name}; check what it is made from.", name=folder.name
        )
    seen: set[tuple[str, str]] = set()
    for pair in put:
        if pair.key in seen:
            raise UsageError(
                "{document} has two segments {segment}; give each a name of its own.",
                document=pair.document,
                segment=pair.segment,
            )
        seen.add(pair.key)
    made = LabSet(
        name=places.checked_name(folder.name),
        use=Use(settings.pop("use", Use.TEST)),
        pairs=put,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        **settings,
    )
    body = "".join(_line(pair) for pair in put).encode()
    head = _head(made)
    digest = _digest(head, body)
    replace_file(folder / SEGMENTS, body)
    replace_file(folder / SETTINGS, places.as_toml({**head, "sha256": digest}))
    return LabSet(**{**_plain(made), "digest": digest})


def open_set(folder: Path) -> LabSet:
    """The set in ``folder``.

    Raises:
        LabError: if it is not there, or was changed since it was made.
    """
    head = settings(folder)
    try:
        body = (folder / SEGMENTS).read_bytes()
    except OSError as error:
        raise places.unreadable(folder / SEGMENTS, error) from error
    digest = str(head.pop("sha256", ""))
    if digest != _digest(head, body):
        raise LabError(
            "The set {name} was changed since it was made (its SHA-256 differs); "
            "restore it from a copy, or make a new set.",
            name=folder.name,
        )
    pairs = tuple(_pair(line) for line in body.decode().splitlines())
    known = {f.name for f in fields(LabSet)} - {"pairs", "digest", "use"}
    values = {key: str(value) for key, value in head.items() if key in known}
    return LabSet(use=Use(head["use"]), pairs=pairs, digest=digest, **values)


def settings(folder: Path) -> dict[str, Any]:
    """What the set in ``folder`` says of itself; its texts are not read.

    Raises:
        LabError: if that cannot be read, or something is missing in it.
    """
    return places.settings(folder / SETTINGS, _NEEDED)


def _head(of: LabSet) -> dict[str, places.Value]:
    return {
        "name": of.name,
        "languages": of.languages,
        "use": of.use.value,
        "references": of.references,
        "made_from": of.made_from,
        "licence": of.licence,
        "made": of.made,
        "documents": len(of.by_document),
        "segments": len(of.pairs),
        "words": of.words,
    }


def _digest(head: Mapping[str, Any], body: bytes) -> str:
    """Over all that the set says, ``use`` and licence too: a test set does not become another."""
    # What TOML knows and JSON does not, such as a date, was never written by us.
    said = json.dumps(dict(head), ensure_ascii=False, sort_keys=True, default=str).encode()
    return sha256(said + b"\n" + body).hexdigest()


def _plain(of: LabSet) -> dict[str, Any]:
    return {field.name: getattr(of, field.name) for field in fields(of)}


def _line(pair: Pair) -> str:
    said = {key: value for key, value in asdict(pair).items() if value}
    # U+2028 and the like would end a line for some readers, so they are written as escapes.
    text = json.dumps(said, ensure_ascii=False)
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text) + "\n"


def _pair(line: str) -> Pair:
    said = {key: value for key, value in json.loads(line).items() if key in _FIELDS}
    return Pair(**{**said, "role": Role(said.get("role", Role.BODY))})
