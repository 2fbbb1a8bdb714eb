"""What is rated: the segments of documents, each with the outputs of several systems."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fassung.errors import FileError, UsageError
from fassung.messages import reason

_DOC, _SEG, _SOURCE = "doc", "seg", "source"


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment of a document: its English source, and each system's German by name.

    Texts are one line each, in Unicode's normal form C, so that a character offset means the same
    to everybody.
    """

    doc: str
    seg: str
    source: str
    outputs: Mapping[str, str]


def segment(doc: str, seg: str, source: str, outputs: Mapping[str, str]) -> Segment:
    """A segment with its texts in the form that offsets need."""
    return Segment(doc, seg, _plain(source), {name: _plain(t) for name, t in outputs.items()})


def read(path: Path) -> list[Segment]:
    """Segments from JSON lines or from a TSV, by the file's ending.

    JSON lines have ``doc``, ``seg``, ``source`` and ``outputs`` (system → German). A TSV has the
    columns ``doc``, ``source`` and one for each system; ``seg`` may stand there, too, else segments
    are counted within their document. No quoting: a quotation mark is a quotation mark.

    Raises:
        FileError: if the file cannot be read.
        UsageError: if it is not such a file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FileError(
            "{path} cannot be read ({reason}); check the path.", path=path, reason=reason(error)
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError("{path} is no text in UTF-8; export it again.", path=path) from error
    found = _json(text, path) if path.suffix in (".jsonl", ".json") else _table(text, path)
    return checked(found, path)


def checked(segments: Sequence[Segment], path: Path) -> list[Segment]:
    """``segments``, if every one is there once and has the same systems.

    Raises:
        UsageError: if not.
    """
    if not segments:
        raise UsageError("{path} holds no segments; export it again.", path=path)
    systems = set(segments[0].outputs)
    seen = set()
    for one in segments:
        if (one.doc, one.seg) in seen:
            raise UsageError(
                "{path}: segment {seg} of {doc} is there twice; number them.",
                path=path,
                seg=one.seg,
                doc=one.doc,
            )
        seen.add((one.doc, one.seg))
        if set(one.outputs) != systems or not systems:
            raise UsageError(
                "{path}: segment {seg} of {doc} has not the outputs of the same systems; "
                "give each system’s German for each segment.",
                path=path,
                seg=one.seg,
                doc=one.doc,
            )
    return list(segments)


def dump(segments: Iterable[Segment]) -> str:
    """JSON lines, the form that a campaign keeps."""
    return "".join(
        json.dumps(
            {_DOC: s.doc, _SEG: s.seg, _SOURCE: s.source, "outputs": dict(s.outputs)},
            ensure_ascii=False,
        )
        + "\n"
        for s in segments
    )


def _json(text: str, path: Path) -> list[Segment]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            outputs = {str(name): str(german) for name, german in one["outputs"].items()}
            found.append(segment(str(one[_DOC]), str(one[_SEG]), str(one[_SOURCE]), outputs))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                "{path}, line {line}: no segment with doc, seg, source and outputs; correct it.",
                path=path,
                line=number,
            ) from error
    return found


def _table(text: str, path: Path) -> list[Segment]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    head = next(rows, [])
    systems = [name for name in head if name not in (_DOC, _SEG, _SOURCE)]
    if _DOC not in head or _SOURCE not in head or not systems:
        raise UsageError(
            "{path}: the first line must name doc, source and at least one system.", path=path
        )
    found: list[Segment] = []
    counted: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        if len(row) != len(head):
            raise UsageError(
                "{source}, line {line}: {found} columns instead of {expected}; export it again.",
                source=path,
                line=number,
                found=len(row),
                expected=len(head),
            )
        values = dict(zip(head, row, strict=True))
        doc = values[_DOC]
        counted[doc] = counted.get(doc, 0) + 1
        seg = values.get(_SEG) or str(counted[doc])
        found.append(segment(doc, seg, values[_SOURCE], {s: values[s] for s in systems}))
    return found


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).replace("\0", "").split("\n")).translate(
        {ord("\t"): " ", ord("\r"): " "}
    )
