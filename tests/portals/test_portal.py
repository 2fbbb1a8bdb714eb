"""Portals from TOML."""

from __future__ import annotations

from pathlib import Path

import pytest

from fassung.article import Article
from fassung.errors import UsageError
from fassung.portals.portal import DEFAULT, load

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_the_example() -> None:
    portal = load(EXAMPLES / "portal.toml")
    assert portal.name == "Der Tagesbogen"
    assert portal.terms["Railways"] == "Bahn" and portal.terms["World"] == "Welt"
    assert (portal.pictures["https://example.org/pictures/"] / "train.png").is_file()
    assert portal.label == DEFAULT.label


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('colour = "red"', "colour"),
        ("name = 1", "name"),
        ('indexable = "no"', "indexable"),
        ("[terms]\nWorld = 1", "terms"),
        ('terms = "x"', "terms"),
        ('origin = "{author}"', "author"),
        ('locale = "xx-YY"', "xx"),
        ('time_zone = "Europe/Nowhere"', "Nowhere"),
        ('path = "/{id}/{slug}"', "slug"),
        ('path = "/one.html"', "one.html"),
        ("name = ", "TOML"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, content: str, named: str) -> None:
    path = tmp_path / "portal.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load(path)
    assert named in str(caught.value) and str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="check the path"):
        load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("id", "end"),
    [("A-1", "A-1"), ("urn:x/ä", "urn%3Ax%2F%C3%A4"), ("\ud800", "%3F"), ("{id}", "%7Bid%7D")],
)
def test_address(id: str, end: str) -> None:
    assert DEFAULT.address(Article(id=id)) == f"https://fassung.example/artikel/{end}.html"
