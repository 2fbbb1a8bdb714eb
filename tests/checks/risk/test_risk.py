"""The risk of a segment: in order, explained, with and without a model."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

import fassung
from fassung.checks import CHECKS, Pair, risk
from fassung.checks.risk import REASONS, estimate, risks
from fassung.checks.risk.estimate import Estimator, Trained, probability
from fassung.checks.risk.features import lengths, reading
from fassung.checks.risk.forced import Choice, forced, weights_version
from fassung.checks.risk.grammar import grammar
from fassung.checks.risk.lexicon import Covered
from fassung.checks.risk.named import named
from fassung.checks.risk.terms import Term
from fassung.engines import registry
from fassung.engines.protocol import Abilities, Card
from fassung.errors import EngineError, UsageError
from fassung.messages import catalogue

SOURCE = (
    "The French minister said on Tuesday that the factory in Leipzig would not close, "
    "and that 1,200 jobs were safe."
)
GOOD = (
    "Der französische Minister sagte am Dienstag, dass das Werk in Leipzig nicht schließe "
    "und 1200 Arbeitsplätze sicher seien."
)
WORSE = [
    ("figure", GOOD.replace("1200", "1900")),
    ("country", GOOD.replace("französische", "polnische")),
    ("dropped", "Der französische Minister sagte am Dienstag, dass das Werk."),
    ("added", GOOD[:-1] + ", was die Banken und die Opposition in Spanien heftig ablehnen."),
    ("another", "Im Zoo von Hannover schlief gestern ein alter Elefant neben seinem Wärter ein."),
]


@pytest.mark.parametrize(("what", "german"), WORSE)
def test_worse_is_riskier(what: str, german: str) -> None:
    good, bad = risks([SOURCE] * 2, [GOOD, german])
    assert bad.probability > 3 * good.probability
    assert good.probability < 0.1 and not good.critical


@pytest.mark.parametrize(
    ("source", "german"),
    [
        ("", ""),
        ("A", ""),
        ("", "B"),
        ("1" * 5000, "x " * 5000),
        ("\ud800", "\u202e\x00"),
        (".", "!"),
    ],
)
def test_anything_has_a_risk(source: str, german: str) -> None:
    (found,) = risks([source], [german])
    assert 0 <= found.probability <= 1 and found.penalty >= 0


def test_it_is_explained() -> None:
    (found,) = risks([SOURCE], [WORSE[0][1]])
    assert found.contributions[0].weight >= found.contributions[-1].weight
    largest = {c.reason for c in found.contributions[:3] if c.weight > 0}
    assert largest & {"figure", "findings"}
    assert all(c.text for c in found.contributions)


def test_every_reason_has_german_words() -> None:
    assert sorted(set(REASONS.values()) - catalogue().keys()) == []


def test_every_feature_has_a_reason() -> None:
    known = estimate.trained()
    for estimator in filter(None, (known.rules, known.model)):
        for head in (estimator.critical, estimator.by_machine, estimator.person):
            assert {name.partition(":")[0] for name in head.names} <= REASONS.keys()


def test_trained_checks_exist() -> None:
    assert set(estimate.trained().checks) <= {check.id for check in CHECKS}


def test_lists_must_be_of_one_length() -> None:
    with pytest.raises(ValueError, match="shorter"):
        risks(["One.", "Two."], ["Eins."])
    assert risks([], []) == []


class Model:
    """Finds every token as likely as it is told."""

    def __init__(self, own: float, version: str = "abc-b4") -> None:
        self.own, self.version, self.asked = own, version, 0

    @property
    def card(self) -> Card:
        return Card(name="stub", version=self.version, abilities=Abilities())

    def token_choices(self, sources: Sequence[str], targets: Sequence[str]) -> list[list[Choice]]:
        self.asked += len(sources)
        return [[Choice(self.own, -0.1, "▁Wort")] * 5 for _ in sources]


@pytest.fixture
def with_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was trained, with heads for a model that count its mean alone."""
    entry = {
        "bias": -1.0,
        "slope": 1.0,
        "below": 0.5,
        "features": {"model: mean": [-2, 1, -1, 0, 0]},
    }
    one = estimate.head(entry)
    curve = (np.array([-9.0, 9.0]), np.array([0.0, 18.0]))
    estimator = Estimator(one, 0.5, one, one, one, curve, "abc")
    known: Trained = replace(estimate.trained(), model=estimator)
    monkeypatch.setattr(risk, "trained", lambda: known)


