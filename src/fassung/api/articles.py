"""Push: a partner's program sends an article, and may ask what became of it."""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from fassung.api import keys
from fassung.desk import reasons
from fassung.desk.intake import Channel, receive
from fassung.desk.keys import Owner
from fassung.desk.schema import Delivery
from fassung.desk.store import Store
from fassung.errors import NotAllowed, NotFound, WireError, WrongKind
from fassung.web.access import anyone
from fassung.web.security import bounded_body

_READ = re.compile(r"(application|text)/(json|xml|html|([\w.-]+\+)(json|xml))")
"""Content types of ANS, ninjs and web pages; what a body is, is told from itself later."""
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\U0010ffff]")


@anyone
async def push(request: Request) -> Response:
    """Keeps the body and answers 202, or 200 if the same bytes were here before.

    Only what cannot be kept is refused; what cannot be read is kept in quarantine with its
    reason, which ``GET /api/deliveries/{id}`` tells.
    """
    desk = request.app.state.desk
    owner = await keys.owner(request)
    if owner.kind != "partner" or owner.name not in desk.config.partners:
        raise NotAllowed("This key belongs to no partner of this desk; ask the desk for one.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not _READ.fullmatch(kind):
        raise WrongKind("An article comes as JSON or HTML, not as {kind}.", kind=kind[:80] or "–")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise WrongKind("An article comes uncompressed; leave off Content-Encoding.")
    body = await bounded_body(request, desk.config.largest)
    if not body.strip():
        raise WireError("{source} is empty; send the article again.", source="article")
    name = _UNPRINTABLE.sub("", request.query_params.get("name", ""))[:200] or "push"
    receipt = await run_in_threadpool(
        receive,
        desk.store,
        owner.name,
        channel=Channel.PUSH,
        name=name,
        body=body,
        most=desk.config.partners[owner.name].quota,
    )
    return JSONResponse(
        {"delivery": receipt.delivery_id, "duplicate": receipt.duplicate},
        200 if receipt.duplicate else 202,
        {"Location": f"/api/deliveries/{receipt.delivery_id}"},
    )


@anyone
async def state(request: Request) -> Response:
    """What became of a delivery: to the partner who sent it, and to every client."""
    owner = await keys.owner(request)
    told = await run_in_threadpool(
        _state, request.app.state.desk.store, owner, request.path_params["id"]
    )
    return JSONResponse(told)


def _state(store: Store, owner: Owner, delivery_id: str) -> dict[str, str | None]:
    """Raises NotFound also for another partner's, so that ids tell nothing."""
    with store.reading() as transaction:
        found = transaction.get(Delivery, delivery_id)
    if found is None or (owner.kind == "partner" and found.partner != owner.name):
        raise NotFound("There is no such delivery.")
    return {
        "delivery": found.id,
        "state": found.state,
        "reason": reasons.shown(found.reason),
        "received": found.received.isoformat(),
        "piece": found.piece_id,
    }


routes = [
    Route("/api/articles", push, methods=["POST"]),
    Route("/api/deliveries/{id}", state, methods=["GET"]),
]
