"""Running: documents one after the other, each kept as soon as it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from fassung.errors import LabError
from fassung.files import replace_file
from fassung.lab import folder as places
from fassung.lab.pairs import Pair
from fassung.lab.runs import lines
from fassung.lab.runs.record import SETTINGS, Price, Run, digest_of, open_run
from fassung.lab.runs.translate import TOGETHER, Translator
from fassung.lab.sets import LabSet, refuse_tuned

Progress = Callable[[int, int], None]
"""Called with documents done and documents in all."""


def run(
    lab: Path,
    of: LabSet,
    name: str,
    translator: Translator,
    *,
    price: Price | None = None,
    date: str = "",
    progress: Progress | None = None,
) -> Run:
    """Runs a system over a set, or goes on with a run that was broken off.

    Documents that are done are not done again, after a kill neither. A finished run is given
    back as it is.

    Args:
        lab: the lab's folder.
        of: the set.
        name: the run's name.
        translator: the system.
        price: what it costs.
        date: the day that the run stands for, ISO 8601; empty for today.
        progress: called after each document.

    Raises:
        LabError: if the name stands for something else, another process is at it, or the
            system was tuned on the set.
        EngineError: if the engine gives up; what is done is kept.
    """
    refuse_tuned(lab, of, translator.signature)
    folder = places.runs(lab, of.name) / places.checked_name(name)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=0), translator:
            begun = begin(folder, of, "engine", translator.signature, price, date)
            if begun.digest:
                return begun
            path = folder / lines.FILE
            lines.cut(path)
            done = {line.document for line in begun.lines}
            left = [document for document in of.by_document if document[0] not in done]
            step = TOGETHER if of.single else 1
            for first in range(0, len(left), step):
                lines.append(path, translator.lines(left[first : first + step]))
                if progress:
                    progress(len(done) + min(first + step, len(left)), len(of.by_document))
            return finish(folder)
    except Timeout:
        raise LabError(
            "Another process is at work on the run {name}; wait for it, or choose another name.",
            name=name,
        ) from None


def begin(
    folder: Path, of: LabSet, kind: str, signature: str, price: Price | None, date: str
) -> Run:
    """The run in ``folder``, begun now if there is none.

    Raises:
        LabError: if there is one of another set or system.
    """
    if not (folder / SETTINGS).exists():
        said: dict[str, places.Value] = {
            "name": folder.name,
            "set": of.name,
            "set_sha256": of.digest,
            "kind": kind,
            "signature": signature,
            "date": date or datetime.now(UTC).date().isoformat(),
            "began": datetime.now(UTC).isoformat(timespec="seconds"),
            "words": of.words,
            "characters": sum(len(pair.source) for pair in of.pairs),
        }
        if price:
            said |= {"million": price.million, "hour": price.hour, "currency": price.currency}
        replace_file(folder / SETTINGS, places.as_toml(said))
    found = open_run(folder)
    if (found.set_digest, found.signature) != (of.digest, signature):
        raise LabError(
            "The run {name} is of another set or system ({signature}); choose another name.",
            name=folder.name,
            signature=found.signature,
        )
    return found


def finish(folder: Path) -> Run:
    """Closes a run that is whole: its figures and the hash of its outputs are written."""
    found = open_run(folder)
    said = places.from_toml(folder / SETTINGS)
    said |= {
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "documents": len(found.lines),
        "segments": len(found.outputs),
        "seconds": round(found.seconds, 3),
        "engine_seconds": round(sum(line.engine_seconds for line in found.lines), 3),
        "sentences": sum(line.sentences for line in found.lines),
        "sentences_from_memory": sum(line.cached for line in found.lines),
        "engines": sorted({engine for line in found.lines for engine in line.engines}),
        "outputs_sha256": digest_of(folder / lines.FILE),
    }
    if found.cost is not None:
        said["cost"] = round(found.cost, 6)
    if found.speed is not None:
        said["words_per_second"] = round(found.speed, 2)
    replace_file(folder / SETTINGS, places.as_toml(said))
    return open_run(folder)


def outputs(of: LabSet, german: Callable[[Pair], str]) -> list[lines.Line]:
    """Lines of outputs that are there already, by document of the set."""
    return [
        lines.Line(document=name, outputs={pair.segment: german(pair) for pair in pairs})
        for name, pairs in of.by_document
    ]
