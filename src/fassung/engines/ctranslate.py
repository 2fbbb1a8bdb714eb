"""The engine `ctranslate`: a folder with a seq2seq model converted for CTranslate2.

OPUS-MT, NLLB, M2M-100, mBART-50 and models trained with OpenNMT are known by
what lies in the folder: the model, its vocabulary, its SentencePiece files.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from fassung.engines.chunks import chunks
from fassung.engines.protocol import Abilities, Card, Reply, Request
from fassung.errors import EngineRefused, EngineUnavailable

if TYPE_CHECKING:
    from ctranslate2 import Translator
    from sentencepiece import SentencePieceProcessor

VARIABLE = "FASSUNG_CTRANSLATE"
_PAIRS = (("source.spm", "target.spm"),)
_SHARED = ("sentencepiece.model", "sentencepiece.bpe.model", "spm.model", "spm.128k.model")
_VOCABULARIES = tuple(
    f"{kind}_vocabulary.{ending}" for kind in ("shared", "source") for ending in ("json", "txt")
)
_LANGUAGES = (("eng_Latn", "deu_Latn"), ("__en__", "__de__"), ("en_XX", "de_DE"))
"""English and German as NLLB, M2M-100 and mBART-50 write them."""
_TO_GERMAN = ">>deu<<"
"""OPUS-MT models with several target languages want it first."""
_END = "</s>"
_TEXTS = 64
_BATCH = 16
_CHARACTERS = 20_000
_LONGEST = 500
"""Tokens of one German sentence: OPUS-MT models know 512 positions, and a model that loops
past them would fail with its whole batch."""
_BEAM = 2
_CAREFUL_BEAM = 5
_CAREFUL_NO_REPEAT = 4


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """Tokens that the model wants around a sentence's pieces."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()
    """First tokens of the German."""


