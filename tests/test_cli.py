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
    *rows, last = notes.splitlines()
    assert any(row.split() == ["Written", "to", str(page)] for row in rows)
    assert any(row.startswith("Signature  ") and "engine:pseudo@" in row for row in rows)
    assert "words/s" in last and "critical, " in last


def test_standard_input_and_json(tmp_path: Path) -> None:
    status, out, _ = run(
        "translate", "-", "-f", "json", "-e", "pseudo", stdin=EXAMPLE.read_bytes(), cache=tmp_path
    )
    assert status == 0
    document = json.loads(out)
    assert document["article"]["language"] == "de"
    assert {"id", "source", "target", "engine"} <= document["segments"][0].keys()


def test_the_report_fits_a_screen_and_all_is_there_for_the_asking(tmp_path: Path) -> None:
    arguments = ("translate", str(EXAMPLE), "-e", "pseudo", "--appears", "2030-01-01", "-f", "json")
    _, out, short = run(*arguments, cache=tmp_path)
    _, _, whole = run(*arguments, "--all", cache=tmp_path)
    findings = json.loads(out)["findings"]
    assert len(findings) > 20
    assert len(short.splitlines()) < len(whole.splitlines()) / 2
    assert "Show every finding with --all." in short
    assert whole.count("_TRAINVISIT/text") == 0 and "block/E02TRAINVISIT/text" in whole
    assert max(map(len, [*short.splitlines(), *whole.splitlines()])) <= 80


HELD = [
    ({"status": "hold"}, "“{}” is held back by its publisher"),
    ({"publishing": {"editions": {"default": {"edition_published": False}}}}, "was withdrawn"),
    (
        {"content_restrictions": {"embargo": {"active": True, "end_time": "2040-01-01T06:00:00Z"}}},
        "may not be published before 2040-01-01 06:00+00:00",
    ),
    (
        {
            "publishing": {
                "scheduled_operations": {
                    "unpublish_edition": [{"operation_date": "2026-09-20T00:00:00Z"}]
                }
            }
        },
        "may not be published after 2026-09-20 00:00+00:00",
    ),
]


@pytest.mark.parametrize(("change", "says"), HELD)
def test_no_page_of_a_held_article_but_a_preview(
    change: dict[str, object], says: str, tmp_path: Path
) -> None:
    story = json.loads(EXAMPLE.read_text()) | change
    held, page = tmp_path / "held.json", tmp_path / "held.html"
    held.write_text(json.dumps(story))
    arguments = ("translate", str(held), "-e", "pseudo", "-o", str(page))
    status, out, notes = run(*arguments, cache=tmp_path)
    assert (status, out, page.exists()) == (7, "", False)
    assert says.format(story["headlines"]["basic"]) in notes
    assert len(notes.strip().splitlines()) == 1
    assert run(*arguments, "--preview", cache=tmp_path)[0] == 0
    assert 'class="hold"' in page.read_text() and '"noindex"' in page.read_text()
    assert run(*arguments[:-1], str(tmp_path / "held.ans.json"), cache=tmp_path)[0] == 0


def test_what_a_person_must_decide_is_said(tmp_path: Path) -> None:
    story = json.loads(EXAMPLE.read_text()) | {"owner": {"sponsored": True}}
    status, _, notes = run(
        "translate", "-", "-e", "pseudo", stdin=json.dumps(story).encode(), cache=tmp_path
    )
    assert status == 0
    assert any(row.split() == ["To", "decide", "paid", "for"] for row in notes.splitlines())


def test_a_second_run_comes_from_memory(tmp_path: Path) -> None:
    arguments = ("translate", str(EXAMPLE), "-e", "pseudo", "-f", "text")
    assert "From memory" not in run(*arguments, cache=tmp_path)[2]
    known = next(n for n in run(*arguments, cache=tmp_path)[2].splitlines() if "From memory" in n)
    done, _, every, _ = known.split()[2:]
    assert done == every and int(done) > 50


def test_a_pipe_that_closes_early_is_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} -m fassung translate {EXAMPLE} -e pseudo | head -c 10"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True,
        env={"FASSUNG_CACHE": str(tmp_path), "FASSUNG_LANGUAGE": "C", "PATH": "/usr/bin:/bin"},
        timeout=120,
    )
    assert len(done.stdout) == 10
    assert b"Traceback" not in done.stderr and b"BrokenPipe" not in done.stderr


@pytest.mark.parametrize(
    ("shell", "status", "says"),
    [
        ("formats > /dev/full", 1, "fassung: standard output: the disk is full; "),
        ("formats >&-", 0, ""),
        ("translate - <&-", 3, "fassung: - is empty; "),
        ("translate no-such-file 2>&-", 3, ""),
    ],
)
def test_streams_that_are_closed_or_full(
    shell: str, status: int, says: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m fassung {shell}"],
        capture_output=True,
        env={"FASSUNG_CACHE": str(tmp_path), "FASSUNG_LANGUAGE": "en", "PATH": "/usr/bin:/bin"},
        timeout=120,
    )
    notes = done.stderr.decode()
    assert (done.returncode, done.stdout) == (status, b""), notes
    assert notes.startswith(says) and len(notes.splitlines()) <= 1


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
        (("translate", "n" * 300), b"", 3, "(the name is too long)"),
        (("translate", "-"), b"", 3, "empty"),
        (("translate", "-"), b"{", 3, ""),
        (("translate", "-"), b"\xff\xfe\x00\xd8", 3, ""),
        (("translate", str(EXAMPLE), "-f", "docx"), b"", 2, "There is no format docx"),
        (("translate", str(EXAMPLE), "-o", "page.docx"), b"", 2, "the ending .docx stands for no"),
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
    german = run("formats", language="de", cache=tmp_path)[1]
    assert "die deutsche Seite" in german and "Webseite (HTML)" in german
    formats = run("formats", cache=tmp_path)[1]
    assert all(name in formats for name in ("ans", "ninjs", "html", "json", "text"))
    engines = run("engines", cache=tmp_path)[1]
    assert all(name in engines for name in ("house", "deepl", "libretranslate", "chat"))
