"""Templates: the one place where values become the desk's HTML."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from fassung import templating
from fassung.desk import rights
from fassung.messages import language, message
from fassung.web import csrf


def render(
    request: Request, template: str, /, *, status_code: int = 200, **values: Any
) -> HTMLResponse:
    """``template`` filled with ``values``, in the language of whoever asks.

    Every template knows ``_("…")`` (:func:`fassung.messages.message`), ``person``, ``may(role)``,
    ``csrf`` (for a form's hidden field), ``language``, ``path``, and ``at_desk``: whether there is
    a desk behind the pages, or only a campaign of the lab.
    """
    person = request.state.person
    html = (
        environment()
        .get_template(template)
        .render(
            person=person,
            may=lambda role: person is not None and rights.may(person, role),
            csrf=csrf.token(request),
            language=language(),
            path=request.url.path,
            at_desk=hasattr(request.app.state, "desk"),
            status_code=status_code,
            **values,
        )
    )
    return HTMLResponse(html, status_code)


@cache
def environment() -> Environment:
    """Jinja's, with everything escaped and nothing undefined."""
    return templating.environment("fassung.web", extensions=["jinja2.ext.do"], _=message)
