"""Trials: two engines on real traffic, each article given to one of them by lot.

The plan (arms, what is measured, when it ends) is stated before the first article and sealed in
the house's record. The lot is drawn from the hash of the trial and the piece, so it can be drawn
again by anybody and needs no memory. A piece is in the trial if it came in while that ran.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from fassung.desk import record
from fassung.desk.accounts import Person
from fassung.desk.base import Base, new_id, now
from fassung.desk.rights import actor, require
from fassung.desk.schema import Piece
from fassung.desk.store import Store
from fassung.engines import registry
from fassung.errors import NotFound, NotReady, WrongSetting
from fassung.german import HouseStyle
from fassung.settings_file import Fault, Table, raise_first, read


class Measure(StrEnum):
    """What an article counts for; less is better."""

    DISTANCE = "distance"
    """Words that editors changed, for each word published (0.1 is one in ten)."""
    MINUTES = "minutes"
    """How long people had the piece before them until they approved it."""
    OVERRULED = "overruled"
    """Findings of the checks that a person said do not hold."""
    REPORTS = "reports"
    """Errors that readers reported in the first days (:data:`fassung.desk.outcomes.DAYS`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One side of a trial: an engine and the house style of its German layer."""

    engine: str = ""
    style: Mapping[str, Any] = field(default_factory=dict)
    """Fields of :class:`fassung.german.HouseStyle` that differ from the default."""

    @property
    def house(self) -> HouseStyle:
        """The house style."""
        return HouseStyle(**self.style)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is stated before the start; see :class:`fassung.lab.sequential.Rule` for the rule."""

    name: str
    a: Arm
    b: Arm
    measure: Measure = Measure.DISTANCE
    partners: tuple[str, ...] = ()
    """Whose articles; empty for everybody's."""
    most: float = 1.0
    smallest: float = 0.02
    articles: int = 500
    error: float = 0.05
    share: float = 0.5

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise WrongSetting("{wrong} is no name; write one.", wrong=repr(self.name))
        for value, least, most in (
            (self.most, 0, 1_000_000),
            (self.smallest, 0, 1_000_000),
            (self.articles, 1, 1_000_000),
            (self.error, 0.001, 0.5),
            (self.share, 0.05, 0.95),
        ):
            if not least <= value <= most or not value:
                raise WrongSetting(
                    "{wrong} does not lie between {least} and {most}.",
                    wrong=value,
                    least=least,
                    most=most,
                )

    @property
    def said(self) -> dict[str, Any]:
        """The plan in JSON's own types."""
        return {**asdict(self), "partners": list(self.partners)}


class Trial(Base):
    """A trial that was started. ``digest`` is the SHA-256 of its plan."""

    __tablename__ = "trial"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(unique=True)
    plan: Mapped[dict[str, Any]]
    digest: Mapped[str]
    started: Mapped[datetime] = mapped_column(default=now)
    ended: Mapped[datetime | None]

    @property
    def planned(self) -> Plan:
        """The plan as it was stated."""
        plan = dict(self.plan)
        return Plan(
            a=Arm(**plan.pop("a")),
            b=Arm(**plan.pop("b")),
            partners=tuple(plan.pop("partners")),
            measure=Measure(plan.pop("measure")),
            **plan,
        )


def load(path: Path) -> Plan:
    """The plan that the TOML file ``path`` states.

    Raises:
        SettingsError: if the file cannot be read, or a setting in it is wrong; says which line.
        EngineRefused: if an arm's engine cannot be had.
    """
    faults: list[Fault] = []
    table = read(path, faults)
    raise_first(faults)
    arms = {side: _arm(table.table(side)) for side in ("a", "b")}
    if arms["a"] == arms["b"] and not faults:
        table.fault("b", "the arms [a] and [b] are the same; change one.")
    plan = table.make(Plan, known=arms, **arms)
    if plan is not None and plan.smallest > plan.most:
        table.fault("smallest", "smallest is above most; make it smaller.")
    raise_first(faults)
    assert plan is not None
    for arm in arms.values():
        registry.create(arm.engine)
    return plan


def _arm(table: Table) -> Arm:
    table.known(("engine", "style"))
    engine = table.value("engine", str, "")
    if not engine:
        table.fault("engine", "the engine of this arm is missing; name one.")
    return Arm(engine=engine, style=table.table("style").settings(HouseStyle))


def start(store: Store, plan: Plan, person: Person | None = None) -> Trial:
    """Starts a trial; from now on new pieces are given to its arms.

    Args:
        person: who starts it; None is whoever may read and write the desk's database.

    Raises:
        NotAllowed: for less than a chief.
        NotReady: if there was one of that name, or another runs for one of the partners.
    """
    by = _who(person)
    with store.writing() as session:
        for other in session.scalars(select(Trial)):
            if other.name == plan.name:
                raise NotReady("There was a trial {name}; choose another name.", name=plan.name)
            if other.ended is None and _meet(other.planned.partners, plan.partners):
                raise NotReady(
                    "The trial {name} runs for the same partner; end it first.", name=other.name
                )
        said = plan.said
        trial = Trial(name=plan.name, plan=said, digest=_digest(said))
        session.add(trial)
        session.flush()
        told = {"name": plan.name, "plan": said, "digest": trial.digest}
        record.append(session, None, by, "trial started", told)
        return trial


def end(store: Store, name: str, reason: str, person: Person | None = None) -> None:
    """Ends a trial; new pieces go to the partner's own engine again.

    Args:
        reason: what the rule said, or why it is ended before; kept in the record.
        person: who ends it, as in :func:`start`.

    Raises:
        NotAllowed: for less than a chief.
        NotFound: if no trial of that name runs.
    """
    by = _who(person)
    with store.writing() as session:
        trial = session.scalar(select(Trial).where(Trial.name == name, Trial.ended.is_(None)))
        if trial is None:
            raise NotFound("No trial {name} is running.", name=name)
        trial.ended = now()
        record.append(session, None, by, "trial ended", {"name": name, "reason": reason})


def all_of(session: Session) -> Sequence[Trial]:
    """Every trial, the newest first."""
    return session.scalars(select(Trial).order_by(Trial.started.desc())).all()


def named(session: Session, name: str) -> Trial:
    """The trial called ``name``.

    Raises:
        NotFound: if there is none.
    """
    trial = session.scalar(select(Trial).where(Trial.name == name))
    if trial is None:
        raise NotFound("There is no trial {name}.", name=name)
    return trial


def arm_of(session: Session, piece: Piece) -> Arm | None:
    """The arm that ``piece`` is translated by; None if it is in no trial that still runs."""
    running = session.scalars(
        select(Trial).where(Trial.ended.is_(None), Trial.started <= piece.created)
    )
    for trial in running:
        plan = trial.planned
        if not plan.partners or piece.partner in plan.partners:
            return plan.b if in_b(trial.id, piece.id, plan.share) else plan.a
    return None


def in_b(trial: str, piece: str, share: float) -> bool:
    """Whether the lot gives the piece to arm B, which has a ``share`` of all.

    >>> sum(in_b("t", str(number), 0.3) for number in range(1000))
    323
    """
    drawn = int.from_bytes(sha256(f"{trial}\0{piece}".encode()).digest()[:8], "big")
    return drawn < share * 2**64


def _who(person: Person | None) -> str:
    if person is None:
        return record.FASSUNG
    require(person, "chief")
    return actor(person)


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def _digest(plan: dict[str, Any]) -> str:
    line = json.dumps(plan, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(line.encode()).hexdigest()
