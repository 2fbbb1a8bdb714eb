"""Times, amounts and units as the house model reads them."""

import pytest

from fassung.engines.house.reading import readable


@pytest.mark.parametrize(
    ("english", "read"),
    [
        ("at 2 p.m. Thursday", "at 14 o'clock Thursday"),
        ("at 6.45pm, the", "at 18:45 o'clock, the"),
        ("at 12 a.m. and 12:15 p.m. today", "at 0 o'clock and 12:15 o'clock today"),
        ("He left at 9 a.m.", "He left at 9 o'clock."),
        ('"We met at 9 p.m."', '"We met at 21 o\'clock."'),
        ("⟦1⟧at 9 p.m.⟦/1⟧", "⟦1⟧at 21 o'clock.⟦/1⟧"),
        ("He left at 9pm.", "He left at 21 o'clock."),
        ("from 2-4pm", "from 14-16 o'clock"),
        ("between 10 and 1 p.m. daily", "between 10 and 13 o'clock daily"),
        ("from 9:30 a.m. to 5 p.m. daily", "from 9:30 o'clock to 17 o'clock daily"),
        ("at 7 AM sharp", "at 7 o'clock sharp"),
        ("I am 9 and am well", "I am 9 and am well"),
        ("in 2017 pm", "in 2017 pm"),
        ("Prime Minister PM Trudeau, 54", "Prime Minister PM Trudeau, 54"),
        ("worth $1.2tn", "worth $1.2 trillion"),
        ("£250m for it, €3 bn more", "£250 million for it, €3 billion more"),
        ("US$20K a year", "US$20,000 a year"),
        ("£2.5k or £2.55k a year", "£2,500 or £2,550 a year"),
        ("$1.5M-plus", "$1.5 million-plus"),
        ("1.4bn people", "1.4 billion people"),
        ("the 100m final", "the 100m final"),
        ("$20 more, £3 king", "$20 more, £3 king"),
        ("a 1,000sq ft flat 50ft up", "a 1,000 square feet flat 50 feet up"),
        ("at 90mph, 12lb heavy", "at 90 miles per hour, 12 pounds heavy"),
        ("No figures p.m. at all", "No figures p.m. at all"),
        ("⟦2⟧pm⟦/2⟧ said 5", "⟦2⟧pm⟦/2⟧ said 5"),
    ],
)
def test_forms(english: str, read: str) -> None:
    assert readable(english) == read
    assert readable(read) == read, "what is read is not changed again"
