"""The commands, from texts to results and exports."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fassung.cli import app
from fassung.errors import FassungError
from fassung.lab.rating import campaign, items
from fassung.lab.rating.plan import Kind
from tests.lab_rating.test_exchange import rated
from tests.lab_rating.texts import segments

RUNNER = CliRunner()


def run(*arguments: object) -> str:
    done = RUNNER.invoke(app, ["lab", *map(str, arguments)], env={"FASSUNG_LANGUAGE": "en"})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_new(tmp_path: Path) -> None:
    (tmp_path / "i.jsonl").write_text(items.dump(segments()))
    said = run("rating", "new", tmp_path / "c", "--items", tmp_path / "i.jsonl",
               "--rater", "anna", "--rater", "ben", "--kind", "mqm", "--checks", "1")  # fmt: skip
    found = campaign.load(tmp_path / "c")
    assert f"anna: {found.progress('anna').all} segments on 7 pages" in said
    assert f"fassung lab rate {tmp_path / 'c'}" in said
    design = found.design
    assert (design.name, design.kind, design.categories, design.overlap) == ("c", Kind.MQM, True, 2)


def test_new_from_runs_of_the_lab(tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    rows = [(s.doc, s.source, *s.outputs.values()) for s in segments()]
    lines = ["doc\tsource\tcareful\thasty", *("\t".join(row) for row in rows)]
    table.write_text("\n".join(lines) + "\n")
    lab = ("--lab", tmp_path / "lab")
    run("set", "make", "autumn", table, "--source", "source", "--document", "doc", *lab)
    for name in ("careful", "hasty"):
        run("run", "autumn", "--given", table, "--column", name, "--source", "source",
            "--document", "doc", *lab)  # fmt: skip
    run("rating", "new", tmp_path / "c", "--set", "autumn", "--documents", "2", "--rater", "anna",
        "--checks", "0", *lab)  # fmt: skip
    found = campaign.load(tmp_path / "c")
    assert len({s.doc for s in found.segments}) == 2
    assert {u.systems for u in found.plan.units.values()} == {("careful",), ("hasty",)}
    with pytest.raises(FassungError, match="by --items, or a set by --set"):
        run("rating", "new", tmp_path / "d", "--rater", "anna")


@pytest.mark.parametrize("kind", Kind)
def test_results(tmp_path: Path, kind: Kind) -> None:
    rated(tmp_path / "c", kind)
    said = run("rating", "results", tmp_path / "c")
    assert "careful" in said and "ben" in said and "Krippendorff’s alpha" in said
    figures = json.loads(run("rating", "results", tmp_path / "c", "--json"))
    assert len(figures["raters"]) == 2 and figures["agreement"]


def test_out_and_in_again(tmp_path: Path) -> None:
    found = rated(tmp_path / "c")
    run("rating", "export", tmp_path / "c", "-f", "mqm", "-o", tmp_path / "m.tsv")
    assert "28 rated segments read" in run("rating", "import", tmp_path / "d", tmp_path / "m.tsv")
    run("rating", "export", tmp_path / "c", "-f", "appraise", "-o", tmp_path / "a.csv")
    said = run("rating", "import", tmp_path / "c", tmp_path / "a.csv", "-f", "appraise")
    count = sum(found.progress(rater).all for rater in found.design.raters)
    assert f"{count} rated segments read" in said
    rated(tmp_path / "p", Kind.PREFERENCE)
    run("rating", "export", tmp_path / "p", "-f", "preferences", "-o", tmp_path / "p.csv")
    assert (tmp_path / "p.csv").read_text().startswith("rater,doc,seg,first,second")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["results", "{}/none"], "cannot be read"),
        (["import", "{}/d", "{}/none", "-f", "appraise"], "cannot be read"),
        (["import", "{}/d", "{}/none", "-f", "preferences"], "written, not read"),
        (["import", "{}/d", "{}/bad", "-f", "appraise"], "no text in UTF-8"),
    ],
)
def test_errors_are_one_line(tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "bad").write_bytes(b"\xff")
    with pytest.raises(FassungError, match=said):
        run("rating", *(a.format(tmp_path) for a in arguments))
