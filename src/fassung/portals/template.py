"""Notice templates: a sentence with {names}, and [parts] that go when a value is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fassung.errors import WrongSetting

NAMES = ("portal", "publisher", "date", "language")
"""What a template may name."""

_PART = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")
_NAME = re.compile(r"\{([^{}]*)\}")


def check(template: str) -> None:
    """Nothing, if ``template`` can be filled.

    Raises:
        WrongSetting: if it names something unknown or its brackets do not match.
    """
    for name in _NAME.findall(template):
        if name not in NAMES:
            raise WrongSetting(
                "there is no {name} to fill in; known are {known}.",
                name="{" + name + "}",
                known=", ".join("{" + known + "}" for known in NAMES),
            )
    rest = _NAME.sub("", "".join(f"{a}{b}" for a, b in _PART.findall(template)))
    if "".join(match[0] for match in _PART.finditer(template)) != template or set("{}") & set(rest):
        raise WrongSetting("the brackets of “{template}” do not match.", template=template)


def fill(template: str, values: Mapping[str, str]) -> str:
    """``template`` with ``values`` put in; a [part] with an empty value is left out.

    >>> fill("Erschienen[ am {date}][ bei {publisher}].", {"date": "", "publisher": "X"})
    'Erschienen bei X.'
    """

    def put(part: str) -> str:
        return _NAME.sub(lambda match: values.get(match[1], ""), part)

    def kept(optional: str) -> bool:
        return all(values.get(name) for name in _NAME.findall(optional))

    return "".join(
        put(always) if always else (put(optional) if kept(optional) else "")
        for optional, always in _PART.findall(template)
    )
