"""Stretches of findings as lines under a text."""

import pytest

from fassung.article import Mark, Severity, Span, Text
from fassung.web.underline import Line, underlined

C, M, F = Severity.CRITICAL, Severity.MAJOR, Severity.MINOR


def mark(kind: str, finding: str, words: str) -> str:
    return f'<mark class="{kind}" data-finding="{finding}">{words}</mark>'


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], "Im Zug nach Bern"),
        ([Line(3, 6, C, "a")], f"Im {mark('critical', 'a', 'Zug')} nach Bern"),
        ([Line(3, 6, M, "a")], f"Im {mark('major', 'a', 'Zug')} nach Bern"),
        ([Line(3, 6, F, "a", True)], f"Im {mark('minor settled', 'a', 'Zug')} nach Bern"),
        # Two at the same place: the gravest is drawn, both are named; a settled one gives way.
        (
            [Line(3, 6, F, "a"), Line(3, 6, C, "b")],
            f"Im {mark('critical', 'a b', 'Zug')} nach Bern",
        ),
        (
            [Line(3, 6, F, "a"), Line(3, 6, C, "b", True)],
            f"Im {mark('minor', 'a b', 'Zug')} nach Bern",
        ),
        # Overlapping ones share the middle.
        (
            [Line(0, 6, F, "a"), Line(3, 11, C, "b")],
            f"{mark('minor', 'a', 'Im ')}{mark('critical', 'a b', 'Zug')}"
            f"{mark('critical', 'b', ' nach')} Bern",
        ),
        # Something is missing at a place; at the end, too.
        ([Line(7, 7, C, "a")], f"Im Zug {mark('critical gap', 'a', '')}nach Bern"),
        ([Line(16, 16, C, "a")], f"Im Zug nach Bern{mark('critical gap', 'a', '')}"),
        # Out of bounds: cut.
        ([Line(12, 99, C, "a")], f"Im Zug nach {mark('critical', 'a', 'Bern')}"),
        ([Line(-3, 2, C, "a")], f"{mark('critical', 'a', 'Im')} Zug nach Bern"),
    ],
)
def test_lines(lines: list[Line], expected: str) -> None:
    assert underlined(Text("Im Zug nach Bern"), lines) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (Text("a < b & c"), "a &lt; b &amp; c"),
        (Text("Im Zug", (Span(3, 6, Mark.BOLD),)), "Im <b>Zug</b>"),
        (Text("H2O", (Span(1, 2, Mark.SUB),)), "H<sub>2</sub>O"),
        (Text("a\nb", (Span(1, 2, Mark.BREAK),)), "a<br>b"),
        (
            Text("Im Zug", (Span(3, 6, Mark.LINK, (("href", '"><script>'),)),)),
            'Im <span class="link" title="&#34;&gt;&lt;script&gt;">Zug</span>',
        ),
    ],
)
def test_spans(text: Text, expected: str) -> None:
    assert underlined(text) == expected


def test_a_line_across_a_span() -> None:
    text = Text("Im Zug nach", (Span(3, 6, Mark.ITALIC),))
    assert underlined(text, [Line(0, 6, C, "a")]) == (
        f"{mark('critical', 'a', 'Im ')}{mark('critical', 'a', '<i>Zug</i>')} nach"
    )
