"""A run folder that has lost a file says so in one line, before anything is trained."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from training.prepare import CHOSEN, vocabulary

NO_BASE: Any = None
"""Nothing may be read of the base before the folder is looked at."""


@pytest.mark.parametrize("there", [t for n in (1, 2) for t in combinations(CHOSEN, n)])
def test_a_part_of_a_vocabulary_is_refused_and_kept(there: tuple[str, ...], tmp_path: Path) -> None:
    for name in there:
        (tmp_path / name).write_text("7")
    with pytest.raises(SystemExit) as ended:
        vocabulary(tmp_path, NO_BASE, {})
    said = str(ended.value)
    assert all(name in said for name in CHOSEN if name not in there)
    assert there[0] in said and "\n" not in said
    assert {path.name for path in tmp_path.iterdir()} == set(there)
