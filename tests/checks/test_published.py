"""`check --german` on a piece as machine translation desks publish it: every fault, nothing else.

The first text is the project's own, built around the faults of a real one; the real one lies in
../shared and is read where that is present.
"""

from datetime import UTC, datetime

from fassung.article import Finding
from fassung.checks import Context, Pair, check_article
from tests.shared import SHARED, needs_shared

REAL = SHARED / "fixtures" / "published" / "000_d0bb9953f3c08d8f.txt"

OWN = """Mit dem Nachtzug zum Gipfel: Was Kim in Wladiwostok vorhat

Machthaber Kim Jong-un winkt am Bahnhof aus dem Fenster seines Zuges.

Kim Jong Un wird am Dienstag in der Hafenstadt erwartet. Bis dorthin sind es nur 310 Meilen.

In dem zerstörenden Zerstörungswerk des Sommers sei viel verloren gegangen, hieß es.

Beobachter rechnen mit wenig - nicht einmal mit einer gemeinsamen Erklärung.

„Die Demokratische Volksrepublik Korea hält Wort“, sagte Paula Reed und benutzte dabei ein \
offizielles Akronym für das Land.

Reed ist die Autorin von „Anna‘s Garden“ und lebt in Wien."""

OWN_FAULTS = {
    "name in two forms": ("Kim Jong-un", "Kim Jong Un"),
    "weekday": ("am Dienstag",),
    "miles": ("310 Meilen",),
    "doubled stem": ("zerstörenden Zerstörungswerk",),
    "hyphen for a dash": (" - ",),
    "acronym": ("Akronym",),
    "apostrophe": ("‘",),
}
REAL_FAULTS = {
    "name in two forms": ("Kim Jong-un", "Kim Jong Un"),
    "weekday": ("Montag", "Dienstag"),
    "miles": ("425 Meilen",),
    "doubled stem": ("zermürbenden Zermürbungskampf",),
    "hyphen for a dash": (" - ",),
    "acronym": ("Akronym",),
    "apostrophe": ("‘",),
}


def pairs(text: str) -> list[Pair]:
    paragraphs = [part.strip() for part in text.split("\n\n")]
    return [Pair("", part, segment=str(n)) for n, part in enumerate(paragraphs) if part]


def checked(text: str) -> tuple[list[Finding], set[str]]:
    """Findings, and the words that they underline."""
    segments = pairs(text)
    german = {pair.segment: pair.german for pair in segments}
    context = Context(
        published=datetime(2023, 9, 11, 12, tzinfo=UTC),
        appears=datetime(2023, 9, 15, 6, tzinfo=UTC),
    )
    found = check_article(segments, context=context)
    return found, {german[f.segment][a:b] for f in found for a, b in f.target}


def unfound(faults: dict[str, tuple[str, ...]], underlined: set[str]) -> list[str]:
    return [
        fault
        for fault, places in faults.items()
        if not any(place in words for place in places for words in underlined)
    ]


def test_own_text() -> None:
    found, underlined = checked(OWN)
    assert unfound(OWN_FAULTS, underlined) == []
    assert [f for f in found if f.blocking] == []


def test_own_text_without_its_faults_is_clean() -> None:
    text = OWN
    for wrong, right in (
        ("Jong-un", "Jong Un"),
        ("am Dienstag ", ""),
        ("310 Meilen", "500 Kilometer"),
        ("zerstörenden Zerstörungswerk", "Zerstörungswerk"),
        (" - ", " – "),
        (" und benutzte dabei ein offizielles Akronym für das Land", ""),
        ("‘", "’"),
    ):
        assert wrong in text
        text = text.replace(wrong, right)
    found, _ = checked(text)
    assert found == []


@needs_shared
def test_real_text() -> None:
    found, underlined = checked(REAL.read_text(encoding="utf-8"))
    assert unfound(REAL_FAULTS, underlined) == []
    assert [f for f in found if f.blocking] == []
