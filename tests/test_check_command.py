"""`fassung check`: files in, findings and a status out, bad input as one line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fassung import FassungError
from fassung.cli import app, main

EXAMPLE = Path(__file__).parent.parent / "examples" / "state-visit-by-train.ans.json"
ENGLISH = """Late trains

The train waited for the minister.
She smiled.

“No more delays for us,” said Ms. Dale."""
GERMAN = """Späte Züge

Der Zug wartete auf die Ministerin.
Sie lächelte.

„Keine Verspätungen mehr für uns“, sagte Dale."""
FORM = """Späte Züge

Der Zug wartete - wie immer - auf die Ministerin. Sie lächelte.

So steht es in „Anna‘s Buch“."""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FASSUNG_LANGUAGE", "en")
    monkeypatch.setenv("FASSUNG_CACHE", str(tmp_path / "cache"))


def write(folder: Path, **texts: str) -> list[str]:
    paths = []
    for name, text in texts.items():
        path = folder / name.replace("_", ".")
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_plain_text_that_is_right(tmp_path: Path) -> None:
    status, out = run(*write(tmp_path, en_txt=ENGLISH, de_txt=GERMAN))
    assert (status, out) == (0, "3 segments: 0 critical, 0 major, 0 minor.\n")


def test_a_lost_quotation_is_shown_and_ends_with_its_own_status(tmp_path: Path) -> None:
    lost = GERMAN.replace("„", "").replace("“", "")
    status, out = run(*write(tmp_path, en_txt=ENGLISH, de_txt=lost))
    assert status == 6
    assert out.startswith(
        "Major  1\n  3: The German has lost the quotation: “No more delays for us,”"
    )
    assert "(quote-count)" in out
    assert "    EN “No more delays for us,” said Ms. Dale." in out
    assert "3 segments: 0 critical, 1 major, 0 minor." in out


def test_german_alone_underlines_and_repairs(tmp_path: Path) -> None:
    status, out = run("--german", *write(tmp_path, de_txt=FORM))
    assert status == 0
    lines = out.splitlines()
    at = lines.index("    DE So steht es in „Anna‘s Buch“.")
    assert lines[at + 1].index("^") == lines[at].index("‘")
    assert lines[at + 2] == "    →  ’"
    assert "×2" in out
    assert lines[-1] == "3 segments: 0 critical, 0 major, 3 minor."
    assert max(map(len, lines)) <= 80


def test_json(tmp_path: Path) -> None:
    status, out = run("--json", "--german", *write(tmp_path, de_txt=FORM))
    document = json.loads(out)
    assert status == 0
    assert document["counts"] == {"minor": 3, "major": 0, "critical": 0}
    assert [s["id"] for s in document["segments"]] == ["1", "2", "3"]
    assert [s["role"] for s in document["segments"]] == ["headline", "body", "body"]
    finding = document["findings"][0]
    assert {"segment", "check", "severity", "message", "target", "repair"} <= finding.keys()
    text = document["segments"][1]["german"]
    assert [text[a:b] for a, b in finding["target"]] == [" - "]


def test_a_table(tmp_path: Path) -> None:
    rows = "en\tde\nIt rains.\tEs regnet.\n\nHe left.\tEr ging ging ging ging.\n"
    status, out = run(*write(tmp_path, pairs_tsv=rows))
    assert status == 6
    assert out.startswith("Blocks publishing  1\n  4: Words repeat themselves")
    assert "2 segments: 1 critical" in out


def test_articles_are_aligned_by_id(tmp_path: Path) -> None:
    german = tmp_path / "de.ans.json"
    arguments = ["translate", str(EXAMPLE), "-e", "pseudo", "-o", str(german)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    whole = json.loads(german.read_text())
    lost = whole["content_elements"].pop(0)
    shorter = tmp_path / "shorter.ans.json"
    shorter.write_text(json.dumps(whole))
    status, out = run(str(EXAMPLE), str(shorter), "--json")
    found = json.loads(out)["findings"]
    missing = [f["segment"] for f in found if f["check"] == "missing-segment"]
    assert status == 6
    assert missing == [f"block/{lost['_id']}/text"]
    status, out = run(str(shorter), str(german), "--json")
    added = [f["segment"] for f in json.loads(out)["findings"] if f["check"] == "added-segment"]
    assert added == missing
    status, out = run("--german", str(german), "--json")
    assert len(json.loads(out)["segments"]) == len(extracted(german))


def extracted(path: Path) -> list[str]:
    from fassung import read
    from fassung.article import extract

    return [segment.id for segment in extract(read(path))]


def test_german_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASSUNG_LANGUAGE", "de")
    _, out = run("--german", *write(tmp_path, de_txt=FORM))
    assert out.startswith("Leicht  3\n  2: Typografie: - statt –.")
    assert "3 Segmente: 0 kritisch, 0 schwer, 3 leicht." in out


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    _, out = run("--german", *write(tmp_path, de_txt="Der Zug\x1b[31m kam heute  spät."))
    assert "\x1b" not in out
    assert "Zug·[31m kam" in out


def test_a_long_line_is_cut_to_where_something_is(tmp_path: Path) -> None:
    text = "Der Zug kam heute wieder nicht an. " * 40 + "Das ist Anna`s Schuld und nicht unsere."
    _, out = run("--german", *write(tmp_path, de_txt=text))
    shown = [line for line in out.splitlines() if line.startswith("    DE ")]
    assert any("Anna`s" in line for line in shown)
    assert max(map(len, out.splitlines())) <= 80


def test_dates_are_handed_on(tmp_path: Path) -> None:
    status, _ = run(
        "--german",
        *write(tmp_path, de_txt="Der Zug kam heute."),
        "--published",
        "2026-11-24",
        "--appears",
        "2026-11-24T09:00:00+01:00",
    )
    assert status == 0


BAD = [
    # files by name, arguments, status, what the line says
    ({}, [], 2, "Name a source and its German"),
    ({"en_txt": "One.\n\nTwo.\n\nThree.", "de_txt": "Eins."}, ["en.txt", "de.txt"], 2, "3"),
    ({"en_txt": "One."}, ["en.txt"], 2, "Name a source"),
    ({"en_txt": "One."}, ["en.txt", "none.txt"], 3, "none.txt cannot be opened"),
    ({"en_txt": "One."}, ["en.txt", "."], 3, "is a folder"),
    ({"en_txt": "One.", "de_txt": ""}, ["en.txt", "de.txt"], 3, "empty"),
    ({"en_txt": "One.", "de_json": "{"}, ["en.txt", "de.json"], 3, "cut off"),
    ({"en_txt": "One.", "de_json": "{}"}, ["--german", "de.json"], 3, "no format that is read"),
    ({"p_tsv": "One.\tEins.\tUn.\n"}, ["p.tsv"], 2, "line 1: 3 columns"),
    ({"de_txt": "Eins."}, ["--german", "de.txt", "--published", "gestern"], 2, "no date"),
    ({"de_txt": "Eins."}, ["--german", "de.txt", "--appears", "2026-13-40"], 2, "no date"),
    ({"de_txt": "Eins."}, ["de.txt", "--german", "de.txt"], 2, "Name a source"),
]


@pytest.mark.parametrize(("files", "arguments", "status", "says"), BAD)
def test_bad_input_is_one_line(
    files: dict[str, str],
    arguments: list[str],
    status: int,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(tmp_path, **files)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["fassung", "check", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    out, notes = capsys.readouterr()
    assert (ended.value.code, out) == (status, ""), notes
    assert says in notes
    assert len(notes.strip().splitlines()) == 1


def test_both_counts_are_said(tmp_path: Path) -> None:
    paths = write(tmp_path, en_txt="One.\n\nTwo.\n\nThree.", de_txt="Eins.\n\nZwei.")
    with pytest.raises(FassungError) as error:
        run(*paths)
    assert "3 paragraphs" in str(error.value)
    assert "has 2" in str(error.value)


def test_an_article_and_a_text_do_not_go_together(tmp_path: Path) -> None:
    with pytest.raises(FassungError, match="two of a kind"):
        run(str(EXAMPLE), *write(tmp_path, de_txt="Eins."))


def test_two_articles_of_different_ids_do_not_go_together(tmp_path: Path) -> None:
    other = '{"uri": "urn:a", "type": "text", "version": "1", "body_text": "Ein Satz."}'
    with pytest.raises(FassungError, match="ids differ"):
        run(str(EXAMPLE), *write(tmp_path, other_json=other))
