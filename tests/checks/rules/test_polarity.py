"""polarity: a negation that was dropped or added."""

import pytest

from fassung.checks import Severity, check
from tests.checks.table import found

TABLE = [
    # source, German, underlined (the source is underlined where nothing in the German is wrong)
    ("She will not resign.", "Sie wird zurücktreten.", [""]),
    ("She will not resign.", "Sie wird nicht zurücktreten.", []),
    ("They don't agree.", "Sie stimmen zu.", [""]),
    ("They don’t agree.", "Sie stimmen zu.", [""]),
    ("Nobody was hurt.", "Jemand wurde verletzt.", [""]),
    ("The bridge is safe.", "Die Brücke ist nicht sicher.", ["nicht"]),
    ("He has a plan.", "Er hat keinen Plan.", ["keinen"]),
    # Said another way, the same is meant.
    ("He denied the charge.", "Er bestritt den Vorwurf.", []),
    ("They failed to agree.", "Sie einigten sich nicht.", []),
    ("She was unable to come.", "Sie konnte nicht kommen.", []),
    ("Unless it rains, we go.", "Wenn es nicht regnet, gehen wir.", []),
    ("He did not agree.", "Er lehnte ab.", []),
    ("It was not until May that he left.", "Erst im Mai ging er.", []),
    ("There is no doubt about it.", "Das steht zweifellos fest.", []),
    ("She can't help but laugh.", "Sie muss einfach lachen.", []),
    ("Not only Paris but Rome.", "Nicht nur Paris, sondern auch Rom.", []),
    ("Not only Paris but Rome.", "Nur Paris, sondern auch Rom.", ["Nur Paris, sondern"]),
    ("It is no longer open.", "Es ist nicht mehr geöffnet.", []),
    ("It's cold, isn't it?", "Es ist kalt, oder?", []),
    ("They sat down.", "Sie sondern sich ab.", []),
    ("They were unable to land.", "Sie konnten landen.", [""]),
    ("They refused to land.", "Sie weigerten sich zu landen.", []),
    # What is likely, but not sure, is asked: another word may carry the negation.
    ("Few came, and he did not stay.", "Wenige kamen, und er blieb.", [""]),
    ("Few came, and he did not stay.", "Wenige kamen, und er blieb nicht.", []),
    ("If not you, who should pay?", "Wenn du, wer sollte zahlen?", [""]),
    ("If not you, who should pay?", "Wenn nicht du, wer sollte zahlen?", []),
    ("The motive is unclear.", "Das Motiv ist klar.", [""]),
    ("The motive is unclear.", "Das Motiv ist unklar.", []),
    ("The motive is unclear.", "Das Motiv kennt noch keiner.", []),
    ("He disagrees, and he does not pay.", "Er ist einverstanden und zahlt nicht.", [""]),
    ("It is a non-profit club.", "Es ist ein nichtkommerzieller Verein.", []),
    ("They lack the means.", "Sie haben die Mittel.", [""]),
    ("They failed to land.", "Sie konnten landen.", [""]),
    ("The landing failed twice.", "Die Landung ging zweimal daneben.", []),
    ("Sales declined in May.", "Der Umsatz sank im Mai.", []),
    ("She declined to say why.", "Sie sagte, warum.", [""]),
    ("The dog was absent, and no cat came.", "Der Hund war da, und keine Katze kam.", [""]),
    ("It is uncertain, but no loss.", "Es ist offen, aber kein Verlust.", []),
    ("They will not pay until the mill runs.", "Sie zahlen, bis die Mühle läuft.", [""]),
    ("They will not pay until the mill runs.", "Sie zahlen erst, wenn die Mühle läuft.", []),
    ("It was easy going.", "Er nahm es auf die leichte Schulter.", ["auf die leichte Schulter"]),
    ("They lack the means.", "Ihnen fehlen die Mittel.", []),
    ("Nothing but luck, not skill.", "Nichts als Glück und Können.", [""]),
    # The negation before "sondern" has to be the one of its own clause.
    (
        "He'll never go, but see it not as loss but as gain.",
        "Er geht nie, aber, wie man weiß, sieh es als Verlust, sondern als Gewinn.",
        ["Er geht nie, aber, wie man weiß, sieh es als Verlust, sondern"],
    ),
    # A headline in capitals is no title within a sentence.
    ("Minister Says There Is No Plan", "Minister sagt, es gebe einen Plan", [""]),
    # In a title a capital denies nothing.
    ("They sang Songs and Never the Same.", "Sie sangen Lieder und Immer anders.", []),
    ("“I never said that,” he replied.", "„Ich habe das gesagt“, antwortete er.", [""]),
    # What German says with a negation alone shows that it is gone, whatever the English says.
    ("The mill is gone.", "Die Mühle gibt es mehr.", ["mehr"]),
    ("The mill is gone.", "Die Mühle gibt es nicht mehr.", []),
    ("They want more.", "Sie wollen mehr.", []),
    ("The plan left him cold.", "Er mochte den Plan sonderlich.", ["sonderlich"]),
    ("He disliked the plan.", "Er mochte den Plan nicht sonderlich.", []),
    ("Who comes is an open question.", "Es ist klar, ob sie kommen.", ["klar, ob"]),
    ("Who comes is an open question.", "Es ist unklar, ob sie kommen.", []),
    ("The house was spared.", "Es gab eine großen Schäden.", ["eine"]),
    ("The house was spared.", "Es gab eine große Freude.", []),
    ("The house was spared.", "Es gab eine gegen Diebe gesicherte Tür.", []),
    # A word that says no in one language is no excuse where the other has its own for it.
    ("You can't ban all that you oppose.", "Man kann alles, was man ablehnt, verbieten.", [""]),
    ("The tests are inconclusive.", "Die Tests sind schlüssig.", [""]),
    ("The tests are inconclusive.", "Die Tests sind nicht schlüssig.", []),
    ("The sale is unlawful.", "Der Verkauf ist rechtswidrig.", []),
    ("It is unsafe.", "Es ist unsicher.", []),
    ("It went on and on.", "Es war ein enden wollender Zug.", ["enden wollender"]),
    # A negation in a phrase that says less is asked for where it is gone.
    ("It is not unusual to wait.", "Zu warten ist ungewöhnlich.", [""]),
    ("Not only farmers came.", "Bauern kamen.", [""]),
    ("The mood is not clear.", "Die Stimmung ist unklar.", []),
    ("Nor did the mayor come.", "Auch der Bürgermeister kam.", [""]),
    ("Neither the mayor nor the vicar came.", "Weder Bürgermeister noch Pfarrer kamen.", []),
    # As many negations on both sides, and one of them in the wrong place.
    (
        "The workers did not accept the offer, as the manager had said at the meeting in the town.",
        "Die Arbeiter akzeptierten das Angebot, wie der Chef bei dem großen Treffen in der "
        "kleinen Stadt nicht gesagt hatte.",
        [""],
    ),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_polarity(source: str, german: str, expected: list[str]) -> None:
    assert found("polarity", source, german) == expected


@pytest.mark.parametrize(
    ("source", "german", "severity"),
    [
        ("She will not resign.", "Sie wird zurücktreten.", Severity.CRITICAL),
        ("He has a plan.", "Er hat keinen Plan.", Severity.MAJOR),
        (
            "The shop will not open its doors to the public until May.",
            "Der Laden öffnet seine Türen im Mai.",
            Severity.MAJOR,
        ),
        ("The motive is unknown to us.", "Das Motiv ist uns bekannt.", Severity.MINOR),
    ],
)
def test_only_the_certain_blocks(source: str, german: str, severity: Severity) -> None:
    found = [f for f in check(source, german) if f.check == "polarity"]
    assert [f.severity for f in found] == [severity]
