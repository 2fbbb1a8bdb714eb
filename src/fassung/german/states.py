"""States of the USA: "Kansas City, Mo.," and "(R-Tex.)" mean nothing to German readers.

A place takes its state in brackets, as German agencies give it; a politician's mark names the
party, in the plural, so that it says nothing of who stands before it.
"""

from __future__ import annotations

import re
from functools import cache

from fassung.german.edits import Edit
from fassung.german.tables import states as table

_PARTIES = {"R": "Republikaner", "D": "Demokraten", "I": "parteilos"}
_NO_COMMA_BEFORE = frozenset(
    """am an auf aus bei bis durch für gegen hat hatte im in ist mit nach oder seit sowie über um
    und unter vom von vor war wird wurde wurden zu zum zur""".split()
)
"""Where German has no comma, so that the one behind the state is the English one."""


def states(german: str, english: str) -> list[Edit]:
    """Edits that name a state in full where ``german`` has the English abbreviation.

    Only where the English has the same place with the same state, or the same mark. The comma
    that closes a state in English (AP Stylebook, "state names") goes where German has none; the
    point of "Ill." stays where it also ends the sentence.

    >>> [e.replacement for e in states("In Troy, Mo., und am Fluss", "In Troy, Mo., and on")]
    ['Troy (Missouri)']
    >>> [e.replacement for e in states("sagte Roe (D-Mich.).", "said Roe (D-Mich.).")]
    ['(Demokraten, Michigan)']
    """
    if not _HINT.search(german):
        return []
    edits = []
    for match in _place().finditer(german):
        said = re.search(
            rf"\b(?i:{re.escape(match['place'])}), {re.escape(match['state'])}(?P<after>\W*)",
            english,
        )
        if said:
            full = f"{match['place']} ({_names()[match['state']]})"
            comma = match["comma"] if match["next"] not in _NO_COMMA_BEFORE else ""
            stop = "." if _ends(german[match.end() :], said["after"]) else ""
            edits.append(Edit(*match.span(), full + (comma or stop), "state"))
    for match in _mark().finditer(german):
        if match[0] in english:
            state = _names().get(match["state"], match["state"])
            edits.append(Edit(*match.span(), f"({_PARTIES[match['party']]}, {state})", "state"))
    return edits


# Most texts hold nothing of the kind; this search is far quicker than the full ones.
_HINT = re.compile(r", [A-Z][A-Za-z.]{1,4}\.|\([RDI]-")


def _ends(rest: str, after: str) -> bool:
    """Whether the sentence is over behind an abbreviation: ``rest`` of the German text and the
    signs ``after`` it in the English one say so."""
    if not rest.strip(" \u00a0“‘«‹\"'"):
        return True
    return not after.strip(" \u00a0”’\"'") and bool(re.match(r"\W*\s\W*[A-ZÄÖÜ]", rest))


@cache
def _names() -> dict[str, str]:
    """The German name by each abbreviation."""
    return {row[key]: row["german"] for row in table() for key in ("short", "post") if row[key]}


@cache
def _place() -> re.Pattern[str]:
    shorts = "|".join(re.escape(row["short"]) for row in table() if row["short"])
    return re.compile(
        rf"\b(?P<place>[A-Z][\w’'-]+), (?P<state>{shorts})(?![\w-])"
        r"(?P<comma>,(?=\s+(?P<next>\w+)))?"
    )


@cache
def _mark() -> re.Pattern[str]:
    # "R-Ohio": what is short enough stands in full.
    known = "|".join(map(re.escape, {**_names(), **dict.fromkeys(_names().values())}))
    return re.compile(rf"\((?P<party>[RDI])-(?P<state>{known})\)")
