"""name-form: English forms of names and offices that German agencies write otherwise."""

import pytest

from fassung.article import Severity
from fassung.checks import Context, Pair, by_id
from fassung.german import HouseStyle
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    ("Zelensky spoke.", "Zelensky sprach.", ["Zelensky"]),
    ("Zelensky spoke.", "Selenskyj sprach.", []),
    ("Zelensky’s speech", "Zelenskys Rede", ["Zelenskys"]),
    ("", "Netanyahu sprach in Kyiv.", ["Netanyahu", "Kyiv"]),
    ("", "„Mikhail Gorbachev kam“, hieß es.", ["Mikhail Gorbachev"]),
    ("Sergey Brin founded it.", "Sergey Brin gründete es.", []),
    ("Alexander Zverev won.", "Alexander Zverev gewann.", []),
    ("The State Department said no.", "Das State Department sagte nein.", ["State Department"]),
    ("The State Department said no.", "Das Außenministerium sagte nein.", []),
    ("“The State Department Papers”", "„The State Department Papers“", []),
    ("in Switzerland", "in Switzerland", ["Switzerland"]),
    ("Air France flies.", "Air France fliegt.", []),
    ("see zelensky@example.org", "siehe Zelensky@example.org", []),
    ("", "Moscow Times", []),
    # A letter lost, added, exchanged: the source's spelling is the right one.
    ("Later, Ada Wimbrell spoke.", "Später sprach Ada Wimbrel.", ["Wimbrel"]),
    ("Later, Ada Wimbrell spoke.", "Später sprach Ada Wimbrell.", []),
    ("the house of Mr. Drozdowicz", "das Haus von Herrn Drozdwicz", ["Drozdwicz"]),
    ("Drozdowicz’s house", "Drozdwiczs Haus", ["Drozdwiczs"]),
    ("They met Anne Mills-Hicks there.", "Dort trafen sie Anne Mills-Hills.", ["Mills-Hills"]),
    # Transcription, German endings and German forms are none.
    ("They met Igor Zhdanovich.", "Sie trafen Igor Schdanowitsch.", []),
    ("They met Łukasz Wójcik.", "Sie trafen Lukasz Wojcik.", []),
    ("They left Asturias.", "Sie verließen Asturien.", []),
    ("They saw Christopher Columbus.", "Sie sahen Christoph Kolumbus.", []),
    ("They left Trieste.", "Sie verließen Triest.", []),
    # Two people.
    ("They met Ada Morris and Ada Norris.", "Sie trafen Ada Morris und Ada Norris.", []),
    ("They met Ada Morris and Ada Norris.", "Sie trafen Ada Norris.", []),
    ("", "", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_name_form(source: str, german: str, expected: list[str]) -> None:
    assert found("name-form", source, german) == expected


def findings(*pairs: Pair, context: Context | None = None):
    check = by_id("name-form")
    assert check.article
    return list(check.article(check, pairs, context or Context()))


def test_repair_and_severity() -> None:
    (left,) = findings(Pair("Zelensky’s speech", "Zelenskys Rede"))
    assert (left.repair, left.severity) == ("Selenskyjs", Severity.MAJOR)
    (left,) = findings(Pair("Zelensky spoke.", "Selenski sprach."))
    assert (left.repair, left.severity) == ("Selenskyj", Severity.MINOR)


def test_a_surname_is_known_after_its_person() -> None:
    full = Pair("Ilya Yashin spoke.", "Ilja Jaschin sprach.", segment="1")
    short = Pair("Yashin left.", "Yashin ging.", segment="2")
    assert [f.repair for f in findings(full, short)] == ["Jaschin"]
    assert findings(short) == []


def test_a_slip_is_repaired_where_the_article_shows_what_is_right() -> None:
    one = Pair("They met Wimbrell there.", "Dort trafen sie Wimbrel.", segment="1")
    (slip,) = findings(one)
    assert (slip.severity, slip.safe, slip.repair) == (Severity.MINOR, False, "Wimbrell")
    two = Pair("Wimbrell went home.", "Wimbrell ging heim.", segment="2")
    (slip,) = findings(one, two)
    assert (slip.segment, slip.severity, slip.safe) == ("1", Severity.MAJOR, True)
    # The partner has both: it may be two people, or his own slip.
    three = Pair("Wimbrel stayed.", "Wimbrel blieb.", segment="3")
    (slip,) = findings(one, two, three)
    assert not slip.safe


def test_a_long_name_beside_its_first_name_is_proof_enough() -> None:
    (slip,) = findings(Pair("They met Ada Wimbrellson.", "Sie trafen Ada Wimbrelson."))
    assert slip.safe and slip.repair == "Wimbrellson"
    (slip,) = findings(Pair("They met Wimbrellson.", "Sie trafen Wimbrelson."))
    assert not slip.safe
    # A spelling that is known is more likely a slip of the partner.
    assert findings(Pair("They met Ada Zuccottini.", "Sie trafen Ada Zuccotti.")) == []


def test_house_options() -> None:
    pair = Pair("", "Kim Jong-un in Kiew")
    kim, *rest = findings(pair)
    assert kim.repair == "Kim Jong Un" and not rest
    house = Context(style=HouseStyle(kim_hyphen=True, kyjiw=True))
    assert [f.repair for f in findings(pair, context=house)] == ["Kyjiw"]
