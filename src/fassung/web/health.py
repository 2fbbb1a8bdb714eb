"""For machines that watch the desk: is it well, and what does it do."""

from __future__ import annotations

import logging

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import exc, text
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from fassung.web import metrics
from fassung.web.access import anyone

_LOG = logging.getLogger(__name__)


@anyone
def health(request: Request) -> Response:
    """``ok`` with status 200 while the database answers, else 503."""
    try:
        with request.app.state.desk.store.reading() as transaction:
            transaction.execute(text("SELECT 1"))
    except exc.SQLAlchemyError as error:
        _LOG.error("the database does not answer: %s", error)
        return PlainTextResponse("the database does not answer\n", 503)
    return PlainTextResponse("ok\n")


@anyone
def measure(request: Request) -> Response:
    """Counts in Prometheus' text format; no names of people, partners or pieces."""
    found = generate_latest(metrics.registry(request.app.state.desk.store))
    return Response(found, headers={"Content-Type": CONTENT_TYPE_LATEST})


routes = [
    Route("/healthz", health, methods=["GET"]),
    Route("/metrics", measure, methods=["GET"]),
]
