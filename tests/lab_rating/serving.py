"""``fassung lab rate`` as people start it: a process of its own, which a test may kill."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from fassung.lab.rating import campaign
from fassung.lab.rating.campaign import Campaign, Design
from fassung.lab.rating.plan import Kind
from tests.lab_rating.texts import segments
from tests.web.running import Browser

RATERS = ("anna", "ben")


def made(folder: Path, kind: Kind = Kind.ESA, **values: object) -> Campaign:
    """A small campaign in ``folder``."""
    design = {
        "name": "Herbsttest",
        "kind": kind,
        "raters": RATERS,
        "seed": 7,
        "categories": kind is Kind.MQM,
        "checks": 1,
        "overlap": 2,
    }
    return campaign.create(folder, segments(), Design(**design | values))  # type: ignore[arg-type]


@dataclass
class Served:
    """A campaign served on a port that stays the same over restarts."""

    folder: Path
    port: int = 0
    links: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    """What the command has printed so far."""
    process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts the command and waits until it answers."""
        self.port = self.port or _free()
        where = [str(self.folder), "--port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "fassung", "lab", "rate", *where],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "FASSUNG_LANGUAGE": "en"},
        )
        assert self.process.stderr
        while len(self.links) < len(RATERS):
            line = self.process.stderr.readline()
            self.said.append(line)
            assert line, f"it ended: {self.said}"
            if found := re.match(r"(\w+), .* link, once: (\S+)", line):
                self.links[found[1]] = found[2]
        with httpx.Client(trust_env=False) as client:
            while True:
                try:
                    client.get(f"{self.address}/sign-in")
                    return
                except httpx.TransportError:
                    assert self.process.poll() is None, "it ended"

    def browser(self, rater: str) -> Browser:
        """A browser in which the rater has used their link."""
        browser = Browser(self.address, {})
        link = self.links[rater].removeprefix(self.address)
        answer = browser.submit(link, {}, page=link)
        assert answer.status_code == 303, answer.text
        return browser

    def kill(self) -> None:
        """kill -9, as when the power fails."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stderr
        self.process.stderr.close()
        self.links.clear()


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
