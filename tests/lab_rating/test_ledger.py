"""A rater's file: nothing confirmed is ever lost, and what is torn is cut off."""

import json
import logging
import threading
from pathlib import Path

import pytest

from fassung.errors import DeskError, FassungError, UsageError
from fassung.lab.rating import ruling as rulings
from fassung.lab.rating.ledger import Ledger
from fassung.lab.rating.ruling import Error, Ruling, Severity

FIRST = Ruling("i1", 70, (Error(Severity.MINOR, 3, 8),), seconds=12.5)
SECOND = Ruling("i1", 40, (Error(Severity.MAJOR, 3, 8), Error(Severity.MINOR)), seconds=20)


def test_the_last_ruling_wins_and_earlier_ones_stay(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "anna.jsonl")
    assert ledger.last() == {}
    ledger.keep(FIRST)
    kept = ledger.keep(SECOND)
    assert ledger.last() == {"i1": kept} == Ledger(tmp_path / "anna.jsonl").last()
    assert kept.at and kept.errors == SECOND.errors
    lines = (tmp_path / "anna.jsonl").read_text().splitlines()
    assert [json.loads(one)["score"] for one in lines] == [70, 40]


def test_what_is_sent_twice_is_kept_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "anna.jsonl")
    assert ledger.keep(FIRST) == ledger.keep(FIRST)
    assert len((tmp_path / "anna.jsonl").read_text().splitlines()) == 1


@pytest.mark.parametrize("rest", ['{"item": "i2", "sco', "{", '{"item": "i2", "score": 3}'])
def test_a_torn_line_is_cut_off_and_said(
    tmp_path: Path, rest: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "anna.jsonl"
    Ledger(path).keep(FIRST)
    whole = path.read_bytes()
    path.write_bytes(whole + rest.encode())
    ledger = Ledger(path)
    with caplog.at_level(logging.WARNING):
        assert list(ledger.last()) == ["i1"]
    assert ledger.torn == len(rest) and "unfinished line" in caplog.text
    assert path.read_bytes() == whole
    ledger.keep(Ruling("i2", 3))
    assert list(Ledger(path).last()) == ["i1", "i2"]


def test_a_broken_line_within_is_no_rating(tmp_path: Path) -> None:
    path = tmp_path / "anna.jsonl"
    path.write_text('{"item": "i1", "score": 7}\n{"score": 1}\n')
    with pytest.raises(UsageError, match="line 2"):
        Ledger(path).last()


def test_two_servers_see_what_the_other_wrote(tmp_path: Path) -> None:
    one, other = Ledger(tmp_path / "a.jsonl"), Ledger(tmp_path / "a.jsonl")

    def write(ledger: Ledger, name: str) -> None:
        for number in range(20):
            ledger.keep(Ruling(f"{name}{number}", number))

    threads = [threading.Thread(target=write, args=a) for a in ((one, "x"), (other, "y"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(one.last()) == len(other.last()) == 40


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FassungError, match="cannot be written"):
        Ledger(tmp_path / "file" / "anna.jsonl").keep(FIRST)


@pytest.mark.parametrize(
    "data",
    [
        None, [], "x", {}, {"score": 3},
        {"item": "i", "score": 101}, {"item": "i", "score": -1}, {"item": "i", "score": 3.5},
        {"item": "i", "score": "3"}, {"item": "i", "score": True}, {"item": "i", "preference": 3},
        {"item": "i", "seconds": "much"}, {"item": "i", "seconds": float("nan")},
        {"item": "i", "errors": [{}]}, {"item": "i", "errors": [{"severity": "grave"}]},
        {"item": "i", "errors": [{"severity": "minor", "start": 1}]},
        {"item": "i", "errors": [{"severity": "minor", "start": 5, "end": 5}]},
        {"item": "i", "errors": [{"severity": "minor", "start": -1, "end": 5}]},
        {"item": "i", "errors": [{"severity": "minor", "start": 1, "end": 11}]},
        {"item": "i", "errors": [{"severity": "minor", "category": "My own"}]},
        {"item": "i", "errors": [{"severity": "minor"}] * 201},
    ],
)  # fmt: skip
def test_what_is_no_ruling_is_refused(data: object) -> None:
    with pytest.raises(DeskError):
        rulings.parse(data, 10)


MQM = Ruling("m", None, (Error(Severity.MAJOR, 0, 1, "Other"),), finished=True)


@pytest.mark.parametrize("ruling", [FIRST, SECOND, MQM, Ruling("p", preference=-2)])
def test_a_ruling_is_read_as_it_was_written(ruling: Ruling) -> None:
    assert rulings.parse(json.loads(json.dumps(rulings.dump(ruling))), 20) == ruling
