"""Which program is calling: the key in its ``Authorization`` header."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from fassung.desk import keys
from fassung.errors import UnknownCaller
from fassung.web import forms


async def owner(request: Request) -> keys.Owner:
    """Whose key the call carries.

    Raises:
        UnknownCaller: if it carries none, or one that opens nothing.
        TooManyTries: after too many of those from one address.
    """
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise UnknownCaller("A key is missing; send it as Authorization: Bearer fsg_….")
    return await run_in_threadpool(
        keys.find, request.app.state.desk.store, key.strip(), forms.address(request)
    )
