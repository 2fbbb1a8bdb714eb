"""Runs: plain files, kept by document, taken up again after anything, refused when changed."""

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from fassung.engines.protocol import Reply, Request
from fassung.engines.pseudo import PseudoEngine
from fassung.errors import EngineUnavailable, LabError, UsageError
from fassung.lab import runs, sets
from fassung.lab.pairs import Pair
from fassung.lab.runs import Price, Run, Translator, lines
from fassung.lab.runs.translate import as_article
from fassung.lab.sets import LabSet
from tests.lab import made


class Failing(PseudoEngine):
    """Does not answer from the first sentence on that holds a word; keeps what it was asked."""

    def __init__(self, word: str = "") -> None:
        super().__init__()
        self.word = word
        self.asked: list[str] = []

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        self.asked += (request.text for request in requests)
        if self.word and any(self.word in request.text for request in requests):
            raise EngineUnavailable("{engine} does not answer.", engine="pseudo")
        return super().translate(requests)


def news(folder: Path, times: int = 2) -> LabSet:
    return sets.freeze(folder / "sets" / "news", made.pairs(times))


def test_a_run_is_plain_files_that_say_all(tmp_path: Path) -> None:
    of = news(tmp_path)
    price = Price(million=20.0, hour=1.0)
    done = runs.run(tmp_path, of, "one", Translator(PseudoEngine()), price=price, date="2026-11-03")
    folder = tmp_path / "runs" / "news" / "one"
    said = tomllib.loads((folder / "run.toml").read_text())
    first = json.loads((folder / "output.jsonl").read_text().splitlines()[0])
    assert said["set_sha256"] == of.digest and said["date"] == "2026-11-03"
    assert said["signature"].startswith("engine:pseudo@1|") and "checks:" in said["signature"]
    assert (said["documents"], said["segments"], said["words"]) == (6, 18, of.words)
    assert first["document"] == "ferry-0" and list(first["outputs"]) == ["0", "1", "2"]
    assert done.germans(of)[0].startswith("[pseudo] Thé férry")
    characters = sum(len(pair.source) for pair in of.pairs)
    assert done.cost == pytest.approx(20 * characters / 1e6 + done.seconds / 3600)
    assert done.speed and done.speed == pytest.approx(of.words / done.seconds)
    assert done.from_memory == 0
    again = runs.run(tmp_path, of, "one", Translator(PseudoEngine()))
    assert again.lines == done.lines


def test_lines_of_no_article_are_asked_together(tmp_path: Path) -> None:
    lonely = [Pair(document=f"l{n}", segment="1", source=f"It rains {n} times.") for n in range(70)]
    of = sets.freeze(tmp_path / "sets" / "lines", lonely)
    asked: list[int] = []

    class Counting(PseudoEngine):
        def translate(self, requests: Sequence[Request]) -> list[Reply]:
            asked.append(len(requests))
            return super().translate(requests)

    done = runs.run(tmp_path, of, "one", Translator(Counting(), bare=True))
    assert done.germans(of)[69] == "[pseudo] Ït räïns 69 tïmés."
    assert max(asked) == 48 and len(asked) <= 4


def test_bare_is_what_the_engine_said(tmp_path: Path) -> None:
    class Straight(PseudoEngine):
        def translate(self, requests: Sequence[Request]) -> list[Reply]:
            return [Reply('"Wir warten", sagte er.', "pseudo") for _ in requests]

    pair = Pair(document="a", segment="1", source="“We wait,” he said.  “We wait,” he said.")
    of = sets.freeze(tmp_path / "sets" / "x", [pair])
    bare = runs.run(tmp_path, of, "bare", Translator(Straight(), bare=True))
    ruled = runs.run(tmp_path, of, "ruled", Translator(Straight()))
    assert bare.germans(of) == ['"Wir warten", sagte er.  "Wir warten", sagte er.']
    assert ruled.germans(of) == ["„Wir warten“, sagte er. „Wir warten“, sagte er."]
    assert "bare" in bare.signature and "rules:" not in bare.signature


def test_an_engine_that_gives_up_loses_nothing(tmp_path: Path) -> None:
    of = news(tmp_path, 1)
    with pytest.raises(EngineUnavailable):
        runs.run(tmp_path, of, "one", Translator(Failing("Bees"), bare=True))
    folder = tmp_path / "runs" / "news" / "one"
    assert len(lines.read(folder / "output.jsonl")) == 2
    with pytest.raises(LabError):
        runs.open_run(folder).germans(of)
    second = Failing()
    done = runs.run(tmp_path, of, "one", Translator(second, bare=True))
    assert len(done.germans(of)) == 9
    assert second.asked and not any("ferry" in text for text in second.asked)


