"""The engine `ctranslate` with a real, tiny model of random weights: real code, no meaning."""

import json
import shutil

import ctranslate2
import numpy as np
import pytest
import sentencepiece

from fassung.engines import registry
from fassung.engines.ctranslate import CTranslateEngine
from fassung.engines.protocol import Abilities, Engine, Request
from fassung.errors import EngineRefused, EngineUnavailable

TEXT = """The train left the station at dawn and nobody on board knew where it was going.
Der Zug verließ den Bahnhof im Morgengrauen, und niemand an Bord wusste, wohin er fuhr.
A reporter waited on the platform with two pencils and a very small notebook.
Eine Reporterin wartete auf dem Bahnsteig mit zwei Stiften und einem sehr kleinen Heft.
"""
DEPTH = 16
LONGEST = 512
LANGUAGES = ["eng_Latn", "deu_Latn"]


def layer_norm(spec):
    spec.gamma, spec.beta = np.ones(DEPTH, np.float32), np.zeros(DEPTH, np.float32)


def fill(spec, random):
    """Random weights in every place that a tiny Transformer has."""

    def linear(place, out, of=DEPTH):
        place.weight = random.standard_normal((out, of)).astype(np.float32)
        place.bias = np.zeros(out, np.float32)

    def layers(stack):
        for layer in stack.layer:
            attentions = [layer.self_attention]
            if hasattr(layer, "attention"):
                attentions.append(layer.attention)
                linear(layer.attention.linear[0], DEPTH)
                linear(layer.attention.linear[1], 2 * DEPTH)
                linear(layer.attention.linear[2], DEPTH)
            linear(layer.self_attention.linear[0], 3 * DEPTH)
            linear(layer.self_attention.linear[1], DEPTH)
            for attention in attentions:
                layer_norm(attention.layer_norm)
            layer_norm(layer.ffn.layer_norm)
            linear(layer.ffn.linear_0, 2 * DEPTH)
            linear(layer.ffn.linear_1, DEPTH, 2 * DEPTH)

    for stack in (spec.encoder, spec.decoder):
        layers(stack)
        layer_norm(stack.layer_norm)
        stack.position_encodings.encodings = random.standard_normal((LONGEST, DEPTH)).astype(
            np.float32
        )


def build(folder, words, *, adds_eos=False):
    random = np.random.default_rng(7)
    spec = ctranslate2.specs.TransformerSpec.from_config(1, 2)
    fill(spec, random)
    embeddings = random.standard_normal((len(words), DEPTH)).astype(np.float32)
    spec.encoder.embeddings[0].weight = embeddings
    spec.decoder.embeddings.weight = embeddings
    spec.decoder.projection.weight = embeddings
    spec.decoder.projection.bias = np.zeros(len(words), np.float32)
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.config.add_source_eos = adds_eos
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True)
    spec.save(str(folder))


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    """A SentencePiece model trained on the text above, and its words."""
    folder = tmp_path_factory.mktemp("spm")
    (folder / "text").write_text(TEXT, "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(folder / "text"),
        model_prefix=str(folder / "m"),
        vocab_size=90,
        minloglevel=2,
        num_threads=1,
        hard_vocab_limit=False,
    )
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / "m.model"))
    return folder / "m.model", [model.id_to_piece(i) for i in range(model.get_piece_size())]


def copy(pieces, folder, *names):
    for name in names:
        shutil.copy(pieces[0], folder / name)


@pytest.fixture(scope="module")
def kinds(tmp_path_factory, pieces):
    """A folder of each kind that the engine knows."""
    root = tmp_path_factory.mktemp("models")
    build(root / "marian", pieces[1])
    copy(pieces, root / "marian", "source.spm", "target.spm")
    build(root / "marian-eos", pieces[1], adds_eos=True)
    copy(pieces, root / "marian-eos", "source.spm", "target.spm")
    build(root / "nllb", [*pieces[1], *LANGUAGES])
    copy(pieces, root / "nllb", "sentencepiece.bpe.model")
    build(root / "opennmt", pieces[1])
    copy(pieces, root / "opennmt", "sentencepiece.model")
    build(root / "many", [*pieces[1], ">>deu<<"])
    copy(pieces, root / "many", "source.spm", "target.spm")
    build(root / "argos" / "model", pieces[1])
    copy(pieces, root / "argos", "sentencepiece.model")
    return root


