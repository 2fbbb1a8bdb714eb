"""The assembled house model at work: really assembled, once for all these tests, and asked."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from fassung.engines.house import HouseEngine, HouseModelError
from fassung.engines.house import base as base_module
from fassung.engines.house.assemble import assemble, model_folder, verify
from fassung.engines.house.difference import shipped
from fassung.engines.house.engine import longest
from fassung.engines.house.model import Written, groups
from fassung.engines.protocol import Engine, Request


def _assemble(cache: Path) -> Path:
    return assemble(cache=cache)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What two processes give that want the model at once. The tests' workers share the cache."""
    cache = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        cache = cache.parent
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        return pool.map(_assemble, [cache / "house"] * 2)


@pytest.fixture(scope="module")
def engine(folders: list[Path]) -> HouseEngine:
    engine = HouseEngine()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FASSUNG_CACHE", str(folders[0].parent))
        engine.load()
    return engine


def test_card_loads_nothing() -> None:
    engine = HouseEngine(folder=Path("nowhere"))
    assert engine.card.name == "house" and shipped().version in engine.card.version
    assert engine.card.abilities.offline and engine.card.abilities.markup
    assert isinstance(engine, Engine)


def test_two_processes_at_once_make_one_whole_model(folders: list[Path]) -> None:
    cache = folders[0].parent
    assert folders == [model_folder(shipped(), cache)] * 2
    assert verify(folders[0])
    assert [path.name for path in cache.iterdir() if "part" in path.name] == []


def test_translates_in_order(engine: HouseEngine) -> None:
    texts = ["The government said no on Tuesday.", "", "Two men were arrested in Berlin in 2017."]
    replies = engine.translate([Request(text) for text in texts])
    assert "Regierung" in replies[0].text
    assert replies[1].text == ""
    assert "Berlin" in replies[2].text and "2017" in replies[2].text
    assert all(reply.engine == "house" and reply.score is not None for reply in replies)
    assert engine.translate([]) == []


def test_carries_tags_with_their_numbers(engine: HouseEngine) -> None:
    reply = engine.translate([Request("The party of ⟦4⟧Angela Merkel⟦/4⟧ won the election.")])[0]
    assert "⟦4⟧" in reply.text and "⟦/4⟧" in reply.text
    assert "Merkel" in reply.text[reply.text.index("⟦4⟧") : reply.text.index("⟦/4⟧")]


def test_a_time_is_reckoned_before_the_model_reads_it(engine: HouseEngine) -> None:
    assert "21 Uhr" in engine.translate([Request("The shop opened at 9 p.m. on Friday.")])[0].text


def test_what_the_model_doubts_is_asked_for_again(
    engine: HouseEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request("He left on Monday.")
    monkeypatch.setattr(engine, "doubt", -99.0)
    assert engine.translate([request])[0].alternatives == ()
    monkeypatch.setattr(engine, "doubt", 0.0)
    assert engine.translate([request])[0].alternatives
    monkeypatch.setattr(engine, "second", False)
    assert engine.translate([request])[0].alternatives == ()


def test_context_and_careful_are_taken(engine: HouseEngine) -> None:
    request = Request("She will resign.", context=("The minister spoke on Monday.",), careful=True)
    assert engine.translate([request])[0].text


def test_scores_prefer_the_right_translation(engine: HouseEngine) -> None:
    source = "The police arrested three men."
    good, bad = "Die Polizei nahm drei Männer fest.", "Der Apfel schwimmt über siebzig Brücken."
    scores = engine.score([source, source], [good, bad])
    assert scores[1] < scores[0] < 0
    both = engine.token_scores([source, source], [good, bad])
    alone = engine.token_scores([source], [good])
    assert both[0] == pytest.approx(alone[0], abs=0.3), "a batch changes no more than rounding"


def test_too_long_is_said(engine: HouseEngine) -> None:
    with pytest.raises(HouseModelError, match="too long"):
        engine.translate([Request("word " * 700)])


def test_words_outside_the_vocabulary_are_written_as_bytes(engine: HouseEngine) -> None:
    words = engine.load().words
    for text in ("Straße 東京 ☂", "⟦1⟧Ein ⟦2⟧Haus⟦/2⟧⟦/1⟧ am See", "„Ja“, so – nun…"):
        assert words.decode(words.encode(text)) == text
        ids = words.encode_target(text)
        assert words.decode(ids) == text and max(ids) < words.output


def test_another_base_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [tmp_path / f"part{n}" for n in range(4)]
    for part in parts:
        part.write_bytes(b"another model")
    monkeypatch.setattr(base_module, "part_paths", lambda: parts)
    with pytest.raises(HouseModelError, match="SHA-256"):
        base_module.write_base(tmp_path / "base.gguf")
    assert not (tmp_path / "base.gguf").exists()


def test_a_damaged_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(HouseModelError, match="models remove house"):
        HouseEngine(folder=tmp_path).load()


@pytest.mark.parametrize(
    ("prompt", "answers", "tokens"),
    [
        (10, [], 34),  # nothing known: 1.8 times the prompt, and 16
        (10, [(9, True)], 20),  # ended: 1.3 times that answer, and 8
        (10, [(34, False)], 34),  # ran to its end: says nothing of the sentence
        (10, [(34, False), (9, True), (12, True)], 24),  # the longest that ended
        (10, [(33, True)], 34),  # never more than without
        (10, [(0, True)], 34),  # empty: no answer
    ],
)
def test_a_second_try_may_not_run_on(
    prompt: int, answers: list[tuple[int, bool]], tokens: int
) -> None:
    before = [Written("", 0.0, ended, length) for length, ended in answers]
    assert longest(range(prompt), before) == tokens


def test_an_answer_is_as_long_as_it_may_be(engine: HouseEngine) -> None:
    model = engine.load()
    prompt = model.words.prompt("The two ministers met in Berlin on Tuesday and signed a treaty.")
    [[free]], [[cut]] = model.write([prompt]), model.write([prompt], limits=[5])
    assert free.ended and free.tokens > 5
    assert not cut.ended and cut.tokens == 5


def test_groups_keep_all_and_stay_small() -> None:
    items = [[0] * n for n in (90, 40, 40, 30, 20, 10)]
    found = groups(range(6), items, 100)
    assert [index for group in found for index in group] == list(range(6))
    assert all(len(group) * len(items[group[0]]) <= 100 for group in found)
