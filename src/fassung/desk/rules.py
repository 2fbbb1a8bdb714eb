"""What the checks at the desk know beside a piece's texts: house style and glossaries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from fassung.checks import Context
from fassung.desk import proposals, trials
from fassung.desk.articles import source_article
from fassung.desk.base import now
from fassung.desk.config import DeskConfig
from fassung.desk.schema import Version
from fassung.german import HouseStyle, glossary_files
from fassung.german.glossary import Glossary


@dataclass(frozen=True, kw_only=True)
class Rules:
    """House style, and the glossary of each partner by its id. Made once, when the desk starts."""

    style: HouseStyle = field(default_factory=HouseStyle)
    glossaries: Mapping[str, Glossary] = field(default_factory=dict)

    @classmethod
    def of(cls, config: DeskConfig) -> Rules:
        """The rules of a desk.

        Raises:
            GlossaryError: if a partner's glossary cannot be read.
        """
        return cls(
            glossaries={
                partner.id: glossary_files.load([str(path) for path in partner.glossary])
                for partner in config.partners.values()
            }
        )

    def glossary(self, session: Session, partner: str) -> Glossary:
        """The partner's terms, and those that people at the desk have accepted."""
        return self.glossaries.get(partner, Glossary()) + proposals.glossary_of(session, partner)

    def context(
        self, session: Session, version: Version, publish_at: datetime | None = None
    ) -> Context:
        """What the checks may know of ``version``.

        It appears at ``publish_at`` (aware), when its embargo ends or now, whichever is last.
        A piece that a trial has given to one of its arms is held to that arm's style.
        """
        arm = trials.arm_of(session, version.piece)
        return Context(
            style=arm.house if arm else self.style,
            published=source_article(version).first_published,
            appears=max(filter(None, (version.embargo, publish_at, now()))),
            glossary=self.glossary(session, version.piece.partner),
        )


PLAIN = Rules()
"""No glossary, the default style."""
