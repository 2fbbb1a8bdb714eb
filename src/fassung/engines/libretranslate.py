"""The engine `libretranslate`: a LibreTranslate server (https://docs.libretranslate.com)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fassung.engines.chunks import chunks
from fassung.engines.given import checked_address, checked_key
from fassung.engines.http import Client, Limits
from fassung.engines.protocol import Abilities, Card, Reply, Request

_TEXTS = 25
_CHARACTERS = 4_000
"""Public servers accept 5000 characters a call, a house's own as many as it likes."""


class LibreTranslateEngine:
    """A LibreTranslate server, with a key where the server wants one.

    Raises:
        EngineRefused: if ``url`` is no address or ``key`` cannot be one.
    """

    def __init__(self, url: str, *, key: str = "", limits: Limits | None = None) -> None:
        key = checked_key("libretranslate", "LIBRETRANSLATE_API_KEY", key) if key.strip() else ""
        self._client = Client(
            "libretranslate",
            checked_address("libretranslate", "LIBRETRANSLATE_URL", url),
            variable="LIBRETRANSLATE_API_KEY",
            fields={"api_key": key} if key else {},
            secrets=[key],
            limits=limits,
        )

    @property
    def card(self) -> Card:
        """Name and protocol; it carries neither markup nor context."""
        return Card(name="libretranslate", version="1", abilities=Abilities())

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """See :class:`fassung.engines.protocol.Engine`."""
        german = [request.text for request in requests]
        for call in chunks(
            requests, texts=_TEXTS, characters=_CHARACTERS, alike=lambda request: None
        ):
            body = {
                "q": [requests[index].text for index in call],
                "source": "en",
                "target": "de",
                "format": "text",
            }
            texts = self._texts(self._client.post("/translate", body), len(call))
            for index, text in zip(call, texts, strict=True):
                german[index] = text
        return [Reply(text, "libretranslate") for text in german]

    def _texts(self, answer: object, expected: int) -> list[str]:
        found = answer.get("translatedText") if isinstance(answer, Mapping) else None
        if not isinstance(found, list):
            raise self._client.unreadable("no translatedText")
        if len(found) != expected:
            raise self._client.unreadable(f"{len(found)} texts instead of {expected}")
        good = [text for text in found if isinstance(text, str) and text.strip()]
        if len(good) != expected:
            raise self._client.unreadable("a text is missing")
        return good