class CTranslateEngine:
    """Any converted model; runs on this machine and sends nothing anywhere.

    ``folder`` holds ``model.bin`` (or has a folder ``model`` that does, as Argos
    packages have), the vocabulary, and ``source.spm`` and ``target.spm`` or one
    ``sentencepiece.model``. Loaded on first use.

    Raises:
        EngineRefused: if something is missing in ``folder``; names it.
    """

    def __init__(self, folder: str | Path, *, device: str = "cpu") -> None:
        self.folder = Path(folder).expanduser()
        self._device = device
        self._lock = threading.Lock()
        inner = self.folder / "model"
        self._model = self.folder if (self.folder / "model.bin").is_file() else inner
        if not (self._model / "model.bin").is_file():
            raise self._lacks("model.bin")
        self._spm = self._find_spm()
        if self._vocabulary_path() is None:
            raise self._lacks("shared_vocabulary.json")

    @cached_property
    def card(self) -> Card:
        """Name and a version made from the folder's name and content. Loads no model."""
        found = sha256(str((self._model / "model.bin").stat().st_size).encode())
        with (self._model / "model.bin").open("rb") as file:
            found.update(file.read(1 << 20))
        for path in self._spm:
            found.update(path.read_bytes())
        return Card(
            name="ctranslate",
            version=f"{self.folder.resolve().name}-{found.hexdigest()[:8]}",
            abilities=Abilities(offline=True),
        )

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """See :class:`fassung.engines.protocol.Engine`. Scores are log-probabilities a token.

        Raises:
            EngineRefused: if the files cannot be loaded.
            EngineUnavailable: if the model cannot read a sentence.
        """
        replies = [Reply(request.text, "ctranslate") for request in requests]
        # Sentences of one length together: padding is what a CPU wastes its time on.
        order = sorted(range(len(requests)), key=lambda index: -len(requests[index].text))
        ordered = [requests[index] for index in order]
        for call in chunks(ordered, texts=_TEXTS, characters=_CHARACTERS):
            german = self._call([ordered[i].text for i in call], ordered[call[0]].careful)
            for index, reply in zip(call, german, strict=True):
                replies[order[index]] = reply
        return replies

    def _call(self, texts: Sequence[str], careful: bool) -> list[Reply]:
        translator, source, target, wrapping = self._loaded
        pieces = [
            [*wrapping.before, *source.encode(t, out_type=str), *wrapping.after] for t in texts
        ]
        try:
            results = translator.translate_batch(
                pieces,
                target_prefix=[list(wrapping.prefix)] * len(pieces) if wrapping.prefix else None,
                max_batch_size=_BATCH,
                beam_size=_CAREFUL_BEAM if careful else _BEAM,
                no_repeat_ngram_size=_CAREFUL_NO_REPEAT if careful else 0,
                return_scores=True,
                # Half a sentence read is a loss nobody would see: too long is an error.
                max_input_length=0,
                max_decoding_length=min(2 * max(map(len, pieces)) + 20, _LONGEST),
            )
        except (RuntimeError, ValueError) as error:
            raise EngineUnavailable(
                "ctranslate: the model in {folder} cannot translate a sentence ({reason}); "
                "name another engine.",
                folder=self.folder,
                reason=_first_line(error),
            ) from None
        replies = []
        for result in results:
            hypothesis = result.hypotheses[0][len(wrapping.prefix) :]
            text = target.decode([piece for piece in hypothesis if piece != _END])
            # CTranslate2's score is already a mean: its length penalty is 1 by default.
            replies.append(Reply(text.strip(), "ctranslate", float(result.scores[0])))
        return replies

    @property
    def _loaded(
        self,
    ) -> tuple[Translator, SentencePieceProcessor, SentencePieceProcessor, _Wrapping]:
        with self._lock:
            return self._load

    @cached_property
    def _load(
        self,
    ) -> tuple[Translator, SentencePieceProcessor, SentencePieceProcessor, _Wrapping]:
        # Imported here: `fassung engines` and remote engines need neither of them.
        import ctranslate2
        from sentencepiece import SentencePieceProcessor

        try:
            source, target = (SentencePieceProcessor(model_file=str(path)) for path in self._spm)
            translator = ctranslate2.Translator(
                str(self._model),
                device=self._device,
                compute_type="int8" if self._device == "cpu" else "default",
                inter_threads=2,
                intra_threads=max(1, (os.cpu_count() or 2) // 2),
            )
            return translator, source, target, self._wrapping()
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineRefused(
                "ctranslate: the model in {folder} cannot be loaded ({reason}); convert it again.",
                folder=self.folder,
                reason=_first_line(error),
            ) from None

    def _wrapping(self) -> _Wrapping:
        words = self._words()
        for english, german in _LANGUAGES:
            if english in words and german in words:
                return _Wrapping((english,), (_END,), (german,))
        before = (_TO_GERMAN,) if _TO_GERMAN in words else ()
        # Marian's models want an end mark. Its own converter has CTranslate2 add it, the one
        # from Transformers does not; OpenNMT's models, with one shared file, want none.
        marian = self._spm[0].name == "source.spm"
        adds = self._config().get("add_source_eos") is True
        return _Wrapping(before, (_END,) if marian and not adds and _END in words else ())

    def _words(self) -> frozenset[str]:
        path = self._vocabulary_path()
        if path is None:
            raise self._lacks("shared_vocabulary.json")
        text = path.read_text("utf-8")
        return frozenset(json.loads(text) if path.suffix == ".json" else text.split("\n"))

    def _config(self) -> dict[str, object]:
        path = self._model / "config.json"
        found = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        return found if isinstance(found, dict) else {}

    def _vocabulary_path(self) -> Path | None:
        return next((p for n in _VOCABULARIES if (p := self._model / n).is_file()), None)

    def _find_spm(self) -> tuple[Path, Path]:
        for folder in (self._model, self.folder):
            for source, target in (*_PAIRS, *((name, name) for name in _SHARED)):
                if (folder / source).is_file() and (folder / target).is_file():
                    return folder / source, folder / target
        raise self._lacks("source.spm, target.spm")

    def _lacks(self, file: str) -> EngineRefused:
        return EngineRefused(
            "ctranslate: {folder} holds no {file}; name the folder of a converted model.",
            folder=self.folder,
            file=file,
        )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:160]
