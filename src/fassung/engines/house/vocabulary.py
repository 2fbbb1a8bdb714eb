"""The house model's vocabulary: a subset of Gemma's tokens, ordered so that German comes first.

Ids 0 … `output - 1` may be written (specials, tags, bytes, tokens of German text); the ids after
them occur on the English side only and need no row in the output projection. One byte-pair
tokenizer, built from the subset, serves training and run time alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, normalizers

from fassung.engines.house.base import TokenTable

PAD, EOS, BOS, UNK = 0, 1, 2, 3
NEWLINE = "\n"
FIRST = 496
"""The base's first ids: specials, line breaks, HTML-like tokens, the 256 bytes."""
NORMAL = 1

TAG_TOKENS = (
    ("<b>", "</b>"),
    ("<i>", "</i>"),
    ("<u>", "</u>"),
    ("<strong>", "</strong>"),
    ("<em>", "</em>"),
    ("<sub>", "</sub>"),
    ("<sup>", "</sup>"),
    ("<code>", "</code>"),
    ("<h1>", "</h1>"),
    ("<h2>", "</h2>"),
    ("<h3>", "</h3>"),
    ("<h4>", "</h4>"),
)
"""Pair n of the public form ⟦n⟧…⟦/n⟧ is the n-th of these inside the model."""
CONTEXT_TOKEN = "<blockquote>"
"""Stands between the context sentences and the sentence to translate."""

TAG = re.compile(r"⟦(/?)(\d+)(/?)⟧")
_BLANK_BEFORE = re.compile(r" ((?:⟦\d+⟧)+)(?=\S)")
_BLANK_AFTER = re.compile(r"((?:⟦\d+⟧)+) ")


def merge_path(text: str, score: dict[str, float]) -> list[str]:
    """The pieces that byte-pair merging passes through on the way to `text`, shortest first."""
    pieces = list(text)
    path: list[str] = []
    while len(pieces) > 1:
        best, where = float("-inf"), -1
        for index in range(len(pieces) - 1):
            value = score.get(pieces[index] + pieces[index + 1], float("-inf"))
            if value > best:
                best, where = value, index
        if where < 0:
            break
        pieces[where : where + 2] = [pieces[where] + pieces[where + 1]]
        path.append(pieces[where])
    return path


def choose(
    table: TokenTable, english: Iterable[int], german: Iterable[int]
) -> tuple[list[int], int]:
    """The base ids to keep, in their new order, and how many of them may be written.

    `english` and `german` are the base ids seen on each side. Both are closed under merging.
    """
    ids = {
        text: index
        for index, (text, kind) in enumerate(zip(table.texts, table.kinds, strict=True))
        if kind == NORMAL
    }
    score = {text: table.scores[index] for text, index in ids.items()}

    def closed(wanted: Iterable[int]) -> set[int]:
        found: set[int] = set()
        for index in wanted:
            found.add(index)
            if table.kinds[index] == NORMAL:
                text = table.texts[index]
                found.update(ids[piece] for piece in merge_path(text, score))
                found.update(ids[char] for char in text if char in ids)
        return found

    first = list(range(FIRST))
    written = sorted(closed(german) - set(first))
    read = sorted(closed(english) - set(first) - set(written))
    return first + written + read, FIRST + len(written)


def build_tokenizer(table: TokenTable, keep: Sequence[int]) -> Tokenizer:
    """A byte-pair tokenizer with byte fallback over the kept tokens, ids in the order of `keep`."""
    texts = [table.texts[index] for index in keep]
    vocabulary = {text: index for index, text in enumerate(texts)}
    normal = {texts[i]: table.scores[b] for i, b in enumerate(keep) if table.kinds[b] == NORMAL}
    merges: list[tuple[float, str, str]] = []
    for text, score in normal.items():
        for cut in range(1, len(text)):
            left, right = text[:cut], text[cut:]
            if left in normal and right in normal:
                merges.append((-score, left, right))
    merges.sort()
    tokenizer = Tokenizer(
        models.BPE(
            vocab=vocabulary,
            merges=[(left, right) for _, left, right in merges],
            unk_token="<unk>",
            byte_fallback=True,
            fuse_unk=False,
        )
    )
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    return tokenizer


@dataclass(frozen=True)
class Encoded:
    """What goes into the model and what it would have to write, as ids."""

    prompt: list[int]
    target: list[int]


