"""A quotation in the mouth of another, or a speaker drawn into his own quotation."""

from __future__ import annotations

from collections.abc import Iterator

from fassung.checks.attribution import Speaker, english_speaker, german_attribution
from fassung.checks.model import Check, Context, Finding, Pair, Severity, Word
from fassung.german.quotations import Quotation, quoted

_SPEECH = 3


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    source, german = quoted(pair.source), quoted(pair.german)
    # With several quotations German may order them anew: who said which is not certain then.
    if len(source.quotations) != 1 or source.opening or source.closing:
        return
    said = source.quotations[0]
    if pair.source.count(" ", said.start, said.end) < _SPEECH - 1:
        return
    speaker = english_speaker(pair.source, said)
    if not speaker or len(german.quotations) != 1 or german.opening or german.closing:
        return
    inner = german.quotations[0]
    if drawn_in := _drawn_in(pair, said, inner, speaker):
        yield check.finding(
            pair,
            "{speaker} stands inside the quotation in the German.",
            source=[(speaker.start, speaker.end)],
            target=[(word.start, word.end) for word in drawn_in],
            severity=Severity.MAJOR,
            speaker=speaker.surname,
        )
        return
    if other := _other(pair, said, inner, speaker):
        yield check.finding(
            pair,
            "The words are {speaker}’s in the source, {other}’s in the German.",
            source=[(speaker.start, speaker.end)],
            target=[(other.start, other.end)],
            speaker=speaker.surname,
            other=other.text,
        )


def _drawn_in(pair: Pair, said: Quotation, inner: Quotation, speaker: Speaker) -> list[Word]:
    """The speaker's name where it stands in the German quotation only, not in the English one."""
    places = [word for word in pair.german_words if _same(word.text, speaker.surname)]
    if not all(inner.start <= word.start < inner.end for word in places):
        return []
    quoted_names = (w.text for w in pair.source_words if said.start <= w.start < said.end)
    return [] if any(_same(name, speaker.surname) for name in quoted_names) else places


def _other(pair: Pair, said: Quotation, inner: Quotation, speaker: Speaker) -> Word | None:
    """A name of the source that the German gives as the speaker instead."""
    span = german_attribution(pair.german, inner)
    if not span:
        return None
    inside = [word for word in pair.german_words if span[0] <= word.start < span[1]]
    if any(_same(word.text, speaker.surname) for word in inside):
        return None
    elsewhere = {
        word.text
        for word in pair.source_words
        if word.text[0].isupper()
        and not speaker.start <= word.start < speaker.end
        and not said.start <= word.start < said.end
    }
    for word in reversed(inside):
        if word.text[0].isupper() and any(_same(word.text, name) for name in elsewhere):
            return word
    return None


def _same(german: str, english: str) -> bool:
    """Whether a German word is a name of the source, its genitive or transcription."""
    if len(german) < 3 or german[0] != english[0]:
        return False
    return german == english or german.startswith(english) or german[:4] == english[:4]


CHECK = Check(
    id="quote-speaker",
    title="who said it",
    category="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    segment=rule,
)
