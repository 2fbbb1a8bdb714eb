"""The tables of who may come in: people, their browsers and keys, and what failed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from fassung.desk.base import Base, new_id, now


class Person(Base):
    """Somebody who may sign in. ``role``: ``reader``, ``editor``, ``chief``, ``admin``."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="reader")
    password: Mapped[str] = mapped_column(default="")
    """Argon2id hash; empty means that nobody can sign in with a password."""
    language: Mapped[str] = mapped_column(default="de")
    active: Mapped[bool] = mapped_column(default=True)
    created: Mapped[datetime] = mapped_column(default=now)


class Session(Base):
    """A browser that is signed in. Only the SHA-256 of its token is kept."""

    __tablename__ = "session"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    csrf: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)
    expires: Mapped[datetime]


class Attempt(Base):
    """A sign-in or key that failed, for the rate limit; removed when it is too old to count."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    what: Mapped[str] = mapped_column(index=True)
    """``login:<name>``, ``address:<ip>``, ``key:<ip>``."""
    at: Mapped[datetime] = mapped_column(default=now)


class ApiKey(Base):
    """A partner's or client's key; only its SHA-256 is kept (the key is 256 random bits)."""

    __tablename__ = "api_key"

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    digest: Mapped[str] = mapped_column(unique=True)
    owner: Mapped[str]
    """``partner:<id>`` or ``client:<name>``."""
    created: Mapped[datetime] = mapped_column(default=now)
    revoked: Mapped[datetime | None]


class Invitation(Base):
    """A link that lets somebody set a password, once. Only the SHA-256 of its token is kept."""

    __tablename__ = "invitation"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    expires: Mapped[datetime]
    used: Mapped[datetime | None]
