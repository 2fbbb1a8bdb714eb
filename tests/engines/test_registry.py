import time

import pytest

from fassung.engines import registry
from fassung.engines.chain import Chain
from fassung.engines.protocol import Abilities, Card, Engine, Reply, Request
from fassung.engines.pseudo import PseudoEngine, pseudo
from fassung.errors import EngineRefused, EngineUnavailable, UsageError

SETTINGS = {
    "DEEPL_API_KEY": "s3cret:fx",
    "LIBRETRANSLATE_URL": "http://localhost:5000",
    "FASSUNG_CHAT_URL": "http://localhost:8080/v1",
    "FASSUNG_CHAT_MODEL": "m",
}
PLAIN = Abilities()


class Scripted:
    """An engine that fails with ``error`` while it has one."""

    def __init__(self, name, error=None, abilities=PLAIN):
        self.card = Card(name=name, version="1", abilities=abilities)
        self.error, self.asked = error, 0

    def translate(self, requests):
        self.asked += 1
        if self.error:
            raise self.error
        return [Reply(f"{self.card.name}: {r.text}", self.card.name) for r in requests]


DOWN, NO = EngineUnavailable("a is down."), EngineRefused("b says no.")


@pytest.mark.parametrize(
    ("errors", "made_by"),
    [([None, None], "a"), ([DOWN, None], "b"), ([NO, None], "b"), ([DOWN, NO, None], "c")],
)
def test_a_chain_goes_on(errors, made_by):
    chain = Chain([Scripted(name, error) for name, error in zip("abc", errors, strict=False)])
    assert [r.engine for r in chain.translate([Request("x"), Request("y")])] == [made_by] * 2


@pytest.mark.parametrize(
    ("errors", "kind", "says"),
    [
        ([DOWN, NO], EngineUnavailable, "No engine answered. a is down. b says no."),
        ([NO, NO], EngineRefused, "No engine answered. b says no. b says no."),
        ([DOWN], EngineUnavailable, "a is down."),
    ],
)
def test_a_chain_that_ends_says_why(errors, kind, says):
    with pytest.raises(kind) as raised:
        Chain([Scripted(str(n), e) for n, e in enumerate(errors)]).translate([Request("x")])
    assert str(raised.value) == says


def test_other_errors_are_not_swallowed():
    with pytest.raises(ZeroDivisionError):
        Chain([Scripted("a", ZeroDivisionError()), Scripted("b")]).translate([Request("x")])


@pytest.mark.parametrize(("error", "pause"), [(DOWN, 60), (NO, 600)])
def test_an_engine_that_failed_rests_and_comes_back(error, pause):
    now = [0.0]
    first, second = Scripted("a", error), Scripted("b")
    chain = Chain([first, second], clock=lambda: now[0])
    for _ in range(3):
        chain.translate([Request("x")])
    assert (first.asked, second.asked) == (1, 3)
    now[0], first.error = float(pause), None
    assert chain.translate([Request("x")])[0].engine == "a"


def test_when_all_rest_all_are_asked():
    engine = Scripted("a", DOWN)
    chain = Chain([engine], clock=lambda: 0.0)
    with pytest.raises(EngineUnavailable):
        chain.translate([Request("x")])
    engine.error = None
    assert chain.translate([Request("x")])[0].engine == "a"


def test_a_chain_promises_what_all_can():
    both = Abilities(markup=True, context=True)
    card = Chain([Scripted("a", None, both), Scripted("b", None, Abilities(markup=True))]).card
    assert card == Card(name="a>b", version="1>1", abilities=Abilities(markup=True))


def test_an_empty_chain_is_a_mistake():
    with pytest.raises(ValueError, match="needs an engine"):
        Chain([])


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        ("pseudo", "pseudo"),
        (" pseudo ", "pseudo"),
        ("deepl", "deepl"),
        ("libretranslate", "libretranslate"),
        ("chat", "chat"),
        ("deepl>pseudo", "deepl>pseudo"),
        ("deepl > chat > pseudo", "deepl>chat>pseudo"),
    ],
)
def test_create(spec, name):
    engine = registry.create(spec, SETTINGS)
    assert isinstance(engine, Engine) and engine.card.name == name
    assert "s3cret" not in repr(engine) + repr(engine.card)


@pytest.mark.parametrize("spec", ["", "google", "deepl>", ">house", "deepl:x", "House", "deepl>x"])
def test_an_unknown_name_lists_the_known(spec):
    with pytest.raises(UsageError, match="house, deepl, libretranslate, chat, ctranslate, pseudo"):
        registry.create(spec, SETTINGS)


def test_the_house_model_with_a_beam_of_four():
    assert registry.create("house:4", {}).beam == 4 and registry.create("house", {}).beam == 1
    with pytest.raises(UsageError, match="house, or house:4"):
        registry.create("house:9", {})


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("deepl", "set DEEPL_API_KEY"),
        ("deepl>pseudo", "set DEEPL_API_KEY"),
        ("libretranslate", "set LIBRETRANSLATE_URL"),
        ("chat", "set FASSUNG_CHAT_URL, FASSUNG_CHAT_MODEL"),
        ("ctranslate", "set FASSUNG_CTRANSLATE"),
        ("ctranslate:", "set FASSUNG_CTRANSLATE"),
        ("ctranslate:no/such/folder", "no/such/folder holds no model.bin"),
    ],
)
def test_what_is_missing_is_named(spec, says):
    with pytest.raises(EngineRefused) as raised:
        registry.create(spec, {"DEEPL_API_KEY": " "})
    assert says in str(raised.value)


def test_describe():
    rows = {name: (what, state) for name, what, state in registry.describe(SETTINGS)}
    assert tuple(rows) == registry.names()
    assert {rows[name][1] for name in ("deepl", "libretranslate", "chat", "pseudo")} == {"ready"}
    assert rows["ctranslate"][1] == "set FASSUNG_CTRANSLATE"
    assert "no translation" in rows["pseudo"][0]
    broken = dict(SETTINGS, DEEPL_URL="nowhere")
    assert "DEEPL_URL must be" in dict(r[::2] for r in registry.describe(broken))["deepl"]


@pytest.mark.parametrize(
    ("english", "marked"),
    [
        ("He came ⟦1⟧by train⟦/1⟧ in 2011.", "[pseudo] Hé cämé ⟦1⟧by träïn⟦/1⟧ ïn 2011."),
        (" ", " "),
        ("", ""),
    ],
)
def test_pseudo(english, marked):
    assert pseudo(english) == marked
    assert [r.text for r in PseudoEngine().translate([Request(english)])] == [marked]


def test_pseudo_takes_its_time():
    began = time.perf_counter()
    registry.create("pseudo:20", {}).translate([Request("One"), Request("Two")])
    assert time.perf_counter() - began >= 0.04
    with pytest.raises(UsageError, match="pseudo:soon is no time"):
        registry.create("pseudo:soon", {})
