"""The preview: a version as the portal will show it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from fassung.desk.articles import german_article
from fassung.desk.schema import Version
from fassung.errors import NotFound
from fassung.portals.page import render
from fassung.web.access import needs
from fassung.web.security import PREVIEW_HEADERS


@needs("reader")
def preview(request: Request) -> Response:
    """The portal's page with the note that it will carry once somebody has approved it."""
    desk = request.app.state.desk
    with desk.store.reading() as session:
        version = session.get(Version, request.path_params["version"])
        if version is None or not version.segments:
            raise NotFound("There is no German to show yet; wait for the translation.")
        article = german_article(session, version)
        signature = version.signature
    page = render(article, desk.config.portal.reviewed(), signature=signature, preview=True)
    return HTMLResponse(page, headers=PREVIEW_HEADERS)


routes = [Route("/preview/{version}", preview)]
