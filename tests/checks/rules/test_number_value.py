"""number-value: numbers that changed, went, or came from nowhere."""

from datetime import UTC, datetime

import pytest

from fassung.checks import Context, Pair, Severity, by_id
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("The town has 17 schools.", "Die Stadt hat 71 Schulen.", ["71"]),
    ("The town has 17 schools.", "Die Stadt hat 17 Schulen.", []),
    ("The town has 17 schools.", "Die Stadt hat siebzehn Schulen.", []),
    ("The town has 17 schools.", "Die Stadt hat siebzig Schulen.", ["siebzig"]),
    ("The town has 17 schools.", "Die Stadt hat Schulen.", [""]),
    ("The town has schools.", "Die Stadt hat 17 Schulen.", ["17"]),
    ("Five ships left with nine men.", "Fünf Schiffe fuhren mit acht Mann.", ["acht"]),
    ("He paid 1,250 crowns in 2012.", "Er zahlte 2012 genau 1.250 Kronen.", []),
    ("He paid 1,250 crowns in 2012.", "Er zahlte 2021 genau 1.250 Kronen.", ["2021"]),
    ("between 10 and 20 boats", "zwischen 20 und 20 Booten", ["20"]),
    # one of two equal numbers is wrong: the one that stands where the other value stood
    ("Lane 1 is shut, lane 2 is free.", "Spur 2 ist dicht, Spur 2 ist frei.", ["2"]),
    ("a lead of 2-1, then a 4-2", "führten 2:1, dann 2:2", ["2"]),
    ("They led 2-1 and lost 3-2 in the third.", "Sie führten 2:1, verloren 1:2 im dritten.", ["1"]),
    ("two cures for type 2 fever", "zwei Mittel gegen Typ-1-Fieber", ["1"]),
    ("sixteen to eighteen weeks", "zwischen 16 und 16 Wochen", ["16"]),
    ("ten of 40 farms, for twenty years", "zehn von 40 Höfen, 40 Jahre lang", ["40"]),
    ("moored two years ago", "vor 1 Jahr vertäut", ["1"]),
    ("It pays once, every 2-3 years.", "Es zahlt alle 1-3 Jahre einmal.", ["1"]),
    ("moored a year ago", "vor 1 Jahr vertäut", []),
    ("dial 0049 for Kiel", "die 0039 für Kiel wählen", ["0039"]),
    ("dial Kiel", "0049 für Kiel wählen", []),
    ("In 2012, yes, 2012, it rained.", "2012 regnete es.", []),
    ("“We sold 40,” she said.", "„Wir haben 14 verkauft“, sagte sie.", ["14"]),
    # other ways to say the same
    ("at 9:30 p.m.", "um 21.30 Uhr", []),
    ("at 9:30 p.m.", "um 9.30 Uhr abends", []),
    ("at 9:30 p.m.", "um 9.30 Uhr", ["9.30"]),
    ("at 12:15 a.m.", "um 0.15 Uhr", []),
    ("Saturday night at 7", "Samstagabend um 19 Uhr", []),
    ("in the '90s and the 1970s", "in den 1990ern und den Siebzigerjahren", []),
    ("in the 1800s", "im 19. Jahrhundert", []),
    ("They won 3-1 and lost 20-18.", "Sie gewannen 3:1 und verloren 20:18.", []),
    ("two-thirds and a quarter", "zwei Drittel und 25 Prozent", []),
    ("Some 50 percent agreed.", "Die Hälfte stimmte zu.", []),
    ("18 months later", "anderthalb Jahre später", []),
    ("after two decades", "nach 20 Jahren", []),
    ("two dozen letters", "24 Briefe", []),
    ("World War II", "im 2. Weltkrieg", []),
    ("on 9/11", "am 11. September", []),
    ("dated 28.8.09", "vom 28. August 2009", []),
    ("the season 2008/09", "die Saison 2008/2009", []),
    ("call 202-555-0123", "unter 2025550123", []),
    ("the B-52 and CO2", "die B-52 und CO2", []),
    ("the B-52 flew", "die B-25 flog", ["25"]),
    ("carbon dioxide", "der Ausstoß von CO2", []),
    ("1 in 7 left", "einer von sieben ging", []),
    ("a team for the last 16", "ein Team fürs Achtelfinale", []),
    ("worth €750 million ($851 million)", "750 Millionen Euro wert", []),
    ("worth £20", "20 Pfund (rund 23 Euro) wert", []),
    # measures and roundings
    ("425 miles away", "rund 680 Kilometer entfernt", []),
    ("425 miles away", "rund 860 Kilometer entfernt", ["860"]),
    ("50 yards away", "45 Meter entfernt", []),
    ("50 yards away", "43 Meter entfernt", ["43"]),
    ("12 feet deep", "3,5 Meter tief", []),
    ("6 miles away", "10 Kilometer entfernt", []),
    ("two miles away", "drei Kilometer entfernt", []),
    ("130 mph on the bridge", "200 Stundenkilometer auf der Brücke", []),
    ("a boy of 5ft 11in", "ein Junge von 1,80 Metern", []),
    ("relics of the XXth century", "Relikte des 20. Jahrhunderts", []),
    ("relics of the XXth century", "Relikte des 19. Jahrhunderts", ["19"]),
    ("rugby sevens", "7er-Rugby", []),
    ("6 feet 2 inches tall", "1,88 Meter groß", []),
    ("at 86 degrees Fahrenheit", "bei 30 Grad", []),
    ("a 24,943-square-foot hall", "eine 2.300 m2 große Halle", []),
    ("120 kilometres long", "123 Kilometer lang", ["123"]),
    ("5,892 voters", "knapp 6000 Wähler", []),
    ("5,892 voters", "knapp 5000 Wähler", ["5000"]),
    ("a 33-year-old", "ein 34-Jähriger", ["34"]),
    ("a 38ft (11.5m) hull", "ein 38 Fuß (11,3 m) langer Rumpf", ["11,3"]),
    ("about 5ft 11in tall", "etwa 1,80 Meter groß", []),
    ("from 50,000 to 90,000 crowns", "von 50–90.000 Kronen", []),
    ("tens of millions of crowns", "mehrere 10 Millionen Kronen", []),
    ("less than 0.30 euros a litre", "weniger als 30 Cent pro Liter", []),
    ("a year of three to 12 months", "drei bis 12 Monate", []),
    ("a week-long tour", "eine 7-tägige Reise", []),
    ("a two-week tour", "eine 7-tägige Reise", ["7"]),
    ("the next 12 months", "das kommende Jahr", []),
    ("12 boats in a year", "Boote in einem Jahr", [""]),
    ("at half past six", "um halb sieben", []),
    ("at half past six", "um halb acht", ["acht"]),
    ("it starts at 8:40", "es beginnt um zwanzig vor neun", []),
    ("4 a.m. (0000 GMT)", "4 Uhr Ortszeit (5 Uhr GMT)", ["5"]),
    ("at 3 p.m. GMT", "um 16 Uhr MEZ", []),
    ("in District 22", "im XXII. Bezirk", []),
    ("the 3rd Republic", "die III. Republik", []),
    ("Category 2 riders", "Fahrer der Kategorie II", []),
    ("by Q1/15", "bis zum ersten Quartal 2015", []),
    ("call 0049 6181 100 123", "unter 06181/100-123", []),
    ("Class 1 and Class 2 on 2 May", "Klasse 2 und Klasse 2 am 2. Mai", ["2"]),
    ("on March 16, 2020", "am 16. März", []),
    ("later in 2019", "später in diesem Jahr", []),
    ("a year later, in 2019", "ein Jahr später, in diesem Jahr", [""]),
    ("won 3-1 in the second half", "gewann 3 zu 2 in der zweiten Hälfte", ["2"]),
    ("the quarters after a 1-0", "das Viertelfinale nach einem 1:4", ["4"]),
    ("to a billion in turnover", "an den Umsatz heran", [""]),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_number_value(source: str, german: str, expected: list[str]) -> None:
    assert found("number-value", source, german) == expected


