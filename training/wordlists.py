"""The word lists of the checks, counted in the corpora: `python -m training.wordlists`.

Nothing but words and what was counted of them goes into a list, never a sentence; a word needs
the number of sentences that stands here beside its list. What counting cannot know stands in
`wordlists.toml`, by hand. The same corpora give the same files, byte for byte.
"""

from __future__ import annotations

import argparse
import re
import textwrap
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.data import rows
from training.lexicon import SHARED, test_side

INTO = Path("src/fassung/checks")
BY_HAND = Path(__file__).with_suffix(".toml")

_TOKEN = re.compile(r"(?<![\w@#/.&’'-])[^\W\d_]+(?:-[^\W\d_]+)*(?:['’]s)?(?![\w@/])")
_STARTS = re.compile(r"(?:^|[.!?:;…–—|•/]|[\"“„”»«‘‚(\[])\W*$")
_ASCII = re.compile(r"[a-z]{2,}")
_HELD_TOGETHER = frozenset("the of and to in is for that was with on by are has have not".split())
"""A sentence without any of these is no English sentence."""
_ENDINGS = ("s", "es", "ed", "ing", "ings", "ly", "er", "ers", "ness")
"""Those that the checks read by rule; a word that has one of them on a listed one is left out."""

Examples = Sequence[tuple[str, str]]


def human() -> list[tuple[str, str]]:
    """Pairs whose German a person wrote or corrected, without those held back for reporting."""
    found = []
    for name in ("news-human", "wikipedia-postedited"):
        found += [(r["en"], r["de"]) for r in rows(SHARED / "corpus" / f"{name}.tsv.gz")]
    judged = rows(SHARED / "judged" / "critical-errors.tsv.gz")
    found += [(r["en"], r["de"]) for r in judged if r["label"] == "OK"]
    return sorted({pair for pair in found if not test_side(pair[0])})


def alone() -> list[str]:
    """English whose German no one should learn from: rows with an error, and talks."""
    judged = rows(SHARED / "judged" / "critical-errors.tsv.gz")
    teacher = rows(SHARED / "corpus" / "news-teacher.tsv.gz")
    known = {english for english, _ in human()}
    found = {r["en"] for r in judged if r["label"] != "OK"} | {r["en"] for r in teacher}
    return sorted(english for english in found - known if not test_side(english))


def machine() -> list[tuple[str, str]]:
    """The same with German from the teacher's model."""
    found = {(r["en"], r["de"]) for r in rows(SHARED / "corpus" / "news-teacher.tsv.gz")}
    return sorted(pair for pair in found if not test_side(pair[0]))


