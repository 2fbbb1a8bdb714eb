"""What the house model says of a given translation, as features of the risk.

The model is made to write the German word by word, and asked at each place how likely it found
that token, and how likely the one that it would have written (forced decoding). Content words
that the English does not explain are looked at apart from those that it does, and from the small
words and marks between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from fassung.checks.risk.features import Features
from fassung.checks.risk.lexicon import Covered
from fassung.engines.protocol import Card

LONGEST = 1200
"""Letters of source and German together beyond which the model is not asked."""
_UNLIKELY = -6.0
_CLEAR = 4.0
_DOUBT = 1.0
_USUAL_DROP = 1.5
"""A stretch weighs what its drops have above this."""
_USUAL_WORD = 3.0
"""The same for a stretch of content words, where those unexplained count twice."""
_BLANK = "▁"
_DENIALS = frozenset(
    "nicht nichts nie niemals kein keine keinen keiner keinem keines ohne weder noch kaum".split()
)

Floats = NDArray[np.float64]


class Choice(NamedTuple):
    """One token: its log-probability, that of the likeliest token in its place, its text."""

    own: float
    best: float
    text: str = ""


Choices = Sequence[tuple[float, float, str]]
"""A :class:`Choice` for each token, the end mark last."""


@runtime_checkable
class Scorer(Protocol):
    """A model that can judge given translations; :class:`fassung.engines.house.HouseEngine`."""

    @property
    def card(self) -> Card: ...

    def token_choices(self, sources: Sequence[str], targets: Sequence[str]) -> Sequence[Choices]:
        """For each target its tokens, words' first ones with ``▁`` before, the end mark last."""
        ...


def weights_version(scorer: Scorer) -> str:
    """The version of the model's weights, whatever beam it translates with."""
    name, _, beam = scorer.card.version.rpartition("-b")
    return name if name and beam.isdigit() else scorer.card.version


def can_be_scored(source: str, german: str) -> bool:
    """Whether the model is asked: neither side empty, both together not too long."""
    both = source.strip() and german.strip()
    return bool(both) and len(source) + len(german) <= LONGEST


def forced(choices: Choices, german: str, terms: Sequence[Covered]) -> Features:
    """Features of one segment.

    Args:
        choices: what the model said, the end mark last.
        german: the translation that was scored.
        terms: its content words, each with whether the English has it.
    """
    own = np.array([choice[0] for choice in choices], np.float64)
    best = np.array([choice[1] for choice in choices], np.float64)
    drop = best - own
    low = np.sort(own)
    runs = [_worst_mean(drop, size) for size in (3, 6)]
    mean = float(drop.mean())
    return {
        "model: mean": float(own.mean()),
        "model: median": float(np.median(own)),
        "model: tenth": float(np.quantile(own, 0.1)),
        "model: lowest": float(low[0]),
        "model: third lowest": float(low[min(2, len(low) - 1)]),
        "model: sum": float(-np.sqrt(max(0.0, -own.sum()))),
        "model: end": float(own[-1]),
        "model: start": float(own[0]),
        "model: sure": float(best.mean()),
        "model: least sure": float(best.min()),
        "model: drop": mean,
        "model: drops": float(np.sqrt(max(0.0, drop.sum()))),
        "model: largest drop": float(drop.max()),
        "model: drop of three": runs[0],
        "model: drop of six": runs[1],
        "model: drop of three above mean": runs[0] - mean,
        "model: drop of six above mean": runs[1] - mean,
        "model: unlikely": float((own < _UNLIKELY).mean()),
        "model: clear drops": float((drop > _CLEAR).sum()),
        "model: doubts": float((drop > _DOUBT).mean()),
        "model: stretch": float(np.log1p(_heaviest(drop - _USUAL_DROP))),
        "model: tokens": float(np.log1p(len(own))),
    } | _by_words(choices, drop, german, terms)