@pytest.mark.usefixtures("with_model")
def test_model_counts_where_it_was_trained_with() -> None:
    sure, unsure = (risks([SOURCE], [GOOD], Model(own))[0] for own in (-0.2, -7.0))
    assert sure.basis == unsure.basis == "rules+model"
    assert unsure.probability > 0.5 > sure.probability
    assert unsure.contributions[0].reason == "model"


@pytest.mark.usefixtures("with_model")
def test_without_the_right_model_rules_alone() -> None:
    other, none = Model(-7.0, "other-b1"), None
    assert [risks([SOURCE], [GOOD], m)[0].basis for m in (other, none)] == ["rules", "rules"]
    assert other.asked == 0


@pytest.mark.usefixtures("with_model")
def test_what_is_too_long_goes_by_rules() -> None:
    model = Model(-1.0)
    found = risks([SOURCE, SOURCE * 20, ""], [GOOD, GOOD * 20, ""], model)
    assert [r.basis for r in found] == ["rules+model", "rules", "rules"]
    assert model.asked == 1


def test_public_call(monkeypatch: pytest.MonkeyPatch) -> None:
    found = fassung.risk([SOURCE, SOURCE], [GOOD, WORSE[0][1]], engine=None)
    assert found == [r.probability for r in risks([SOURCE] * 2, [GOOD, WORSE[0][1]])]
    with pytest.raises(UsageError, match="pseudo"):
        fassung.risk([SOURCE], [GOOD], engine="pseudo")


@pytest.mark.usefixtures("with_model")
def test_public_call_goes_on_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Model):
        def token_choices(
            self, sources: Sequence[str], targets: Sequence[str]
        ) -> list[list[Choice]]:
            raise EngineError("The model is gone.")

    monkeypatch.setattr(registry, "create", lambda name: Broken(0.0))
    assert fassung.risk([SOURCE], [GOOD]) == fassung.risk([SOURCE], [GOOD], engine=None)


def words(german: str, missing: str = "") -> list[Covered]:
    """The words of a German text as terms, all explained but one."""
    return [
        Covered(Term(m[0].lower(), *m.span(), m[0][0].isupper()), m[0] != missing, 0.9)
        for m in re.finditer(r"\w+", german)
    ]


def test_forced_features() -> None:
    even = forced([(-0.5, -0.4, "")] * 10, "", [])
    hole = forced([(-0.5, -0.4, "")] * 7 + [(-9.0, -0.1, "")] * 3, "", [])
    assert set(even) == set(hole)
    assert hole["model: lowest"] < even["model: lowest"]
    assert hole["model: drop of three"] == pytest.approx(8.9)
    assert hole["model: stretch"] > even["model: stretch"] == 0
    assert forced([(-1.0, -1.0, "")], "", [])["model: mean"] == -1.0


GERMAN = "Frau Lorvik lacht."
TOKENS = ("▁Frau", "▁Lor", "vik", "▁lacht", ".", "<eos>")


@pytest.mark.parametrize(
    ("odd", "missing", "feature"),
    [
        (1, "Lorvik", "model: unexplained word"),
        (2, "Lorvik", "model: unexplained words"),
        (2, "", "model: explained word"),
        (1, "", "model: name"),
        (3, "", "model: worst word"),
        (4, "", "model: mark"),
        (4, "", "model: small word"),
        (4, "", "model: last mark"),
        (2, "Lorvik", "model: unexplained name"),
        (3, "lacht", "model: stretch of words"),
    ],
)
def test_a_drop_counts_for_its_word(odd: int, missing: str, feature: str) -> None:
    rows = [
        [(-6.0 if here and n == odd else -0.1, -0.1, text) for n, text in enumerate(TOKENS)]
        for here in (True, False)
    ]
    found, calm = (forced(row, GERMAN, words(GERMAN, missing)) for row in rows)
    assert found[feature] > 1 > calm[feature]


@pytest.mark.parametrize(
    ("odd", "feature"),
    [("12", "model: figure"), ("▁nicht", "model: denial"), ("▁weil", "model: clause")],
)
def test_a_drop_counts_where_an_error_is_grave(odd: str, feature: str) -> None:
    tokens = ("▁Er", "▁kam", "▁nicht", ",", "▁weil", "▁", "12", "▁fehlten", ".", "<eos>")
    text = "Er kam nicht, weil 12 fehlten."
    found, calm = (
        forced([(-6.0 if t == at else -0.1, -0.1, t) for t in tokens], text, words(text))
        for at in (odd, "")
    )
    assert found[feature] > 1 > calm[feature]


