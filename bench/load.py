"""Fifty editors at once: `python -m bench.load [--users 50] [--seconds 120] [--postgres] [--save]`.

Fills a database, starts a real `fassung desk` on it, gives it a backlog that the house engine
translates meanwhile, and lets locust be the editors (`bench.load_editors`). Prints how long answers
took and how many were errors; ends with 1 if there was one, or if p95 of the pages is over 300 ms.
With `--postgres` the pages and the translation are processes of their own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import func, select

from bench.desk import RESULTS, database
from bench.newsroom import article, send
from fassung import __version__
from fassung.desk import intake, produce, sessions
from fassung.desk.accounts import Person
from fassung.desk.config import load
from fassung.desk.rules import Rules
from fassung.desk.schema import Delivery, Version
from fassung.desk.states import State
from fassung.desk.store import Store

_ALLOWED = 300
"""Milliseconds that 95 of 100 pages may take at most."""
_PAGES = ("inbox", "review")
_FIRST_OF_BACKLOG = 100_000
_LONGEST_START = 300.0
_LOAD = "from fassung.engines.house import HouseEngine; HouseEngine().load()"


def fill(store: Store, folder: Path, pieces: int, paragraphs: int, users: int) -> dict[str, Any]:
    """Articles in review, translated by an engine that costs nothing, and people signed in."""
    settings = load(folder / "desk.toml")
    settings = replace(
        settings, partners={"bench": replace(settings.partners["bench"], engine="pseudo")}
    )
    rules = Rules.of(settings)
    for number in range(pieces):
        send(store, article(number, 1, paragraphs=paragraphs))
    with store.reading() as session:
        deliveries = session.scalars(select(Delivery.id)).all()
    for delivery in deliveries:
        intake.take(store, delivery)
    with store.reading() as session:
        versions = session.execute(select(Version.id, Version.piece_id)).all()
    for version, _ in versions:
        produce.translate(store, settings, rules, version)
        produce.check(store, settings, rules, version)
    with store.writing() as session:
        people = [
            Person(login=f"editor-{n}", name=f"Editor {n}", role="editor") for n in range(users)
        ]
        session.add_all(people)
        session.flush()
        tokens = [sessions.begin(session, person, hours=2) for person in people]
    return {
        "editors": tokens,
        "pieces": [{"version": version, "piece": piece} for version, piece in versions],
    }


@contextmanager
def desk(folder: Path, postgres: bool) -> Iterator[str]:
    """The desk's address; on PostgreSQL its worker is a process beside it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    calls = [["desk", "--port", str(port), "--name", "bench"]]
    if postgres:
        calls[0].append("--no-work")
        calls.append(["worker", "--name", "bench"])
    env = {**os.environ, "FASSUNG_CACHE": str(folder / "cache")}
    running = []
    with (folder / "desk.log").open("ab") as log:
        for call in calls:
            command = [sys.executable, "-m", "fassung", *call, "-c", str(folder / "desk.toml")]
            running.append(subprocess.Popen(command, stdout=log, stderr=log, env=env))
    try:
        _wait(f"http://127.0.0.1:{port}", running[0], folder)
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(address: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    with httpx.Client(trust_env=False) as client:
        for _ in range(600):
            if process.poll() is not None:
                raise SystemExit((folder / "desk.log").read_text(encoding="utf-8"))
            try:
                if client.get(f"{address}/healthz").is_success:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
    raise SystemExit("the desk did not start within a minute")


def _log(folder: Path) -> str:
    """The last of what the desk's processes printed, less what every start prints."""
    lines = (folder / "desk.log").read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(line for line in lines if "http://127.0.0.1" not in line)[-2000:]


def left(store: Store) -> int:
    """How many articles wait for their translation."""
    with store.reading() as session:
        waiting = session.scalar(
            select(func.count()).select_from(Delivery).where(Delivery.state == "waiting")
        )
        received = session.scalar(
            select(func.count()).select_from(Version).where(Version.state == State.RECEIVED)
        )
    return (waiting or 0) + (received or 0)


def begun(store: Store) -> None:
    """Waits until the first article is translated."""
    waiting, until = left(store), time.monotonic() + _LONGEST_START
    while left(store) == waiting:
        if time.monotonic() > until:
            raise SystemExit("the engine has translated nothing within five minutes")
        time.sleep(0.5)


def lines(result: dict[str, Any]) -> list[str]:
    """What was measured, a kind of request a line, all of them last."""
    head = (
        f"{'':<34}{'requests':>9}{'errors':>8}{'p50 ms':>8}{'p95 ms':>8}{'p99 ms':>8}{'longest':>9}"
    )
    rows = [
        f"{e['name']:<34}{e['requests']:>9}{e['errors']:>8}{e['p50']:>8.0f}{e['p95']:>8.0f}"
        f"{e['p99']:>8.0f}{e['longest']:>9.0f}"
        for e in result["entries"]
        if e["requests"]
    ]
    return [head, *rows, *(f"failed: {line}" for line in result["failures"])]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--pause", type=float, default=4.0, help="seconds between two requests")
    parser.add_argument("--pieces", type=int, default=120, help="articles in review")
    parser.add_argument("--paragraphs", type=int, default=24)
    parser.add_argument("--backlog", type=int, default=200, help="articles that wait at the start")
    parser.add_argument("--engine", default="house", help="what translates the backlog")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--save", action="store_true")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="fassung-load-") as name,
        database(Path(name), asked.postgres) as url,
    ):
        folder = Path(name)
        (folder / "desk.toml").write_text(
            f'database = "{url}"\n[[partner]]\nid = "bench"\nengine = "{asked.engine}"\n',
            encoding="utf-8",
        )
        os.environ["FASSUNG_CACHE"] = str(folder / "cache")
        store = Store(load(folder / "desk.toml").database)
        store.migrate()
        pieces = max(asked.pieces, asked.users)
        job = fill(store, folder, pieces, asked.paragraphs, asked.users)
        for number in range(asked.backlog):
            send(store, article(_FIRST_OF_BACKLOG + number, 1, paragraphs=asked.paragraphs))
        job |= {"pause": asked.pause, "result": str(folder / "result.json")}
        (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
        # The model is put together once on a machine; that is no part of a day's work.
        if asked.engine == "house":
            subprocess.run([sys.executable, "-c", _LOAD], check=True)
        with desk(folder, asked.postgres) as address:
            begun(store)
            before = left(store)
            command = [sys.executable, "-m", "locust", "-f", str(_file()), "--headless"]
            command += ["--host", address, "--users", str(asked.users)]
            command += ["--spawn-rate", str(max(1, asked.users // 5))]
            # What counts is measured once all are there. Errors are counted below, by kind.
            command += ["--run-time", f"{asked.seconds}s", "--reset-stats", "--only-summary"]
            command += ["--exit-code-on-error", "0"]
            env = {**os.environ, "FASSUNG_LOAD": str(folder / "job.json")}
            # Longer than asked for: those who come last must be there, and the last be answered.
            limit = asked.seconds + _LONGEST_START
            done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=limit)
            if done.returncode or not (folder / "result.json").exists():
                raise SystemExit(f"locust gave up:\n{done.stderr}\nthe desk said:\n{_log(folder)}")
            after = left(store)
        said_there = _log(folder)
        store.close()
        result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    said = [
        f"fassung {__version__}, {datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, "
        f"{os.cpu_count()} cores, {'PostgreSQL' if asked.postgres else 'SQLite'}",
        f"{asked.users} editors, a request each {asked.pause:g} s, for {asked.seconds} s; "
        f"{pieces} articles of {asked.paragraphs} paragraphs in review",
        f"translated meanwhile by {asked.engine}: {before - after} articles"
        + ("" if after else " (and then nothing was left: take a larger --backlog)"),
        *lines(result),
    ]
    slow = [e["name"] for e in result["entries"] if e["name"] in _PAGES and e["p95"] > _ALLOWED]
    errors = result["entries"][-1]["errors"]
    good = not errors and not slow and after > 0
    over = f", over {_ALLOWED} ms: {', '.join(slow)}" if slow else ""
    said.append(f"{'reached' if good else 'NOT reached'}: errors {errors}{over}")
    print("\n".join(said))
    if said_there:
        print(f"the desk said:\n{said_there}", file=sys.stderr)
    if asked.save:
        place = RESULTS / f"load-{datetime.now(UTC):%Y-%m-%d}.txt"
        place.write_text("\n".join(said) + "\n", encoding="utf-8")
    return 0 if good else 1


def _file() -> Path:
    return Path(__file__).with_name("load_editors.py")


if __name__ == "__main__":
    sys.exit(main())
