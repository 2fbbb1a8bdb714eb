"""What a form's fields hold, and where it came from."""

from __future__ import annotations

from starlette.requests import Request


def text(request: Request, field: str) -> str:
    """The field as typed, without spaces around it."""
    return secret(request, field).strip()


def secret(request: Request, field: str) -> str:
    """The field exactly as typed; empty if it is missing."""
    value = request.state.form.get(field, "")
    return value if isinstance(value, str) else ""


def address(request: Request) -> str:
    """The network address of whoever asks, as the server names it (behind a proxy, uvicorn's
    ``--forwarded-allow-ips`` says whom to believe)."""
    return request.client.host if request.client else ""
