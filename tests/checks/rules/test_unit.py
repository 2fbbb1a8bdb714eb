"""unit: miles left as miles, units lost, exchanged, converted wrongly."""

from datetime import UTC, datetime

import pytest

from fassung.checks import Context, Pair, Severity, by_id, check
from fassung.german import HouseStyle
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    # left as it was
    ("The towns lie 425 miles apart.", "Die Orte liegen 425 Meilen auseinander.", ["425 Meilen"]),
    ("", "Die Orte liegen nur 425 Meilen auseinander.", ["425 Meilen"]),
    ("It was 100 degrees Fahrenheit.", "Es hatte 100 Grad Fahrenheit.", ["100 Grad Fahrenheit"]),
    ("a 20-mile zone", "eine 20-Meilen-Zone", ["20-Meilen"]),
    ("a few miles off", "ein paar Meilen entfernt", ["ein paar Meilen"]),
    ("", "„Wir liefen 425 Meilen“, sagte er.", []),
    ("He ran 32 yards for a touchdown.", "Er lief 32 Yards zum Touchdown.", []),
    ("350 miles (560 km) south", "350 Meilen (560 km) südlich", []),
    ("a 7-inch display", "ein 7-Zoll-Display", []),
    ("", "Das ist ein Meilenstein, zu Fuß erreicht.", []),
    # lost
    ("The towns lie 425 miles apart.", "Die Orte liegen 425 auseinander.", ["425"]),
    ("It grew by 5 percent in May.", "Es wuchs im Mai um 5.", ["5"]),
    ("It rose by 5 percent to 70 points.", "Es stieg um 5 auf 70 Punkte.", ["5"]),
    ("It weighs 2 million tons.", "Es wiegt 2 Millionen.", ["2 Millionen"]),
    ("a 38ft (11.5m) long hull", "ein 38 (11,5 m) langer Rumpf", ["38"]),
    ("$2 for tea and $10 for wine", "2 für Tee und 10 Dollar für Wein", ["2"]),
    ("between 5 and 10 percent", "zwischen 5 und 10 Prozent", []),
    ("5 percent instead of 3 percent", "5 statt 3 Prozent", []),
    ("It grew by 5 percent.", "Es wuchs um ein Zwanzigstel.", []),
    ("5 percent of 5 people", "5 Prozent von 5 Leuten", []),
    ("35 percent against 22 percent", "35 Prozent vor der CDU (22)", []),
    ("1,000 metres of climbing", "1000 Höhenmeter", []),
    ("Some 5m people watched.", "5 Millionen sahen zu.", []),
    ("It rose by 5 percent to $3m.", "Es stieg um 5 auf 3 Mio. Dollar.", ["5"]),
    ("Rates fell in 2014 by 4 percent.", "Die Zinsen sanken 2014 um 4.", ["4"]),
    ("It weighs 90 pounds.", "Es wiegt 90.", ["90"]),
    ("gusts of 60 to 90 km/h", "Böen von 60 bis 90/h", ["60 bis 90"]),
    ("The Left had 15 percent (11 before).", "Die Linke hatte 15 (zuvor 11).", ["15"]),
    ("The Left (15 percent) lost.", "Die Linke (15) verlor.", ["15"]),
    ("It was 300 degrees Celsius.", "Es waren 300 Celsius.", ["300"]),
    ("between three and nine degrees", "zwischen 3 und 9", ["3 und 9"]),
    ("5 percent (3 percent in May)", "5 (im Mai 3) Prozent", []),
    ("5 percent here, 3 percent there", "hier 5, dort 3 Prozent", ["5"]),
    ("€3 instead of €2 before", "3 statt bisher 2 Euro", []),
    ("40 Canadian dollars", "40 Kanadische Dollar", []),
    ("$40 million a year", "40 $ Millionen im Jahr", []),
    ("50 million Czech crowns", "50 Mio. CZK", []),
    ("said the NHC, some 90 miles off", "sagte das NHC, etwa 90 entfernt", ["90"]),
    ("The dam (7 percent) and dike (9 percent)", "Damm (7) und Deich 9 Prozent", ["7"]),
    ("It lost $3, or 2 percent, at $9.", "Es verlor 3 oder 2 Prozent auf 9 Dollar.", ["3"]),
    ("12 km long, 90 metres high", "90 hoch, 12 Kilometer lang", ["90"]),
    ("90 metres or 80 metres", "90 oder 80 Meter", []),
    ("Each 5,000 euros cost 4 euros.", "Je 5000 4 Euro Kosten.", ["5000"]),
    ("Each 5,000 euros cost 4 euros.", "Je 5000 Euro 4 Kosten.", ["4"]),
    ("some 9 percent, down from 30 percent", "etwa 9, gegenüber 30 Prozent", ["9"]),
    ("from 64 to 54 litres", "von 64 auf 54 verkleinert", ["64|54"]),
    ("three foot-operations", "drei Fußoperationen", []),
    ("from 90 pounds of rice", "aus 90 Pfund Reis", ["90 Pfund"]),
    # exchanged
    ("The arm is 60 feet long.", "Der Arm ist 60 Meter lang.", ["60 Meter"]),
    ("The towns lie 425 km apart.", "Die Orte liegen 425 Meilen auseinander.", ["425 Meilen"]),
    ("It covers 500 square metres.", "Es misst 500 Quadratkilometer.", ["500 Quadratkilometer"]),
    ("It grew by 5 percent.", "Es wuchs um 5 Kilometer.", ["5 Kilometer"]),
    ("It weighs 5 tons.", "Es wiegt 5 Tonnen.", []),
    ("It was 20 degrees.", "Es waren 20 Grad Celsius.", []),
    # converted
    ("It lies 425 miles away.", "Es liegt 860 Kilometer entfernt.", ["860 Kilometer"]),
    ("The towns lie 425 miles apart.", "Die Orte liegen 680 Kilometer auseinander.", []),
    ("The arm is 58 feet long.", "Der Arm ist 30 Meter lang.", ["30 Meter"]),
    ("It was 95 degrees Fahrenheit.", "Es waren 35 Grad.", []),
    ("About two miles.", "Etwa drei Kilometer.", []),
    ("four by three feet", "120 mal 90 Zentimeter", []),
    ("It costs 10 billion pounds.", "Es kostet 10 Milliarden Pfund.", []),
    ("", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_unit(source: str, german: str, expected: list[str]) -> None:
    assert found("unit", source, german) == expected


def only(source: str, german: str, style: HouseStyle | None = None):
    context = Context(style=style or HouseStyle(), published=datetime(2024, 3, 4, tzinfo=UTC))
    return check(source, german, context=context, checks=[by_id("unit")])


def test_repairs_follow_the_house() -> None:
    (finding,) = only("", "Es sind 425 Meilen.")
    assert finding.repair == "rund 680 Kilometer"
    (finding,) = only("", "Es sind 425 Meilen.", HouseStyle(units="append"))
    assert finding.repair == "425 Meilen (rund 680 Kilometer)"
    assert only("", "Es sind 425 Meilen.", HouseStyle(units="leave")) == []


def test_an_exchanged_unit_blocks_and_a_mile_does_not() -> None:
    (finding,) = only("It is 60 feet long.", "Es ist 60 Meter lang.")
    assert finding.severity is Severity.CRITICAL
    (finding,) = only("It is 60 feet long.", "Es ist 60 Fuß lang.")
    assert finding.severity is Severity.MAJOR


@pytest.mark.parametrize(
    "text", ["5" * 5000 + " km", "% " * 3000, "\u0130 5 Meilen \U0001f600", "-5"]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    for source, german in ((text, text), ("", text), (text, "5")):
        list(by_id("unit").segment(by_id("unit"), Pair(source, german), Context()))  # type: ignore[misc]
