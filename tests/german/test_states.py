"""States of the USA and the marks of politicians."""

import pytest

from fassung.german import apply_to_string, states
from fassung.german.tables import states as table

ROWS = [
    # in a list the comma is the list's
    ("Troy, Mo., Omaha and Gary, Ind.", "Troy, Mo., Omaha und Gary, Ind.",
     "Troy (Missouri), Omaha und Gary (Indiana)."),
    # behind a state German has none
    ("She was born in Reno, Nev., in 1990.", "Sie wurde in Reno, Nev., im Jahr 1990 geboren.",
     "Sie wurde in Reno (Nevada) im Jahr 1990 geboren."),
    ("The plant in Macon, Ga., which burned", "Das Werk in Macon, Ga., das brannte",
     "Das Werk in Macon (Georgia), das brannte"),
    # the point that ends a sentence
    ("It fell in Salem, Ore. Nobody was hurt.", "Er fiel in Salem, Ore. Niemand wurde verletzt.",
     "Er fiel in Salem (Oregon). Niemand wurde verletzt."),
    ("“We met in Erie, Pa.”", "„Wir trafen uns in Erie, Pa.“",
     "„Wir trafen uns in Erie (Pennsylvania).“"),
    ("They live near Bath, N.Y., he said.", "Sie leben nahe Bath, N.Y., sagte er.",
     "Sie leben nahe Bath (New York), sagte er."),
    ("It burned in Lodi, Calif.", "In Lodi, Calif. brannte es.",
     "In Lodi (Kalifornien) brannte es."),
    ("TROY, Mo. — It rained.", "Troy, Mo. – Es regnete.", "Troy (Missouri) – Es regnete."),
    # marks
    ("Sen. Lee Roe (R-Tex.) left.", "Senatorin Lee Roe (R-Tex.) ging.",
     "Senatorin Lee Roe (Republikaner, Texas) ging."),
    ("Rep. Kim Foe (D-Ohio)", "Abgeordnete Kim Foe (D-Ohio)",
     "Abgeordnete Kim Foe (Demokraten, Ohio)"),
    ("Sen. Pat Poe (I-VT)", "Senator Pat Poe (I-VT)", "Senator Pat Poe (parteilos, Vermont)"),
    # near misses
    ("He came, Miss. Roe too.", "Er kam, Miss. Roe auch.", None),
    ("Oh, OK, he said.", "Oh, OK, sagte er.", None),
    ("They met in Springfield.", "Sie trafen sich in Springfield, Ill., wieder.", None),
    ("Springfield, Mass., is old.", "Springfield, Ill., ist alt.", None),
    ("A (R-rated) film", "Ein Film (R-rated)", None),
    ("Rome (D-Mark)", "Rom (D-Mark)", None),
    ("Dallas, Texas, is big.", "Dallas, Texas, ist groß.", None),
    ("", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("english", "german", "expected"), ROWS)
def test_states(english, german, expected):
    once = apply_to_string(german, states(german, english))
    assert once == (german if expected is None else expected)
    assert states(once, english) == []


def test_all_fifty():
    assert len(table()) == len({row["german"] for row in table()}) == 50
    assert len({row["post"] for row in table()}) == 50
