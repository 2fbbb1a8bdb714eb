"""What one more article costs a site: `python -m bench.fronts [--articles 10000] [--save]`.

A portal's site is filled article by article, one each half hour of its time, with pages, fronts,
archive, feeds and sitemaps each time. At 10, 100, 1,000 and 10,000 articles the next 20 are
measured: processor and clock, the files that were written and their bytes, and an update and a
withdrawal of one from long ago. Then one article goes to the sites of 80 portals.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from fassung import __version__
from fassung.article import Paragraph, Text
from fassung.portals.edition import Edition
from fassung.portals.portal import Portal
from fassung.portals.site import site as sites
from fassung.portals.site.site import Site
from tests.portals_site.filled import NOW, PORTAL, edition, withdrawal

RESULTS = Path(__file__).parent / "results"
STEP = timedelta(minutes=30)
MEASURED = 20
PORTALS = 80
_WORDS = (
    "Am Dienstag war davon noch nichts zu sehen. Wer am Hafen wohnt, hat sich an das Geräusch "
    "gewöhnt, und wer dort arbeitet, erzählt es erst auf Nachfrage. "
)


def numbered(number: int, version: int = 1, portal: Portal = PORTAL) -> Edition:
    """The article ``number`` with 14 paragraphs, half an hour after the one before."""
    text = Text(_WORDS * 3)
    blocks = tuple(Paragraph(id=f"p{n}", text=text) for n in range(14))
    time = NOW - timedelta(days=300) + STEP * number
    return edition(number, version=version, time=time, portal=portal, blocks=blocks)


class Counted:
    """Files and bytes written while it is entered."""

    def __enter__(self) -> Counted:
        self.files = self.bytes = 0
        self._real = sites.replace_file

        def counted(path: Path, data: bytes, *, durable: bool = True) -> None:
            self.files += 1
            self.bytes += len(data)
            self._real(path, data, durable=durable)

        sites.replace_file = counted
        return self

    def __exit__(self, *_: object) -> None:
        sites.replace_file = self._real


def measured(deeds: list[Callable[[], object]]) -> tuple[float, float]:
    """Milliseconds of processor and of the clock for a deed: the median."""
    cpu, wall = [], []
    for deed in deeds:
        began, clock = time.process_time(), time.perf_counter()
        deed()
        cpu.append((time.process_time() - began) * 1e3)
        wall.append((time.perf_counter() - clock) * 1e3)
    return statistics.median(cpu), statistics.median(wall)


def curve(folder: Path, articles: int) -> list[str]:
    """One line for each size of the archive."""
    clock: list[datetime] = [NOW]
    site = Site(folder / "site", folder / "memory", now=lambda: clock[0])
    lines = [
        f"{'articles':>9} {'cpu ms':>8} {'ms':>8} {'files':>6} {'kB':>6} "
        f"{'update ms':>10} {'withdrawal ms':>14}"
    ]
    sizes = [size for size in (10, 100, 1_000, 10_000) if size <= articles]
    number = 0

    def publish(number: int, version: int = 1) -> None:
        made = numbered(number, version)
        clock[0] = max(clock[0], made.published)
        site.publish(made)

    clock[0] = numbered(0).published
    for size in sizes:
        while number < size:
            publish(number)
            number += 1
        with Counted() as counted:
            cpu, wall = measured([partial(publish, n) for n in range(size, size + MEASURED)])
        number = size + MEASURED
        later = 2 * size
        updates = [partial(publish, n, later) for n in range(1, 6)]
        _, update = measured(updates)
        _, taken = measured([partial(site.withdraw, withdrawal(numbered(0), later))])
        publish(0, later + 1)
        lines.append(
            f"{size:>9,} {cpu:>8.1f} {wall:>8.1f} {counted.files / MEASURED:>6.1f} "
            f"{counted.bytes / MEASURED / 1000:>6.0f} {update:>10.1f} {taken:>14.1f}"
        )
    site.close()
    return lines


def network(folder: Path, threads: int) -> str:
    """One article to the sites of 80 portals, each with 30 articles."""
    made = []
    for number in range(PORTALS):
        domain = f"portal{number}.example"
        portal = replace(PORTAL, name=f"Portal {number}", domain=domain)
        site = Site(folder / f"{number}", folder / f".{number}.site", now=lambda: NOW)
        for article in range(30):
            site.publish(numbered(article, portal=portal))
        made.append((site, numbered(99, portal=portal)))
    began, clock = time.process_time(), time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda pair: pair[0].publish(pair[1]), made))
    cpu, wall = time.process_time() - began, time.perf_counter() - clock
    for site, _ in made:
        site.close()
    return f"one article to {PORTALS} sites, {threads} threads: {wall:.2f} s, processor {cpu:.2f} s"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--save", action="store_true")
    asked = parser.parse_args()
    lines = [
        f"fassung {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"{date.today()}"
    ]
    with tempfile.TemporaryDirectory() as name:
        lines += curve(Path(name) / "curve", asked.articles)
        lines.append(network(Path(name) / "network", asked.threads))
    print("\n".join(lines))
    if asked.save:
        RESULTS.mkdir(exist_ok=True)
        file = RESULTS / f"fronts-{date.today()}.txt"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
