"""A real HTTP server on this machine that answers as a test tells it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from fassung.engines.http import Limits

KEY = "s3cret-k3y-4711:fx"
QUICK = Limits(connect=2, read=2, tries=3, first_wait=0.01, longest_wait=1.5)


@dataclass
class Answer:
    """What the server sends; a ``body`` that is not bytes goes as JSON."""

    status: int = 200
    body: object = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass
class Server:
    """Answers come from ``script`` in turn, then from ``protocol``; ``calls`` is what came in."""

    url: str
    protocol: Callable[[str, dict[str, str], Any], Answer]
    script: list[Answer] = field(default_factory=list)
    calls: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)


@contextmanager
def serve(protocol: Callable[[str, dict[str, str], Any], Answer]) -> Iterator[Server]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            call = (self.path, dict(self.headers.items()), body)
            with lock:
                state.calls.append(call)
                answer = state.script.pop(0) if state.script else protocol(*call)
            time.sleep(answer.delay)
            content = (
                answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
            )
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                self.close_connection = True  # the client's time was out

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        state = Server(f"http://127.0.0.1:{server.server_address[1]}", protocol)
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()
