"""Local models as a command: which there are, get one, verify it, remove it.

`house` is assembled from what is installed. Others are downloaded as their authors publish them
(OPUS-MT: a zip of Marian weights, which needs neither torch nor transformers to convert), turned
into CTranslate2 int8, and kept with the SHA-256 of every file.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
from filelock import FileLock

from fassung.engines.house import assemble as house
from fassung.engines.house.difference import shipped
from fassung.errors import FassungError
from fassung.messages import reason

Progress = Callable[[float, str], None]

HUB = "https://object.pouta.csc.fi/OPUS-MT-models"
"""Where the OPUS-MT authors publish; FASSUNG_HUB names another place with the same paths."""

PIECES = ("source.spm", "target.spm")
RECORD = "model.json"


class ModelError(FassungError):
    """A local model is unknown, not there, damaged, or cannot be fetched."""

    exit_status = 4


@dataclass(frozen=True, slots=True)
class Known:
    """A model that can be had: name, path below the hub (none for the house model), licence."""

    name: str
    path: str | None
    licence: str
    about: str


KNOWN = (
    Known("house", None, "Gemma Terms of Use", "Gemma 3 270M trained for news; ships with fassung"),
    Known(
        "opus-mt-en-de",
        "en-de/opus-2020-02-26.zip",
        "CC-BY 4.0",
        "OPUS-MT English→German (Helsinki-NLP), about 300 MB to download",
    ),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of `fassung models list`. `size` is in bytes, 0 when the model is not there."""

    known: Known
    present: bool
    size: int
    folder: Path


def find(name: str) -> Known:
    """The known model called `name`. Raises ModelError when there is none."""
    for known in KNOWN:
        if known.name == name:
            return known
    raise ModelError(
        "No model is called {name}; there are {names}.",
        name=name,
        names=", ".join(known.name for known in KNOWN),
    )


def folder_of(name: str) -> Path:
    """Where the model lies or would lie."""
    if find(name).path is None:
        return house.model_folder(shipped())
    return house.cache_folder() / "models" / name


def list_models() -> list[Listed]:
    """All known models, and which of them are there."""
    found = []
    for known in KNOWN:
        folder = folder_of(known.name)
        marker = house.RECORD if known.path is None else RECORD
        present = (folder / marker).is_file()
        size = sum(p.stat().st_size for p in folder.iterdir()) if present else 0
        found.append(Listed(known, present, size, folder))
    return found


def get(name: str, progress: Progress | None = None) -> Path:
    """The folder of the model, fetched and converted now if it is not there.

    A download that broke off goes on where it stopped. Raises ModelError.
    """
    known = find(name)
    report = progress or (lambda _done, _what: None)
    if known.path is None:
        return house.assemble(progress)
    folder = folder_of(name)
    if (folder / RECORD).is_file():
        return folder
    address = f"{os.environ.get('FASSUNG_HUB', HUB).rstrip('/')}/{known.path}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{folder}.lock"):
            if (folder / RECORD).is_file():
                return folder
            archive = folder.with_name(f"{name}.zip")
            download(address, archive, report)
            report(0.8, "converting to int8")
            with tempfile.TemporaryDirectory(dir=folder.parent, prefix="model-part-") as work:
                made = convert_opus(archive, Path(work))
                record = {
                    "name": name,
                    "from": address,
                    "archive_sha256": house.sha256(archive),
                    "files": {p.name: house.sha256(p) for p in sorted(made.iterdir())},
                }
                (made / RECORD).write_text(json.dumps(record, indent=1), encoding="utf-8")
                shutil.rmtree(folder, ignore_errors=True)
                made.rename(folder)
            archive.unlink()
    except OSError as error:
        raise ModelError(
            "{name}: cannot write to {folder} ({reason}); set FASSUNG_CACHE to a folder with room.",
            name=name,
            folder=str(folder.parent),
            reason=reason(error),
        ) from error
    report(1.0, "ready")
    return folder


def download(address: str, target: Path, report: Progress) -> None:
    """Fetch `address` into `target` by way of `target.part`, going on where that one ends."""
    if target.is_file():
        return
    part = target.with_name(target.name + ".part")
    have = part.stat().st_size if part.is_file() else 0
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    try:
        with httpx.stream(
            "GET", address, headers=headers, follow_redirects=True, timeout=60
        ) as answer:
            if answer.status_code != 416:  # 416: nothing is left to send, the part is whole
                answer.raise_for_status()
                resumed = answer.status_code == 206
                have = have if resumed else 0
                total = have + int(answer.headers.get("Content-Length", 0))
                with part.open("ab" if resumed else "wb") as out:
                    for block in answer.iter_raw():
                        out.write(block)
                        have += len(block)
                        report(0.8 * have / total if total else 0.0, "downloading")
                if total and have < total:
                    raise httpx.ReadError("the connection broke off")
    except httpx.HTTPError as error:
        raise ModelError(
            "Cannot fetch {address} ({reason}); ask again to go on, or set FASSUNG_HUB.",
            address=address,
            reason=str(error).splitlines()[0] if str(error) else type(error).__name__,
        ) from error
    part.replace(target)


def convert_opus(archive: Path, work: Path) -> Path:
    """An OPUS-MT zip as a CTranslate2 int8 folder inside `work`."""
    from ctranslate2.converters import OpusMTConverter

    raw = work / "raw"
    raw.mkdir()
    try:
        with zipfile.ZipFile(archive) as packed:
            for entry in packed.infolist():
                flat = Path(entry.filename).name
                if flat and not entry.is_dir():
                    with packed.open(entry) as data, (raw / flat).open("wb") as out:
                        shutil.copyfileobj(data, out)
        made = work / "made"
        OpusMTConverter(str(raw)).convert(str(made), quantization="int8")
        for piece in PIECES:
            shutil.copyfile(raw / piece, made / piece)
    except (zipfile.BadZipFile, KeyError, ValueError, FileNotFoundError) as error:
        archive.unlink(missing_ok=True)
        raise ModelError(
            "{archive} is no OPUS-MT model ({reason}); it was removed, fetch it again.",
            archive=archive.name,
            reason=str(error).splitlines()[0] if str(error) else type(error).__name__,
        ) from error
    return made


def verify(name: str) -> list[str]:
    """Names of files that are missing or differ from their recorded SHA-256; empty is good.

    Raises ModelError when the model is not there.
    """
    known, folder = find(name), folder_of(name)
    if known.path is None:
        shipped().verify()
    record_path = folder / (house.RECORD if known.path is None else RECORD)
    if not record_path.is_file():
        raise ModelError("{name} is not there; get it: fassung models get {name}.", name=name)
    files: dict[str, object] = json.loads(record_path.read_text(encoding="utf-8"))["files"]
    bad = []
    for file, entry in files.items():
        wanted = entry["sha256"] if isinstance(entry, dict) else entry
        path = folder / file
        if not path.is_file() or house.sha256(path) != wanted:
            bad.append(file)
    return bad


def remove(name: str) -> int:
    """Delete the model's folder; says how many bytes that freed (0: it was not there)."""
    folder = folder_of(name)
    if not folder.is_dir():
        return 0
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    shutil.rmtree(folder)
    return size