@dataclass
class Counts:
    """In how many sentences a word stands, and how."""

    small: Counter[str] = field(default_factory=Counter)
    """English, in small letters."""
    capital: Counter[str] = field(default_factory=Counter)
    """English, with a capital that no beginning of a sentence demands."""
    held: Counter[str] = field(default_factory=Counter)
    """Of these, sentences whose German holds the same word with a capital."""
    german_small: Counter[str] = field(default_factory=Counter)
    """German, in small letters, and not beside another word that the English has as well."""
    german_free: Counter[str] = field(default_factory=Counter)
    """German, with a capital that the English does not have: German's own nouns and loans."""
    german: Counter[str] = field(default_factory=Counter)
    """German words as written."""

    def add(self, english: str, german: str) -> None:
        """Counts one pair; of English with no German to trust, the English alone."""
        words = [(m[0], m.start()) for m in _TOKEN.finditer(english)]
        small = {word for word, _ in words if word.islower()}
        if not small & _HELD_TOGETHER:
            return
        capital = {_bare(word) for word, start in words if _lifted(word, english, start)}
        self.small.update(small)
        self.capital.update(capital)
        if not german:
            return
        theirs = [m[0] for m in _TOKEN.finditer(german)]
        ours = {word.lower() for word, _ in words}
        parts = {part for word in theirs for part in word.split("-") if part}
        capitals = {part for part in parts if part[0].isupper()}
        lifted = {part for word, _ in words for part in word.split("-") if part[0].isupper()}
        self.held.update(c for c in capital if c in capitals or f"{c}s" in capitals)
        self.german.update(parts)
        self.german_free.update({part.lower() for part in capitals - lifted})
        self.german_small.update(
            {
                word
                for before, word, after in zip(
                    ["", *theirs], theirs, [*theirs[1:], ""], strict=False
                )
                if word.islower() and not (word in ours and {before.lower(), after.lower()} & ours)
            }
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """English words that are no names: written small at least twice, and not mostly large."""
        return frozenset(
            word
            for word, count in self.small.items()
            if count >= 2 and _ASCII.fullmatch(word) and count >= 0.02 * self.capital[word.title()]
        )


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _lifted(word: str, text: str, start: int) -> bool:
    return word[0].isupper() and not _STARTS.search(text[max(0, start - 8) : start])


def count(pairs: Iterable[tuple[str, str]]) -> Counts:
    """What is counted of ``pairs``."""
    counts = Counts()
    for english, german in pairs:
        counts.add(english, german)
    return counts


def english(counts: Counts) -> set[str]:
    """Words written small in two sentences or more; forms that the rule reads are left out."""
    return {word for word in counts.words if not _formed(word, counts.words)}


def _formed(word: str, words: Set[str]) -> bool:
    """Whether ``word`` is one of ``words`` with an ending, as the checks read it."""
    return any(
        word.endswith(ending)
        and len(word) - len(ending) > 3
        and (word[: -len(ending)] in words or word[: -len(ending)] + "e" in words)
        for ending in ("s", "ed", "ing", "ly")
    )


def names_known(counts: Counts) -> set[str]:
    """Capitals that the German has too, in three sentences and in half of all; never small."""
    return {
        word
        for word, seen in counts.capital.items()
        if seen >= 3
        and word[1:].islower()
        and "-" not in word
        and counts.held[word] >= max(3, 0.5 * seen)
        and counts.small[word.lower()] <= 0.01 * seen
        and not counts.german_small[word.lower()]
        and counts.german_free[word.lower()] <= 0.1 * seen
    }


def loanwords(counts: Counts) -> set[str]:
    """English words that stand small in German: two sentences, and one for a hundred English."""
    able = counts.words
    return {
        word
        for word, seen in counts.german_small.items()
        if seen >= max(2, 0.01 * counts.small[word]) and (word in able or _formed(word, able))
    }


def left_over(counts: Counts) -> set[str]:
    """English words that German hardly ever writes with a capital of its own.

    In five English sentences or more (two are enough where the ending is none of Latin, which
    both languages have), and in the German of none, or of not more than 2 % and two sentences. A
    plural or genitive of what German has counts as German too.
    """
    return {
        word
        for word in counts.words
        if len(word) > 3
        and counts.small[word] >= (5 if _LATIN.search(word) else 2)
        and counts.german_small[word] < 2
        and counts.german_free[word] <= min(2, 0.02 * counts.small[word])
        and not any(
            word.endswith(ending) and counts.german_free[word[: -len(ending)]]
            for ending in ("s", "es", "e", "n", "en")
        )
    }


_LATIN = re.compile(
    r"(?:ion|or|er|um|us|is|al|ist|in|on|an|ant|ent|eur|a|o|i|y|ar|at|it|et|ot|ik|ph|in|ol|yst|ism)s?$"
)


Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Table:
    """Which German word stands for which English one (IBM model 1), as two probabilities."""

    english: list[str]
    german: list[str]
    left: Ints
    right: Ints
    forward: NDArray[np.float64]
    """That the English word is rendered so."""
    backward: NDArray[np.float64]
    meant: NDArray[np.float64]
    """How often, over all sentences."""


def aligned(pairs: Sequence[tuple[Set[str], Set[str]]], least: int = 5, rounds: int = 4) -> Table:
    """IBM model 1 over sets of words; a word in fewer than ``least`` sentences is not looked at."""
    sides: list[tuple[list[str], list[list[int]]]] = []
    for side in (0, 1):
        seen = Counter(word for pair in pairs for word in pair[side])
        names = sorted(word for word, often in seen.items() if often >= least)
        index = {word: at for at, word in enumerate(names)}
        sides.append((names, [sorted(index[w] for w in p[side] if w in index) for p in pairs]))
    (english, e), (german, g) = sides
    left = np.concatenate(
        [np.repeat(np.array(a, np.int64), len(b)) for a, b in zip(e, g, strict=True)]
    )
    right = np.concatenate(
        [np.tile(np.array(b, np.int64), len(a)) for a, b in zip(e, g, strict=True)]
    )
    wide = len(german)
    both, key = np.unique(left * wide + right, return_inverse=True)
    first, second = both // wide, both % wide
    begins = [np.cumsum([0, *map(len, side)]) for side in (e, g)]
    # Each word of one side shares itself out over the words of the other, sentence by sentence.
    there = np.concatenate(
        [np.tile(np.arange(len(b)) + n, len(a)) for a, b, n in zip(e, g, begins[1], strict=False)]
    )
    here = np.concatenate(
        [np.repeat(np.arange(len(a)) + n, len(b)) for a, b, n in zip(e, g, begins[0], strict=False)]
    )
    found = []
    for owner, place in ((first, there), (second, here)):
        chance = np.ones(len(owner))
        for _ in range(rounds):
            weight = chance[key]
            weight /= (np.bincount(place, weight) + 0.02)[place]
            meant = np.bincount(key, weight, minlength=len(owner))
            chance = meant / np.bincount(owner, meant)[owner]
        found.append((chance, meant))
    (forward, one), (backward, two) = found
    return Table(english, german, first, second, forward, backward, np.minimum(one, two))


STEM = 6


def lexicon(pairs: Examples, more: Examples, counts: Counts) -> Iterator[tuple[str, str]]:
    """How German words begin that render an English word, at most three, the likeliest first.

    Words of twenty sentences or more, and of them those whose German holds one of the beginnings
    in half of the sentences: what is rendered in too many ways says nothing when it is missing.
    """
    able = {w for w in counts.words if len(w) > 2 and counts.small[w] >= 20}
    table = aligned(
        [
            (
                {m[0] for m in _TOKEN.finditer(e)} & able,
                {m[0].lower()[:STEM] for m in _TOKEN.finditer(g) if len(m[0]) > 3},
            )
            for e, g in [*pairs, *more]
        ],
        least=10,
    )
    best: dict[int, list[tuple[float, str]]] = {}
    for at in np.flatnonzero(
        (table.forward >= 0.12) & (table.backward >= 0.04) & (table.meant >= 5)
    ).tolist():
        word = table.german[table.right[at]]
        best.setdefault(int(table.left[at]), []).append((-table.forward[at], word))
    found = {
        table.english[number]: [word for _, word in sorted(renderings)[:3]]
        for number, renderings in sorted(best.items())
    }
    seen: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for source, german in pairs:
        text = " " + german.lower()
        for word in {m[0] for m in _TOKEN.finditer(source)} & found.keys():
            seen[word] += 1
            held[word] += any(f" {s}" in text or (len(s) > 4 and s in text) for s in found[word])
    for word, stems in found.items():
        if held[word] >= 0.5 * seen[word] > 0:
            yield word, "|".join(stems)


def nouns(pairs: Examples, counts: Counts, words: Set[str]) -> Iterator[tuple[str, str]]:
    """The one German noun that an English word of ``words`` stands for, where it is one.

    Half of all renderings of the English word in all its forms, and a fifth of what the German
    word renders; in five sentences or more.
    """
    able = {word for word in words if counts.small[word] >= 5}
    table = aligned(
        [
            (
                {m[0] for m in _TOKEN.finditer(e)} & able,
                {m[0] for m in _TOKEN.finditer(g) if m[0][0].isupper() and len(m[0]) > 2},
            )
            for e, g in pairs
        ]
    )
    sure = (table.forward >= 0.5) & (table.backward >= 0.2) & (table.meant >= 5)
    for at in np.flatnonzero(sure).tolist():
        one, other = table.english[table.left[at]], table.german[table.right[at]]
        small = counts.german[other.lower()]
        if counts.german[other] > 20 * small:
            yield one, other


HEADS = {
    "english.txt": """English words of news that are written small, in two sentences or more; the
endings -s, -ed, -ing, -ly are read by rule. A word that is missing is taken for a name.""",
    "names_known.txt": """Words that are names wherever they stand with a capital, in English and
German: with a capital in three sentences of both, and in the German half the time. The rules
find other names by their place.""",
    "loanwords.txt": """Words that look English and may stand in a German text in small letters:
German words of the same letters, and loan words, in two German sentences or more.""",
    "left_over.txt": """English words that German hardly ever writes with a capital of its own: one
that does stand there was left over. In five English sentences or more (two, without a Latin
ending), in the German of at most one of fifty.""",
    "lexicon.csv": """English words of news and how German words begin that render them (at most six
letters), the likeliest first. It serves to see whether a sentence has a counterpart at all; for
no other purpose is it good enough.""",
    "nouns.csv": """English words and the one German noun that stands for them half the time or
more, in the form that was counted most: what an editor is offered for a word left in English.""",
}
_MADE = "Made by training/wordlists.py; what is to be otherwise goes into training/wordlists.toml."


def head(name: str) -> str:
    """The comment that a list begins with."""
    text = " ".join(f"{HEADS[name]} {_MADE}".split())
    return "".join(f"# {line}\n" for line in textwrap.wrap(text, 98))


def by_hand(name: str, words: set[str]) -> list[str]:
    """The words of a list with what an editor adds and takes out, in order."""
    table = tomllib.loads(BY_HAND.read_text(encoding="utf-8")).get(name.split(".")[0], {})
    taken = set(table.get("out", "").split())
    return sorted(words - taken | set(table.get("in", "").split()))


def write_words(name: str, words: Iterable[str], into: Path) -> None:
    """A list of words, as many a line as fit."""
    chosen = list(words)
    body = textwrap.fill(" ".join(chosen), 98, break_long_words=False, break_on_hyphens=False)
    (into / name).write_text(f"{head(name)}{body}\n", encoding="utf-8")
    print(f"{name}: {len(chosen):,} words")


def write_rows(name: str, found: Iterable[tuple[str, str]], into: Path) -> None:
    """A table of English and German."""
    lines = [f"{one},{other}\n" for one, other in sorted(found)]
    (into / name).write_text(f"{head(name)}english,german\n{''.join(lines)}", encoding="utf-8")
    print(f"{name}: {len(lines):,} rows")


def make(pairs: Examples, more: Examples, texts: Iterable[str], into: Path) -> None:
    """Writes all lists.

    What German writes is counted in ``pairs`` alone; English words in ``texts`` too, and what
    stands for what in ``more`` as well.
    """
    counts = count([*pairs, *((text, "") for text in texts)])
    left = by_hand("left_over.txt", left_over(counts))
    write_words("english.txt", by_hand("english.txt", english(counts)), into)
    write_words("names_known.txt", by_hand("names_known.txt", names_known(counts)), into)
    write_words("loanwords.txt", by_hand("loanwords.txt", loanwords(counts)), into)
    write_words("left_over.txt", left, into)
    write_rows("lexicon.csv", lexicon(pairs, more, counts), into)
    clear = dict(nouns([*pairs, *more], counts, set(left)))
    write_rows(
        "nouns.csv",
        ((one, clear[one]) for one in by_hand("nouns.csv", set(clear)) if one in clear),
        into,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=INTO, help="folder for the lists")
    make(human(), machine(), alone(), parser.parse_args().into)


if __name__ == "__main__":
    main()
