"""Proposals: names and terms that editors change again and again; a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from fassung.checks.risk.terms import ENGLISH_SMALL, GERMAN_SMALL
from fassung.desk import diff, record
from fassung.desk.accounts import Person
from fassung.desk.base import new_id, now
from fassung.desk.rights import actor, require
from fassung.desk.schema import Proposal, Version
from fassung.desk.store import Store
from fassung.desk.upsert import insert
from fassung.errors import NotFound
from fassung.german.glossary import Glossary, Term

LEAST = 2
"""Segments in which the same must have been changed for it to be more than a matter of taste."""
_LONGEST = 4
"""Words of a name or term."""
_SPELLING = 60.0
"""Per cent of letters that two spellings of a name share at least."""
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ENDING = re.compile(r"(?<=\w{4})(?:ern|em|en|er|es|s|e|n)$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment in English, as the machine had it in German, and as it is now."""

    source: str
    machine: str
    german: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed for one English name or term, and in how many segments."""

    kind: str
    source: str
    german: str
    seen: int


def propose(session: Session, version: Version) -> list[Change]:
    """Takes up what editors changed in ``version`` in the same way throughout.

    What was refused before stays refused.

    Args:
        session: a writing one.
        version: one that a person has approved.
    """
    pairs = [
        Pair(row.source.value, row.machine.value, row.german.value) for row in version.segments
    ]
    found = changes(pairs)
    for change in sorted(found, key=lambda change: (change.kind, change.source, change.german)):
        statement = insert(session, Proposal).values(
            id=new_id(),
            kind=change.kind,
            source=change.source,
            german=change.german,
            seen=change.seen,
            state="open",
            at=now(),
        )
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["kind", "source", "german"],
                set_={"seen": Proposal.seen + change.seen},
            )
        )
    return found


def changes(pairs: Sequence[Pair]) -> list[Change]:
    """Names and terms that were changed in the same way wherever they stand.

    A word that the machine had left as in the English is a name; for any other the English is
    what all segments with the change have in common, and no segment without it has. Where that
    is not one name or term, nothing is proposed.

    >>> changes([Pair("Kiev fell silent.", "Kiev schwieg.", "Kiew schwieg."),
    ...          Pair("Back in Kiev", "Zurück in Kiev", "Zurück in Kiew")])
    [Change(kind='name', source='Kiev', german='Kiew', seen=2)]
    """
    places: dict[tuple[str, str], dict[int, tuple[str, str]]] = {}
    for at, pair in enumerate(pairs):
        for old, new in (*_replaced(pair), *_renamed(pair)):
            places.setdefault((_stem(old), _stem(new)), {})[at] = (old, new)
    found = []
    for forms in places.values():
        if len(forms) < LEAST:
            continue
        here = [pairs[at] for at in forms]
        old, new = (
            min(form, key=lambda w: (len(w), w)) for form in zip(*forms.values(), strict=True)
        )
        name = all(_holds(pair.source, old) for pair in here)
        english = old if name else _in_common(here, pairs, new)
        if english and _everywhere(english, new, pairs):
            found.append(Change("name" if name else "term", english, new, len(forms)))
    return found


def waiting(session: Session) -> Sequence[Proposal]:
    """Proposals that nobody has decided on, the most frequent first."""
    return session.scalars(
        select(Proposal).where(Proposal.state == "open").order_by(Proposal.seen.desc(), Proposal.at)
    ).all()


def accepted(session: Session) -> Sequence[Proposal]:
    """What the desk's glossary holds, in the order of the English."""
    query = select(Proposal).where(Proposal.state == "accepted")
    return session.scalars(query.order_by(Proposal.source, Proposal.at)).all()


def accept(store: Store, proposal_id: str, person: Person) -> None:
    """Puts the term or name into the desk's glossary; checks ask for it from now on.

    Raises:
        NotAllowed: for less than a chief.
        NotFound: if there is no such proposal.
    """
    _decide(store, proposal_id, person, "accepted")


