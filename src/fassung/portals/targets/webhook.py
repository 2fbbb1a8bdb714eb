"""A receiver's own address that is told of each article: signed JSON by HTTP POST.

Signed after Standard Webhooks 1.0.0 (HMAC-SHA256, ``webhook-id``, ``webhook-timestamp``,
``webhook-signature``). ``webhook-id`` is the same for every try. The body's ``number`` rises with
each thing said of an article: a receiver that has seen a higher one passes over the lower.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property, partial
from ssl import SSLContext
from typing import Any

import httpx

from fassung._version import __version__
from fassung.errors import DeliveryError, WrongSetting
from fassung.outbound import Guarded, RefusedAddress, is_refused
from fassung.portals.edition import Edition, Receipt, Withdrawal
from fassung.portals.targets import bodies

KIND = "webhook"
_SHORTEST = 24
"""Bytes of a secret, as the standard has it."""
_MOST_READ = 64 * 1024
_LATER = (408, 425, 429)
"""Answers of the 4xx that another try may change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Options of a webhook."""

    url: str
    secret: str
    """Name of the environment variable that holds the secret, ``whsec_`` and base64."""
    format: str = "ninjs"
    """What the article is written in; a format whose documents are JSON."""
    timeout: float = 15.0
    """Seconds for one call, until the last byte of the answer."""
    private_addresses: bool = False
    """Whether the receiver may lie on private network addresses."""

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", "http://")):
            raise WrongSetting("{wrong} is no web address; write https://…", wrong=self.url)
        if not 0 < self.timeout <= 60:
            raise WrongSetting(
                "{wrong} does not lie between {least} and {most}.",
                wrong=self.timeout,
                least=0,
                most=60,
            )
        bodies.check(self.format, json_only=True)


settings = Settings


def open(settings: Settings) -> Webhook:
    """The receiver; its secret is looked for at the first delivery."""
    return Webhook(settings)


def sign(secret: bytes, id: str, timestamp: int, body: bytes) -> str:
    """The header ``webhook-signature``.

    The example of the standard's reference libraries:

    >>> sign(base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
    ...      "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    signed = f"{id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()


class Webhook:
    """See the module."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def publish(self, edition: Edition, key: str, before: Receipt | None) -> Receipt:
        """See :class:`fassung.portals.targets.protocol.Target`."""
        article = bodies.data(edition, self._settings.format)
        return self._call("article.published", edition, edition.published, key, article)

    def withdraw(self, withdrawal: Withdrawal, key: str, before: Receipt | None) -> Receipt:
        """See :class:`fassung.portals.targets.protocol.Target`."""
        article = bodies.data(withdrawal, self._settings.format)
        return self._call("article.withdrawn", withdrawal, withdrawal.at, key, article)

    def shown(self, edition: Edition | Withdrawal, before: Receipt | None) -> int | None:
        """None: a receiver is told and does not tell."""
        return None

    def _call(
        self, kind: str, said: Edition | Withdrawal, at: datetime, key: str, article: Any
    ) -> Receipt:
        body = json.dumps(
            {
                "type": kind,
                "timestamp": at.isoformat(),
                "id": said.article.id,
                "portal": said.outlet,
                "number": said.number,
                "address": said.address,
                "data": article,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode("utf-8", "replace")
        status, answer = self._post(key, body)
        named = answer if isinstance(answer, dict) else {}
        return Receipt(
            number=said.number,
            remote=str(named.get("id", "")),
            address=str(named.get("address", "")),
            digest=hashlib.sha256(body).hexdigest(),
            said={"status": status},
        )

    def _post(self, key: str, body: bytes) -> tuple[int, Any]:
        stamp = int(time.time())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"fassung/{__version__}",
            "webhook-id": key,
            "webhook-timestamp": str(stamp),
            "webhook-signature": sign(self._secret(), key, stamp, body),
        }
        seconds, url = self._settings.timeout, self._settings.url
        refuse = partial(is_refused, inside=self._settings.private_addresses)
        guarded = Guarded(refuse=refuse, seconds=seconds, ssl_context=self._trusted)
        try:
            with (
                httpx.Client(transport=guarded, timeout=seconds, follow_redirects=False) as client,
                client.stream("POST", url, content=body, headers=headers) as answer,
            ):
                data = b""
                if answer.is_success:
                    for chunk in answer.iter_bytes():
                        data += chunk
                        if len(data) > _MOST_READ:
                            break
                return _judged(url, answer, data)
        except RefusedAddress as error:
            raise DeliveryError("{reason}", again=False, reason=error) from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise DeliveryError(
                "{url} does not answer ({reason}); it is tried again.",
                url=url,
                reason=str(error) or type(error).__name__,
            ) from error

    @cached_property
    def _trusted(self) -> SSLContext:
        """All authorities; to read them takes longer than a call."""
        return httpx.create_ssl_context()

    def _secret(self) -> bytes:
        name = self._settings.secret
        try:
            secret = base64.b64decode(
                os.environ.get(name, "").removeprefix("whsec_"), validate=True
            )
        except (binascii.Error, ValueError):
            secret = b""
        if len(secret) < _SHORTEST:
            raise DeliveryError(
                "The secret of {url} is missing; set the environment variable {name} to whsec_ and "
                "{count} bytes or more in base64.",
                again=False,
                url=self._settings.url,
                name=name,
                count=_SHORTEST,
            )
        return secret


def _judged(url: str, answer: httpx.Response, data: bytes) -> tuple[int, Any]:
    status = answer.status_code
    if answer.is_success:
        try:
            return status, json.loads(data)
        except ValueError:
            return status, None
    if status == 410:
        raise DeliveryError(
            "{url} wants nothing more (410); take the target out of the network’s file.",
            again=False,
            url=url,
        )
    if answer.is_redirect:
        raise DeliveryError(
            "{url} leads elsewhere ({status}); name the new address in the network’s file.",
            again=False,
            url=url,
            status=status,
        )
    later = status in _LATER or status >= 500
    raise DeliveryError(
        "{url} answers with status {status}; it is tried again."
        if later
        else "{url} does not take it (status {status}); see to it there, then try again.",
        again=later,
        after=retry_after(answer.headers) if later else None,
        url=url,
        status=status,
    )


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds that an answer asks to wait, given as a number or a date (RFC 9110 §10.2.3).

    >>> retry_after({"Retry-After": "120"}), retry_after({"Retry-After": "soon"}), retry_after({})
    (120.0, None, None)
    """
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())
