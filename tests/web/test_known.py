"""What the panel below a segment says of terms and names."""

import pytest

from fassung.german import HouseStyle
from fassung.german.glossary import Glossary, Term
from fassung.web.known import TermHit, _terms

GLOSSARY = Glossary(
    (Term(("harbor office",), ("Hafenamt",)), Term(("Kyiv",), ("Kyjiw",))), ("Dawn",)
)
NAME, STAYS = "name", "stays as it is"
ROWS = [
    # English, what is said of it
    ("Nobody came.", []),
    ("The harbor office closed.", [("harbor office", "Hafenamt", "")]),
    ("The ferry Dawn left.", [("Dawn", "Dawn", STAYS)]),
    ("Denmark’s crown prince", [("Denmark", "Dänemark", NAME)]),
    ("A road from Munich to Venice", [("Munich", "München", NAME), ("Venice", "Venedig", NAME)]),
    ("He read the Moscow Times.", [("Moscow Times", "Moscow Times", STAYS)]),
    ("He flew Air France.", []),
    # The glossary goes before the list of names.
    ("It rained in Kyiv.", [("Kyiv", "Kyjiw", "")]),
    # A surname that may be anybody's counts after the full name alone.
    ("Markov smiled.", []),
    ("Sergei Markov smiled.", [("Sergei Markov", "Sergej Markow", NAME)]),
    (
        "Munich, said the harbor office, is far.",
        [("Munich", "München", NAME), ("harbor office", "Hafenamt", "")],
    ),
]


@pytest.mark.parametrize(("english", "said"), ROWS)
def test_terms_and_names(english: str, said: list[tuple[str, str, str]]) -> None:
    assert _terms(GLOSSARY, english, HouseStyle()) == [TermHit(*one) for one in said]
