"""The table of all checks in docs/checks.md; `python -m tests.checks.docs_table` writes it anew."""

import re
from pathlib import Path

from fassung.checks import CHECKS

PAGE = Path(__file__).parent.parent.parent / "docs" / "checks.md"
_TABLE = re.compile(r"^\| check \|.*?\n(?=\n)", re.MULTILINE | re.DOTALL)


def table() -> str:
    lines = ["| check | looks for | category | severity | German alone |", "|---|---|---|---|---|"]
    for check in sorted(CHECKS, key=lambda check: check.id):
        alone = "yes" if check.german_alone else "–"
        cells = (f"`{check.id}`", check.title, f"`{check.category}`", check.severity.value, alone)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(_TABLE.sub(lambda _: table(), PAGE.read_text(), count=1))
