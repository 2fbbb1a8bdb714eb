"""`fassung models`: download from a local server, conversion, hashes, going on after a break."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import ctranslate2
import numpy as np
import pytest

from fassung import models

NAME = "opus-mt-en-de"
WIDTH, WIDE = 8, 16
WORDS = ["</s>", "<unk>", "▁Haus", "▁house", "▁the", "▁das", "<pad>"]
CONFIG = """\
type: transformer
transformer-decoder-autoreg: self-attention
transformer-no-projection: false
transformer-ffn-activation: swish
transformer-preprocess: ""
transformer-postprocess: dan
transformer-postprocess-top: ""
transformer-postprocess-emb: d
transformer-guided-alignment-layer: last
transformer-heads: 2
enc-depth: 1
dec-depth: 1
"""


def tiny_marian() -> bytes:
    """A random one-layer Marian model as OPUS-MT packs it."""
    random = np.random.default_rng(1)
    weights: dict[str, np.ndarray] = {"Wemb": random.normal(size=(len(WORDS), WIDTH))}

    def norm(scope: str) -> None:
        weights[f"{scope}_ln_scale"] = np.ones((1, WIDTH))
        weights[f"{scope}_ln_bias"] = np.zeros((1, WIDTH))

    def attention(scope: str) -> None:
        for name in "qkvo":
            weights[f"{scope}_W{name}"] = random.normal(size=(WIDTH, WIDTH))
            weights[f"{scope}_b{name}"] = np.zeros((1, WIDTH))
        norm(f"{scope}_Wo")

    for side in ("encoder", "decoder"):
        scope = f"{side}_l1"
        attention(f"{scope}_self")
        if side == "decoder":
            attention(f"{scope}_context")
        weights[f"{scope}_ffn_W1"] = random.normal(size=(WIDTH, WIDE))
        weights[f"{scope}_ffn_b1"] = np.zeros((1, WIDE))
        weights[f"{scope}_ffn_W2"] = random.normal(size=(WIDE, WIDTH))
        weights[f"{scope}_ffn_b2"] = np.zeros((1, WIDTH))
        norm(f"{scope}_ffn_ffn")
    weights["decoder_ff_logit_out_b"] = np.zeros((1, len(WORDS)))
    arrays = {name: array.astype(np.float32) for name, array in weights.items()}
    config = np.frombuffer(CONFIG.encode() + b"\0", dtype=np.int8)
    model = io.BytesIO()
    np.savez(model, **arrays, **{"special:model.yml": config})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("tiny.npz", model.getvalue())
        out.writestr("vocab.yml", "".join(f'"{w}": {i}\n' for i, w in enumerate(WORDS)))
        out.writestr(
            "decoder.yml", "models:\n  - tiny.npz\nvocabs:\n  - vocab.yml\n  - vocab.yml\n"
        )
        out.writestr("source.spm", b"pieces")
        out.writestr("../target.spm", b"pieces")
    return packed.getvalue()


class Hub:
    """A local hub. `cut` breaks the first answer off after so many bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.cut, self.ranges = data, 0, list[str | None]()


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    state = Hub(tiny_marian())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range")
            state.ranges.append(asked)
            if self.path != "/en-de/opus-2020-02-26.zip":
                self.send_error(404)
                return
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
            body = state.data[start:]
            self.send_response(206 if asked else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: state.cut] if state.cut else body)
            state.cut = 0

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("FASSUNG_HUB", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("FASSUNG_CACHE", str(tmp_path / "cache"))
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


def listed(name: str) -> models.Listed:
    return next(line for line in models.list_models() if line.known.name == name)


def test_get_list_verify_remove(hub: Hub) -> None:
    assert not listed(NAME).present
    seen: list[float] = []
    folder = models.get(NAME, lambda done, _what: seen.append(done))
    assert seen == sorted(seen) and seen[-1] == 1.0
    assert listed(NAME).present and listed(NAME).size > 0
    assert models.verify(NAME) == []
    assert models.get(NAME) == folder and len(hub.ranges) == 1, "a second get fetches nothing"
    translator = ctranslate2.Translator(str(folder), device="cpu")
    assert translator.translate_batch([["▁the", "▁house"]], max_decoding_length=4)
    assert not list(folder.parent.parent.rglob("*.part")) and not list(folder.parent.glob("*.zip"))
    (folder / "source.spm").write_bytes(b"changed")
    (folder / "target.spm").unlink()
    assert sorted(models.verify(NAME)) == ["source.spm", "target.spm"]
    assert models.remove(NAME) > 0
    assert models.remove(NAME) == 0
    with pytest.raises(models.ModelError, match="not there"):
        models.verify(NAME)


def test_goes_on_after_a_break(hub: Hub) -> None:
    hub.cut = 1000
    with pytest.raises(models.ModelError, match="ask again"):
        models.get(NAME)
    models.get(NAME)
    assert hub.ranges == [None, "bytes=1000-"]
    assert models.verify(NAME) == []


def test_a_broken_archive_is_removed(hub: Hub) -> None:
    hub.data = b"no zip at all"
    with pytest.raises(models.ModelError, match="no OPUS-MT model"):
        models.get(NAME)
    hub.data = tiny_marian()
    models.get(NAME)


def test_nothing_there(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASSUNG_HUB", f"{os.environ['FASSUNG_HUB']}/elsewhere")
    with pytest.raises(models.ModelError, match=r"Cannot fetch .*404"):
        models.get(NAME)


def test_unknown_name() -> None:
    with pytest.raises(models.ModelError, match=r"No model is called nllb; there are house"):
        models.get("nllb")
