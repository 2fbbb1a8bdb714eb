"""transcription: names from Cyrillic letters as English writes them, where context says so."""

import pytest

from fassung.german.transcription import transcribed
from tests.checks.table import found

TABLE = [
    # source, German, underlined
    (
        "The Russian envoy Sergey Zhabrov left.",
        "Der russische Gesandte Sergey Zhabrov ging.",
        ["Sergey Zhabrov"],
    ),
    ("The Russian envoy Sergey Zhabrov left.", "Der russische Gesandte Sergej Schabrow ging.", []),
    ("Sergey Zhabrov left.", "Sergey Zhabrov ging.", []),
    ("The Russian-American Sergey Zhabrov", "Der russisch-amerikanische Sergey Zhabrov", []),
    ("Sergey Brin, a Russian", "Sergey Brin, ein Russe aus Russland", []),
    ("Sergei Lavrov of Russia", "Russlands Sergei Lavrov", []),
    (
        "Ukraine’s Yevhen Kharchuk said",
        "Der Ukrainer Yevhen Kharchuk sagte",
        ["Yevhen Kharchuk"],
    ),
    (
        "“We wait,” said Mikhail Zharov in Moscow.",
        "„Wir warten“, sagte Mikhail Zharov in Moskau.",
        ["Mikhail Zharov"],
    ),
    ("", "In Moskau starb Mikhail Zharovs Bruder.", ["Mikhail Zharov"]),
    ("", "Viktor", []),
    ("", "", []),
]


@pytest.mark.parametrize(("source", "german", "expected"), TABLE)
def test_transcription(source: str, german: str, expected: list[str]) -> None:
    assert found("transcription", source, german) == expected


@pytest.mark.parametrize(
    ("english", "language", "german"),
    [
        ("Sergey", "ru", "Sergej"),
        ("Dmitriy", "ru", "Dmitri"),
        ("Nikolay", "ru", "Nikolai"),
        ("Yevgeny", "ru", "Jewgeni"),
        ("Evgeny", "ru", "Jewgeni"),
        ("Khodorovsky", "ru", "Chodorowski"),
        ("Shchukin", "ru", "Schtschukin"),
        ("Gerasimov", "ru", "Gerassimow"),
        ("Alekseyev", "ru", "Alexejew"),
        ("Sergeev", "ru", "Sergejew"),
        ("Tsarev-Zhukov", "ru", "Zarew-Schukow"),
        ("Oleksandr", "uk", "Oleksandr"),
        ("Andriy", "uk", "Andrij"),
        ("Mykhailo", "uk", "Mychajlo"),
        ("Zhytnytskyi", "uk", "Schytnyzkyj"),
        ("Nataliia", "uk", "Natalija"),
        ("Łódź", "ru", "Łódź"),
        ("", "ru", ""),
    ],
)
def test_transcribed(english: str, language: str, german: str) -> None:
    assert transcribed(english, language) == german
