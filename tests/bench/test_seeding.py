"""Seeded errors are real errors, stand where they say, and come out the same each time."""

from random import Random

import pytest

from bench.seeding import (
    Example,
    Maker,
    caught,
    digit,
    german_quotes,
    link,
    name,
    negation_added,
    negation_dropped,
    quote,
    scale,
    seeds,
    sentence,
    separator,
    side,
    unit,
)
from fassung.article import Finding, Severity

TABLE: list[tuple[Maker, str, str, set[str]]] = [
    (separator, "It cost 2.5 euros.", "Es kostete 2,5 Euro.", {"Es kostete 2.5 Euro."}),
    (separator, "Some 12,400 came.", "Rund 12.400 kamen.", {"Rund 12,400 kamen."}),
    (separator, "At 9:30 on 3 May.", "Um 9.30 Uhr am 3.5.2024.", set()),
    (scale, "$3 billion", "3 Milliarden Dollar", {"3 Millionen Dollar", "3 Billionen Dollar"}),
    (scale, "a billion", "eine Milliarde", {"eine Million", "eine Billion"}),
    (scale, "Millionaires", "Millionäre", set()),
    (unit, "80 kilometres away", "80 Kilometer entfernt", {"80 entfernt"}),
    (unit, "It rose 5%.", "Es stieg um 5 %.", {"Es stieg um 5."}),
    (unit, "from 18% to 14%", "von 18 Prozent auf 14 Prozent", set()),
    (unit, "80, 85 and 90 kg", "80 kg, 85 kg und 90 kg", set()),
    (unit, "up 3%. 4 km on", "um 3 %. 4 km weiter", {"um 3. 4 km weiter", "um 3 %. 4 weiter"}),
    (unit, "5 Meters Road", "5-Meter-Brett", set()),
    (negation_dropped, "He did not come.", "Er kam nicht.", {"Er kam ."}),
    (negation_dropped, "No plan exists.", "Kein Plan besteht.", {"Ein Plan besteht."}),
    (negation_dropped, "Not only that", "Nicht nur das", set()),
    (negation_added, "They will come.", "Sie werden kommen.", {"Sie werden nicht kommen."}),
    (negation_added, "It is a start.", "Es ist ein Anfang.", {"Es ist kein Anfang."}),
    (negation_added, "They won't come.", "Sie werden nie kommen.", set()),
    (side, "The Hellenic team", "Die griechische Elf", set()),
    (side, "Fog in the north.", "Nebel im Norden.", {"Nebel im Süden."}),
    (side, "Fog up there.", "Nebel im Norden.", set()),
    (quote, '"Yes", he said.', "„Ja“, sagte er.", {'"Ja", sagte er.'}),
    (quote, '"Yes", he said.', '"Ja", sagte er.', {'"Ja", sagte er.'}),
    (quote, "Yes, he said.", "Ja, sagte er.", set()),
]


@pytest.mark.parametrize(("maker", "english", "german", "expected"), TABLE)
def test_error(maker: Maker, english: str, german: str, expected: set[str]) -> None:
    made: set[str] = set()
    for number in range(20):
        made |= {s.spoiled.german for s in maker((english, german), Random(number))}
    assert made == expected


@pytest.mark.parametrize("number", range(30))
def test_one_digit_is_changed(number: int) -> None:
    pair = ("On 12 May 1,904 people came.", "Am 12. Mai kamen 1904 Menschen.")
    for seed in digit(pair, Random(number)):
        different = [a for a, b in zip(pair[1], seed.spoiled.german, strict=True) if a != b]
        assert len(different) == 1 and different[0].isdigit()
        assert seed.place and seed.spoiled.german[seed.place[1] - 1].isdigit()


def test_name_comes_from_the_pool() -> None:
    pair = ("Yesterday Lorvik praised the mayor.", "Gestern lobte Lorvik die Bürgermeisterin.")
    (seed,) = name(pair, Random(1), ["Lorvik", "Tamsin"])
    assert seed.spoiled.german == "Gestern lobte Tamsin die Bürgermeisterin."


def test_country_keeps_its_ending() -> None:
    pair = ("Greek tomatoes from Spain's shores", "Griechische Tomaten von Spaniens Ufern")
    (seed,) = side(pair, Random(1))
    assert seed.spoiled.german.endswith(" Ufern") and "Spanien" not in seed.spoiled.german


def test_sentence_is_dropped_from_the_german_alone() -> None:
    pairs = [("One.", "Eins."), ("Two.", "Zwei."), ("Three.", "Drei.")]
    seed = sentence(pairs, Random(3))
    assert seed.spoiled.source == "One. Two. Three."
    assert len(seed.spoiled.german.split()) == 2


def test_link_is_lost() -> None:
    (seed,) = link(("A long report", "Ein langer Bericht"), Random(2))
    assert seed.good.german_text and seed.good.german_text.spans
    assert seed.spoiled.german_text and not seed.spoiled.german_text.spans
    assert seed.spoiled.source_text and seed.spoiled.source_text.spans


def test_quotes_are_made_german_first() -> None:
    assert german_quotes('"Ja", sagte sie.') == "„Ja“, sagte sie."


PAIRS: list[Example] = [
    (f"They will pay {n} euros to Harlow.", f"Sie werden {n} Euro an Harlow zahlen.")
    for n in range(10, 40)
]


def test_seeds_are_the_same_each_time() -> None:
    first, second = seeds(PAIRS, 5), seeds(PAIRS, 5)
    assert first == second
    assert all(len(found) == 5 for found in first.values())
    assert {"one digit changed", "unit dropped", "negation added", "link lost"} <= first.keys()


def finding(start: int, end: int, **values: str) -> Finding:
    return Finding("", "x", "", Severity.MAJOR, "t", tuple(values.items()), target=((start, end),))


def test_caught_needs_the_place() -> None:
    (seed,) = scale(("$3 billion", "Etwa 3 Milliarden Dollar"), Random(1))
    assert caught(seed, [], [finding(7, 16)])
    assert not caught(seed, [], [finding(0, 4)])
    assert not caught(seed, [finding(7, 16)], [finding(7, 16)])
    assert caught(seed, [finding(7, 16, a="1")], [finding(7, 16, a="2")])
