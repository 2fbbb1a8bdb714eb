"""What is built to hang a reader is read, or refused, in seconds."""

from __future__ import annotations

import time

import pytest

from fassung.errors import WireError
from fassung.wires.inline import read_inline, write_inline
from fassung.wires.webpage import read
from fassung.wires.xhtml import read_blocks
from tests.wires.test_webpage import page


def test_ten_thousand_tags_are_quick() -> None:
    tags = ["<b>", "<i>", '<a href="/x">', "<div>", "<sup>"]
    start = time.perf_counter()
    text = read_inline("".join(tags[i % 5] + "x" for i in range(10_000)))
    assert str(text).count("x") == 10_000
    write_inline(text)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("tag", ["<div>", "<blockquote>", "<ul><li>", "<b>", "<table><tr><td>"])
def test_ten_thousand_levels(tag: str) -> None:
    start = time.perf_counter()
    blocks = read_blocks(tag * 10_000 + "deep")
    assert "deep" in repr(blocks)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 10_000,
        "<table><tr><td>" * 10_000,
        "<b>" * 10_000,
        "<script>" * 50_000,
        "<meta" * 50_000,
    ],
)
def test_bombs(bomb: str) -> None:
    start = time.perf_counter()
    with pytest.raises(WireError):
        read(page(body=bomb + "x", lang="en"))
    assert time.perf_counter() - start < 10
