"""A form that somebody sent from a version's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from starlette.requests import Request

from fassung.desk.accounts import Person
from fassung.desk.schema import Version
from fassung.errors import NotFound, NotReady


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that somebody sent from a version's page."""

    request: Request
    version: str

    @property
    def desk(self) -> Any:
        return self.request.app.state.desk

    @property
    def person(self) -> Person:
        person: Person = self.request.state.person
        return person

    @property
    def segment(self) -> str:
        return self.text("segment")

    @property
    def edits(self) -> int:
        """The number of the wording that the editor saw."""
        value = self.text("edits")
        if not (value.isascii() and value.isdecimal()) or len(value) > 9:
            raise NotReady("The form is not complete; load the page again.")
        return int(value)

    @classmethod
    def of(cls, request: Request) -> Asked:
        return cls(request, request.path_params["version"])

    @property
    def piece(self) -> str:
        """The piece's id.

        Raises:
            NotFound: if there is no such version.
        """
        with self.desk.store.reading() as session:
            return version_of(session, self.version).piece_id

    def text(self, name: str) -> str:
        value = self.request.state.form.get(name, "")
        return value if isinstance(value, str) else ""

    @property
    def by_script(self) -> bool:
        """Whether our own script asks, and no plain form."""
        accepted = self.request.headers.get("accept", "")
        return "application/json" in accepted and "text/html" not in accepted


def version_of(session: Session, version_id: str) -> Version:
    """The version.

    Raises:
        NotFound: if there is none.
    """
    version = session.get(Version, version_id)
    if version is None:
        raise NotFound("There is no version {id}.", id=version_id)
    return version