def test_a_line_without_its_end_is_made_again(tmp_path: Path) -> None:
    of = news(tmp_path)
    whole = runs.run(tmp_path, of, "whole", Translator(PseudoEngine()))
    with pytest.raises(EngineUnavailable):
        runs.run(tmp_path, of, "torn", Translator(Failing("Bees")))
    path = tmp_path / "runs" / "news" / "torn" / "output.jsonl"
    kept = (whole.folder / "output.jsonl").read_bytes()
    path.write_bytes(kept[: kept.index(b"\n", 900) + 40])
    done = runs.run(tmp_path, of, "torn", Translator(PseudoEngine()))
    assert done.outputs == whole.outputs


WORK = """
import sys
from pathlib import Path
from fassung.engines.pseudo import PseudoEngine
from fassung.lab import runs, sets
lab = Path(sys.argv[1])
of = sets.open_set(lab / "sets" / "news")
runs.run(lab, of, "one", runs.Translator(PseudoEngine(15), bare=True))
"""


def test_a_killed_run_goes_on(tmp_path: Path) -> None:
    of = news(tmp_path, 8)
    path = tmp_path / "runs" / "news" / "one" / "output.jsonl"
    worker = subprocess.Popen([sys.executable, "-c", WORK, str(tmp_path)])
    try:
        until = time.monotonic() + 60
        while not (path.exists() and path.read_bytes().count(b"\n") >= 3):
            assert worker.poll() is None and time.monotonic() < until
            time.sleep(0.01)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    kept = path.read_bytes()
    kept = kept[: kept.rindex(b"\n") + 1]
    assert 3 <= kept.count(b"\n") < len(of.by_document)
    done = runs.run(tmp_path, of, "one", Translator(PseudoEngine(0), bare=True))
    assert path.read_bytes().startswith(kept)
    assert done.germans(of)[0].startswith("[pseudo]")


@pytest.mark.parametrize("file", ["output.jsonl", "run.toml"])
def test_a_changed_run_is_refused(tmp_path: Path, file: str) -> None:
    of = news(tmp_path)
    done = runs.run(tmp_path, of, "one", Translator(PseudoEngine()))
    path = done.folder / file
    path.write_text(path.read_text().replace("pseudo", "human"))
    if file == "output.jsonl":
        with pytest.raises(LabError):
            runs.open_run(done.folder)
    else:  # Another system under the same name.
        with pytest.raises(LabError):
            runs.run(tmp_path, of, "one", Translator(PseudoEngine()))


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "output.jsonl"
    path.write_text('{"document": "a", "outputs": {}}\nnonsense\n')
    with pytest.raises(LabError, match=r"line 2|Zeile 2"):
        lines.read(path)


def test_what_was_tuned_on_a_set_is_not_run_over_it(tmp_path: Path) -> None:
    of = news(tmp_path)
    sets.note_tuned(tmp_path, "engine:pseudo", of)
    with pytest.raises(LabError):
        runs.run(tmp_path, of, "one", Translator(PseudoEngine()))


def test_given_outputs(tmp_path: Path) -> None:
    of, found = made.lab(tmp_path, 1)
    good = next(run for run in found if run.name == "good")
    assert good.germans(of)[1] == of.pairs[1].reference
    assert good.signature.startswith("given:outputs.tsv#good|sha256:")
    assert good.speed is None and good.cost
    wider = sets.freeze(tmp_path / "sets" / "wider", made.pairs(2))
    columns = sets.table.Columns(source="en", document="doc", segment="seg", machine="good")
    # The same English under another name is known by its words.
    runs.from_column(tmp_path, wider, "good", tmp_path / "outputs.tsv", columns)
    strange = sets.freeze(
        tmp_path / "sets" / "strange", [Pair(document="x", segment="1", source="Not there.")]
    )
    with pytest.raises(UsageError):
        runs.from_column(tmp_path, strange, "good", tmp_path / "outputs.tsv", columns)
    with pytest.raises(UsageError):
        runs.from_machine(tmp_path, of, "machine")


def test_roles_find_their_places() -> None:
    from fassung.article import Role, extract

    given = [
        Pair(document="a", segment=f"{number}", source=f"Text {role}", role=role)
        for number, role in enumerate([*Role, Role.HEADLINE])
    ]
    article, places = as_article("a", given)
    found = {places[s.id]: s.text.value for s in extract(article)}
    assert found == {pair.segment: pair.source for pair in given}


def test_which_runs_there_are(home: Path) -> None:
    of = sets.open_set(home / "sets" / "news")
    assert [run.name for run in runs.list_runs(home, of)] == ["fair", "good", "poor"]
    assert [run.name for run in runs.list_runs(home, of, ["poor"])] == ["poor"]
    with pytest.raises(LabError):
        runs.list_runs(home, of, ["none"])


def test_a_run_of_another_set_is_refused(tmp_path: Path, home: Path) -> None:
    found: Run = runs.list_runs(home, sets.open_set(home / "sets" / "news"))[0]
    with pytest.raises(LabError):
        found.germans(news(tmp_path))