def _by_words(choices: Choices, drop: Floats, german: str, terms: Sequence[Covered]) -> Features:
    """Drops by what a token belongs to."""
    owners = _owners(choices, german, terms)
    kinds = np.array([2 if o is None else int(terms[o].found) for o in owners], np.int64)
    names = [i for i, o in enumerate(owners) if o is not None and terms[o].term.capital]
    words: dict[int, float] = {}
    for place, owner in enumerate(owners):
        if owner is not None:
            words[owner] = words.get(owner, 0.0) + float(drop[place])
    unexplained = [w for o, w in words.items() if not terms[o].found]
    strange = [w for o, w in words.items() if not terms[o].found and terms[o].term.capital]
    figures = [w for o, w in words.items() if terms[o].term.figure]
    stretch = [w * (1 if terms[o].found else 2) - _USUAL_WORD for o, w in sorted(words.items())]
    texts = [choice[2] for choice in choices]
    denials = [i for i, text in enumerate(texts) if text.removeprefix(_BLANK).lower() in _DENIALS]
    begins = [i for i, text in enumerate(texts[:-1], 1) if text == ","]
    surprising = [w * terms[o].rate for o, w in words.items() if not terms[o].found]
    marks = [
        float(d)
        for d, choice in zip(drop[:-1], choices, strict=False)
        if not any(c.isalnum() for c in choice[2])
    ]
    heavy = sorted(words.values(), reverse=True)[:3]
    return {
        "model: worst word": _root(heavy[:1]),
        "model: worst words": _root(heavy),
        "model: unexplained word": _root([max(unexplained, default=0.0)]),
        "model: unexplained words": _root(unexplained),
        "model: unexplained, rarely so": _root([max(surprising, default=0.0)]),
        "model: explained word": _largest(drop[kinds == 1]),
        "model: explained words": _mean(drop[kinds == 1]),
        "model: name": _largest(drop[names]),
        "model: unexplained name": _root([max(strange, default=0.0)]),
        "model: figure": _root([max(figures, default=0.0)]),
        "model: stretch of words": float(np.log1p(_heaviest(np.array([0.0, *stretch])))),
        "model: denial": _largest(drop[denials]),
        "model: last mark": float(drop[-2]) if len(drop) > 1 and len(texts[-2]) == 1 else 0.0,
        "model: clause": _largest(drop[begins]),
        "model: small word": _largest(drop[:-1][kinds[:-1] == 2]),
        "model: small words": _mean(drop[:-1][kinds[:-1] == 2]),
        "model: mark": max(marks, default=0.0),
        "model: marks": float(np.sqrt(sum(marks))),
    }


def _owners(choices: Choices, german: str, terms: Sequence[Covered]) -> list[int | None]:
    """For each token the content word that it belongs to, by its number.

    The model reads a German whose quotation marks and blanks were put in order, so words are
    looked for in the order in which they come.
    """
    starts, text = [], ""
    for choice in choices:
        starts.append(len(text))
        text += choice[2].replace(_BLANK, " ")
    at = 0
    found: list[int | None] = [None] * len(choices)
    token = 0
    for number, covered in enumerate(terms):
        word = german[covered.term.start : covered.term.end]
        place = text.find(word, at)
        if place < 0:
            continue
        at = place + len(word)
        while token + 1 < len(starts) and starts[token + 1] <= place:
            token += 1
        last = token
        while last < len(starts) and starts[last] < at:
            if found[last] is None:
                found[last] = number
            last += 1
    return found


def _root(values: Iterable[float]) -> float:
    return float(np.sqrt(max(0.0, sum(values))))


def _largest(values: Floats) -> float:
    return float(values.max()) if len(values) else 0.0


def _mean(values: Floats) -> float:
    return float(values.sum() / (len(values) + 1))


def _worst_mean(values: Floats, size: int) -> float:
    size = min(size, len(values))
    sums = np.cumsum(np.concatenate([[0.0], values]))
    return float((sums[size:] - sums[:-size]).max() / size)


def _heaviest(values: Floats) -> float:
    """The largest sum of neighbours, none at least."""
    sums = np.cumsum(np.concatenate([[0.0], values]))
    return float((sums - np.minimum.accumulate(sums)).max())
