"""Augmentation: what a desk needs and plain sentence pairs do not teach.

Tags around aligned phrases, headlines in capitals, datelines, captions with a credit, items of
lists, sentences before as context, and numbers and names exchanged on both sides so that the
model copies instead of remembering.
"""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from typing import Any

import numpy as np

from training.align import Aligned, align, phrase
from training.data import Pair

Random = np.random.Generator
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"\b[A-Z][a-zäöüé]{3,}\b")
CITIES = (
    "Seoul Seoul,Brussels Brüssel,Washington Washington,London London,Moscow Moskau,Paris Paris,"
    "Geneva Genf,Tokyo Tokio,Beijing Peking,Vienna Wien,Kyiv Kiew,Rome Rom,Warsaw Warschau,"
    "Jerusalem Jerusalem,Cairo Kairo,Prague Prag,Berlin Berlin,Nairobi Nairobi,Athens Athen"
)
AGENCIES = ("", "", "", " (AP)", " (Reuters)", " (AFP)")


def with_tags(pair: Pair, aligned: Aligned, random: Random) -> Pair:
    """Wrap one to three phrases that stand for each other; the pair itself if none is found."""
    wanted = int(random.choice([1, 1, 1, 2, 2, 3]))
    spans: list[tuple[int, int, int, int]] = []
    e_count, d_count = len(aligned.english), len(aligned.german)
    if random.random() < 0.1 and e_count > 1:
        spans.append((0, e_count - 1, 0, d_count - 1))
        wanted += 1
    for _ in range(12):
        if len(spans) >= wanted or not e_count:
            break
        first = int(random.integers(e_count))
        last = min(e_count - 1, first + int(random.choice([0, 0, 1, 1, 2, 3, 5])))
        start, end = aligned.english[first][0], aligned.english[last][1]
        if not (pair.en[start].isalnum() and pair.en[end - 1].isalnum()):
            continue
        if pair.en[start:end].islower() and random.random() < 0.4:
            continue
        there = phrase(aligned, first, last)
        if there is None:
            continue
        new = (first, last, *there)
        if all(apart(new[:2], old[:2]) and apart(new[2:], old[2:]) for old in spans):
            spans.append(new)
    spans.sort(key=lambda s: (s[0], -s[1]))
    english: list[tuple[int, int, str]] = []
    german: list[tuple[int, int, str]] = []
    begin = 1 if random.random() < 0.85 else int(random.integers(1, 9))
    for number, (e1, e2, d1, d2) in enumerate(spans, begin):
        for marks, words, low, high in (
            (english, aligned.english, e1, e2),
            (german, aligned.german, d1, d2),
        ):
            length = high - low
            marks.append((words[low][0], 1000 - length, f"⟦{number}⟧"))
            marks.append((words[high][1], length - 1000, f"⟦/{number}⟧"))
    return Pair(insert(pair.en, english), insert(pair.de, german), pair.before)


