"""The engine `deepl`: DeepL's API, version 2 (https://developers.deepl.com/docs)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, unescape

from fassung.engines.chunks import chunks
from fassung.engines.given import checked_address, checked_key
from fassung.engines.http import Client, Limits
from fassung.engines.protocol import Abilities, Card, Reply, Request

_TEXTS = 50
"""Texts a call (API reference, "Translate text")."""
_CHARACTERS = 30_000
"""Characters a call: the limit is 128 KiB, and a character may take three bytes."""
_OURS = re.compile(r"⟦(/?)(\d+)⟧")
_THEIRS = re.compile(r"<(/?)x(\d+)\s*(/?)>")
# XML 1.0, section 2.2: these may not stand in a document, not even escaped.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class DeepLEngine:
    """DeepL, with an account of the publisher. Each text is sent with the sentences before it.

    Raises:
        EngineRefused: if ``key`` or ``url`` cannot be one.
    """

    def __init__(self, key: str, *, url: str = "", limits: Limits | None = None) -> None:
        key = checked_key("deepl", "DEEPL_API_KEY", key)
        # Keys of free accounts end in ":fx" and work on a host of their own.
        host = "api-free.deepl.com" if key.endswith(":fx") else "api.deepl.com"
        self._client = Client(
            "deepl",
            checked_address("deepl", "DEEPL_URL", url or f"https://{host}"),
            variable="DEEPL_API_KEY",
            headers={"Authorization": f"DeepL-Auth-Key {key}"},
            secrets=[key],
            limits=limits,
        )

    @property
    def card(self) -> Card:
        """Name, version of the API, abilities."""
        return Card(name="deepl", version="v2", abilities=Abilities(markup=True, context=True))

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """See :class:`fassung.engines.protocol.Engine`."""
        # DeepL has one context for all texts of a call; another's context would mislead it.
        calls = list(
            chunks(
                requests,
                texts=_TEXTS,
                characters=_CHARACTERS,
                alike=lambda r: (r.context, has_tags(r.text), r.careful),
            )
        )
        answers = (
            self._client.post_all(
                "/v2/translate", [_body([requests[i] for i in call]) for call in calls]
            )
            if calls
            else []
        )
        german = [request.text for request in requests]
        for call, answer in zip(calls, answers, strict=True):
            for index, text in zip(call, self._texts(answer, len(call)), strict=True):
                german[index] = from_xml(text) if has_tags(requests[index].text) else text
        return [Reply(text, "deepl") for text in german]

    def _texts(self, answer: object, expected: int) -> list[str]:
        found = answer.get("translations") if isinstance(answer, Mapping) else None
        if not isinstance(found, list):
            raise self._client.unreadable("no translations")
        texts = [part.get("text") if isinstance(part, Mapping) else None for part in found]
        if len(texts) != expected:
            raise self._client.unreadable(f"{len(texts)} texts instead of {expected}")
        good = [text for text in texts if isinstance(text, str) and text.strip()]
        if len(good) != expected:
            raise self._client.unreadable("a text is missing")
        return good


def _body(requests: Sequence[Request]) -> dict[str, object]:
    first = requests[0]
    body: dict[str, object] = {
        "source_lang": "EN",
        "target_lang": "DE",
        "formality": "default",
        "split_sentences": "0",
        "preserve_formatting": True,
    }
    if first.context:
        body["context"] = " ".join(first.context)
    if has_tags(first.text):
        body["text"] = [to_xml(request.text) for request in requests]
        body["tag_handling"] = "xml"
    else:
        body["text"] = [request.text for request in requests]
    if first.careful:
        body["model_type"] = "prefer_quality_optimized"
    return body


def has_tags(text: str) -> bool:
    """Whether ``text`` holds tag pairs that XML can hold: each closed, none across another.

    >>> has_tags("⟦1⟧by train⟦/1⟧"), has_tags("⟦1⟧by ⟦2⟧train⟦/1⟧ now⟦/2⟧"), has_tags("by train")
    (True, False, False)
    """
    opened: list[str] = []
    found = False
    for closing, number in _OURS.findall(text):
        found = True
        if not closing:
            opened.append(number)
        elif not opened or opened.pop() != number:
            return False
    return found and not opened


def to_xml(text: str) -> str:
    """``text`` as XML, its tag pairs as elements.

    >>> to_xml("A ⟦1⟧B&B⟦/1⟧ <3")
    'A <x1>B&amp;B</x1> &lt;3'
    """
    return _OURS.sub(r"<\1x\2>", escape(_NOT_XML.sub("", text)))


def from_xml(text: str) -> str:
    """The other way round; an element without content is an empty pair.

    >>> from_xml("Ein <x1>B&amp;B</x1> &lt;3")
    'Ein ⟦1⟧B&B⟦/1⟧ <3'
    """

    def tag(match: re.Match[str]) -> str:
        closing, number, empty = match.groups()
        return f"⟦{number}⟧⟦/{number}⟧" if empty else f"⟦{closing}{number}⟧"

    return unescape(_THEIRS.sub(tag, text), {"&quot;": '"', "&apos;": "'", "&#39;": "'"})
