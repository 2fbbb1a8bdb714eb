"""Engines one after the other: the next is asked when one does not answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from fassung.engines.protocol import Abilities, Card, Engine, Reply, Request
from fassung.errors import EngineError, EngineRefused, EngineUnavailable

_PAUSE = 60.0
"""Seconds for which an engine that did not answer is passed over: an article has many
calls, and each would wait for the same time-out again."""
_LONG_PAUSE = 600.0
"""The same for one that refused: a quota is not raised within a minute."""


class Chain:
    """Asks the first engine; on EngineUnavailable or EngineRefused the next, and so on.

    Each reply keeps the name of the engine that made it. The card promises only
    what all of them can do, so that a sentence may go to any of them.

    Raises:
        ValueError: if there is no engine.
    """

    def __init__(
        self, engines: Sequence[Engine], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        if not engines:
            raise ValueError("a chain needs an engine")
        self.engines = tuple(engines)
        self._clock = clock
        self._until = [float("-inf")] * len(self.engines)

    @property
    def card(self) -> Card:
        """The names and versions joined by ``>``, and what all engines can do."""
        cards = [engine.card for engine in self.engines]
        return Card(
            name=">".join(card.name for card in cards),
            version=">".join(card.version for card in cards),
            abilities=Abilities(
                markup=all(card.abilities.markup for card in cards),
                context=all(card.abilities.context for card in cards),
                glossary=all(card.abilities.glossary for card in cards),
                offline=all(card.abilities.offline for card in cards),
            ),
        )

    def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """The replies of the first engine that gives any.

        Raises:
            EngineUnavailable: if none does, and one of them may later.
            EngineRefused: if all refuse.
        """
        now = self._clock()
        rested = [place for place, until in enumerate(self._until) if until <= now]
        errors: list[EngineError] = []
        # When all are resting, all are asked: a late answer is better than none.
        for place in rested or range(len(self.engines)):
            try:
                return self.engines[place].translate(requests)
            except (EngineUnavailable, EngineRefused) as error:
                errors.append(error)
                pause = _LONG_PAUSE if isinstance(error, EngineRefused) else _PAUSE
                self._until[place] = self._clock() + pause
        if len(errors) == 1:
            raise errors[0]
        refused = all(isinstance(error, EngineRefused) for error in errors)
        raise (EngineRefused if refused else EngineUnavailable)(
            "No engine answered. {errors}", errors=" ".join(str(error) for error in errors)
        )
