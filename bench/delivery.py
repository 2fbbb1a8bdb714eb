"""Measures delivery: `python -m bench.delivery cost|kill [--postgres] [--save]`.

`cost` brings one article, an update and its withdrawal to 80 portals × 3 targets (a site, files, a
signed webhook whose receiver is a process of its own) and says what that costs, by share. `kill`
is `bench.desk kill` with two portals and a receiver that fails in every way it knows: what it
believes at the end must be the desk's last word.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from bench import desk
from bench.newsroom import article, canceled
from bench.receiver import SECRET, Receiver, at_random, serving
from fassung import __version__, wires
from fassung.desk import delivery, findings, intake, naming, produce, publish, review
from fassung.desk.accounts import Person
from fassung.desk.config import DeskConfig, Partner
from fassung.desk.delivery import Deliverer
from fassung.desk.places import Outgoing, Place
from fassung.desk.rules import Rules
from fassung.desk.schema import Piece, Version
from fassung.desk.store import Store
from fassung.portals.network import Network, Outlet, TargetSettings
from fassung.portals.portal import Portal

RESULTS = Path(__file__).parent / "results"
_SECRET = "FASSUNG_BENCH_HOOK"


def network(folder: Path, hook: str, portals: int) -> Network:
    """Portals that all deliver to the same three targets."""
    targets = {
        "site": TargetSettings(
            id="site", kind="site", options={"folder": str(folder / "site" / "{outlet}")}
        ),
        "files": TargetSettings(
            id="files", kind="files", options={"folder": str(folder / "out"), "formats": ["ninjs"]}
        ),
        "hook": TargetSettings(
            id="hook",
            kind="webhook",
            options={"url": hook, "secret": _SECRET, "private_addresses": True},
        ),
    }
    ids = [f"portal-{n:02}" for n in range(portals)]
    return Network(
        outlets={
            id: Outlet(
                id=id,
                portal=Portal(name=f"Portal {id[-2:]}", domain=f"{id}.example"),
                targets=tuple(targets),
            )
            for id in ids
        },
        targets=targets,
    )


@contextmanager
def receiving() -> Iterator[str]:
    """A receiver in a process of its own, so that its work is not counted; its address."""
    call = "import bench.receiver as r; r.main()"
    with subprocess.Popen(
        [sys.executable, "-c", call], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stdin is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


class Clock:
    """Seconds of work (of this process, all threads) and of the wall, by what was done."""

    def __init__(self) -> None:
        self.work: Counter[str] = Counter()
        self.wall: Counter[str] = Counter()
        self._inside: list[str] = []

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        """Counts for ``what``, and not for what it is done within."""
        work, wall = time.process_time(), time.perf_counter()
        try:
            yield
        finally:
            work, wall = time.process_time() - work, time.perf_counter() - wall
            self.work[what] += work  # type: ignore[assignment]
            self.wall[what] += wall  # type: ignore[assignment]
            if self._inside and self._inside[-1] != what:
                outer = self._inside[-1]
                self.work[outer] -= work  # type: ignore[assignment]
                self.wall[outer] -= wall  # type: ignore[assignment]

    def wrapped(self, what: str, function):  # type: ignore[no-untyped-def]
        """``function``, counted."""

        def counted(*arguments, **named):  # type: ignore[no-untyped-def]
            with self.on(what):
                self._inside.append(what)
                try:
                    return function(*arguments, **named)
                finally:
                    self._inside.pop()

        return counted


def cost(folder: Path, url: str, portals: int) -> list[str]:
    """What an article costs in all, from the release to the last receipt."""
    os.environ[_SECRET] = f"whsec_{SECRET}"
    lines = []
    with receiving() as hook:
        config = DeskConfig(
            database=url.replace("postgresql://", "postgresql+psycopg://"),
            site=folder / "site",
            partners={"bench": Partner(id="bench", engine="pseudo")},
            network=network(folder, hook, portals),
        )
        store = Store(config.database)
        store.migrate()
        with store.writing() as session:
            person = Person(login="bench", name="Bench", role="chief")
            session.add(person)
        deliverer = Deliverer(store, config)
        for what, version in (("warm", 1), ("new", 1), ("update", 2), ("withdrawal", 2)):
            number = 0 if what == "warm" else 1
            made_of = article(number, version)
            if what == "withdrawal":
                made_of = canceled(made_of)
            clock = Clock()
            _prepare(store, config, made_of, person)
            with _counted(clock, deliverer), clock.on("rest"):
                clock._inside.append("rest")
                if what != "withdrawal":
                    with store.reading() as session:
                        version_id = session.scalars(
                            select(Version.id).order_by(Version.created.desc())
                        ).first()
                    assert version_id is not None
                    publish.publish(store, config, version_id)
                with store.reading() as session:
                    waiting = session.execute(
                        select(Outgoing.piece_id, Outgoing.target)
                        .where(Outgoing.state == "waiting")
                        .distinct()
                    ).all()
                for piece_id, target in waiting:
                    deliverer.deliver(piece_id, target, "", "", "bench")
                clock._inside.pop()
            with store.reading() as session:
                states = Counter(session.scalars(select(Outgoing.state)))
            if what == "warm":
                continue
            total, wall = clock.work.total(), clock.wall.total()
            parts = ", ".join(f"{k} {v:.2f}" for k, v in clock.work.most_common())
            lines.append(
                f"{what}: {portals} portals × 3 targets, {total:.2f} s of work "
                f"({wall:.2f} s by the clock; target < 2 s of work): {parts}"
            )
        lines.append("outbox: " + ", ".join(f"{n} {state}" for state, n in sorted(states.items())))
        deliverer.close()
        store.close()
    return lines


@contextmanager
def _counted(clock: Clock, deliverer: Deliverer) -> Iterator[None]:
    """Counts the parts of delivery while it lasts."""
    kept = [
        (delivery.outbox, name, getattr(delivery.outbox, name))
        for name in ("claim", "keep", "hold")
    ]
    kept += [(publish, "publish", publish.publish), (deliverer.made, "of", deliverer.made.of)]
    called = {"publish": "release", "of": "editions"}
    targets = {id: deliverer.target(id) for id in deliverer.config.portals.targets}
    kept += [
        (t, name, getattr(t, name)) for t in targets.values() for name in ("publish", "withdraw")
    ]
    whose = {id(target): f"target {key}" for key, target in targets.items()}
    for owner, name, function in kept:
        what = whose.get(id(owner), called.get(name, "database"))
        setattr(owner, name, clock.wrapped(what, function))
    try:
        yield
    finally:
        for owner, name, function in kept:
            setattr(owner, name, function)


def _prepare(store: Store, config: DeskConfig, given, person: Person) -> None:  # type: ignore[no-untyped-def]
    """From the wire to the approval; what a withdrawal is, is taken at once."""
    receipt = intake.receive(
        store, "bench", channel="push", name="a", body=wires.write(given, "ans")
    )
    intake.take(store, receipt.delivery_id)
    with store.reading() as session:
        version = session.scalars(select(Version).order_by(Version.created.desc())).first()
    if version is None or version.state != "received":
        return
    rules = Rules.of(config)
    produce.translate(store, config, rules, version.id)
    produce.check(store, config, rules, version.id)
    with store.reading() as session:
        rows = session.get_one(Version, version.id).segments
        keys = {f.key: None for row in rows for f in findings.of_row(row, {}) if f.blocking}
    for key in keys:
        review.overrule(store, version.id, key, "Bench.", person)
    review.approve(store, version.id, person)


def settings(folder: Path, url: str, cost: float, hook: str) -> None:
    """A desk's file with two portals, each with its site and the same receiver."""
    desk.settings(folder, url, cost)
    file = folder / "desk.toml"
    file.write_text('network = "network.toml"\n' + file.read_text())
    (folder / "network.toml").write_text(
        f"""
[[target]]
id = "site"
kind = "site"
folder = "site"
[[target]]
id = "copy"
kind = "site"
folder = "copy"
[[target]]
id = "hook"
kind = "webhook"
url = "{hook}"
secret = "{_SECRET}"
private_addresses = true
timeout = 1.0
retry_seconds = 0.3
settle_seconds = 2.0
[[portal]]
id = "first"
name = "First"
domain = "first.example"
targets = ["site", "hook"]
[[portal]]
id = "second"
name = "Second"
domain = "second.example"
targets = ["copy", "hook"]
"""
    )


