"""`fassung lab`: from files to a report, and every mistake as one line."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fassung.cli import app, main
from tests.lab import made


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FASSUNG_LANGUAGE", "en")
    monkeypatch.setenv("FASSUNG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("FASSUNG_LAB", str(tmp_path / "lab"))
    monkeypatch.chdir(tmp_path)


def call(*words: str) -> str:
    done = CliRunner().invoke(app, ["lab", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def table(path: Path) -> None:
    lines = ["doc\tnr\ten\thuman\tother"]
    for pair in made.pairs():
        lines.append(
            f"{pair.document}\t{pair.segment}\t{pair.source}\t{pair.reference}\t{pair.reference[:-9]}"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_from_a_table_to_a_report(tmp_path: Path) -> None:
    table(tmp_path / "t.tsv")
    columns = ["--document", "doc", "--segment", "nr"]
    said = call("set", "make", "news", "t.tsv", "--reference", "human", *columns)
    assert "3 documents, 9 segments" in said
    assert "pseudo is in" in call("run", "news", "--engine", "pseudo", "--price", "20")
    call("run", "news", "--given", "t.tsv", "--column", "other", *columns, "--price", "5")
    shown = call("set", "show", "news")
    assert "SHA-256" in shown and "engine:pseudo@1" in shown and "given:t.tsv#other" in shown
    said = call("score", "news")
    assert "chrF++" in said and "tok:13a" in said and "bs:1000" in said and "(" in said
    assert "report is in report.html" in call("report", "news", "-o", "report.html")
    page = (tmp_path / "report.html").read_text()
    assert "Quality against cost" in page and "<mark>" in page
    call("report", "news")
    assert (tmp_path / "lab" / "reports" / "news.html").is_file()
    call("report", "news", "-o", "report.json", "--examples", "0")
    data = json.loads((tmp_path / "report.json").read_text())
    assert [s["name"] for s in data["systems"]] == ["other", "pseudo"]
    assert "Er steigt" in call("compare", "news", "pseudo", "other", "--most", "9")
    call("compare", "news", "pseudo", "other", "-o", "c.html", "--language", "de")
    assert "Segment für Segment" in (tmp_path / "c.html").read_text()


def test_sets_are_split_and_kept_apart(tmp_path: Path) -> None:
    table(tmp_path / "t.tsv")
    call("set", "make", "news", "t.tsv", "--licence", "ours")
    assert "news-tune" in call("set", "split", "news", "--test", "40")
    assert "share nothing" in call("set", "leaks", "news-tune", "news-test")
    assert "will not be tested" in call("set", "tuned", "news-test", "engine:pseudo")
    assert "engine:pseudo" in call("set", "show", "news-test")


def test_a_metric_of_somebody_else_joins_in(tmp_path: Path) -> None:
    table(tmp_path / "t.tsv")
    call("set", "make", "news", "t.tsv")
    call("run", "news", "--given", "t.tsv", "--column", "other")
    (tmp_path / "m.py").write_text(
        "import json, sys\n"
        'print(json.dumps({"metric": "toy", "signature": "toy|v2", "higher": True}))\n'
        "for line in sys.stdin.readlines()[1:]:\n"
        '    print(json.dumps({"id": json.loads(line)["id"], "score": 0.5}))\n'
    )
    said = call("score", "news", "--plugin", f"{sys.executable} m.py")
    assert "toy|v2" in said and "0.500 (0.500–0.500)" in said


def test_post_edits_of_the_desk(tmp_path: Path) -> None:
    from fassung.article import Text
    from fassung.desk.base import Base
    from fassung.desk.schema import Piece, SegmentRow, Version
    from fassung.desk.store import Store

    config = tmp_path / "desk.toml"
    database = f"sqlite:///{tmp_path / 'desk.sqlite'}"
    config.write_text(f'database = "{database}"\nsite = "site"\n')
    store = Store(database)
    Base.metadata.create_all(store.engine)
    with store.writing() as session:
        for number, reviewed in enumerate((True, False)):
            piece = Piece(partner="times", external_id=f"a{number}")
            session.add(piece)
            session.flush()
            version = Version(
                piece_id=piece.id, number=1, digest="x", source=b"", reviewed=reviewed
            )
            version.segments = [
                SegmentRow(
                    segment=f"block/{place}/text",
                    place=place,
                    role="body",
                    source=Text(f"The ferry {place} sank."),
                    machine=Text(f"Die Fähre {place} sinkte."),
                    german=Text(f"Die Fähre {place} sank."),
                    engine="kept" if place == 2 else "house",
                )
                for place in range(3)
            ]
            session.add(version)
    store.close()
    said = call("set", "make", "edits", "--desk", str(config), "--since", "2026-01-01")
    assert "1 documents, 2 segments" in said
    said = call("score", "edits", "machine")
    assert "Post-edit distance" in said
    assert "No person has judged" not in said
    lines = (tmp_path / "lab/sets/edits/segments.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["document"] == "times/a0/1"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("set make news", "Name files"),
        ("set make ../news t.tsv", "cannot be a name"),
        ("set make news t.tsv --use play", "no use of a set"),
        ("set make news t.tsv --reference german", "no column german"),
        ("set make news none.tsv", "cannot be opened"),
        ("set show none", "cannot be read"),
        ("set split old --test 0", "between 1 and 99"),
        ("set make old t.tsv", "already"),
        ("set leaks old old", "share 9 documents"),
        ("set tuned old house", "no part of a signature"),
        ("run old --engine none", "no engine"),
        ("run old --column other", "name the table"),
        ("run old --given t.tsv", "needs --column"),
        ("score old", "Nothing was run"),
        ("score old --metrics meteor", "no metric"),
        ("report old -o report.pdf", "ends neither"),
        ("compare old a a", "with itself"),
        ("compare old a b", "Nothing was run"),
    ],
)
def test_mistakes_are_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, words: str, said: str
) -> None:
    table(tmp_path / "t.tsv")
    call("set", "make", "old", "t.tsv")
    monkeypatch.setattr("sys.argv", ["fassung", "lab", *words.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    error = capsys.readouterr().err.strip()
    assert ended.value.code and said in error and "\n" not in error


def test_a_broken_run_hides_no_other(tmp_path: Path) -> None:
    made.lab(tmp_path / "lab", times=1)
    path = tmp_path / "lab" / "runs" / "news" / "good" / "run.toml"
    path.write_text(path.read_text().replace("signature", "signed"))
    shown = call("set", "show", "news")
    assert "lacks signature" in shown and "outputs.tsv#fair" in shown
    call("report", "news", "fair", "poor")
    data = json.loads((tmp_path / "lab" / "reports" / "news.json").read_text())
    assert [system["name"] for system in data["systems"]] == ["fair", "poor"]
    assert (tmp_path / "lab" / "reports" / "news.html").is_file()
