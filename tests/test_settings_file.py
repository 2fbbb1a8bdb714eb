"""Settings files: each fault with its line, all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fassung.errors import SettingsError, WrongSetting
from fassung.settings_file import Fault, lines, raise_first, read

TEXT = '''# a comment
name = "x"  # [no.table]
"quoted key" = 1
long = """
[not.a.table]
key = 2
"""
dotted.key.deep = 3
inline = { a = 1, b = { c = 2 } }
list = [
  1,  # one
  2,
]

[table]
key = 1
[table.sub]
key = 2
[[entry]]
key = 3
[entry.sub]
key = 4
[[entry]]
key = 5
[[entry.part]]
key = 6
[[entry.part]]
key = 7
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("name",), 2),
        (("quoted key",), 3),
        (("long",), 4),
        (("dotted", "key", "deep"), 8),
        (("inline", "b", "c"), 9),
        (("list",), 10),
        (("table", "key"), 16),
        (("table", "sub", "key"), 18),
        (("entry", 0, "key"), 20),
        (("entry", 0, "sub", "key"), 22),
        (("entry", 1, "key"), 24),
        (("entry", 1, "part", 0, "key"), 26),
        (("entry", 1, "part", 1, "key"), 28),
    ],
)
def test_lines(place: tuple[str | int, ...], line: int) -> None:
    assert lines(TEXT)[place] == line
    assert ("not",) not in lines(TEXT)


@given(st.lists(st.sampled_from(["", "# x", "[[a]]", "k = '''\n[b]\n'''"]), max_size=6))
def test_lines_count_all_before(rows: list[str]) -> None:
    text = "\n".join([*rows, "[end]", "key = 1"]).replace("k =", "k0 =")
    numbered = []
    for number, row in enumerate(text.split("\n")):
        numbered.append(row.replace("k0", f"k{number}"))
    text = "\n".join(numbered)
    assert lines(text)[("end", "key")] == text.count("\n") + 1


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, kw_only=True)
class Settings:
    id: str
    port: int = 1
    share: float = 0.5
    open: bool = False
    folder: Path = Path()
    maybe: Path | None = None
    colour: Colour = Colour.RED
    names: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.port < 1:
            raise WrongSetting(
                "{wrong} does not lie between {least} and {most}.",
                wrong=self.port,
                least=1,
                most=9,
            )
        if " " in self.id:
            raise WrongSetting("{wrong} may hold letters, figures and hyphens only.", wrong=self.id)


def made(folder: Path, text: str) -> tuple[Settings | None, list[Fault]]:
    path = folder / "s.toml"
    path.write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    return read(path, faults).make(Settings), faults


def test_all_types(tmp_path: Path) -> None:
    settings, faults = made(
        tmp_path,
        'id = "a"\nport = 2\nshare = 1\nopen = true\nfolder = "in"\nmaybe = "out"\n'
        'colour = "blue"\nnames = ["x"]\nwords = { a = "b" }\n',
    )
    assert faults == []
    assert settings == Settings(
        id="a",
        port=2,
        share=1.0,
        open=True,
        folder=tmp_path / "in",
        maybe=tmp_path / "out",
        colour=Colour.BLUE,
        names=("x",),
        words={"a": "b"},
    )


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "id is missing"),
        ("port = 1", 1, "id is missing"),
        ("id = 1", 1, "id has the wrong type"),
        ('id = "a b"', 1, "a b may hold letters"),
        ('id = "a b"\nport = 2\n', 1, "a b may hold letters"),
        ('id = "a"\nport = 0', 2, "port: 0 does not lie"),
        ('id = "a"\nport = true', 2, "port has the wrong type"),
        ('id = "a"\nport = "1"', 2, "port has the wrong type"),
        ('id = "a"\nshare = "1"', 2, "share has the wrong type"),
        ('id = "a"\nopen = 1', 2, "open has the wrong type"),
        ('id = "a"\ncolour = "green"', 2, "write one of red, blue"),
        ('id = "a"\nnames = "x"', 2, "names has the wrong type"),
        ('id = "a"\nnames = ["x", 1]', 2, "names has the wrong type"),
        ('id = "a"\n[words]\n\nb = 1', 4, "words.b has the wrong type"),
        ('id = "a"\nfoldr = "x"', 2, "did you mean folder?"),
        ('id = "a"\nzzz = "x"', 2, "known are colour, folder"),
        ('id = "a"\n\nport = [\n1,', 4, "not valid TOML"),
        ('id = "a"\nid = "b"', 2, "not valid TOML"),
    ],
)
def test_each_fault_has_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    settings, faults = made(tmp_path, text)
    assert settings is None
    place = f"{tmp_path / 's.toml'}:{line}: "
    assert any(str(fault).startswith(place) and said in str(fault) for fault in faults)


def test_all_faults_at_once_and_the_first_is_raised(tmp_path: Path) -> None:
    _, faults = made(tmp_path, 'open = 1\nid = "a"\nport = 0\nzzz = 1\n')
    assert [fault.line for fault in sorted(faults)] == [1, 3, 4]
    with pytest.raises(SettingsError, match=r"s.toml:1: .*\(and 2 more\)"):
        raise_first(faults)
    raise_first([])


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (None, 1, "cannot be read"),
        (b'a = "x"\nb = "\xff"', 2, "UTF-8"),
        (b"\xef\xbb\xbfid = 1", 1, ""),
    ],
)
def test_files(tmp_path: Path, data: bytes | None, line: int, said: str) -> None:
    path = tmp_path / "s.toml"
    if data is not None:
        path.write_bytes(data)
    faults: list[Fault] = []
    read(path, faults)
    assert [(f.line, said in str(f)) for f in faults] == ([(line, True)] if said else [])
