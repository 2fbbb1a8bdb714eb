"""Characters no reader may see: lost letters, mojibake, entities, tags left over, controls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from fassung.checks.model import Check, Context, Finding, Pair, Severity

# Zero width joiners hold emoji together and separate letters in other scripts.
_HINT = re.compile(
    "[\ufffd\u0000-\u0008\u000b-\u001f\u007f-\u009f\ue000-\uf8ff\u200b\u2060\ufeff\u00ad\u202a-\u202e"
    "\u2066-\u2069\u2028\u2029&⟦⟧ÃÂâ<]"
)
_LOST = re.compile("\ufffd+")
_CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]+")
# Marks of Windows-1252 that were taken for Latin-1.
_WINDOWS = {
    "\x84": "„",
    "\x93": "“",
    "\x94": "”",
    "\x91": "‘",
    "\x92": "’",
    "\x96": "–",
    "\x85": "…",
}
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]+")
_TAG = re.compile(r"⟦[^⟦⟧]{0,20}⟧|[⟦⟧]")
_MARKUP = re.compile(r"</?(?:p|br|b|i|em|strong|a|span|div|h[1-6]|li|ul|ol|img)\b[^<>]{0,500}/?>")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
# UTF-8 that was read as Windows-1252: Ã¼, Ã–, Â°, â€ž, â€“.
_MOJIBAKE = re.compile(
    "(?:Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¤]|Â[\u00a0-\u00bf]|â€[\u0080-\u00bf\\w„“”™˜œžŸ¦“]?)+"
)


def rule(check: Check, pair: Pair, context: Context) -> Iterator[Finding]:
    if not _HINT.search(pair.german):
        return
    german = pair.german
    for match in _LOST.finditer(german):
        yield check.finding(
            pair, "A character is lost here.", target=[match.span()], severity=Severity.MAJOR
        )
    for match in _TAG.finditer(german):
        if match[0] not in pair.source:
            yield check.finding(
                pair,
                "A tag of the translation was left over: {tag}",
                target=[match.span()],
                repair="",
                tag=match[0],
            )
    for match in _MOJIBAKE.finditer(german):
        if match[0] not in pair.source:
            yield check.finding(
                pair,
                "Broken characters: {written}",
                target=[match.span()],
                repair=_decoded(match[0]),
                written=match[0],
            )
    for match in _ENTITY.finditer(german):
        if match[0] not in pair.source and unescape(match[0]) != match[0]:
            yield check.finding(
                pair,
                "Code instead of a character: {code}",
                target=[match.span()],
                repair=unescape(match[0]),
                code=match[0],
            )
    for match in _MARKUP.finditer(german):
        if match[0][:3] not in pair.source:
            yield check.finding(
                pair,
                "Code of the page in the text: {code}",
                target=[match.span()],
                code=match[0][:40],
            )
    for pattern, repair in ((_CONTROL, " "), (_PRIVATE, None), (_INVISIBLE, "")):
        for match in pattern.finditer(german):
            yield check.finding(
                pair,
                "An invisible or undefined character ({code}).",
                target=[match.span()],
                repair=_WINDOWS.get(match[0], repair),
                severity=Severity.MINOR,
                code=f"U+{ord(match[0][0]):04X}",
            )


def _decoded(broken: str) -> str | None:
    try:
        return broken.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


CHECK = Check(
    id="forbidden-characters",
    title="broken and forbidden characters",
    category="design-and-markup/character-encoding",
    severity=Severity.MAJOR,
    german_alone=True,
    segment=rule,
)