def apart(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether two spans lie apart, or one strictly inside the other."""
    if a[1] < b[0] or b[1] < a[0]:
        return True
    return (a[0] >= b[0] and a[1] <= b[1] and a != b) or (b[0] >= a[0] and b[1] <= a[1] and a != b)


def insert(text: str, marks: list[tuple[int, int, str]]) -> str:
    """`text` with the marks put in; at one place closing marks come before opening ones."""
    for place, _, mark in sorted(marks, key=lambda m: (m[0], m[1]), reverse=True):
        text = text[:place] + mark + text[place:]
    return text


def new_digits(old: str, random: Random) -> str:
    """A number of the same shape: years stay years, the first digit is not zero."""
    if len(old) == 4 and old[:2] in ("19", "20"):
        return f"{old[:2]}{int(random.integers(0, 100)):02d}"
    digits = [str(random.integers(1 if not i else 0, 10)) for i in range(len(old))]
    return "".join(digits)


def with_numbers(pair: Pair, random: Random) -> Pair:
    """Exchange numbers that stand once on each side, with point and comma as each side has them."""
    en, de = pair.en, pair.de
    for found in sorted({m[0] for m in NUMBER.finditer(en)}, key=len, reverse=True):
        there = found.translate(str.maketrans(".,", ",."))
        in_en = [m for m in NUMBER.finditer(en) if m[0] == found]
        in_de = [m for m in NUMBER.finditer(de) if m[0] == there]
        if len(in_en) != 1 or len(in_de) != 1 or found in ("1", "2"):
            continue
        new = re.sub(r"\d+", lambda m: new_digits(m[0], random), found)
        en = en[: in_en[0].start()] + new + en[in_en[0].end() :]
        new = new.translate(str.maketrans(".,", ",."))
        de = de[: in_de[0].start()] + new + de[in_de[0].end() :]
    return Pair(en, de, pair.before)


def shared_names(pair: Pair, common: set[str]) -> list[str]:
    """Capitalised words that stand once on each side and are nowhere written small."""
    found = []
    for match in NAME.finditer(pair.en):
        name = match[0]
        if match.start() and name.lower() not in common:
            once = len(re.findall(rf"\b{name}\b", pair.en)) == 1
            if once and len(re.findall(rf"\b{name}\b", pair.de)) == 1:
                found.append(name)
    return found


def in_capitals(pair: Pair, random: Random) -> Pair:
    """A short sentence as an English headline; the German stays as a headline is written."""
    en, de = pair.en.rstrip("."), pair.de.rstrip(".")
    if random.random() < 0.5:
        return Pair(en.upper(), de)
    return Pair(" ".join(w[:1].upper() + w[1:] for w in en.split()), de)


def with_dateline(pair: Pair, random: Random) -> Pair:
    """`SEOUL (AP) — ` before the English, `Seoul (AP) – ` before the German."""
    english, german = str(random.choice(CITIES.split(","))).split()
    agency = str(random.choice(AGENCIES))
    dash = str(random.choice(["—", "—", "-", "--", "–"]))
    head = english.upper() if random.random() < 0.7 else english
    return Pair(f"{head}{agency} {dash} {pair.en}", f"{german}{agency} – {pair.de}")


CREDITS = (
    "({name}/{house})",
    "(Photo by {name}/{house})",
    "({name} for {house})",
    "{name}/{house}",
)
HOUSES = ("AP", "AFP", "Reuters", "Getty Images", "EPA", "Bloomberg", "Example Photos")
MARKS = ("- ", "• ", "– ", "* ", "{n}. ", "{n}) ", "({n}) ")


def with_credit(pair: Pair, names: list[str], random: Random) -> Pair:
    """As a picture's caption: a credit behind it that stays as it is on both sides."""
    name = f"{random.choice(names)} {random.choice(names)}"
    credit = str(random.choice(CREDITS)).format(name=name, house=random.choice(HOUSES))
    return Pair(f"{pair.en} {credit}", f"{pair.de} {credit}")


def as_item(pair: Pair, random: Random) -> Pair:
    """As an item of a list: the same mark before both sides."""
    mark = str(random.choice(MARKS)).format(n=int(random.integers(1, 13)))
    return Pair(mark + pair.en, mark + pair.de, pair.before)


class Augmenter:
    """Turns a pair into an example, by the shares of the configuration."""

    def __init__(self, settings: dict[str, Any], run: Path, corpora: dict[str, list[Pair]]) -> None:
        self.share: dict[str, float] = settings["augment"]
        self.common = {
            w for pairs in corpora.values() for p in pairs for w in p.en.split() if w.islower()
        }
        names = {n for p in corpora["teacher"] for n in shared_names(p, self.common)}
        self.names = sorted(names)
        self.aligned = self._alignment(run / "alignment.pickle", corpora["teacher"])

    @staticmethod
    def _alignment(path: Path, pairs: list[Pair]) -> list[Aligned]:
        """Computed once per run; the file is the run's own."""
        if path.exists():
            found: list[Aligned] = pickle.loads(path.read_bytes())
            return found
        found = align([(p.en, p.de) for p in pairs])
        part = path.with_suffix(".part")
        part.write_bytes(pickle.dumps(found))
        part.replace(path)
        return found

    def __call__(self, pairs: list[Pair], index: int, name: str, random: Random) -> Pair:
        pair = pairs[index]
        if name == "teacher" and random.random() < self.share["tags"]:
            pair = with_tags(pair, self.aligned[index], random)
        else:
            pair = self._varied(pair, random)
        if not pair.before or random.random() >= self.share["context"]:
            return Pair(pair.en, pair.de)
        return Pair(pair.en, pair.de, pair.before[-int(random.integers(1, 4)) :])

    def _varied(self, pair: Pair, random: Random) -> Pair:
        draw = random.random()
        if draw < self.share["names"]:
            for name in shared_names(pair, self.common):
                new = str(random.choice(self.names))
                pair = Pair(
                    re.sub(rf"\b{name}\b", new, pair.en),
                    re.sub(rf"\b{name}\b", new, pair.de),
                    pair.before,
                )
        draw = random.random()
        if draw < self.share["capitals"] * 2 and len(pair.en.split()) <= 13:
            return in_capitals(pair, random)
        if draw > 1 - self.share["dateline"]:
            return with_dateline(pair, random)
        draw = random.random()
        if draw < self.share["captions"]:
            return with_credit(pair, self.names, random)
        if draw > 1 - self.share["lists"]:
            return as_item(pair, random)
        if random.random() < self.share["numbers"] * 3:
            return with_numbers(pair, random)
        return pair
