"""One person, one spelling, from the headline to the last caption; genitives included."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import TypeAlias

from fassung.article import Role
from fassung.checks.given_names import is_given_name
from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.checks.spellings import near, plain, same_form, same_sound, sound, without_genitive
from fassung.german import names

_Run: TypeAlias = tuple[Pair, tuple[Word, ...]]
_Place: TypeAlias = tuple[str, str, int]
"""A word that has a finding: segment, its text, where it begins."""
_FOREIGN = re.compile(r"[^\x00-\x7fÄÖÜäöüß]")
_CLASSES = {
    letter: group[0]
    for group in ("CKTSZŠŚŽŻČÇ", "VW", "YJI", "AÁÅÄ", "OÓÖØ", "UÜÚ", "EÉ", "FP", "LŁ", "DÐ")
    for letter in group
} | {letter: letter for letter in "BGHMNQRX"}
"""Initials that other transcriptions of a name may have: Chodorkowski, Khodorkovsky."""
_SURE = 6
_SHORTEST = 4
"""Letters below which words are too much alike to tell names by."""


@dataclass(frozen=True, eq=False)
class _Mention:
    """One or more words that may be a name, where they stand."""

    pair: Pair
    words: tuple[Word, ...]

    @cached_property
    def form(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def stretch(self) -> tuple[int, int]:
        return self.words[0].start, self.words[-1].end


class _Source:
    """What the English names; knows nothing when there is only the German."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self.given = any(pair.source for pair in pairs)

    @cached_property
    def words(self) -> set[str]:
        capitals = {w.text for p in self._pairs for w in p.source_words if w.text[0].isupper()}
        parts = {part for word in capitals if "-" in word for part in word.split("-")}
        return capitals | parts | {without_genitive(word) for word in capitals}

    @cached_property
    def sounds(self) -> set[str]:
        return {sound(word) for word in self.words}

    def names(self, word: str) -> bool:
        """Whether ``word`` is a name of the source, in whatever spelling."""
        return sound(word) in self.sounds or sound(without_genitive(word)) in self.sounds

    def holds_both(self, a: str, b: str) -> bool:
        """Whether the partner itself has both spellings: then they may be two people."""
        return all(w in self.words or without_genitive(w) in self.words for w in (a, b))


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    runs = [run for pair in pairs for run in _runs(pair)]
    source = _Source(pairs)
    alike = _alike(runs)
    # (one spelling, the other): which of them is right is decided afterwards.
    conflicts: dict[tuple[str, str], list[_Mention]] = {}
    _hyphens(runs, source, conflicts)
    twos = list(_twos(runs, alike))
    _full_names(twos, source, conflicts)
    if alike:
        _surnames(twos, runs, alike, source, conflicts)
    told: set[_Place] = set()
    for mentions in conflicts.values():
        yield from _findings(check, mentions, source, context, told)


def _runs(pair: Pair) -> Iterator[_Run]:
    """Capitalised words that follow each other with nothing but a space between."""
    run: list[Word] = []
    for word in pair.german_capitals:
        if run and (run[-1].end + 1 != word.start or pair.german[word.start - 1] not in " \u00a0"):
            yield pair, tuple(run)
            run = []
        run.append(word)
    if run:
        yield pair, tuple(run)


def _alike(runs: Sequence[_Run]) -> dict[str, set[str]]:
    """By sound, the words that sound like a name of the text and are not its genitive.

    Names are known by a given name or by letters that German has not. Only words that begin
    like one of them are looked at, since most words of an article are not names.
    """
    words = {word.text for _, run in runs for word in run if len(word.text) >= _SHORTEST}
    known = {
        word.text
        for _, run in runs
        for two in pairwise(run)
        if is_given_name(two[0].text)
        for word in two
    }
    known |= {word for word in words if not word.isascii() and _FOREIGN.search(word)}
    known &= words
    begins = {_begins(word) for word in known}
    by_sound: dict[str, set[str]] = defaultdict(set)
    for word in words:
        if _begins(word) in begins and not word.isupper():
            by_sound[sound(word)].add(word)
    for key in tuple(by_sound):
        if key[-1] == "s" and key[:-1] in by_sound:
            by_sound[key[:-1]] |= by_sound[key]
    return {
        key: forms
        for key, forms in by_sound.items()
        if len(forms) > 1 and forms & known and len({without_genitive(form) for form in forms}) > 1
    }


def _begins(word: str) -> str:
    """The letter class that all transcriptions of a name begin with."""
    return _CLASSES.get(word[0], "")


def _twos(runs: Sequence[_Run], alike: Mapping[str, set[str]]) -> Iterator[_Mention]:
    """Two words that may be a full name, where another spelling of it is possible at all."""
    suspects = {form for forms in alike.values() for form in forms}
    for pair, run in runs:
        for one, two in pairwise(run):
            if len(two.text) >= _SHORTEST and (
                is_given_name(one.text) or one.text in suspects or two.text in suspects
            ):
                yield _Mention(pair, (one, two))


def _hyphens(
    runs: Sequence[_Run], source: _Source, conflicts: dict[tuple[str, str], list[_Mention]]
) -> None:
    """Kim Jong-un and Kim Jong Un: three parts, the last two joined or not."""
    joined = [
        _Mention(pair, two)
        for pair, run in runs
        for two in pairwise(run)
        if two[1].text.count("-") == 1 and two[0].text.isalpha() and len(two[0].text) > 1
    ]
    if not joined:
        return
    by_letters: dict[str, list[_Mention]] = defaultdict(list)
    for mention in joined:
        if _is_person(mention, source):
            by_letters[_letters(mention.form)].append(mention)
    for pair, run in runs:
        for at in range(len(run) - 2):
            mention = _Mention(pair, run[at : at + 3])
            if (letters := _letters(mention.form)) in by_letters:
                by_letters[letters].append(mention)
    for letters, mentions in by_letters.items():
        if len({mention.form[: len(letters)] for mention in mentions}) > 1:
            conflicts[letters, ""] = mentions


