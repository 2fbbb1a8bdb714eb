"""What an editor does all day, for locust; started by `python -m bench.load`, which says more.

Each has a piece of their own open: reads along by server-sent events, looks at the inbox, opens
pages, asks for a segment's history, and saves what they wrote, every few seconds one of these.
"""

from __future__ import annotations

import html
import json
import os
import random
import re
from itertools import count
from pathlib import Path
from typing import Any

import gevent
import requests
from locust import HttpUser, between, events, task

_JOB = json.loads(Path(os.environ["FASSUNG_LOAD"]).read_text(encoding="utf-8"))
_NUMBERS = count()
_WORD = " Ja."
"""Put in by one save and taken out by the next."""
_CSRF = re.compile(r'<meta name="csrf" content="([^"]+)">')
_EDIT = re.compile(
    r'/edit" data-edit>.*?name="segment" value="(block/[^"]+)".*?name="edits" value="(\d+)".*?'
    r"<textarea [^>]*>\n(.*?)</textarea>",
    re.S,
)


class Editor(HttpUser):
    """One person with one piece; what others have open they only read."""

    wait_time = between(_JOB["pause"] / 2, _JOB["pause"] * 1.5)

    def on_start(self) -> None:
        number = next(_NUMBERS)
        editors, pieces = _JOB["editors"], _JOB["pieces"]
        self.mine = pieces[number % len(pieces)]
        self.client.trust_env = False
        self.client.cookies.set("fassung", editors[number % len(editors)])
        self.client.headers["Accept"] = "text/html"
        self.listener = gevent.spawn(self._listen)
        self._open(self.mine["version"])

    def on_stop(self) -> None:
        self.listener.kill()

    @task(4)
    def inbox(self) -> None:
        self.client.get("/", name="inbox")

    @task(2)
    def lines(self) -> None:
        self.client.get("/inbox/lines", name="inbox, anew")

    @task(6)
    def review(self) -> None:
        self._open(random.choice(_JOB["pieces"])["version"])

    @task(2)
    def more(self) -> None:
        at = f"/review/{self.mine['version']}/more?segment=headline&part=yes"
        self.client.get(at, name="review, a segment’s history")

    @task(4)
    def save(self) -> None:
        page = self._open(self.mine["version"])
        token, segments = _CSRF.search(page), _EDIT.findall(page)
        if token is None or not segments:
            events.request.fire(
                request_type="GET",
                name="review, a field to write in",
                response_time=0,
                response_length=0,
                exception=ValueError("there is none"),
            )
            return
        segment, edits, typed = random.choice(segments)
        german = html.unescape(typed).strip()
        german = german.removesuffix(_WORD) if german.endswith(_WORD) else german + _WORD
        self.client.post(
            f"/review/{self.mine['version']}/edit",
            data={"segment": segment, "edits": edits, "german": german},
            headers={"Accept": "application/json", "X-CSRF-Token": token[1]},
            name="review, saved",
        )

    def _open(self, version: str) -> str:
        answer: Any = self.client.get(f"/review/{version}", name="review")
        return str(answer.text)

    def _listen(self) -> None:
        """As an open page does; its time says nothing, so locust does not see it."""
        with requests.Session() as session:
            session.trust_env = False
            session.cookies.update(self.client.cookies)
            address = f"{self.host}/live?piece={self.mine['piece']}"
            while True:
                with session.get(address, stream=True, timeout=60) as answer:
                    for _ in answer.iter_lines():
                        pass


@events.quitting.add_listener
def write(environment: Any, **_: Any) -> None:
    """Leaves what was measured for `bench.load`."""
    entries = [*environment.stats.entries.values(), environment.stats.total]
    found = [
        {
            "name": entry.name,
            "requests": entry.num_requests,
            "errors": entry.num_failures,
            "p50": entry.get_response_time_percentile(0.5),
            "p95": entry.get_response_time_percentile(0.95),
            "p99": entry.get_response_time_percentile(0.99),
            "longest": entry.max_response_time,
        }
        for entry in entries
    ]
    failures = [f"{e.method} {e.name}: {e.error}" for e in environment.stats.errors.values()]
    said = {"entries": found, "failures": failures}
    Path(_JOB["result"]).write_text(json.dumps(said), encoding="utf-8")
