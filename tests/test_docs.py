"""The reference names every command, option, format, engine variable and setting."""

import re
from pathlib import Path

import pytest
import typer

from fassung import _outputs
from fassung.checks import Check
from fassung.checks import check as find
from fassung.cli import app
from fassung.settings import SETTINGS
from tests.checks.docs_table import PAGE, table

ROOT = Path(__file__).parent.parent
REFERENCE = (ROOT / "docs" / "reference.md").read_text()
SOURCES = "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
VARIABLES = sorted(
    set(re.findall(r'"((?:FASSUNG|DEEPL|LIBRETRANSLATE)_[A-Z_]+)"', SOURCES)) | SETTINGS.keys()
)


def commands() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []

    def walk(command: object, name: str) -> None:
        inner = getattr(command, "commands", None)
        if inner is None:
            options = [o for p in command.params for o in p.opts if o.startswith("--")]  # type: ignore[attr-defined]
            found.append((name, options))
        else:
            for key, value in inner.items():
                walk(value, f"{name} {key}")

    walk(typer.main.get_command(app), "fassung")
    return found


@pytest.mark.parametrize(("name", "options"), commands())
def test_every_command_and_option_is_in_the_reference(name: str, options: list[str]) -> None:
    assert f"`{name}" in REFERENCE
    assert [option for option in options if f"`{option}`" not in REFERENCE] == []


@pytest.mark.parametrize("variable", VARIABLES)
def test_every_variable_is_in_the_reference(variable: str) -> None:
    assert f"`{variable}`" in REFERENCE


@pytest.mark.parametrize("format", list(_outputs.FORMATS))
def test_every_format_is_in_the_reference(format: str) -> None:
    assert f"`{format}`" in REFERENCE


def test_every_check_is_in_the_table_and_no_other() -> None:
    """Mended by `python -m tests.checks.docs_table`."""
    assert table() in PAGE.read_text()


def test_the_example_of_a_rule_works() -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    names: dict[str, Check] = {}
    exec(code, names)
    (finding,) = find("", "Das kostet drei Gulden.", checks=[names["CHECK"]])
    assert finding.target == ((16, 22),)
    assert "Gulden" in finding.message


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("*.md")))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text()):
        assert (path.parent / target).exists(), target