@pytest.mark.parametrize(
    ("source", "german", "severity"),
    [
        ("17 schools", "71 Schulen", Severity.CRITICAL),
        ("seventeen schools", "71 Schulen", Severity.CRITICAL),
        ("nine schools", "acht Schulen", Severity.MAJOR),
        ("17 schools", "Schulen", Severity.MAJOR),
        ("schools", "17 Schulen", Severity.MAJOR),
        ("in March 2020", "im März", Severity.MINOR),
        ("on March 16, 2020", "am 16. März 2021", Severity.CRITICAL),
    ],
)
def test_severity(source: str, german: str, severity: Severity) -> None:
    check = by_id("number-value")
    assert check.segment is not None
    (finding,) = check.segment(check, Pair(source, german), Context())
    assert finding.severity is severity


def test_the_year_of_a_date_may_go_in_that_year_alone() -> None:
    check = by_id("number-value")
    assert check.segment is not None
    pair = Pair("on March 16, 2020", "am 16. März")
    for year, count in ((2020, 0), (2024, 1)):
        context = Context(published=datetime(year, 5, 1, tzinfo=UTC))
        assert len(list(check.segment(check, pair, context))) == count


PAIRS = [
    ("The dam, 142 metres high, cost $3.75 million.",
     "Der 142 Meter hohe Damm kostete 3,75 Millionen Dollar."),
    ("It opened on June 14, 1987 at 9:45 a.m.", "Sie öffnete am 14. Juni 1987 um 9.45 Uhr."),
    ("Turnout rose from 41.5 to 63 percent.", "Die Beteiligung stieg von 41,5 auf 63 Prozent."),
    ("The 26-year-old beat 12,408 runners.", "Die 26-Jährige schlug 12.408 Läufer."),
    ("In the 1960s the A5 carried 8,700 cars a day.",
     "In den 1960er-Jahren fuhren auf der A5 täglich 8700 Autos."),
    ("They drew 2-2 after leading 2-0.", "Nach einem 2:0 spielten sie 2:2."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "german"), PAIRS)
def test_every_changed_digit_is_found(source: str, german: str) -> None:
    assert found("number-value", source, german) == []
    checks = ("number-value", "number-form", "scale-word")
    for at, old in enumerate(german):
        for new in "0123456789" if old.isdigit() else "":
            changed = german[:at] + new + german[at + 1 :]
            if new != old:
                assert any(found(id, source, changed) for id in checks), changed
