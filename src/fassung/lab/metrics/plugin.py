"""Metrics that fassung does not ship (COMET, MetricX …): a command of the user's, asked by lines.

The command runs as a process of its own, in whatever environment it lives in. It reads JSON lines:
first ``{"protocol": 1, "languages": "en-de", "segments": N}``, then for each segment ``{"id": 0,
"source": "…", "output": "…", "reference": "…"}`` (no ``reference`` where there is none). It
writes JSON lines: first ``{"metric": "comet22", "signature": "…", "higher": true}``, then
``{"id": 0, "score": 0.83}`` in any order, a number for each id. What it writes to standard error is
shown only if it fails. All systems go through one process: a model is loaded once.
"""

from __future__ import annotations

import json
import math
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

import numpy as np

from fassung.errors import LabError, UsageError
from fassung.lab.metrics.measure import Kind, Measure, Measured, rate
from fassung.lab.pairs import Pair
from fassung.messages import reason

PROTOCOL = 1
PREFIX = "plugin-"
_HOURS = 12
"""Longest that a command may take."""
_NAME = re.compile(r"[\w.+-]{1,40}")


def ask(
    command: str, pairs: Sequence[Pair], outputs: Mapping[str, Sequence[str]], languages: str
) -> dict[str, Measured]:
    """The scores of each system by a user's command.

    Args:
        command: program and arguments, as in a shell but without one.
        pairs: of the set.
        outputs: German by system, each as long as ``pairs``.
        languages: as in ``en-de``.

    Raises:
        UsageError: if there is no command.
        LabError: if the command cannot be started, fails, or does not keep to the protocol.
    """
    lines = _questions(pairs, outputs, languages)
    if not command.strip():
        raise UsageError("--plugin names no command; write one as for a shell.")
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as noise:
        for line in lines:
            asked.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        asked.seek(0)
        try:
            done = subprocess.run(
                shlex.split(command),
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=noise,
                timeout=_HOURS * 3600,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _failed(command, f"> {_HOURS} h") from error
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            raise _failed(command, why) from error
        if done.returncode:
            raise _failed(command, _last(noise) or str(done.returncode))
    count = len(pairs) * len(outputs)
    measure, scores = _answers(command, done.stdout, count)
    ones = np.ones(len(pairs))
    return {
        name: Measured(
            measure,
            np.column_stack([scores[number * len(pairs) : (number + 1) * len(pairs)], ones]),
        )
        for number, name in enumerate(outputs)
    }


def measure(metric: str, signature: str, higher: bool) -> Measure:
    """A plug-in's measure: the mean of its segments' scores."""
    return Measure(
        id=f"{PREFIX}{metric}",
        title=metric,
        kind=Kind.MODEL,
        higher=higher,
        columns=("score", "segments"),
        score=rate(),
        signature=signature,
        digits=3,
    )


def _questions(
    pairs: Sequence[Pair], outputs: Mapping[str, Sequence[str]], languages: str
) -> Iterator[dict[str, Any]]:
    yield {"protocol": PROTOCOL, "languages": languages, "segments": len(pairs) * len(outputs)}
    id = 0
    for germans in outputs.values():
        for pair, german in zip(pairs, germans, strict=True):
            line = {"id": id, "source": pair.source, "output": german}
            yield {**line, "reference": pair.reference} if pair.reference else line
            id += 1


def _answers(command: str, data: bytes, count: int) -> tuple[Measure, np.ndarray[Any, Any]]:
    scores = np.full(count, np.nan)
    try:
        head, *rest = data.decode("utf-8").splitlines()
        said = json.loads(head)
        if not _NAME.fullmatch(said["metric"]):
            raise ValueError(head)
        # The string "false" is true in Python, and would turn every verdict round.
        if not isinstance(said["higher"], bool):
            raise ValueError('"higher": true | false')
        found = measure(said["metric"], str(said["signature"]), said["higher"])
        for line in rest:
            answer = json.loads(line)
            id, score = int(answer["id"]), float(answer["score"])
            if not (0 <= id < count and math.isfinite(score)):
                raise ValueError(line)
            scores[id] = score
    except (ValueError, KeyError, TypeError) as error:
        raise LabError(
            "The metric {command} does not keep to the protocol ({reason}); see docs/lab.md.",
            command=command,
            reason=str(error)[:120],
        ) from error
    if missing := int(np.isnan(scores).sum()):
        raise LabError(
            "The metric {command} left out {missing} of {all} segments; see docs/lab.md.",
            command=command,
            missing=missing,
            all=count,
        )
    return found, scores


def _failed(command: str, why: str) -> LabError:
    return LabError("The metric {command} failed ({reason}).", command=command, reason=why)


def _last(noise: IO[bytes]) -> str:
    """The last line that a program complained with."""
    noise.seek(0, 2)
    noise.seek(max(0, noise.tell() - 2000))
    lines = noise.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip() if lines else ""
