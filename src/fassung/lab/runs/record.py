"""A run on disk: ``run.toml`` says what was run, ``output.jsonl`` what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fassung.errors import LabError
from fassung.lab import folder as places
from fassung.lab.runs import lines
from fassung.lab.runs.lines import Line
from fassung.lab.sets import LabSet

SETTINGS = "run.toml"
_NEEDED: Mapping[str, type | tuple[type, ...]] = MappingProxyType(
    {
        "set": str,
        "set_sha256": str,
        "kind": str,
        "signature": str,
        "date": str,
        "outputs_sha256": str,
        "million": (int, float),
        "hour": (int, float),
        "currency": str,
        "words": int,
        "characters": int,
    }
)
_OPTIONAL = ("outputs_sha256", "million", "hour", "currency", "words", "characters")
_MANY = 0.05
"""Share of sentences from memory above which a run's time says nothing about the engine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a system costs: for a million English characters, as services bill, and for an hour
    of the machine that it runs on."""

    million: float = 0.0
    hour: float = 0.0
    currency: str = "EUR"

    def of(self, characters: int, seconds: float) -> float:
        """What that many characters and seconds cost.

        >>> Price(million=20.0, hour=3.6).of(500_000, 100.0)
        10.1
        """
        return self.million * characters / 1e6 + self.hour * seconds / 3600


@dataclass(frozen=True, kw_only=True)
class Run:
    """What one system made of a set. ``kind`` is ``engine`` or ``given``; ``date`` is the day
    (ISO 8601) that it stands for."""

    name: str
    folder: Path
    set_name: str
    set_digest: str
    kind: str
    signature: str
    date: str
    digest: str
    """SHA-256 of the outputs; empty while the run is not finished."""
    price: Price | None
    lines: Sequence[Line] = field(repr=False)
    words: int = 0
    characters: int = 0

    @property
    def outputs(self) -> Mapping[tuple[str, str], str]:
        """German by document and segment."""
        return {
            (line.document, segment): german
            for line in self.lines
            for segment, german in line.outputs.items()
        }

    @property
    def seconds(self) -> float:
        """Wall time of all documents; 0 for outputs that were given."""
        return sum(line.seconds for line in self.lines)

    @property
    def from_memory(self) -> float:
        """Share of sentences that were known before, 0 to 1."""
        sentences = sum(line.sentences for line in self.lines)
        return sum(line.cached for line in self.lines) / sentences if sentences else 0.0

    @property
    def speed(self) -> float | None:
        """English words a second; None where nothing was timed, or much came from memory."""
        if not self.seconds or self.from_memory > _MANY:
            return None
        return self.words / self.seconds

    @property
    def cost(self) -> float | None:
        """What it cost; None where no price was named."""
        return self.price.of(self.characters, self.seconds) if self.price else None

    def germans(self, of: LabSet) -> list[str]:
        """The output for each pair of the set, in its order.

        Raises:
            LabError: if the run is of another set, or not whole.
        """
        if self.set_digest != of.digest:
            raise LabError(
                "The run {name} was made with another set than {set}; run it again.",
                name=self.name,
                set=of.name,
            )
        outputs = self.outputs
        missing = sum(pair.key not in outputs for pair in of.pairs)
        if missing or not self.digest:
            raise LabError(
                "The run {name} is not finished ({missing} of {all} segments are missing); "
                "the command that began it goes on.",
                name=self.name,
                missing=missing,
                all=len(of.pairs),
            )
        return [outputs[pair.key] for pair in of.pairs]


def open_run(folder: Path) -> Run:
    """The run in ``folder``, finished or not.

    Raises:
        LabError: if it is not there, damaged, or was changed since it was finished.
    """
    said = settings(folder)
    path = folder / lines.FILE
    digest = str(said.get("outputs_sha256", ""))
    if digest and (not path.exists() or digest_of(path) != digest):
        raise LabError(
            "The outputs of the run {name} were changed since it was made (their SHA-256 differs); "
            "restore them from a copy, or run it again.",
            name=folder.name,
        )
    price = {key: said[key] for key in ("million", "hour", "currency") if key in said}
    return Run(
        name=folder.name,
        folder=folder,
        set_name=str(said["set"]),
        set_digest=str(said["set_sha256"]),
        kind=str(said["kind"]),
        signature=str(said["signature"]),
        date=str(said["date"]),
        digest=digest,
        price=Price(**price) if price else None,
        lines=lines.read(path),
        words=int(said.get("words", 0)),
        characters=int(said.get("characters", 0)),
    )


def settings(folder: Path) -> dict[str, Any]:
    """What the run in ``folder`` says of itself; its outputs are not read.

    Raises:
        LabError: if that cannot be read, or something is missing in it.
    """
    return places.settings(folder / SETTINGS, _NEEDED, optional=_OPTIONAL)


def list_runs(lab: Path, of: LabSet, names: Sequence[str] = ()) -> list[Run]:
    """The runs over a set, all or those named, in the order of their names.

    Raises:
        LabError: if a named one is not there, or there is none.
    """
    home = places.runs(lab, of.name)
    there = sorted(path.parent.name for path in home.glob(f"*/{SETTINGS}"))
    if not there:
        raise LabError(
            "Nothing was run over {set} yet; begin with: fassung lab run {set}.", set=of.name
        )
    for name in names:
        if name not in there:
            raise LabError(
                "There is no run {name} over {set}; there are: {names}.",
                name=name,
                set=of.name,
                names=", ".join(there) or "–",
            )
    return [open_run(home / name) for name in names or there]


def digest_of(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        LabError: if it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise places.unreadable(path, error) from error
