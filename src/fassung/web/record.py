"""The record of a piece: to read, and as JSON to keep and verify."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from fassung.desk import record_export
from fassung.web.access import needs
from fassung.web.security import PREVIEW_HEADERS


@needs("reader")
def page(request: Request) -> Response:
    """Who saw, changed and decided what, as one page without scripts."""
    desk = request.app.state.desk
    with desk.store.reading() as session:
        html = record_export.as_page(
            session, request.path_params["piece"], zone=desk.config.portal.zone
        )
    # A document of its own with a style of its own, like the preview.
    return HTMLResponse(html, headers=PREVIEW_HEADERS)


@needs("reader")
def export(request: Request) -> Response:
    """The same as JSON, with the digests that seal it."""
    piece = request.path_params["piece"]
    with request.app.state.desk.store.reading() as session:
        text = record_export.as_json(session, piece)
    name = f'attachment; filename="record-{piece[:32]}.json"'
    return Response(text, media_type="application/json", headers={"Content-Disposition": name})


routes = [Route("/record/{piece}", page), Route("/record/{piece}/json", export)]
