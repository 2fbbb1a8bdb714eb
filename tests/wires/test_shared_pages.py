"""Real pages, where they are at hand: title, authors and words as a reader finds them."""

from __future__ import annotations

import gzip
import json
import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from fassung import wires
from fassung.article import Article, extract
from fassung.wires import webpage
from tests.shared import SHARED, files, needs_shared

FOLDER = SHARED / "fixtures" / "pages"
pytestmark = needs_shared


@pytest.mark.parametrize("read", [wires.read, webpage.read], ids=["wires", "webpage"])
@pytest.mark.parametrize("path", files("fixtures/pages", "*.gz"), ids=lambda path: path.stem[:12])
def test_page(path: Path, read: object) -> None:
    expected = json.loads((FOLDER / f"{path.name.split('_')[0]}.json").read_text())["V1"]
    found = read(gzip.decompress(path.read_bytes()))  # type: ignore[operator]
    assert str(found.headline) == expected["title"]
    assert [author.name for author in found.authors] == expected["authors"]
    sections = expected["body"]["sections"]
    lines = [line for part in sections for line in part["headline"] + part["paragraphs"]]
    wanted = re.findall(r"\w+", " ".join(lines))
    body = extract(Article(id="", blocks=found.blocks))
    words = re.findall(r"\w+", " ".join(str(segment.text) for segment in body))
    matches = SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks()
    assert sum(match.size for match in matches) >= 0.95 * len(wanted)
