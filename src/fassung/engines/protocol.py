"""What every engine is: a card that says who it is, and one method that translates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from fassung.article import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What an engine does with more than plain words."""

    markup: bool = False
    """Carries tag pairs ⟦1⟧…⟦/1⟧ to the right German words."""
    context: bool = False
    """Reads the sentences before."""
    glossary: bool = False
    """Takes a list of terms."""
    offline: bool = False
    """Sends nothing to another machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An engine's name in signatures and settings, its version, and what it can do."""

    name: str
    version: str
    abilities: Abilities = Abilities()


@dataclass(frozen=True, slots=True)
class Request:
    """One English sentence, with tag pairs ⟦1⟧…⟦/1⟧ where the engine carries them.

    ``context`` holds up to three English sentences that stand before it.
    ``careful`` asks for another, safer way, and for alternatives where the engine has some: the
    first result was not usable.
    """

    text: str
    context: tuple[str, ...] = ()
    role: Role = Role.BODY
    careful: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """The German sentence, who made it, and the engine's mean log-probability per token.

    ``alternatives`` are other translations that the engine would give, best first.
    """

    text: str
    engine: str
    score: float | None = None
    alternatives: tuple[str, ...] = ()


@runtime_checkable
class Engine(Protocol):
    """A machine that translates English into German."""

    @property
    def card(self) -> Card:
        """Name, version, abilities. Cheap: loads no model, opens no connection."""
        ...

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """One reply for each request, in the same order.

        Raises:
            EngineUnavailable: if it does not answer for now; another engine may.
            EngineRefused: if it never will as it is set up.
        """
        ...
