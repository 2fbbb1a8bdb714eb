"""One person, one spelling, from the headline to the last caption; genitives included."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import TypeAlias

from fassung.article import Role
from fassung.checks.given_names import is_given_name
from fassung.checks.mentions import Mention, Run, Source, alike, runs, twos
from fassung.checks.model import Check, Context, Finding, Pair, Severity
from fassung.checks.spelling import near, plain, same_form, same_sound, sound, without_genitive
from fassung.german import names

_Place: TypeAlias = tuple[str, str, int]
"""A word that has a finding: segment, its text, where it begins."""
_MOST = 200
"""People of one given name that are compared with each other."""
_SURE = 6
"""Letters that a name needs to be known where the other spelling is a genitive, too."""


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    found = [run for pair in pairs for run in runs(pair)]
    source = Source(pairs)
    similar = alike(found)
    # (one spelling, the other): which of them is right is decided afterwards.
    conflicts: dict[tuple[str, str], list[Mention]] = {}
    _hyphens(found, source, conflicts)
    names_of_two = list(twos(found, similar))
    _full_names(names_of_two, source, conflicts)
    if similar:
        _surnames(names_of_two, found, similar, source, conflicts)
    told: set[_Place] = set()
    for mentions in conflicts.values():
        yield from _findings(check, mentions, source, context, told)


def _hyphens(
    runs: Sequence[Run], source: Source, conflicts: dict[tuple[str, str], list[Mention]]
) -> None:
    """Kim Jong-un and Kim Jong Un: three parts, the last two joined or not."""
    joined = [
        Mention(pair, two)
        for pair, run in runs
        if "-" in pair.german
        for two in pairwise(run)
        if two[1].text.count("-") == 1 and two[0].text.isalpha() and len(two[0].text) > 1
    ]
    if not joined:
        return
    by_letters: dict[str, list[Mention]] = defaultdict(list)
    for mention in joined:
        if _is_person(mention, source):
            by_letters[_letters(mention.form)].append(mention)
    for pair, run in runs:
        for at in range(len(run) - 2):
            mention = Mention(pair, run[at : at + 3])
            if (letters := _letters(mention.form)) in by_letters:
                by_letters[letters].append(mention)
    for letters, mentions in by_letters.items():
        if len({mention.form[: len(letters)] for mention in mentions}) > 1:
            conflicts[letters, ""] = mentions


def _letters(form: str) -> str:
    return plain(form.replace("-", " ")).removesuffix("s")


def _is_person(mention: Mention, source: Source) -> bool:
    parts = mention.form.replace("-", " ").split(" ")
    if source.given:
        return all(source.names(part) for part in parts)
    # Korean and Chinese names: three short syllables.
    return all(len(part) <= 6 + (part[-1:] == "s") for part in parts)


def _full_names(
    twos: Sequence[Mention], source: Source, conflicts: dict[tuple[str, str], list[Mention]]
) -> None:
    """Sergei Lawrow and Sergej Lawrow; Jane Doe-Smyth and Jane Doe-Smith."""
    by_first: dict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in twos:
        by_first[sound(mention.words[0].text)][mention.form] = mention
    for distinct in by_first.values():
        # A list of thousands is no article, and all pairs of it would take minutes.
        for one, two in combinations(list(distinct.values())[:_MOST], 2):
            if _one_person(one, two, source):
                pair = one.form, two.form
                conflicts[pair] = [m for m in twos if m.form in pair]


def _one_person(one: Mention, two: Mention, source: Source) -> bool:
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
    twos: Sequence[Mention],
    runs: Sequence[Run],
    alike: Mapping[str, set[str]],
    source: Source,
    conflicts: dict[tuple[str, str], list[Mention]],
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
                    Mention(pair, (word,))
                    for pair, run in runs
                    for word in run
                    if word.text == form or same_form(word.text, surname)
                ]


def _findings(
    check: Check,
    mentions: Sequence[Mention],
    source: Source,
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


def _right(mentions: Sequence[Mention], source: Source, context: Context) -> str:
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
