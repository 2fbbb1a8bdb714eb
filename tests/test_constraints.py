"""What pyproject.toml asks for has an exact version that it was tried with."""

import re
import tomllib
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_requirement_has_an_exact_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = chain(project["dependencies"], *project["optional-dependencies"].values())
    names = {plain(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for line in asked}
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    exact = {plain(line.partition("==")[0]) for line in lines if "==" in line}
    assert names - exact == set()
