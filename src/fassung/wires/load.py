"""Bytes from outside to text and JSON: every limit on what a file may be stands here."""

from __future__ import annotations

import codecs
import json
import math
import os
import re
import zlib
from pathlib import Path
from typing import BinaryIO, NoReturn

from fassung.errors import WireError
from fassung.messages import reason

MAX_BYTES = 50 * 1024 * 1024
"""The longest article seen is under 1 MB; 50 MB leaves room for whole web pages."""
MAX_DEPTH = 200
"""ANS and ninjs need about 12 levels; Python's own JSON reader gives up near 1,000."""
MAX_DIGITS = 30
_GZIP = b"\x1f\x8b"

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def take(file: BinaryIO) -> bytes:
    """What ``file`` holds; one byte more than is read, at most, which is seen to be too much."""
    return file.read(MAX_BYTES + 1)


def take_file(path: str | os.PathLike[str]) -> bytes:
    """What the file ``path`` holds, as :func:`take` has it.

    Raises:
        WireError: if it cannot be opened; says why.
    """
    try:
        with Path(path).open("rb") as file:
            return take(file)
    except IsADirectoryError:
        raise WireError(
            "{source} is a folder; name one article in it.", source=Path(path)
        ) from None
    except (OSError, ValueError) as error:
        raise WireError(
            "{source} cannot be opened ({reason}); check the path.",
            source=path,
            reason=reason(error) if isinstance(error, OSError) else error,
        ) from error


def decode(data: bytes, source: str = "input") -> str:
    """The text in ``data``: UTF-8, with or without mark, or UTF-16 with its mark; or its gzip.

    Raises:
        WireError: if ``data`` is empty, larger than :data:`MAX_BYTES`, or in another encoding.
    """
    if data.startswith(_GZIP):
        data = _unpacked(data, source)
    if len(data) > MAX_BYTES:
        raise WireError(
            "{source} is larger than the {limit} MB that are read; send one article.",
            source=source,
            limit=MAX_BYTES // 1024 // 1024,
        )
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise WireError(
            "{source} is not UTF-8 (byte {place}); save it as UTF-8 and send it again.",
            source=source,
            place=error.start + 1,
        ) from None
    if not text.strip("\0 \t\r\n"):
        raise WireError("{source} is empty; send the article again.", source=source)
    return text


def _unpacked(data: bytes, source: str) -> bytes:
    """What a gzip file (RFC 1952) holds, one byte more than is read at most."""
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        found = unpacker.decompress(data, MAX_BYTES + 1)
    except zlib.error:
        found = b""
    if not unpacker.eof and len(found) <= MAX_BYTES:
        raise WireError("{source} is a damaged gzip file; send it again.", source=source)
    return found


def load(text: str, source: str = "input") -> dict[str, object]:
    """The JSON object in ``text``.

    Raises:
        WireError: if it is cut off or malformed, no object, nested deeper than
            :data:`MAX_DEPTH` levels, or holds a number that JSON does not have
            (RFC 8259 section 6: no NaN, no infinity).
    """
    _check_depth(text, source)

    def number(digits: str) -> int:
        if len(digits) > MAX_DIGITS:
            bad(f"{digits[:10]}…")
        return int(digits)

    def real(digits: str) -> float:
        value = float(digits)
        if not math.isfinite(value):
            bad(digits[:20])
        return value

    def bad(value: str) -> NoReturn:
        raise WireError(
            "{source} holds a number that cannot be read: {value}; send it again without it.",
            source=source,
            value=value,
        )

    try:
        value = json.loads(text, parse_int=number, parse_float=real, parse_constant=bad)
    except json.JSONDecodeError as error:
        raise WireError(
            "{source} is damaged or cut off at line {line}, column {column}; send it again.",
            source=source,
            line=error.lineno,
            column=error.colno,
        ) from None
    if "\\ud" in text.lower():
        value = _whole(value)
    if not isinstance(value, dict):
        raise WireError(
            "{source} is JSON, but not an object with an article; send one article a file.",
            source=source,
        )
    return value


def _check_depth(text: str, source: str) -> None:
    """A linear scan before the recursive reader sees the text."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise WireError(
                    "{source} is nested deeper than {limit} levels; no article is.",
                    source=source,
                    limit=MAX_DEPTH,
                )
        elif token[0] in "]}":
            depth -= 1


def _whole(value: object) -> object:
    """``value`` without halves of surrogate pairs, which no text can be written with.

    JSON may hold them as escapes (RFC 8259 section 8.2); each becomes U+FFFD.
    """
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, dict):
        return {str(_whole(key)): _whole(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_whole(part) for part in value]
    return value
