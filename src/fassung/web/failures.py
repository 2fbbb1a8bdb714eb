"""What somebody sees when a request fails: one line, never a traceback."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fassung.errors import FassungError, TooManyTries
from fassung.messages import message
from fassung.web import pages


async def respond(request: Request, error: Exception) -> Response:
    """The answer to a request that ended with ``error``, as a page or as a line of JSON."""
    status, line = 500, ""
    headers: dict[str, str] = {}
    if isinstance(error, FassungError):
        status, line = error.http_status, str(error)
    elif isinstance(error, HTTPException):
        status = error.status_code
        headers |= error.headers or {}
    if isinstance(error, TooManyTries):
        headers["Retry-After"] = str(error.seconds)
    line = line or _line(status)
    if status == 401 and request.url.path.startswith("/api/"):
        headers["WWW-Authenticate"] = "Bearer"
    if _wants_json(request):
        return JSONResponse({"error": line}, status, headers)
    answer = await run_in_threadpool(
        pages.render, request, "failure.html.j2", status_code=status, line=line
    )
    answer.headers.update(headers)
    return answer


def _line(status: int) -> str:
    match status:
        case 404:
            return message("There is nothing at this address; go back to the inbox.")
        case 405:
            return message("This address does not answer to that method.")
        case _ if status < 500:
            return message("The request cannot be understood; reload the page and try again.")
        case _:
            return message("Something went wrong here; try again, and tell an admin if it stays.")


def _wants_json(request: Request) -> bool:
    """Whether a program asks: under ``/api/``, or a script that says that it wants JSON."""
    accepted = request.headers.get("accept", "")
    return request.url.path.startswith("/api/") or (
        "application/json" in accepted and "text/html" not in accepted
    )
