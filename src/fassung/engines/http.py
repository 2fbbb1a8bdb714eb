"""Asking a translation service over HTTP: time-outs, retries, plain errors, no key ever shown."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from fassung._version import __version__
from fassung.errors import EngineRefused, EngineUnavailable

_BUSY = frozenset({429, 500, 502, 503, 504})
_KEY_REFUSED = frozenset({401, 403})
_QUOTA = 456
"""DeepL's own status for "quota exceeded" (DeepL API reference, error handling)."""
_DETAIL = 120
"""Characters of a service's own explanation that an error shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how often to ask; times in seconds.

    ``read`` bounds the whole answer, not only the pause between two packets:
    a server that sends one byte a minute must not hold a newsroom up.
    """

    connect: float = 5.0
    read: float = 60.0
    tries: int = 4
    first_wait: float = 0.5
    """Doubled after each try, plus up to as much again by chance."""
    longest_wait: float = 30.0
    """A ``Retry-After`` beyond it is not waited for: the next engine is faster."""
    largest: int = 16 * 1024 * 1024
    """Bytes of one answer."""


class Client:
    """Posts JSON to one service. Opens nothing before the first call; keeps nothing open after.

    ``headers`` go with every call, ``fields`` into every body: what holds a key lies here and
    not in an engine. ``secrets`` are cut out of every error; ``variable`` is the setting that
    an error about the key names. Safe to use from several threads.
    """

    def __init__(
        self,
        engine: str,
        base: str,
        *,
        variable: str,
        headers: Mapping[str, str] | None = None,
        fields: Mapping[str, str] | None = None,
        secrets: Sequence[str] = (),
        limits: Limits | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.engine, self.variable = engine, variable
        self.limits = limits or Limits()
        self._base, self._sleep = base, sleep
        self._fields = dict(fields or {})
        self._headers = {"User-Agent": f"fassung/{__version__}", **(headers or {})}
        self._secrets = tuple(sorted(filter(None, secrets), key=len, reverse=True))
        self.host = self.masked(httpx.URL(base).netloc.decode("ascii"))

    def __repr__(self) -> str:
        return f"Client({self.engine!r}, {self.host!r})"

    def masked(self, text: str) -> str:
        """``text`` with every secret replaced by asterisks."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text

    def post(self, path: str, body: object) -> object:
        """The JSON answer to one call. Raises as :meth:`post_all`."""
        return self.post_all(path, [body])[0]

    def post_all(self, path: str, bodies: Sequence[object], workers: int = 4) -> list[object]:
        """The JSON answers to several calls, in their order, ``workers`` at a time.

        Raises:
            EngineUnavailable: if the service cannot be reached, is busy or slow, or sends
                something that is not JSON.
            EngineRefused: if it refuses the key, the quota or the request.
        """
        limits = self.limits
        with httpx.Client(
            headers=self._headers, timeout=httpx.Timeout(limits.read, connect=limits.connect)
        ) as http:
            if len(bodies) == 1:
                return [self._ask(http, path, bodies[0])]
            with ThreadPoolExecutor(max(1, min(workers, len(bodies)))) as pool:
                waiting = [pool.submit(self._ask, http, path, body) for body in bodies]
                try:
                    return [future.result() for future in waiting]
                except BaseException:
                    for future in waiting:
                        future.cancel()
                    raise

    def unreadable(self, reason: str) -> EngineUnavailable:
        """The error for an answer that is not what the protocol says; ``reason`` in English."""
        return EngineUnavailable(
            "{engine}: {host} sent an answer that cannot be used ({reason}); try again, "
            "or name another engine.",
            engine=self.engine,
            host=self.host,
            reason=self.masked(reason),
        )

    def _ask(self, http: httpx.Client, path: str, body: object) -> object:
        wait = self.limits.first_wait
        for left in range(self.limits.tries - 1, -1, -1):
            status, pause = 0, None
            try:
                status, pause, content = self._once(http, path, body)
            except httpx.ConnectTimeout:
                pass
            except httpx.TimeoutException:
                # Not asked again: the service may have worked, and billed, all that time.
                raise self._slow() from None
            except httpx.TransportError:
                pass
            except httpx.HTTPError:
                raise self.unreadable("broken HTTP") from None
            else:
                if status not in _BUSY:
                    return self._read(status, content)
            if not left or (pause or 0) > self.limits.longest_wait:
                break
            # Jitter keeps several workers from coming back in the same instant.
            jitter = wait * (1 + random.random())
            self._sleep(jitter if pause is None else pause)
            wait = min(wait * 2, self.limits.longest_wait)
        if status:
            raise EngineUnavailable(
                "{engine}: {host} is overloaded or out of order (status {status}); try again "
                "later, or name another engine.",
                engine=self.engine,
                host=self.host,
                status=status,
            )
        raise EngineUnavailable(
            "{engine}: {host} cannot be reached; check the address and the network, "
            "or name another engine.",
            engine=self.engine,
            host=self.host,
        )

    def _once(self, http: httpx.Client, path: str, body: object) -> tuple[int, float | None, bytes]:
        began = time.monotonic()
        content = bytearray()
        if isinstance(body, Mapping):
            body = {**body, **self._fields}
        # Half of a surrogate pair, which no UTF-8 can hold, must not end a run.
        sent = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        headers = {"Content-Type": "application/json"}
        with http.stream("POST", self._base + path, content=sent, headers=headers) as response:
            for part in response.iter_bytes():
                content += part
                if len(content) > self.limits.largest:
                    raise self.unreadable(f"more than {self.limits.largest} bytes")
                if time.monotonic() - began > self.limits.read:
                    raise self._slow()
            return response.status_code, _retry_after(response.headers), bytes(content)

    def _read(self, status: int, content: bytes) -> object:
        names = {"engine": self.engine, "host": self.host, "status": status}
        if status in _KEY_REFUSED:
            raise EngineRefused(
                "{engine}: {host} does not accept the key (status {status}); check {variable}.",
                variable=self.variable,
                **names,
            )
        if status == _QUOTA:
            raise EngineRefused(
                "{engine}: the quota at {host} is used up (status {status}); raise it, "
                "or name another engine.",
                **names,
            )
        if not 200 <= status < 300:
            raise EngineRefused(
                "{engine}: {host} refuses the request (status {status}): {detail}",
                detail=self._detail(content),
                **names,
            )
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            raise self.unreadable("not JSON") from None

    def _slow(self) -> EngineUnavailable:
        return EngineUnavailable(
            "{engine}: {host} did not answer within {seconds:g} s; try again later, "
            "or name another engine.",
            engine=self.engine,
            host=self.host,
            seconds=self.limits.read,
        )

    def _detail(self, content: bytes) -> str:
        """The service's own words, masked before they are cut: half a key is a key too."""
        text = self.masked(content.decode("utf-8", "replace"))
        text = "".join(c if c.isprintable() else " " for c in text)
        return " ".join(text.split())[:_DETAIL] or "-"


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from a number or a date (RFC 9110, section 10.2.3)."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())
