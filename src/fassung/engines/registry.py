"""Which engines there are, and how a name becomes one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fassung.engines.protocol import Engine
from fassung.errors import EngineRefused, FassungError, UsageError
from fassung.messages import message


@dataclass(frozen=True, slots=True)
class _Entry:
    """One engine: what it is, how it is made, and the settings it cannot do without."""

    what: str
    make: Callable[[str, Mapping[str, str]], Engine]
    needs: tuple[str, ...] = ()
    takes: bool = False
    """Whether something may stand after a colon, as in ``ctranslate:/path``."""


# Each engine is imported when it is made: no one waits for a model's library to ask DeepL.


def _house(beam: str, environ: Mapping[str, str]) -> Engine:
    from fassung.engines.house import HouseEngine

    if beam not in ("", "4"):
        raise UsageError("house:{beam} is no beam; write house, or house:4.", beam=beam)
    return HouseEngine(beam=int(beam or 1))


def _deepl(_: str, environ: Mapping[str, str]) -> Engine:
    from fassung.engines.deepl import DeepLEngine

    return DeepLEngine(environ["DEEPL_API_KEY"], url=environ.get("DEEPL_URL", ""))


def _libretranslate(_: str, environ: Mapping[str, str]) -> Engine:
    from fassung.engines.libretranslate import LibreTranslateEngine

    return LibreTranslateEngine(
        environ["LIBRETRANSLATE_URL"], key=environ.get("LIBRETRANSLATE_API_KEY", "")
    )


def _chat(_: str, environ: Mapping[str, str]) -> Engine:
    from fassung.engines.chat import ChatEngine

    return ChatEngine(
        environ["FASSUNG_CHAT_URL"],
        environ["FASSUNG_CHAT_MODEL"],
        key=environ.get("FASSUNG_CHAT_KEY", ""),
    )


def _ctranslate(folder: str, environ: Mapping[str, str]) -> Engine:
    from fassung.engines.ctranslate import CTranslateEngine

    return CTranslateEngine(folder or environ["FASSUNG_CTRANSLATE"])


def _pseudo(cost: str, environ: Mapping[str, str]) -> Engine:
    from fassung.engines.pseudo import PseudoEngine

    try:
        return PseudoEngine(float(cost or 0))
    except ValueError as error:
        raise UsageError(
            "pseudo:{cost} is no time; write milliseconds, as in pseudo:20.", cost=cost
        ) from error


_ENTRIES: dict[str, _Entry] = {
    "house": _Entry(
        "the model that ships with fassung; runs here, needs no key", _house, takes=True
    ),
    "deepl": _Entry("DeepL, with your account's key", _deepl, ("DEEPL_API_KEY",)),
    "libretranslate": _Entry("a LibreTranslate server", _libretranslate, ("LIBRETRANSLATE_URL",)),
    "chat": _Entry(
        "a language model behind an OpenAI-compatible server",
        _chat,
        ("FASSUNG_CHAT_URL", "FASSUNG_CHAT_MODEL"),
    ),
    "ctranslate": _Entry(
        "a converted model in a folder of yours, as ctranslate:FOLDER",
        _ctranslate,
        ("FASSUNG_CTRANSLATE",),
        takes=True,
    ),
    "pseudo": _Entry("no translation: marked English, for trying things out", _pseudo, takes=True),
}


def names() -> tuple[str, ...]:
    """The names that :func:`create` knows.

    >>> names()[0]
    'house'
    """
    return tuple(_ENTRIES)


def create(spec: str, environ: Mapping[str, str] = os.environ) -> Engine:
    """The engine for a name, or a chain for names joined by ``>``.

    ``spec`` is like ``house``, ``deepl>house`` or ``ctranslate:/models/opus``;
    keys and addresses come from ``environ``. Loads no model, opens no connection.

    Raises:
        UsageError: if a name is unknown, or something stands after a colon for no use.
        EngineRefused: if a key, address or file is missing; says which.
    """
    engines = [_one(part.strip(), environ) for part in spec.split(">")]
    if len(engines) == 1:
        return engines[0]
    from fassung.engines.chain import Chain

    return Chain(engines)


def describe(environ: Mapping[str, str] = os.environ) -> list[tuple[str, str, str]]:
    """A row for each engine: name, what it is (a template), and "ready" or what is missing."""
    rows = []
    for name, entry in _ENTRIES.items():
        state = message("ready")
        try:
            # The card as well: a house model without its weights shows there.
            _ = _one(name, environ).card
        except FassungError as error:
            missing = _missing(entry, "", environ)
            state = (
                message("set {variables}", variables=", ".join(missing)) if missing else f"{error}"
            )
        rows.append((name, entry.what, state))
    return rows


def _one(spec: str, environ: Mapping[str, str]) -> Engine:
    name, _, rest = spec.partition(":")
    entry = _ENTRIES.get(name)
    if entry is None or (rest and not entry.takes):
        raise UsageError(
            "There is no engine {name}; choose from {names}, or join some with > as in "
            "deepl>house.",
            name=repr(spec),
            names=", ".join(_ENTRIES),
        )
    if missing := _missing(entry, rest, environ):
        raise EngineRefused(
            "Engine {engine} is not set up; set {variables}, or name another engine.",
            engine=name,
            variables=", ".join(missing),
        )
    return entry.make(rest, environ)


def _missing(entry: _Entry, rest: str, environ: Mapping[str, str]) -> list[str]:
    return [] if rest else [name for name in entry.needs if not environ.get(name, "").strip()]