def refuse(store: Store, proposal_id: str, person: Person) -> None:
    """Leaves the term or name out, for good or from now on.

    Raises:
        NotAllowed, NotFound: as :func:`accept`.
    """
    _decide(store, proposal_id, person, "refused")


def glossary_of(session: Session, partner: str) -> Glossary:
    """The terms and names that people at the desk have accepted; of two for one, the later.

    They hold for every ``partner``: what a German newsroom calls a thing does not depend on who
    reports it.
    """
    accepted = session.execute(
        select(Proposal.source, Proposal.german)
        .where(Proposal.state == "accepted")
        .order_by(Proposal.at)
    )
    terms = {source: Term((source,), (german,)) for source, german in accepted}
    return Glossary(tuple(terms.values()))


def _decide(store: Store, proposal_id: str, person: Person, state: str) -> None:
    require(person, "chief")
    with store.writing() as session:
        proposal = session.get(Proposal, proposal_id, with_for_update=True)
        if proposal is None:
            raise NotFound("There is no proposal {id}.", id=proposal_id)
        proposal.state, proposal.person_id, proposal.at = state, person.id, now()
        said = {"kind": proposal.kind, "source": proposal.source, "german": proposal.german}
        record.append(session, None, actor(person), f"proposal {state}", said)


def _replaced(pair: Pair) -> Iterator[tuple[str, str]]:
    """What stands for what else now: short, with a capital, as German names and nouns are."""
    for old, new in diff.changed(pair.machine, pair.german):
        before, after = _core(old, GERMAN_SMALL), _core(new, GERMAN_SMALL)
        if (
            before
            and after
            and before != after
            and after[:1].isupper()
            and _stem(before) != _stem(after)
            and max(before.count(" "), after.count(" ")) < _LONGEST
        ):
            yield before, after


def _renamed(pair: Pair) -> Iterator[tuple[str, str]]:
    """Names that the machine had left as they were and that now stand in another spelling,
    however much else of the sentence was changed."""
    source, machine, german = (
        {word for word in _WORD.findall(text) if word[0].isupper()}
        for text in (pair.source, pair.machine, pair.german)
    )
    new = german - machine
    for name in (source & machine) - german:
        likest = process.extractOne(name, new, scorer=fuzz.ratio, score_cutoff=_SPELLING)
        if likest is not None:
            yield name, likest[0]


def _core(words: str, small: Iterable[str]) -> str:
    """``words`` without articles and the like around them; empty if a mark stands among them."""
    found = _WORD.findall(words)
    if any(char in ".,;:!?()„“–" for char in words.strip(" .,;:!?")):
        return ""
    while found and found[0].lower() in small:
        found.pop(0)
    while found and found[-1].lower() in small:
        found.pop()
    return " ".join(found)


def _in_common(here: Sequence[Pair], pairs: Sequence[Pair], new: str) -> str:
    """The longest words that all of ``here`` have in English, and none of the others."""
    shared: set[str] | None = None
    for pair in here:
        these = set(_grams(pair.source))
        shared = these if shared is None else shared & these
    others = [pair for pair in pairs if not _holds_stem(pair.german, new)]
    known = {gram for pair in others for gram in _grams(pair.source)}
    left = (shared or set()) - known
    longest = [a for a in left if not any(a != b and _holds(b, a) for b in left)]
    return longest[0] if len(longest) == 1 else ""


def _grams(source: str) -> Iterator[str]:
    words = [word.lower() for word in _WORD.findall(source)]
    for first in range(len(words)):
        for last in range(first, min(len(words), first + _LONGEST - 1)):
            ends = words[first], words[last]
            if all(end not in ENGLISH_SMALL and not end.isdigit() for end in ends):
                yield " ".join(words[first : last + 1])


def _everywhere(english: str, new: str, pairs: Sequence[Pair]) -> bool:
    english = english.lower()
    return all(_holds_stem(p.german, new) for p in pairs if _holds(p.source.lower(), english))


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _holds_stem(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(_stem(words))}", text) is not None


def _stem(words: str) -> str:
    return _ENDING.sub("", words)
