"""A woman with a man's office, or a man with a woman's, where the English says who is who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.checks.people import Person, genders, words

_ENDINGS = ("s", "es", "en", "n")
_MALE_ARTICLES = {"dem", "den", "des", "einem", "einen", "eines", "vom", "zum", "beim", "ein"}
_FEMALE_ARTICLES = {"die", "eine", "einer"}


def rule(check: Check, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    known = genders(pairs)
    if not known:
        return
    by_surname: dict[str, list[Person]] = defaultdict(list)
    for person in known:
        by_surname[person[1]].append(person)
    for pair in pairs:
        of = pair.german_words
        for number, word in enumerate(of):
            # A genitive is skipped: "der Anwalt Jane Does" is her lawyer.
            people = by_surname.get(word.text)
            if not people or number == 0:
                continue
            exact = [p for p in people if p[0] == of[number - 1].text]
            if len(exact or people) != 1:
                continue
            person = (exact or people)[0]
            first = number - bool(exact)
            if not exact and len(people) == 1 and _has_another_first_name(of, number):
                continue
            if pair.german.startswith(" und ", word.end):
                continue  # "Senatoren Jane Doe und …" or the like
            yield from _noun_before(check, pair, of, first, person, known[person])


def _has_another_first_name(of: Sequence[Word], number: int) -> bool:
    """Whether the word before the surname is a name as well, and so perhaps another person's."""
    word = of[number - 1]
    return word.text[0].isupper() and not _gender(of, number - 1)


def _noun_before(
    check: Check, pair: Pair, of: Sequence[Word], first: int, person: Person, sign: str
) -> Iterator[Finding]:
    if first == 0 or of[first - 1].end + 1 != of[first].start:
        return
    noun = of[first - 1]
    found = _gender(of, first - 1)
    if not found or found == sign:
        return
    name = " ".join(person)
    if sign == "f":
        yield check.finding(
            pair,
            "{name} is a woman, “{noun}” a man.",
            target=[(noun.start, noun.end)],
            name=name,
            noun=noun.text,
        )
    else:
        yield check.finding(
            pair,
            "{name} is a man, “{noun}” a woman.",
            target=[(noun.start, noun.end)],
            name=name,
            noun=noun.text,
        )


def _gender(of: Sequence[Word], number: int) -> str:
    """``"f"``, ``"m"`` or nothing, as a noun and the article before it have it."""
    noun = of[number].lower
    article = of[number - 1].lower if number else ""
    for male, female in words()["pairs"]:
        if noun.endswith(female):
            return "f"
        if noun.endswith(male):
            # "die Sprecher Jane Doe und …": several people.
            return "" if article == "die" else "m"
        if article in _MALE_ARTICLES and noun.endswith(tuple(male + e for e in _ENDINGS)):
            return "m"
    for stem in words()["adjectival"]["stems"]:
        if noun.endswith(stem + "r"):
            # "Abgeordneter" alone; "ein Abgeordneter".
            return "m" if article not in ("der", "einer") else ""
        if noun.endswith(stem):
            return "m" if article == "der" else "f" if article in _FEMALE_ARTICLES else ""
        if noun.endswith(stem + "n"):
            return "m" if article in _MALE_ARTICLES else ""
    return ""


CHECK = Check(
    id="gender",
    title="gender of a person",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    article=rule,
)
