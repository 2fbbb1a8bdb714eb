"""Errors a person can act on: one line that says what, where and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fassung.messages import message


class FassungError(Exception):
    """Base of every error that a user of fassung may see.

    Takes an English template (also the key of the German catalogue in
    ``locale/``) and the values it names. ``str(error)`` is one line in
    the reader's language.

    >>> str(FassungError("{source} is empty; send the article again.", source="a.json"))
    'a.json is empty; send the article again.'
    """

    exit_status = 1
    """Exit status of the command line when this error ends a run."""
    http_status = 400
    """Status of the answer when this error ends a request."""

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __reduce__(self) -> tuple[Callable[..., FassungError], tuple[object, ...]]:
        # Errors travel between processes, in the records of workflows.
        plain = {name: _plain(value) for name, value in self.values.items()}
        return _again, (type(self), {**vars(self), "values": plain})

    def __str__(self) -> str:
        return " ".join(message(self.template, **self.values).split())


def _again(kind: type[FassungError], state: Mapping[str, object]) -> FassungError:
    error = kind.__new__(kind)
    vars(error).update(state)
    return error


def _plain(value: object) -> object:
    # An error within one stays one: whoever reads it may speak another language.
    return value if isinstance(value, str | int | float | FassungError | None) else str(value)


class FileError(FassungError):
    """A file cannot be written: no room, no right."""


class UsageError(FassungError):
    """The call itself is wrong: an unknown engine, format or option."""

    exit_status = 2


class SettingsError(UsageError):
    """A settings file is wrong; says file and line."""


class WrongSetting(FassungError, ValueError):
    """A value that a setting cannot have; whoever reads the file adds file and line."""

    exit_status = 2


class WireError(FassungError):
    """A partner's file cannot be read as an article."""

    exit_status = 3


class GlossaryError(FassungError):
    """A glossary or a list of words cannot be read."""

    exit_status = 3


class EngineError(FassungError):
    """An engine cannot do its work."""

    exit_status = 4


class EngineUnavailable(EngineError):
    """An engine does not answer for now: network, time-out, overload. A chain goes on."""


class EngineRefused(EngineError):
    """An engine refuses for good: key, quota, unsupported request."""


class HeldError(FassungError):
    """The article may not be published now: held back, withdrawn, too early or too late."""

    exit_status = 7


class DeliveryError(FassungError):
    """A target did not take an article."""

    exit_status = 8

    def __init__(
        self, template: str, /, *, again: bool = True, after: float | None = None, **values: object
    ) -> None:
        """``again``: whether another try may succeed; ``after``: seconds to wait first."""
        super().__init__(template, **values)
        self.again, self.after = again, after


class LabError(FassungError):
    """A set or a run of the lab cannot be used: changed, tuned on, not there, not whole."""


class InventoryError(FassungError):
    """Something of the source article is missing from the result."""

    exit_status = 5


class DeskError(FassungError):
    """Something at the desk cannot be done as asked."""

    http_status = 409


class NotFound(DeskError):
    """There is no such piece, version, segment or finding."""

    http_status = 404


class NotAllowed(DeskError):
    """The person's role does not reach that far."""

    http_status = 403


class NotReady(DeskError):
    """The piece is not in a state for it: a finding blocks, a conflict is open, it is out."""


class Stale(DeskError):
    """Somebody saved in between; what the editor sees is not what is there."""


class Locked(DeskError):
    """Somebody else is working on the piece."""


class UnknownCaller(DeskError):
    """Whoever asks has not shown who they are: no sign-in, a wrong password or key."""

    http_status = 401


class TooLarge(DeskError):
    """More bytes than the desk takes."""

    http_status = 413


class NoRoom(DeskError):
    """A partner has filled the room that its deliveries may take (RFC 4918, 11.5)."""

    http_status = 507


class WrongKind(DeskError):
    """A content type that the desk does not read."""

    http_status = 415


class TooManyTries(DeskError):
    """Too many failed sign-ins or keys; ``seconds`` until another is heard."""

    http_status = 429

    def __init__(self, template: str, /, *, seconds: int, **values: object) -> None:
        super().__init__(template, **values)
        self.seconds = seconds
