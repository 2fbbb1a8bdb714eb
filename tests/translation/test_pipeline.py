"""The whole way of an article, with an engine whose German is easy to predict."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from fassung.article import Article, Mark, Paragraph, Span, Text, compare, inventory
from fassung.engines.protocol import Abilities, Card, Reply, Request
from fassung.errors import InventoryError, UsageError
from fassung.translation import SegmentCache, Translation, pipeline, translate
from tests.article.sample import article


class Marking:
    """Puts a ß at the end of every lower-case word; does to bad requests what it is told."""

    def __init__(
        self,
        *,
        markup: bool = True,
        context: bool = False,
        spoil: Callable[[Request], str | None] = lambda request: None,
        others: tuple[str, ...] = (),
        unasked: bool = False,
    ) -> None:
        self.card = Card(
            name="marking", version="1", abilities=Abilities(markup=markup, context=context)
        )
        self.spoil = spoil
        self.others = others
        self.unasked = unasked
        self.seen: list[Request] = []

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        self.seen += requests
        return [
            Reply(self._one(r), "marking", -0.5, self.others if r.careful or self.unasked else ())
            for r in requests
        ]

    def _one(self, request: Request) -> str:
        spoilt = self.spoil(request)
        if spoilt is not None:
            return spoilt
        words = request.text.split(" ")
        return " ".join(
            f"{word[:-1]}ß{word[-1]}" if word[-1:].isalpha() else word for word in words
        )


def run(source: Article, engine: Marking | None = None, **options: object) -> Translation:
    return translate(source, engine or Marking(), **options)  # type: ignore[arg-type]


def paragraph(value: str, *spans: Span) -> Article:
    return Article(id="a", blocks=(Paragraph(id="p", text=Text(value, spans)),))


def only(result: Translation) -> Text:
    block = result.article.blocks[0]
    assert isinstance(block, Paragraph)
    return block.text


def test_everything_comes_through() -> None:
    source = article()
    result = run(source)
    assert compare(inventory(source), result.inventory) == ()
    assert (result.article.language, result.article.translated_from) == ("de", "en")
    assert result.findings == ()
    assert {segment.id for segment in result.segments} == {s.id for s in result.segments}
    assert result.source == source
    assert result.words > 60


@pytest.mark.parametrize(("markup", "words"), [(True, "border"), (False, "bordeßr")])
def test_spans_lie_over_the_right_words(markup: bool, words: str) -> None:
    link = Span(8, 14, Mark.LINK, (("href", "https://example.org"),))
    text = only(run(paragraph("A quiet border town. It slept.", link), Marking(markup=markup)))
    (span,) = text.spans
    assert text.value[span.start : span.end] == words
    assert span.attributes == link.attributes


def test_a_span_over_two_sentences_stays_one() -> None:
    text = only(run(paragraph("One came. Two left. None won.", Span(4, 18, Mark.BOLD))))
    (span,) = text.spans
    assert text.value[span.start : span.end].startswith("cam")
    assert text.value[span.start : span.end].endswith("left")


def test_line_breaks_and_spaces_stay() -> None:
    text = only(run(paragraph("One came.\nTwo  left. ", Span(9, 10, Mark.BREAK))))
    assert text.value.count("\n") == 1
    (span,) = text.spans
    assert text.value[span.start : span.end] == "\n"


def test_nothing_without_language_reaches_the_engine() -> None:
    engine = Marking()
    run(paragraph("425"), engine)
    run(paragraph("https://example.org/a"), engine)
    assert engine.seen == []


def test_the_dateline_is_not_translated() -> None:
    engine = Marking()
    text = only(run(paragraph("SEOUL — It rained."), engine))
    assert text.value.startswith("Seoul – ")
    assert [request.text for request in engine.seen] == ["It rained."]


def test_context_reaches_an_engine_that_reads_it() -> None:
    engine = Marking(context=True)
    run(paragraph("One came. Two left. Three won. Four lost. Five slept."), engine)
    by_text = {request.text: request.context for request in engine.seen}
    assert by_text["One came."] == ()
    assert by_text["Five slept."] == ("Two left.", "Three won.", "Four lost.")


def test_a_loop_is_asked_for_again() -> None:
    engine = Marking(spoil=lambda r: None if r.careful else "so " * 9)
    result = run(paragraph("It rained for days."), engine)
    assert "so so" not in only(result).value
    assert result.findings == ()


def judge(english: str, german: str) -> int:
    """Counts figures that are not the same on both sides."""
    return len(set(filter(str.isdigit, english)) ^ set(filter(str.isdigit, german)))


def test_what_the_judge_blames_is_asked_for_again_and_the_best_answer_taken(tmp_path: Path) -> None:
    cache = SegmentCache(tmp_path / "segments.sqlite3")
    for _ in range(2):
        engine = Marking(
            spoil=lambda r: "Es waren 8." if r.careful else "Es waren 9 oder 8.",
            others=("Es waren 7.", "Es waren 5."),
        )
        result = run(paragraph("There were 5."), engine, judge=judge, cache=cache)
        assert only(result).value == "Es waren 5."
    assert engine.seen == []


def test_a_blamed_answer_stays_where_no_other_is_better() -> None:
    engine = Marking(spoil=lambda r: "Es waren 9.", others=("Es waren 8.",))
    assert only(run(paragraph("There were 5."), engine, judge=judge)).value == "Es waren 9."
    assert [request.careful for request in engine.seen] == [False, True]


def test_alternatives_given_unasked_are_judged_before_any_second_try() -> None:
    engine = Marking(
        context=True,
        spoil=lambda r: "Es waren 9.",
        others=("Es waren 7.", "Es waren 5."),
        unasked=True,
    )
    result = run(paragraph("There were 5."), engine, judge=judge)
    assert only(result).value == "Es waren 5."
    assert [request.careful for request in engine.seen] == [False]


def test_what_alternatives_do_not_mend_is_asked_without_the_sentences_before() -> None:
    engine = Marking(
        context=True,
        spoil=lambda r: "Es waren 9." if r.context else "Es waren 5.",
        others=("Es waren 8.",),
        unasked=True,
    )
    result = run(paragraph("It was late. There were 5."), engine, judge=judge)
    assert only(result).value == "Es waren 5. Es waren 5."
    tries = [r for r in engine.seen if r.text == "There were 5."]
    assert [(r.careful, bool(r.context)) for r in tries] == [(False, True), (True, False)]


def test_the_last_try_is_without_the_sentences_before() -> None:
    engine = Marking(context=True, spoil=lambda r: "Es waren 9." if r.context else "Es waren 5.")
    result = run(paragraph("It was late. There were 5."), engine, judge=judge)
    assert only(result).value == "Es waren 5. Es waren 5."
    tries = [r for r in engine.seen if r.text == "There were 5."]
    assert [(r.careful, bool(r.context)) for r in tries] == [
        (False, True),
        (True, True),
        (True, False),
    ]


def test_what_stays_bad_is_said_and_nothing_is_lost() -> None:
    result = run(paragraph("It rained for days."), Marking(spoil=lambda r: ""))
    assert only(result).value == "It rained for days."
    assert [(finding.segment, finding.check) for finding in result.findings] == [
        ("block/p/text", "engine-empty")
    ]


def test_lost_tags_are_found_again_and_said() -> None:
    engine = Marking(spoil=lambda r: "Es regnete in Poe tagelang." if "⟦" in r.text else None)
    result = run(paragraph("It rained in Poe for days.", Span(13, 16, Mark.BOLD)), engine)
    text = only(result)
    assert text.value[text.spans[0].start : text.spans[0].end] == "Poe"
    assert [finding.check for finding in result.findings] == ["engine-markup"]


def test_the_cache_answers_the_second_time(tmp_path: Path) -> None:
    cache = SegmentCache(tmp_path / "folder" / "segments.sqlite3")
    first = run(article(), cache=cache)
    engine = Marking()
    second = run(article(), engine, cache=cache)
    assert engine.seen == []
    assert second.article == first.article
    assert all(s.cached for segment in second.segments for s in segment.sentences)


def test_the_cache_knows_versions_apart(tmp_path: Path) -> None:
    cache = SegmentCache(tmp_path / "segments.sqlite3")
    run(article(), cache=cache)
    newer = Marking()
    newer.card = replace(newer.card, version="2")
    run(article(), newer, cache=cache)
    assert newer.seen


def test_progress_reaches_the_end() -> None:
    seen: list[tuple[int, int]] = []
    run(article(), progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] > 30


def test_only_english_is_translated() -> None:
    with pytest.raises(UsageError, match="is in fr, not in English"):
        run(replace(article(), language="fr"))


def test_a_loss_is_an_error_with_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(source: Article, texts: object) -> Article:
        return replace(source, blocks=source.blocks[1:])

    monkeypatch.setattr(pipeline, "ingest", forgetful)
    with pytest.raises(InventoryError, match="block 'paragraph'"):
        run(article())


def test_signature_and_timing() -> None:
    result = run(article())
    assert result.signature.startswith("engine:marking@1|langs:en-de|rules:")
    assert 0 <= result.timing.engine <= result.timing.total


def test_a_cache_that_cannot_be_used_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Exception, match="cannot be used"):
        SegmentCache(tmp_path / "file" / "segments.sqlite3")


def test_what_is_kept_is_neither_translated_nor_changed() -> None:
    first = run(article())
    own = {s.id: s.target for s in first.segments if s.id != "headline"} | {
        "teaser": Text('Worte einer Redakteurin, "so" gewollt.')
    }
    engine = Marking()
    again = run(article(), engine, kept=own)
    assert len(engine.seen) == 1
    targets = {s.id: (s.target, s.engine) for s in again.segments}
    assert targets["teaser"] == (own["teaser"], "kept")
    assert targets["headline"] == (first.article.headline, "marking")