def kill(
    folder: Path, url: str, postgres: bool, articles: int, kills: int, **pace: float
) -> list[str]:
    """As :func:`bench.desk.kill`, and what the receiver believes at the end."""
    os.environ[_SECRET] = f"whsec_{SECRET}"
    receiver = Receiver(at_random(11), hang=1.5)
    with serving(receiver):
        settings(folder, url, 5, receiver.address)
        lines = desk.kill(folder, postgres, articles, kills, **pace)
        store = Store(url.replace("postgresql://", "postgresql+psycopg://"))
        wrong: Counter[str] = Counter()
        with store.reading() as session:
            for place in session.scalars(select(Place)):
                wrong["place not at its last number"] += place.shown != place.wanted
                if place.target != "hook":
                    continue
                piece = session.get_one(Piece, place.piece_id)
                shown = receiver.shown.get((place.outlet, naming.name(piece)), ("", 0, ""))
                word = "article.published" if place.kind == "publish" else "article.withdrawn"
                wrong["the receiver believes something else"] += shown[:2] != (word, place.wanted)
        store.close()
    wrong["forged"] = receiver.forged
    found = [f"  {what}: {count}" for what, count in wrong.items() if count]
    told = ", ".join(f"{count} × {what}" for what, count in receiver.done.most_common())
    return [
        *lines,
        f"receiver: {told}",
        "deliveries wrong: none" if not found else "wrong:",
        *found,
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["cost", "kill"])
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--portals", type=int, default=80)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--save", action="store_true")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        desk.database(Path(name), given.postgres) as url,
    ):
        folder = Path(name)
        if given.what == "cost":
            lines = cost(folder, url, given.portals)
        else:
            lines = kill(folder, url, given.postgres, given.articles, given.kills)
    kind = "PostgreSQL" if given.postgres else "SQLite"
    head = (
        f"delivery {given.what}, {kind}, fassung {__version__}, "
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    )
    text = "\n".join([head, f"{os.cpu_count()} × {platform.machine()}", *lines])
    print(text)
    if given.save:
        file = f"delivery-{given.what}-{kind.lower()}-{datetime.now(UTC):%Y-%m-%d}.txt"
        (RESULTS / file).write_text(text + "\n")


if __name__ == "__main__":
    main()
