"""The rating pages of one campaign, without a desk: let in by a link, each rater their own."""

from __future__ import annotations

import hashlib

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from fassung.desk.accounts import Person
from fassung.desk.sessions import SignedIn
from fassung.errors import FassungError
from fassung.lab.rating.campaign import Campaign
from fassung.lab.rating.links import Links
from fassung.messages import language
from fassung.web import csrf, failures, lab_ratings, pages
from fassung.web.access import anyone
from fassung.web.lab_shelf import Shelf
from fassung.web.security import Security

START = "/lab/start"
_MONTH = 30 * 24 * 3600
"""Seconds; a rater may come back for so long with one link."""


class RatersOnly(Security):
    """What every request passes, with the campaign's raters in place of the desk's people."""

    def __init__(self, app: ASGIApp, links: Links) -> None:
        self.app = app
        self.links = links

    def session(self, token: str) -> SignedIn | None:
        """The rater with this session, as somebody who may look and rate."""
        rater = self.links.who(token)
        if rater is None:
            return None
        person = Person(
            id=rater, login=rater, name=rater, role="reader", active=True, language=language()
        )
        # Derived, not kept: the same after a restart, and of no use without the session.
        form = hashlib.sha256(f"fassung-rating-form:{token}".encode()).hexdigest()
        return SignedIn(person, form, "")


def create_app(campaign: Campaign, links: Links) -> Starlette:
    """The pages of ``campaign`` for whoever has one of ``links``."""
    app = Starlette(
        routes=[
            Route("/", home, methods=["GET"]),
            Route(f"{START}/{{token}}", show, methods=["GET"]),
            Route(f"{START}/{{token}}", begin, methods=["POST"]),
            Route("/sign-in", no_sign_in, methods=["GET"]),
            *lab_ratings.routes,
            Mount("/static", StaticFiles(packages=[("fassung.web", "static")]), name="static"),
        ],
        middleware=[Middleware(RatersOnly, links=links)],
        exception_handlers={HTTPException: _failed, FassungError: _failed},
    )
    app.router.redirect_slashes = False
    app.state.ratings = Shelf(lambda: [campaign.folder])
    app.state.links = links
    app.state.home = f"{lab_ratings.AT}/{campaign.folder.name}"
    return app


@anyone
def home(request: Request) -> Response:
    """To the campaign."""
    return RedirectResponse(request.app.state.home, 303)


@anyone
def no_sign_in(request: Request) -> Response:
    """There is no password here; says what to do instead."""
    return pages.render(request, "lab/no_link.html.j2", status_code=401)


@anyone
def show(request: Request) -> Response:
    """The way in. Looking at the link, as mail programs do, does not use it up."""
    rater = request.app.state.links.rater(request.path_params["token"])
    return pages.render(request, "lab/start.html.j2", rater=rater)


@anyone
def begin(request: Request) -> Response:
    """Uses the link up and begins the rater's session."""
    session = request.app.state.links.use(request.path_params["token"])
    answer = RedirectResponse(request.app.state.home, 303)
    https = request.url.scheme == "https"
    answer.set_cookie(
        csrf.session_cookie(request),
        session,
        max_age=_MONTH,
        httponly=True,
        secure=https,
        samesite="lax",
    )
    answer.delete_cookie(csrf.visit_cookie(request), secure=https, httponly=True)
    return answer


async def _failed(request: Request, error: Exception) -> Response:
    return await failures.respond(request, error)