@pytest.mark.parametrize(
    ("english", "german", "feature"),
    [
        ("Africa needs roads.", "China braucht Straßen.", "exchanged: new place"),
        ("Africa needs roads.", "China braucht Straßen.", "exchanged: lost side"),
        ("Africa needs roads.", "China braucht Straßen.", "exchanged: both sides"),
        ("The fleet talks to Hamas.", "Die Flotte spricht.", "exchanged: lost side"),
        ("The fleet talks.", "Die Flotte spricht mit der Hamas.", "exchanged: new side"),
        ("Africa helps Africa.", "Spanien hilft Afrika.", "exchanged: side less often"),
        ("Spain helps Africa.", "Afrika hilft Afrika.", "exchanged: side more often"),
        ("Then Jorun Lorvik laughed.", "Dann lachte sie.", "exchanged: lost names"),
    ],
)
def test_what_one_side_alone_names(english: str, german: str, feature: str) -> None:
    assert named(Pair(english, german))[feature] > 0


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Africa needs roads.", "Afrika braucht Straßen."),
        ("The African states meet in Spain.", "Die afrikanischen Staaten treffen sich in Spanien."),
        ("The White House objects.", "Die USA widersprechen."),
        ("", ""),
    ],
)
def test_what_both_sides_name_does_not_count(english: str, german: str) -> None:
    assert not any(named(Pair(english, german)).values())


def test_quotation_marks_put_right_do_not_hide_a_word() -> None:
    tokens = [(-0.1, -0.1, t) for t in ("▁Sie", "▁sagt", "▁„", "Halt", "“", "<eos>")]
    tokens[3] = (-7.0, -0.1, "Halt")
    text = 'Sie sagt  "Halt"'
    assert forced(tokens, text, words(text, "Halt"))["model: unexplained word"] > 2


@pytest.mark.parametrize(
    ("version", "weights"),
    [("abc-b4", "abc"), ("a-b-b1", "a-b"), ("abc", "abc"), ("a-bee", "a-bee")],
)
def test_weights_version(version: str, weights: str) -> None:
    assert weights_version(Model(0.0, version)) == weights


@pytest.mark.parametrize("odds", [-1e9, -3.0, 0.0, 3.0, 1e9])
def test_probability(odds: float) -> None:
    assert float(probability(odds)) == pytest.approx(1 - float(probability(-odds)))


@pytest.mark.parametrize(
    ("german", "feature"),
    [
        ("Er kam , sah und siegte", "form: odd marks"),
        ("Er kam.. Er sah", "form: odd marks"),
        ("Kosten und Kosten", "form: odd marks"),
        ("er kam", "form: lower start"),
        ("Ja", "length: short"),
        ("Er kam. Er sah. Und Er siegte", "form: sentences more"),
    ],
)
def test_form(german: str, feature: str) -> None:
    assert lengths("He came, saw and won", german)[feature] > 0
    assert lengths("He came, saw and won", "Er kam, sah und siegte…")[feature] == 0


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        (
            "Sie wollte wissen, wie die Aufgabe lautet.",
            "Sie wollte wissen, die die Aufgabe lautet.",
        ),
        ("Das Haus steht in den Bergen.", "Das Haus steht in der den Bergen."),
        ("Er sagte, dass er nicht komme.", "Er sagte, dass er nicht der komme."),
        ("Heute kommt der Minister.", "Heute kommt des Minister."),
    ],
)
def test_a_torn_sentence_reads_oddly(usual: str, odd: str) -> None:
    calm, torn = (grammar().surprises(text).sum() for text in (usual, odd))
    assert torn > calm + 1


@pytest.mark.parametrize("text", ["", "\u202e", "!", "Ja", "😀 12 x", "ßẞ" * 400])
def test_anything_can_be_read(text: str) -> None:
    assert all(np.isfinite(value) for value in reading(grammar().surprises(text)).values())


def test_what_lies_below_is_added() -> None:
    entry = {"bias": 0.25, "slope": 2.0, "below": 0.5, "features": {"model: mean": [0, 1, 1, 0, 4]}}
    head = estimate.head(entry)
    parts = head.parts([{"model: mean": 3.0}, {}])
    assert parts.tolist() == [[10.0], [0.0]]
    assert head.total(parts, np.array([1.0, -1.0])).tolist() == [11.25, -0.75]
