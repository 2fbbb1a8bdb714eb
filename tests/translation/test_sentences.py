"""Where sentences end: a bar is a boundary."""

import pytest

from fassung.translation.sentences import split


@pytest.mark.parametrize(
    "text",
    [
        "It rained.|The train was late.",
        "Sen. Ann Poe met Gen. Roe on Jan. 6.|They left.",
        "The U.S. Army moved.|The talks went on.",
        "He left the U.S.|The talks went on.",
        "It opens at 9 a.m. on Monday.|Tickets cost $5.50 each.",
        "It closed at 9 p.m.|The crowd left.",
        "Rep. Lou Roe (R-Tex.) agreed.|Others did not.",
        "J. K. Roe wrote it.|She won.",
        "“We wait. We hope,” she said.|He did not.",
        "“We wait.”|“We hope.”",
        '"Stop. Now," he said.|Nobody stopped.',
        "Why?|Because!|Fine.",
        "Wait … what?|Yes.",
        "Some firms, e.g. Poe Inc. of Ohio, paid.|Others, i.e. the rest, did not.",
        "Poe Inc.|The firm grew.",
        "It is No. 3 on the list.|He said no.|The vote failed.",
        "Prices rose 3.5 percent.|in lower case it goes on",
        "(It was cold.)|It snowed.",
        "First line\n|Second line.",
        "St. Louis and Mt. Roe lie far apart.",
        "Dr. Poe arrived.|Mr. and Mrs. Roe left.",
        "One.|2 trains left.",
        "No full stop at the end",
        "He saw it himself.|I did not.",
        "Version 2.0 of app.example.org is out.|Try it.",
        "",
    ],
)
def test_split(text: str) -> None:
    whole = text.replace("|", " ").replace("\n ", "\n")
    expected = [part.strip() for part in text.split("|") if part.strip()]
    # "in lower case" goes on the sentence before; the bar there marks what must not happen.
    if "in lower case" in text:
        expected = [expected[0] + " " + expected[1]]
    assert [whole[start:end] for start, end in split(whole)] == expected


def test_a_very_long_quotation_is_split() -> None:
    quote = "“" + "This goes on and on. " * 40 + "”"
    assert len(split(quote)) > 30


def test_nothing_is_lost() -> None:
    text = "  A first one. “B! C?” D…  E\n\nF.  "
    parts = split(text)
    assert "".join(text[a:b] for a, b in parts).replace(" ", "") == "".join(text.split())
    assert all(a < b for a, b in parts)
    assert parts == sorted(parts)
