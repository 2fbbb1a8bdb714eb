"""Every word of the pages has its German wording, and no page holds script or style of its own."""

import re
from pathlib import Path
from string import Formatter

import pytest
from jinja2 import nodes

from fassung.messages import catalogue
from fassung.web import pages

FOLDER = Path(pages.__file__).parent / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.j2"))


def said(template: str) -> set[str]:
    """What a template says by ``_("…")``."""
    tree = pages.environment().parse((FOLDER / template).read_text(encoding="utf-8"))
    calls = [c for c in tree.find_all(nodes.Call) if isinstance(c.node, nodes.Name)]
    return {
        c.args[0].value
        for c in calls
        if c.node.name == "_" and c.args and isinstance(c.args[0], nodes.Const)
    }


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_word_has_german_words(template: str) -> None:
    assert sorted(said(template) - catalogue().keys()) == []


def test_words_are_found() -> None:
    assert "Sign in" in said("sign_in.html.j2")
    for english in said("people.html.j2"):
        german = catalogue()[english]
        names = [{n for _, n, _, _ in Formatter().parse(t) if n} for t in (english, german)]
        assert names[0] == names[1]


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_inline_and_nothing_from_outside(template: str) -> None:
    text = (FOLDER / template).read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"(src|href)=[\"']?(https?:)?//", text)
    assert "|safe" not in text and "autoescape" not in text
