"""Names from Cyrillic letters: the English spelling turned into the German one.

After the Duden's table of transcription (Russian, Ukrainian, Belarusian), read backwards from the
English systems (BGN/PCGN 1947 and 2019, the passports' system of Ukraine). English drops what
German writes, so the result is a proposal for an editor, never a repair: agencies keep other
forms for some people (``names.csv`` goes first), and emigrants keep their own.
"""

from __future__ import annotations

import re

RUSSIAN, UKRAINIAN = "ru", "uk"

_LETTERS = {
    "shch": "schtsch",
    "zh": "sch",
    "kh": "ch",
    "ch": "tsch",
    "tch": "tsch",
    "sch": "sch",
    "sh": "sch",
    "ts": "z",
    "tz": "z",
    "ks": "x",
    "ya": "ja",
    "ye": "je",
    "yo": "jo",
    "yu": "ju",
    "yi": "ji",
    "v": "w",
    "z": "s",
}
_CLUSTER = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
# Between vowels German doubles the voiceless s: Beloussow, Gerassimow.
_VOICELESS = re.compile(r"(?<=[aeiouy])s(?=[aeiouy])")
_AFTER_VOWEL = re.compile(r"(?<=[aeiou])(?=ev)")
_ENDINGS = {
    RUSSIAN: (
        (re.compile(r"sk(?:iy|ii|yi|yy|y)$"), "ski"),
        (re.compile(r"(?<=[bcdfghklmnprstvxz])(?:iy|ii|yy|y)$"), "i"),
        (re.compile(r"e[iy]$"), "ej"),
        (re.compile(r"([ao])y$"), r"\1i"),
        (re.compile(r"^e(?=vg|kat|len|lis|gor)"), "ye"),
    ),
    UKRAINIAN: (
        (re.compile(r"sk(?:iy|ii|yi|yy|y)$"), "skyj"),
        (re.compile(r"(?:yi|yy)$"), "yj"),
        (re.compile(r"(?:iy|ii)$"), "ij"),
        (re.compile(r"(?<=[nlr])ii?a$"), "iya"),
        (re.compile(r"(?<=[aeo])[iy](?=[bcdfghklmnprstvxz]|$)"), "j"),
        (re.compile(r"(?<=[lnrst])i(?=[aeu])"), "j"),
        (re.compile(r"^i(?=[aeu])"), "j"),
    ),
}


def transcribed(name: str, language: str = RUSSIAN) -> str:
    """The German spelling of a name, word by word and part by part.

    Args:
        name: as English writes it.
        language: ``"ru"`` for Russian and Belarusian names, ``"uk"`` for Ukrainian ones.

    >>> transcribed("Sergey Zhdanovsky"), transcribed("Mikhail Khabarov")
    ('Sergej Schdanowski', 'Michail Chabarow')
    >>> transcribed("Andriy Zhytnytskyi", "uk")
    'Andrij Schytnyzkyj'
    """
    return re.sub(r"[^\W\d_]+", lambda match: _word(match.group(), language), name)


def _word(word: str, language: str) -> str:
    if not word.isascii():
        return word
    lower = word.lower()
    for ending, german in _ENDINGS[language]:
        lower = ending.sub(german, lower)
    lower = _VOICELESS.sub("ss", _AFTER_VOWEL.sub("y", lower))
    # Ukrainian keeps ks: Oleksandr, Oksana.
    keep = "ks" if language == UKRAINIAN else ""
    lower = _CLUSTER.sub(lambda m: m.group() if m.group() == keep else _LETTERS[m.group()], lower)
    return lower.capitalize() if word[0].isupper() else lower
