"""Who may call an endpoint. Each must say so; :func:`fassung.web.app.create_app` insists."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fassung.desk import rights
from fassung.errors import UnknownCaller

Endpoint = Callable[[Request], Any]
_MARK = "who_may_call"


def needs(role: str) -> Callable[[Endpoint], Callable[[Request], Awaitable[Response]]]:
    """Lets only people with at least ``role`` (of :data:`rights.ROLES`) call an endpoint.

    The endpoint is a plain function, which then runs in a thread, or an async one.
    Whoever is not signed in is asked to: a page leads to the sign-in and back, all else is 401.
    """

    def decorate(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        @wraps(endpoint)
        async def guarded(request: Request) -> Response:
            person = request.state.person
            if person is None:
                if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
                    here = request.url.path + (f"?{q}" if (q := request.url.query) else "")
                    return RedirectResponse(f"/sign-in?next={quote(here, safe='')}", 303)
                raise UnknownCaller("Nobody is signed in here any more; sign in and try again.")
            rights.require(person, role)
            if inspect.iscoroutinefunction(endpoint):
                answer: Response = await endpoint(request)
            else:
                answer = await run_in_threadpool(endpoint, request)
            return answer

        setattr(guarded, _MARK, role)
        return guarded

    return decorate


def anyone(endpoint: Endpoint) -> Endpoint:
    """Marks an endpoint that everybody may call."""
    setattr(endpoint, _MARK, None)
    return endpoint


def is_declared(endpoint: object) -> bool:
    """Whether ``endpoint`` says who may call it."""
    return hasattr(endpoint, _MARK)
