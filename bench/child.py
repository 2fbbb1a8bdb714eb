"""The house model in a process of its own: `python -m bench.child JOB.json RESULT.json`.

So that load time is a cold start's and peak memory is the model's, with no metric beside it. The
job holds `engine` (a name for the registry, or `greedy`: the first try alone), `lines` (English)
and `tagged` (sentence, first and last place of the words that carry a pair); the result what came
out and how long it took. Lines go the way of an article's sentences, second tries that the checks
ask for among them, but for the sentences before, which these lines do not have, and all at once,
so that no core waits; an article goes 48 sentences at a time.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path


def peak() -> float:
    """Most memory this process ever held, in MB.

    Not `ru_maxrss`: that begins with what the process held from which this one was started.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(re.search(r"VmHWM:\s*(\d+) kB", status)[1]) / 1024  # type: ignore[index]
    except OSError:  # no Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(job_file: str, result_file: str) -> None:
    started = time.perf_counter()
    from fassung import checks
    from fassung.article import Mark, Role, Span, Text
    from fassung.engines import registry
    from fassung.engines.house import HouseEngine
    from fassung.engines.house.faults import lost_tags
    from fassung.engines.protocol import Request
    from fassung.translation.run import Job, Runner
    from fassung.translation.segment import Piece

    job = json.loads(Path(job_file).read_text(encoding="utf-8"))
    greedy = job["engine"] == "greedy"
    engine = HouseEngine(second=False) if greedy else registry.create(job["engine"])
    assert isinstance(engine, HouseEngine)
    engine.load()
    result = {"load": time.perf_counter() - started}
    engine.translate([Request("The talks ended without an agreement on Tuesday.")])
    result["first"] = time.perf_counter() - started
    began = time.perf_counter()
    if greedy:
        result["output"] = [r.text for r in engine.translate([Request(t) for t in job["lines"]])]
    else:
        jobs = [Job(Piece(Text(line), (), True), Role.BODY) for line in job["lines"]]
        runner = Runner(engine, judge=checks.grave, batch=len(jobs))
        result["output"] = [outcome.german for outcome in runner.run(jobs)]
    result["seconds"] = time.perf_counter() - began

    texts = [Text(t, (Span(a, b, Mark.BOLD),)) for t, a, b in job["tagged"]]
    pieces = [Piece(text, (0,), True) for text in texts]
    raw = engine.translate([Request(piece.tagged) for piece in pieces])
    result["tag_raw"] = [r.text for r in raw]
    result["tag_lost"] = sum(lost_tags(p.tagged, r.text) for p, r in zip(pieces, raw, strict=True))
    done = Runner(engine, judge=checks.grave).run([Job(piece, Role.BODY) for piece in pieces])
    result["tag_places"] = [[o.german, *o.places.get(1, (0, 0))] for o in done]
    result["memory"] = peak()
    result["version"] = engine.card.version
    Path(result_file).write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
