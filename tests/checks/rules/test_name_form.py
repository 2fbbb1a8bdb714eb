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


def test_house_options() -> None:
    pair = Pair("", "Kim Jong-un in Kiew")
    kim, *rest = findings(pair)
    assert kim.repair == "Kim Jong Un" and not rest
    house = Context(style=HouseStyle(kim_hyphen=True, kyjiw=True))
    assert [f.repair for f in findings(pair, context=house)] == ["Kyjiw"]