WRAPPED = {
    "marian": ((), ("</s>",), ()),
    "marian-eos": ((), (), ()),
    "nllb": (("eng_Latn",), ("</s>",), ("deu_Latn",)),
    "opennmt": ((), (), ()),
    "many": ((">>deu<<",), ("</s>",), ()),
    "argos": ((), (), ()),
}


@pytest.mark.parametrize("kind", WRAPPED)
def test_every_kind_translates(kinds, kind):
    engine = CTranslateEngine(kinds / kind)
    assert isinstance(engine, Engine)
    replies = engine.translate(
        [
            Request("The train left."),
            Request(" "),
            Request("A reporter waited on the platform.", careful=True),
        ]
    )
    assert [reply.engine for reply in replies] == ["ctranslate"] * 3
    assert replies[1].text == " " and replies[1].score is None
    assert all(reply.score is not None and reply.score <= 0 for reply in replies[::2])
    assert not any(word in reply.text for reply in replies for word in (*LANGUAGES, "</s>"))
    wrapping = engine._wrapping()
    assert (wrapping.before, wrapping.after, wrapping.prefix) == WRAPPED[kind]


def test_order_does_not_change_a_result(kinds):
    engine = CTranslateEngine(kinds / "nllb")
    texts = [line for line in TEXT.splitlines() if line]
    there = [r.text for r in engine.translate([Request(t) for t in texts])]
    back = [r.text for r in engine.translate([Request(t) for t in reversed(texts)])]
    assert there == back[::-1] and len(set(there)) > 1


def test_the_card_loads_nothing(kinds):
    engine = CTranslateEngine(kinds / "marian")
    card = engine.card
    assert (card.name, card.abilities) == ("ctranslate", Abilities(offline=True))
    assert card.version.startswith("marian-") and card == CTranslateEngine(kinds / "marian").card
    assert card.version[-8:] != CTranslateEngine(kinds / "nllb").card.version[-8:]
    assert "_load" not in engine.__dict__


def test_a_sentence_too_long_is_an_error_and_not_cut(kinds):
    with pytest.raises(EngineUnavailable, match="cannot translate a sentence") as raised:
        CTranslateEngine(kinds / "marian").translate([Request("train " * 400)])
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("way", ["spec", "setting"])
def test_the_registry_makes_one(kinds, way):
    folder = str(kinds / "argos")
    if way == "spec":
        engine = registry.create(f"ctranslate:{folder}", {})
    else:
        engine = registry.create("ctranslate", {"FASSUNG_CTRANSLATE": folder})
    assert engine.card.version.startswith("argos-")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([], "no model.bin"),
        (["model.bin"], "no source.spm"),
        (["model.bin", "source.spm"], "no source.spm, target.spm"),
        (["model.bin", "source.spm", "target.spm"], "no shared_vocabulary.json"),
    ],
)
def test_what_a_folder_lacks(tmp_path, files, says):
    for name in files:
        (tmp_path / name).touch()
    with pytest.raises(EngineRefused) as raised:
        CTranslateEngine(tmp_path)
    assert says in str(raised.value) and str(tmp_path) in str(raised.value)


def test_broken_files_are_refused(tmp_path, pieces):
    (tmp_path / "model.bin").write_bytes(b"no model")
    (tmp_path / "shared_vocabulary.json").write_text(json.dumps(["a"]))
    copy(pieces, tmp_path, "sentencepiece.model")
    with pytest.raises(EngineRefused, match="cannot be loaded") as raised:
        CTranslateEngine(tmp_path).translate([Request("a")])
    assert "\n" not in str(raised.value)
