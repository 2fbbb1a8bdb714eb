"""A receiver of webhooks that can be told to fail, for tests and for measuring: a real HTTP server.

It believes what comes last, as a careless one would: it looks at no number, and knows only that a
``webhook-id`` it has taken is not to be taken again.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = base64.b64encode(b"a secret of thirty-two bytes....").decode()
FAULTS = (
    "fine",
    "fine",
    "fails",
    "busy",
    "taken and fails",
    "hangs",
    "late",
    "twice",
    "cut",
    "slow",
)

Choose = Callable[[str, int], str]
"""What to do with a call (the portal's id, and how many it has made): one of :data:`FAULTS`."""


@dataclass
class Receiver:
    """What a receiver believes of each article of each portal, and how it was told."""

    choose: Choose = lambda portal, count: "fine"
    hang: float = 1.0
    """Seconds that it hangs; longer than the sender waits."""
    address: str = ""
    shown: dict[tuple[str, str], tuple[str, int, str]] = field(default_factory=dict)
    """By portal and article: the last type and number that it took, and the headline."""
    taken_at: dict[tuple[str, str], float] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    """How often it did what it was told to."""
    forged: int = 0
    _ids: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, id: str, said: dict[str, object]) -> None:
        """Believes what it is told, unless it was told so before."""
        where = (str(said["portal"]), str(said["id"]))
        with self._lock:
            if id in self._ids:
                return
            self._ids.add(id)
            headline = json.dumps(said["data"])[:4000]
            self.shown[where] = (str(said["type"]), int(str(said["number"])), headline)
            self.taken_at[where] = time.monotonic()

    def next(self, portal: str) -> str:
        """What to do with the next call."""
        with self._lock:
            self.calls[portal] += 1
            what = self.choose(portal, self.calls[portal])
            self.done[what] += 1
        return what


def at_random(seed: int, faults: int = 4) -> Choose:
    """Fails at random, but not for ever: after ``faults`` calls in a row a portal has luck."""
    dice = random.Random(seed)
    row: Counter[str] = Counter()

    def choose(portal: str, count: int) -> str:
        what = dice.choice(FAULTS)
        row[portal] = 0 if what in ("fine", "twice", "slow") else row[portal] + 1
        return "fine" if row[portal] > faults else what

    return choose


@contextmanager
def serving(receiver: Receiver) -> Iterator[Receiver]:
    """Listens on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            id, stamp = self.headers["webhook-id"], self.headers["webhook-timestamp"]
            signed = f"{id}.{stamp}.".encode() + body
            right = hmac.new(base64.b64decode(SECRET), signed, hashlib.sha256).digest()
            if self.headers["webhook-signature"] != "v1," + base64.b64encode(right).decode():
                receiver.forged += 1
            said = json.loads(body)
            match what := receiver.next(said["portal"]):
                case "fails":
                    return self._say(500)
                case "busy":
                    return self._say(429, after="1")
                case "gone":
                    return self._say(410)
                case "hangs":
                    time.sleep(receiver.hang)
                    self.close_connection = True
                    return None
                case "late":
                    time.sleep(receiver.hang)
                    receiver.take(id, said)
                    self.close_connection = True
                    return None
                case "cut":
                    receiver.take(id, said)
                    self.close_connection = True
                    return None
                case "taken and fails":
                    receiver.take(id, said)
                    return self._say(502)
                case "slow":
                    time.sleep(0.1)
            receiver.take(id, said)
            self._say(200, times=2 if what == "twice" else 1)
            return None

        def _say(self, status: int, after: str = "", times: int = 1) -> None:
            for _ in range(times):
                self.send_response(status)
                if after:
                    self.send_header("Retry-After", after)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 128

        def handle_error(self, *_: object) -> None:
            """Who calls may be gone before it is answered; that is what is tried here."""

    server = Server(("127.0.0.1", 0), Handler)
    receiver.address = f"http://127.0.0.1:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


def main() -> None:
    """Serves until the standard input ends; says its address in the first line."""
    with serving(Receiver()) as receiver:
        print(receiver.address, flush=True)
        sys.stdin.read()
