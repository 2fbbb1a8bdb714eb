"""The English genitive with apostrophe in German: "Putin's Rede"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from fassung.german.quotations import quoted

_GENITIVE = re.compile(
    r"(?<![\w'’])([^\W\d_a-zäöüß][^\W\d_]+)['’‘´`]s"
    r"(?=[ \u00a0](?:[„\"»]?[A-ZÄÖÜ]|[a-zäöü]+e[nrms]?\b))"
)
_HINTS = ("'s", "’s", "‘s", "´s", "`s")
_NEXT = re.compile(r"[ \u00a0](\w+)")
_ENGLISH = re.compile(
    r"[ \u00a0][„\"»]?(?:[A-Z][\w'’]*[ \u00a0](?:and|of|the|for|in)\b"
    r"|(?:the|of|and|own|new|first)\b)"
)


def genitives(german: str, source: str = "") -> tuple[tuple[int, int], ...]:
    """Stretches of names with an English genitive, outside quotations ("Putin's").

    With the ``source``, what stands there just so is taken for a name ("Moore's Ford Bridge").

    Names of firms, papers and titles keep theirs ("McDonald's", "Lloyd's of London"): those that
    no German noun or adjective follows are left out.

    >>> genitives("Putin's Rede dauerte lange.")
    ((0, 7),)
    """
    if not any(genitive in german for genitive in _HINTS):
        return ()
    found = []
    for match in _GENITIVE.finditer(german):
        word = match[1].lower()
        if word in _no_names() or _ENGLISH.match(german, match.end()):
            continue
        after = _NEXT.match(german, match.end())
        if source and after and f"{match[1]}'s {after[1]}" in source.replace("’", "'"):
            continue
        if not quoted(german).inside(match.start()):
            found.append(match.span())
    return tuple(found)


@cache
def _no_names() -> frozenset[str]:
    path = resources.files("fassung.checks") / "apostrophes.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(word for words in table.values() for word in words.split())
