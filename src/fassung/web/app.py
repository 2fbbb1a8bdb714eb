"""The application: every module of ``web/`` and ``api/`` brings its ``routes``."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from fassung.errors import FassungError
from fassung.web import access, failures
from fassung.web.security import Desk, Security

_ROOMS = ("fassung.web", "fassung.api")


def create_app(desk: Desk) -> Starlette:
    """The pages and the interface of ``desk``, to be served by any ASGI server.

    Endpoints find the desk as ``request.app.state.desk``.

    Raises:
        TypeError: if an endpoint does not say who may call it (:mod:`fassung.web.access`).
    """
    routes = find_routes()
    for route in routes:
        if isinstance(route, Route) and not access.is_declared(route.endpoint):
            raise TypeError(f"{route.path}: the endpoint does not say who may call it")
    static = StaticFiles(packages=[("fassung.web", "static")])
    app = Starlette(
        routes=[*routes, Mount("/static", static, name="static")],
        middleware=[Middleware(Security, desk=desk)],
        exception_handlers={HTTPException: _failed, FassungError: _failed},
    )
    # An address is what it is; none is mended by leading somewhere else.
    app.router.redirect_slashes = False
    app.state.desk = desk
    return app


def find_routes() -> list[BaseRoute]:
    """The ``routes`` of all modules, in the modules' order."""
    found: list[BaseRoute] = []
    for room in _ROOMS:
        for module in pkgutil.iter_modules(import_module(room).__path__):
            found += getattr(import_module(f"{room}.{module.name}"), "routes", [])
    return found


async def _failed(request: Request, error: Exception) -> Response:
    return await failures.respond(request, error)
