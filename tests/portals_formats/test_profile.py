"""The published profile says what is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

from fassung.portals import outputs
from tests.portals_formats.sample import edition, example

DOCS = Path(__file__).resolve().parents[2] / "docs"
PROFILE = (DOCS / "portals-ninjs.md").read_text(encoding="utf-8")


def test_the_example_is_what_is_written() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", PROFILE, re.DOTALL)
    assert json.loads(shown) == json.loads(outputs.render(example(), "ninjs").data)


def test_every_role_is_explained() -> None:
    item = json.loads(outputs.render(edition(), "ninjs").data)
    roles = {part["role"] for name in ("altIds", "descriptions") for part in item[name]}
    aside = {"fassung:profile", "fassung:publisher", "fassung:author", "fassung:term"}
    unexplained = {role for role in roles - aside if f"`{role}`" not in PROFILE}
    assert unexplained == {"fassung:correction"} and "corrections" in PROFILE


def test_every_format_is_named() -> None:
    assert [name for name in outputs.FORMATS if f"`{name}`" not in PROFILE] == []
