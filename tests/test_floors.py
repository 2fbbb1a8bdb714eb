"""Imports go down the floors of the house only (ARCHITECTURE.md)."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "fassung"
FLOORS = (
    {"messages", "repetition", "_version"},
    {"errors"},
    {"files", "templating", "settings", "settings_file", "outbound"},
    {"article", "fetch"},
    {"wires", "german", "engines"},
    {"translation", "models"},
    {"checks"},
    {"portals"},
    {"desk", "lab"},
    {"_outputs", "_api", "commands", "web", "api", "cli", "__init__", "__main__"},
)
"""From the ground up. Rooms of one floor do not know each other, but for the top one."""
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def imports(path: Path) -> set[str]:
    """The rooms of fassung that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("fassung.")}
    return found


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE))
)
def test_imports_go_down(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    known = {name for name in imports(path) if name in FLOOR} - {room}
    top = FLOOR[room] == len(FLOORS) - 1
    wrong = {name for name in known if FLOOR[name] > FLOOR[room] - (not top)}
    assert wrong == set()


def test_every_room_has_a_floor() -> None:
    rooms = {
        p.name.removesuffix(".py") for p in SOURCE.iterdir() if p.suffix == ".py" or p.is_dir()
    }
    assert rooms - FLOOR.keys() == {"locale", "__pycache__"} & rooms
