"""The command line as a person runs it: a real process, its lines and its status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fassung import __version__

EXAMPLE = Path(__file__).parent.parent / "examples" / "state-visit-by-train.ans.json"


def run(
    *arguments: str, stdin: bytes = b"", language: str = "C", cache: Path
) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "fassung", *arguments],
        input=stdin,
        capture_output=True,
        env={"FASSUNG_CACHE": str(cache), "FASSUNG_LANGUAGE": language, "PATH": "/usr/bin:/bin"},
        timeout=120,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_page(tmp_path: Path) -> None:
    page = tmp_path / "out" / "page.html"
    status, out, notes = run(
        "translate", str(EXAMPLE), "-o", str(page), "--engine", "pseudo", cache=tmp_path
    )
    assert (status, out) == (0, ""), notes
    assert '<html lang="de"' in page.read_text()
    assert "words/s" in notes.splitlines()[-1]
    assert "engine:pseudo@" in notes.splitlines()[-1]


def test_standard_input_and_json(tmp_path: Path) -> None:
    status, out, _ = run(
        "translate", "-", "-f", "json", "-e", "pseudo", stdin=EXAMPLE.read_bytes(), cache=tmp_path
    )
    assert status == 0
    document = json.loads(out)
    assert document["article"]["language"] == "de"
    assert {"id", "source", "target", "engine"} <= document["segments"][0].keys()


@pytest.mark.parametrize("format", ["html", "text", "ninjs", "ans"])
def test_formats_to_standard_output(format: str, tmp_path: Path) -> None:
    status, out, notes = run(
        "translate", str(EXAMPLE), "-f", format, "-e", "pseudo", cache=tmp_path
    )
    assert status == 0, notes
    assert len(out) > 2000


@pytest.mark.parametrize(
    ("arguments", "stdin", "status", "says"),
    [
        (("translate", "no-such-file"), b"", 3, "no-such-file cannot be opened"),
        (("translate", "."), b"", 3, "is a folder"),
        (("translate", "-"), b"", 3, "empty"),
        (("translate", "-"), b"{", 3, ""),
        (("translate", "-"), b"\xff\xfe\x00\xd8", 3, ""),
        (("translate", str(EXAMPLE), "-f", "docx"), b"", 2, "There is no format docx"),
        (("translate", str(EXAMPLE), "-e", "nobody"), b"", 2, "nobody"),
        (("translate", str(EXAMPLE), "-p", "nowhere.toml"), b"", 2, "nowhere.toml"),
        (("translate", str(EXAMPLE), "-g", "terms.docx"), b"", 3, "terms.docx is no glossary"),
        (("translate", str(EXAMPLE), "-g", "terms.csv"), b"", 3, "terms.csv cannot be opened"),
        (("translate", str(EXAMPLE), "--appears", "soon"), b"", 2, "soon is no date"),
        (("translate", str(EXAMPLE), "-e", "deepl"), b"", 4, "DEEPL_API_KEY"),
        (("translate", "http://127.0.0.1:9/a"), b"", 3, "cannot be fetched"),
    ],
)
def test_errors_are_one_line(
    arguments: tuple[str, ...], stdin: bytes, status: int, says: str, tmp_path: Path
) -> None:
    code, out, notes = run(*arguments, stdin=stdin, cache=tmp_path)
    assert (code, out) == (status, ""), notes
    assert says in notes
    assert len(notes.strip().splitlines()) == 1
    assert notes.startswith("fassung: ")


def test_a_glossary_is_checked_and_signed(tmp_path: Path) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("english,german\ntrain,Sonderzug\n")
    status, out, notes = run(
        "translate", str(EXAMPLE), "-f", "json", "-e", "pseudo", "-g", str(terms), cache=tmp_path
    )
    assert status == 0, notes
    document = json.loads(out)
    assert "glossary" in {finding["check"] for finding in document["findings"]}
    assert "|glossary:" in document["signature"] and "|checks:" in document["signature"]


def test_messages_in_german(tmp_path: Path) -> None:
    _, _, notes = run("translate", "no-such-file", language="de", cache=tmp_path)
    assert "lässt sich nicht öffnen" in notes


def test_version_formats_engines(tmp_path: Path) -> None:
    assert run("--version", cache=tmp_path)[1] == f"fassung {__version__}\n"
    formats = run("formats", cache=tmp_path)[1]
    assert all(name in formats for name in ("ans", "ninjs", "html", "json", "text"))
    engines = run("engines", cache=tmp_path)[1]
    assert all(name in engines for name in ("house", "deepl", "libretranslate", "chat"))