class Vocabulary:
    """Text to ids and back; `output` is the number of ids that the model can write."""

    def __init__(self, tokenizer: Tokenizer, output: int) -> None:
        self.tokenizer = tokenizer
        self.output = output
        self.size: int = tokenizer.get_vocab_size()
        ids: dict[str, int] = tokenizer.get_vocab()
        self.newline = ids[NEWLINE]
        self.context = ids[CONTEXT_TOKEN]
        self._opening = [ids[opening] for opening, _ in TAG_TOKENS]
        self._closing = [ids[closing] for _, closing in TAG_TOKENS]
        self._bytes = [ids[f"<0x{byte:02X}>"] for byte in range(256)]
        self._tag_text = {
            **{token: f"⟦{n}⟧" for n, token in enumerate(self._opening, 1)},
            **{token: f"⟦/{n}⟧" for n, token in enumerate(self._closing, 1)},
        }
        self._split: dict[int, list[int]] = {}

    @classmethod
    def load(cls, path: Path, output: int) -> Vocabulary:
        return cls(Tokenizer.from_file(str(path)), output)

    @property
    def pairs(self) -> int:
        """How many tag pairs the model knows."""
        return len(self._opening)

    def tokens(self) -> list[str]:
        """All token texts in the order of their ids."""
        by_id = {index: text for text, index in self.tokenizer.get_vocab().items()}
        return [by_id[index] for index in range(self.size)]

    def encode(self, text: str) -> list[int]:
        """Ids of `text`; ⟦n⟧ and ⟦/n⟧ become one id each when n is a pair the model knows.

        A blank before an opening tag goes behind it, so that the word after it stays the token it
        is without the tag; `decode` moves it back.
        """
        if "⟦" not in text:
            return list(self.tokenizer.encode(text, add_special_tokens=False).ids)
        text = _BLANK_BEFORE.sub(r"\1 ", text)
        ids: list[int] = []
        position = 0
        for found in TAG.finditer(text):
            number = int(found[2])
            if not 1 <= number <= self.pairs or found[3]:
                continue
            ids += self._plain(text[position : found.start()])
            ids.append((self._closing if found[1] else self._opening)[number - 1])
            position = found.end()
        return ids + self._plain(text[position:])

    def _plain(self, text: str) -> list[int]:
        return list(self.tokenizer.encode(text, add_special_tokens=False).ids) if text else []

    def encode_target(self, text: str) -> list[int]:
        """Like `encode`, with ids that the model cannot write split into pieces that it can."""
        ids: list[int] = []
        for token in self.encode(text):
            if token < self.output:
                ids.append(token)
            else:
                ids += self._pieces(token)
        return ids

    def _pieces(self, token: int) -> list[int]:
        if token not in self._split:
            text = self.tokenizer.id_to_token(token) or ""
            best: list[int] = []
            position = 0
            while position < len(text):
                for end in range(len(text), position, -1):
                    known = self.tokenizer.token_to_id(text[position:end])
                    if known is not None and known < self.output:
                        best.append(known)
                        position = end
                        break
                else:
                    best += [self._bytes[byte] for byte in text[position].encode()]
                    position += 1
            self._split[token] = best
        return self._split[token]

    def prompt(self, text: str, context: Sequence[str] = ()) -> list[int]:
        """`<bos>` [context `\\n` … separator] English `\\n`, as ids."""
        ids = [BOS]
        for sentence in context:
            ids += [*self.encode(TAG.sub("", sentence)), self.newline]
        if context:
            ids.append(self.context)
        return [*ids, *self.encode(text), self.newline]

    def decode(self, ids: Sequence[int]) -> str:
        """Text of `ids`; tag tokens come back as ⟦n⟧ and ⟦/n⟧, other specials are left out."""
        parts: list[str] = []
        run: list[int] = []
        for token in ids:
            if token in self._tag_text or token in (PAD, EOS, BOS, UNK, self.context):
                if run:
                    parts.append(self.tokenizer.decode(run, skip_special_tokens=False))
                    run = []
                parts.append(self._tag_text.get(token, ""))
            else:
                run.append(token)
        if run:
            parts.append(self.tokenizer.decode(run, skip_special_tokens=False))
        return _BLANK_AFTER.sub(r" \1", "".join(parts))