def _letters(form: str) -> str:
    return plain(form.replace("-", " ")).removesuffix("s")


def _is_person(mention: _Mention, source: _Source) -> bool:
    parts = mention.form.replace("-", " ").split(" ")
    if source.given:
        return all(source.names(part) for part in parts)
    # Korean and Chinese names: three short syllables.
    return all(len(part) <= 6 + (part[-1:] == "s") for part in parts)


def _full_names(
    twos: Sequence[_Mention], source: _Source, conflicts: dict[tuple[str, str], list[_Mention]]
) -> None:
    """Sergei Lawrow and Sergej Lawrow; Jane Doe-Smyth and Jane Doe-Smith."""
    by_first: dict[str, dict[str, _Mention]] = defaultdict(dict)
    for mention in twos:
        by_first[sound(mention.words[0].text)][mention.form] = mention
    for distinct in by_first.values():
        for one, two in combinations(distinct.values(), 2):
            if _one_person(one, two, source):
                pair = one.form, two.form
                conflicts[pair] = [m for m in twos if m.form in pair]


def _one_person(one: _Mention, two: _Mention, source: _Source) -> bool:
    (first, last), (other, other_last) = ([w.text for w in m.words] for m in (one, two))
    if first == other and same_form(last, other_last):
        return False
    if (first != other and source.holds_both(first, other)) or (
        last != other_last and source.holds_both(last, other_last)
    ):
        return False
    if same_sound(last, other_last):
        return source.names(last) if source.given else _is_given_name(first, other)
    if first != other or not near(without_genitive(last), without_genitive(other_last)):
        return False
    if last.endswith("s") != other_last.endswith("s") and near(last, other_last + "s"):
        return False
    # A slip: the source knows the one and not the other.
    if source.given:
        return source.names(last) != source.names(other_last)
    return is_given_name(first)


def _is_given_name(*forms: str) -> bool:
    return any(is_given_name(form) or is_given_name(plain(form).title()) for form in forms)


def _surnames(
    twos: Sequence[_Mention],
    runs: Sequence[_Run],
    alike: Mapping[str, set[str]],
    source: _Source,
    conflicts: dict[tuple[str, str], list[_Mention]],
) -> None:
    """Andrei Lankow in one place, only Lankov in another."""
    people: dict[str, set[str]] = defaultdict(set)
    for mention in twos:
        first, last = (word.text for word in mention.words)
        if is_given_name(first):
            people[last].add(sound(first))
    for forms in alike.values():
        for surname in forms & people.keys():
            for form in forms:
                if same_form(form, surname):
                    continue
                if sound(form) != sound(surname) and min(len(form), len(surname)) < _SURE:
                    continue  # a genitive, perhaps; Tore and Torres are not
                others = people.get(form) or people.get(without_genitive(form))
                if others and not others & people[surname]:
                    continue  # two people: George Bush and Wilhelm Busch
                if source.given and (not source.names(surname) or source.holds_both(form, surname)):
                    continue
                conflicts[surname, without_genitive(form)] = [
                    _Mention(pair, (word,))
                    for pair, run in runs
                    for word in run
                    if word.text == form or same_form(word.text, surname)
                ]


def _findings(
    check: Check,
    mentions: Sequence[_Mention],
    source: _Source,
    context: Context,
    told: set[_Place],
) -> Iterator[Finding]:
    """One finding for each place that has another spelling than the right one."""
    right = _right(mentions, source, context)
    for mention in mentions:
        words = {(mention.pair.segment, mention.pair.german, word.start) for word in mention.words}
        if _agrees(mention.form, right) or words & told:
            continue
        told |= words
        genitive = _letters(mention.form) != plain(mention.form.replace("-", " "))
        repair = right + "s" if genitive and not right.endswith("s") else right
        yield check.finding(
            mention.pair,
            "“{form}” is spelled “{right}” elsewhere in this article.",
            target=[mention.stretch],
            repair=repair,
            form=mention.form,
            right=right,
        )


def _agrees(form: str, right: str) -> bool:
    head, _, last = form.rpartition(" ")
    right_head, _, right_last = right.rpartition(" ")
    return head == right_head and same_form(last, right_last)


def _right(mentions: Sequence[_Mention], source: _Source, context: Context) -> str:
    """The house's form if the authority file has one, else the most used, the source's, the first.

    A form of the running text goes before one of headline and captions.
    """
    counts = Counter(mention.form for mention in mentions)
    for form in tuple(counts):
        bare = without_genitive(form)
        if bare != form and bare in counts:
            counts[bare] += counts.pop(form)
    for form in counts:
        form = without_genitive(form)
        edits, _ = names(form, "", context.style)
        if len(edits) == 1 and (edits[0].start, edits[0].end) == (0, len(form)):
            return edits[0].replacement
    body = {m.form for m in mentions if m.pair.role is Role.BODY}
    right = max(
        counts,
        key=lambda form: (
            counts[form],
            source.given and source.words.issuperset(form.split(" ")),
            form in body,
        ),
    )
    # The right spelling may be there in its genitive alone.
    genitive = right.endswith("s") and any(plain(f) == plain(right)[:-1] for f in counts)
    return right[:-1] if genitive else right


CHECK = Check(
    id="name-consistency",
    title="one name spelled in two ways",
    category="terminology/inconsistent",
    severity=Severity.MAJOR,
    german_alone=True,
    article=rule,
)
