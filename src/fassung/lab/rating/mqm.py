"""MQM as WMT publishes it: the TSV of error annotations, and scores by the published weighting.

The weighting is that of Freitag et al. 2021, "Experts, Errors, and Context: A Large-Scale Study of
Human Evaluation for Machine Translation" (TACL 9), section 3: major 5, minor 1, minor punctuation
0.1, non-translation 25, neutral 0; a segment's score is the mean over its raters of the sum of
their errors, a system's the mean over its segments. Lower is better, 0 is without error.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from types import MappingProxyType

from fassung.errors import FileError, UsageError
from fassung.messages import reason

NO_ERROR = "no-error"
"""Category and severity of a segment in which a rater found nothing."""
NON_TRANSLATION = "Non-translation!"
PUNCTUATION = "Fluency/Punctuation"
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"major": 5.0, "minor": 1.0, "neutral": 0.0, NO_ERROR: 0.0}
)
"""By severity in lower case."""
OPEN, CLOSE = "<v>", "</v>"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One line of the TSV: an error that one rater marked in one system's segment, or none.

    ``doc_id`` counts the segments within a document, ``seg_id`` those of the whole set.
    ``source`` and ``target`` hold the marked words between ``<v>`` and ``</v>``.
    """

    system: str
    doc: str
    doc_id: str
    seg_id: str
    rater: str
    source: str
    target: str
    category: str
    severity: str

    @property
    def weight(self) -> float:
        """What the error counts (:func:`weight`)."""
        return weight(self.category, self.severity)


COLUMNS = tuple(f.name for f in fields(Annotation))


@dataclass(frozen=True)
class Scores:
    """MQM scores, lower is better.

    ``systems`` by system, best first; ``segments`` by system and ``seg_id``, in the file's order;
    ``documents`` says of which document a segment is.
    """

    systems: Mapping[str, float]
    segments: Mapping[tuple[str, str], float]
    documents: Mapping[str, str] = field(repr=False)


def read(path: Path, *, quoted: bool = False) -> list[Annotation]:
    """The annotations in a WMT TSV, plain or gzip.

    Args:
        path: the file; its first line names the columns, which may stand in any order.
        quoted: whether fields are quoted as in CSV (WMT's own files of newstest2020 are); else a
            quotation mark is a quotation mark.

    Raises:
        FileError: if it cannot be read.
        UsageError: if it is not such a file.
    """
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    except OSError as error:
        raise FileError(
            "{path} cannot be read ({reason}); check the path.", path=path, reason=reason(error)
        ) from error
    except (UnicodeDecodeError, EOFError) as error:
        raise UsageError("{path} is no text in UTF-8; export it again.", path=path) from error
    return list(parse(text, str(path), quoted=quoted))


def parse(text: str, source: str, *, quoted: bool = False) -> Iterator[Annotation]:
    """The annotations in the text of a TSV; ``source`` names it in errors.

    Raises:
        UsageError: if columns are missing, or a line has too few or too many.
    """
    lines = _rows(text, quoted)
    head = next(lines, [])
    if missing := [name for name in COLUMNS if name not in head]:
        raise UsageError(
            "{source} has no column {column}; an MQM file of WMT has {columns}.",
            source=source,
            column=missing[0],
            columns=", ".join(COLUMNS),
        )
    places = [head.index(name) for name in COLUMNS]
    for number, row in enumerate(lines, 2):
        if len(row) != len(head):
            raise UsageError(
                "{source}, line {line}: {found} columns instead of {expected}; export it again.",
                source=source,
                line=number,
                found=len(row),
                expected=len(head),
            )
        yield Annotation(*(row[place] for place in places))


def write(annotations: Iterable[Annotation]) -> str:
    """The TSV of ``annotations``, unquoted; the inverse of :func:`parse`.

    Raises:
        UsageError: if a field holds a tab or a line break, which the format cannot hold.
    """
    lines = ["\t".join(COLUMNS)]
    for annotation in annotations:
        values = astuple(annotation)
        if any(sign in value for value in values for sign in "\t\n\r"):
            raise UsageError(
                "Segment {segment} holds a tab or a line break; MQM files of WMT cannot.",
                segment=annotation.seg_id,
            )
        lines.append("\t".join(values))
    return "\n".join(lines) + "\n"


def scores(annotations: Iterable[Annotation]) -> Scores:
    """Scores by system and segment, averaged over the raters of each segment.

    Raises:
        UsageError: if an error's severity has no weight.
    """
    raters: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    documents: dict[str, str] = {}
    for one in annotations:
        raters[one.system, one.seg_id][one.rater] += one.weight
        documents[one.seg_id] = one.doc
    segments = {key: sum(found.values()) / len(found) for key, found in raters.items()}
    by_system: dict[str, list[float]] = defaultdict(list)
    for (system, _), score in segments.items():
        by_system[system].append(score)
    means = {system: sum(found) / len(found) for system, found in by_system.items()}
    return Scores(dict(sorted(means.items(), key=lambda item: item[1])), segments, documents)


def weight(category: str, severity: str) -> float:
    """What an error counts, by the published weighting (see above).

    Raises:
        UsageError: if the severity is none of those that have a weight.
    """
    grave = severity.lower()
    if grave not in WEIGHTS:
        raise UsageError(
            "No weight is published for the severity {severity}; leave such lines out.",
            severity=severity,
        )
    if category == NON_TRANSLATION and grave != "neutral":
        return 25.0
    if category == PUNCTUATION and grave == "minor":
        return 0.1
    return WEIGHTS[grave]


def marked(text: str, span: tuple[int, int] | None) -> str:
    """``text`` with ``span`` (character offsets) between the marks.

    >>> marked("Zwölf Boxkämpfer", (0, 5))
    '<v>Zwölf</v> Boxkämpfer'

    Raises:
        UsageError: if the text holds such marks already, so that it could not be read again.
    """
    if OPEN in text or CLOSE in text:
        raise UsageError("“{text}” holds <v> itself; MQM files of WMT cannot.", text=text[:60])
    if span is None:
        return text
    start, end = span
    return f"{text[:start]}{OPEN}{text[start:end]}{CLOSE}{text[end:]}"


def unmarked(text: str) -> tuple[str, tuple[int, int] | None]:
    """The text without marks, and the marked span; the inverse of :func:`marked`.

    >>> unmarked("<v>Zwölf</v> Boxkämpfer")
    ('Zwölf Boxkämpfer', (0, 5))
    """
    before, opened, rest = text.partition(OPEN)
    inside, closed, after = rest.partition(CLOSE)
    plain = before + inside + after
    return plain, (len(before), len(before) + len(inside)) if opened and closed else None


def _rows(text: str, quoted: bool) -> Iterator[list[str]]:
    if quoted:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter="\t")
        return
    for line in text.split("\n"):
        if line:
            yield line.removesuffix("\r").split("\t")
