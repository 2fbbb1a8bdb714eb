"""Loops, copies, runaways are noticed; good German is not."""

import pytest

from fassung.translation.guard import Fault, fault, translatable

LONG = "The committee said on Tuesday that the bridge would be closed for repairs until spring."


@pytest.mark.parametrize(
    ("english", "german", "expected"),
    [
        ("It rains.", "Es regnet.", None),
        ("It rains.", " ", Fault.EMPTY),
        ("It rains.", "Es regnet. Es regnet. Es regnet.", Fault.LOOP),
        ("It rains.", "Es Es Es Es regnet.", Fault.LOOP),
        ("Very, very, very late", "Sehr, sehr, sehr spät", None),
        ("No, no, no, no!", "Nein, nein, nein, nein!", None),
        (LONG, LONG, Fault.COPY),
        (LONG, "Der Ausschuss schwieg.", Fault.SHORT),
        (
            "It rains.",
            "Es regnet " + "und dann kommt noch etwas ganz anderes dazu " * 2,
            Fault.RUNAWAY,
        ),
        ("Washington Post Building", "Washington Post Building", None),
        ("Kim Roe, Lee Foe and Pat Poe", "Kim Roe, Lee Foe und Pat Poe", None),
        (
            LONG,
            "Der Ausschuss teilte am Dienstag mit, dass die Brücke bis zum Frühjahr gesperrt sei.",
            None,
        ),
    ],
)
def test_fault(english: str, german: str, expected: Fault | None) -> None:
    assert fault(english, german) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Snow", True),
        ("12.5%", False),
        ("$4,000", False),
        ("https://example.org/a", False),
        ("desk@example.org", False),
        ("– * –", False),
        ("", False),
        ("@poe", False),
        ("5 miles", True),
    ],
)
def test_translatable(value: str, expected: bool) -> None:
    assert translatable(value) is expected
