"""Titles: said once, and without the stop of "Mr."."""

import pytest

from fassung.article import Text
from fassung.german import germanise

TABLE = [
    # English, German, as the house writes it
    ("“No,” said Mr. Halden.", "Nein, sagte Herr, Herr. Halden.", "Nein, sagte Herr Halden."),
    ("“No,” said Mr. Halden.", "Nein, sagte Herr. Halden.", "Nein, sagte Herr Halden."),
    ("Ms. Ott wrote to Mr. Li.", "Frau. Ott schrieb Herrn. Li.", "Frau Ott schrieb Herrn Li."),
    ("He is no master. Berg knew.", "Er ist kein Herr. Berg wusste es.", None),
    ("Senator Ott came.", "Senatorin Senatorin Ott kam.", "Senatorin Ott kam."),
    ("the president, President Orlov", "der Präsident, Präsident Orlov", None),
    ("Mr. Halden left.", "Herr Halden ging.", None),
    ("the lord, Mr. Lord", "der Herr, Herr. Lord", "der Herr Lord"),
    # ranks
    ("Gen. Ott and Lt. Col. Li left.", "Gen. Ott und Lt. Col. Li gingen.",
     "General Ott und Oberstleutnant Li gingen."),
    ("Rear Adm. Jo Ott spoke.", "Rear Adm. Jo Ott sprach.", "Konteradmiral Jo Ott sprach."),
    ("General Ott left.", "Gen. Ott ging.", None),
    ("Sen. Ott left.", "Sen. Ott ging.", None),
    ("The 2nd gen. was better.", "Die 2. Gen. war besser.", None),
]  # fmt: skip


@pytest.mark.parametrize(("english", "german", "expected"), TABLE)
def test_titles(english: str, german: str, expected: str | None) -> None:
    assert germanise(Text(english), Text(german)).text.value == (expected or german)
