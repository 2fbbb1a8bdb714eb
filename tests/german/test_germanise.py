"""All rules together: spans, state, idempotence, speed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fassung.article import Mark, Span, Text
from fassung.german import RULES_VERSION, HouseStyle, State, apply, germanise

PLAIN = HouseStyle(nbsp=False)


def run(english, german, style=PLAIN):
    return germanise(Text(english), Text(german), style).text.value


ROWS = [
    (
        'SEOUL — "Kim went to Moscow," he said.',
        'SEOUL — "Kim fuhr nach Moscow", sagte er.',
        "Seoul – „Kim fuhr nach Moskau“, sagte er.",
    ),
    (
        "Zelensky's $2.5 billion plan, up 5%",
        "Zelensky's $2.5 Billionen, 5% mehr",
        "Selenskyjs 2,5 Milliarden Dollar, 5 % mehr",
    ),
    (
        "On Monday, September 11, 2023, at 9:30 p.m. he left.",
        "Am Monday, September 11, 2023, um 9:30 p.m. ging er.",
        "Am Montag, 11. September 2023 um 21.30 Uhr ging er.",
    ),
    ("“We ‘all’ go...”", '"Wir gehen "alle" ..."', "„Wir gehen ‚alle‘ …“"),
    (
        "It's 12,345—no, more.",
        "Es geht's um 12,345 -- nein, mehr .",
        "Es geht’s um 12.345 – nein, mehr.",
    ),
    # no damage
    ("", "Siehe https://example.org/a--b?x=5%&y='z'&n=1 und @Zelensky", None),
    ("", "Mail an zelensky@example.org , bitte", "Mail an zelensky@example.org, bitte"),
    ("", "Die Datei Moscow-2.5.pdf", None),
    ("", "`x -- 'y'`", None),
    ("", 'Er ist 5\'10" groß, das Rohr 6" weit.', None),
    ("", "„Ja“, sagte sie – um 21.30 Uhr, bei 5,5 Grad.", None),
    ("", "Nord- und Südkorea spielten 2:1 in der Saison 2023/24.", None),
    ("", "", None),
    ("", "   ", None),
]


@pytest.mark.parametrize(("english", "german", "expected"), ROWS)
def test_germanise(english, german, expected):
    once = run(english, german)
    assert once == (german if expected is None else expected)
    assert run(english, once) == once


def test_spans_stay_over_their_words():
    german = 'SEOUL — Der "alte Zug" von Sergey Markov kostet $2.5 Millionen.'
    marked = ["alte Zug", "Sergey Markov", "$2.5 Millionen"]
    spans = tuple(
        Span(german.index(part), german.index(part) + len(part), Mark.LINK, (("href", part),))
        for part in marked
    )
    text = germanise(Text("SEOUL — It cost $2.5 million."), Text(german, spans), PLAIN).text
    assert text.value == "Seoul – Der „alte Zug“ von Sergej Markow kostet 2,5 Millionen Dollar."
    covered = [text.value[s.start : s.end] for s in text.spans]
    assert covered == ["alte Zug", "Sergej Markow", "2,5 Millionen"]
    assert [s.href for s in text.spans] == marked


def test_a_line_break_stays_under_its_mark():
    german = 'Er sagte --\n"Ja"  und  ging'
    at = german.index("\n")
    text = germanise(Text(), Text(german, (Span(at, at + 1, Mark.BREAK),)), PLAIN).text
    assert text.value == "Er sagte –\n„Ja“ und ging"
    assert [text.value[s.start : s.end] for s in text.spans] == ["\n"]


def test_state_goes_from_text_to_text():
    first = germanise(Text("“Sergey Markov left."), Text('"Sergey Markov ging.'), PLAIN)
    assert first.state == State(1, frozenset({"Sergej Markow"}))
    second = germanise(Text("“Markov came.”"), Text('"Markov kam."'), PLAIN, first.state)
    assert second.text.value == "„Markow kam.“"
    assert second.state.open_quotes == 0


def test_edits_say_who_made_them():
    done = germanise(Text(), Text('"Ja" -- nach Moscow'), PLAIN)
    assert [edit.rule for edit in done.edits] == ["dash", "name", "quote", "quote"]
    assert germanise(Text(), done.text, PLAIN).edits == ()
    assert apply(done.text, ()) is done.text


# A lone ‚ is left out: half a pair inside another pair has no one reading.
WORDS = st.sampled_from(
    """Ja nein, Zug Zelensky's Zelenskys Moscow Kim Jong-un Putins' geht's '90er 5'10" 6" 5% 2.5
    12,345 1,234 $5 $2.5bn Millionen Billionen million billion -- - — – ... . , ! „Ja“ "Ja" 'Ja'
    “Ja” ‘Ja’ «Ja» » « " ' “ ” „ ‘ ’ 'n z.B. Nr. 3 Dr. Weber September 11, 2023 Monday Abend
    9:30 p.m. am October Uhr SEOUL NEW YORK (AP) https://x.org/a--b a@b.de die United Nations
    European Union Markov Sergey '' Marx' sagte: ("Ja") a"b x'Ja 3 000 US$ Dollar
    12 345 §""".split()
)
GAPS = st.sampled_from([" ", " ", " ", " ", "  ", "", "-", "\u00a0", "\n"])


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(WORDS, GAPS), max_size=12),
    st.lists(WORDS, max_size=6),
    st.sampled_from([PLAIN, HouseStyle(), HouseStyle(quotes="»«", kim_hyphen=True, kyjiw=True)]),
    st.integers(0, 1),
)
def test_the_second_time_nothing_changes(parts, english, style, carried):
    source = Text(" ".join(english))
    german = Text("".join(word + gap for word, gap in parts))
    spans = tuple(Span(i, i + 1, Mark.BREAK) for i, c in enumerate(german.value) if c == "\n")
    state = State(carried)
    once = germanise(source, Text(german.value, spans), style, state)
    assert [once.text.value[s.start : s.end] for s in once.text.spans] == ["\n"] * len(spans)
    again = germanise(source, once.text, style, State(carried, once.state.people))
    assert (again.text, again.edits) == (once.text, ())
    assert again.state == once.state


def test_the_rules_have_a_version():
    assert RULES_VERSION.replace(".", "").isdigit()
