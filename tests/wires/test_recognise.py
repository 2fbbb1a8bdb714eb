from __future__ import annotations

import gzip
import io
import json

import pytest

from fassung.article import Article, Text
from fassung.errors import UsageError, WireError
from fassung.wires import FORMATS, load, read, recognise, take, write
from fassung.wires.load import MAX_BYTES, MAX_DEPTH
from fassung.wires.load import load as parse_json

STORY = {"type": "story", "version": "0.10.12", "_id": "s1", "headlines": {"basic": "By train"}}
NINJS = {"uri": "urn:x:1", "type": "text", "language": "en", "headline": "By train"}


def nested(levels: int, inner: str = "1") -> bytes:
    return b'{"a":' + b"[" * (levels - 1) + inner.encode() + b"]" * (levels - 1) + b"}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.json is empty"),
        (b" \n\t", "a.json is empty"),
        (b"\xef\xbb\xbf", "a.json is empty"),
        (b" " * (MAX_BYTES + 1), "a.json is larger than the 50 MB"),
        (gzip.compress(b" " * (MAX_BYTES + 1), mtime=0), "a.json is larger than the 50 MB"),
        (gzip.compress(b"{}", mtime=0)[:-9], "a.json is a damaged gzip file"),
        (b"\x1f\x8bnot gzip at all", "a.json is a damaged gzip file"),
        (gzip.compress(b"", mtime=0), "a.json is empty"),
        ("{}".encode("utf-16-le") + b"\xff", "no format|not UTF-8|damaged"),
        ('{"a": "é"}'.encode("latin-1"), r"not UTF-8 \(byte 8\)"),
        (b'\xff\xfe{"', "no format|not UTF-8|damaged"),
        (b'{"type": "story",\n "headlines": {"ba', "line 2, column"),
        (b'{"type": "story",}', "line 1, column"),
        (b'{"a": NaN}', "number that cannot be read: NaN"),
        (b'{"a": -Infinity}', "number that cannot be read"),
        (b'{"a": 1e999}', "number that cannot be read: 1e999"),
        (b'{"a": ' + b"9" * 5000 + b"}", "number that cannot be read: 9999999999…"),
        (nested(10_000), f"deeper than {MAX_DEPTH} levels"),
        (b"[" * 100_000, f"deeper than {MAX_DEPTH} levels"),
        (b'[{"type": "story"}]', "not an object"),
        (nested(MAX_DEPTH), "no format that is read; send one of: Arc XP ANS .* ninjs .* Web page"),
        (b'{"name": "package", "version": "1"}', "no format that is read"),
        (b"Just some words about a train.", "no format that is read"),
        (b"%PDF-1.7 1 0 obj", "no format that is read"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "no format that is read"),
        (b"\x00\x00\x00\x00", "is empty"),
    ],
)
def test_refuses_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(WireError, match=message) as caught:
        read(data, source="a.json")
    assert "\n" not in str(caught.value)
    assert "a.json" in str(caught.value)


def test_brackets_in_strings_are_no_nesting() -> None:
    text = json.dumps({"a": "[{" * 500 + '\\"[', "b": "]"})
    assert load.load(text)["b"] == "]"


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(STORY).encode(),
        b"\xef\xbb\xbf" + json.dumps(STORY).encode(),
        b" \n" + json.dumps(STORY).encode("utf-8"),
        json.dumps(STORY).encode("utf-16"),
    ],
)
def test_reads_every_unicode_mark(data: bytes) -> None:
    assert read(data).headline == Text("By train")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (json.dumps(STORY).encode(), "ans"),
        (json.dumps({"content_elements": [], "headlines": {"basic": "x"}}).encode(), "ans"),
        (json.dumps(NINJS).encode(), "ninjs"),
        (b"<!DOCTYPE html><html><body><p>x", "webpage"),
        (b"\n<!-- saved --><html lang=en>", "webpage"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html>", "webpage"),
    ],
)
def test_recognises(data: bytes, name: str) -> None:
    assert recognise(data) == name


def test_unclosed_comments_are_quick() -> None:
    with pytest.raises(WireError, match="no format"):
        recognise(b"<!--" * 100_000)


def test_writes_by_name() -> None:
    article = Article(id="a1", headline=Text("By train"))
    assert read(write(article, "ans")) == article


@pytest.mark.parametrize("name", ["webpage", "docx", "", "load"])
def test_unknown_format(name: str) -> None:
    with pytest.raises(UsageError, match="ans, newsml-g2, ninjs"):
        write(Article(id="a"), name)


def test_formats_are_listed() -> None:
    assert [(form.name, form.reads, form.writes) for form in FORMATS] == [
        ("ans", True, True),
        ("newsml-g2", False, True),
        ("ninjs", True, True),
        ("webpage", True, False),
    ]


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert parse_json('{"\\ud800": ["a\\udc00", "\\ud83d\\ude00", 1]}') == {"�": ["a�", "😀", 1]}


def test_gzip_is_read_and_a_stream_is_read_no_further_than_needed() -> None:
    packed = gzip.compress(json.dumps(NINJS | {"body_text": "One."}).encode())
    assert read(packed).headline == Text("By train")
    zeros = io.BytesIO(b"0" * (MAX_BYTES + 1000))
    assert len(take(zeros)) == MAX_BYTES + 1
