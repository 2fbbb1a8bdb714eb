"""The house's log, for admins: who signed in, who gave whom which role or key, what was decided."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fassung.desk import house_log, record_words
from fassung.messages import message
from fassung.web import pages, words
from fassung.web.access import needs

_MOST = 100
"""Lines on a page."""


@needs("admin")
def show(request: Request) -> Response:
    """A page of it, the newest lines first."""
    query = request.query_params
    who, what = query.get("who", ""), query.get("what", "")
    said = query.get("before", "")
    before = int(said) if re.fullmatch(r"\d{1,9}", said) else 0
    with request.app.state.desk.store.reading() as session:
        found = house_log.lines(
            session,
            actor=who,
            kinds=[what] if what else [],
            before=before,
            most=_MOST + 1,
        )
        people = house_log.names(session)
    older = ""
    if len(found) > _MOST:
        asked = {"who": who, "what": what, "before": str(found[_MOST - 1].number)}
        older = "/log?" + urlencode({name: value for name, value in asked.items() if value})
    return pages.render(
        request,
        "log.html.j2",
        lines=found[:_MOST],
        who=who,
        what=what,
        older=older,
        people=sorted(people.items(), key=lambda one: one[1].casefold()),
        kinds=sorted(
            ((kind, message(name)) for kind, name in house_log.KINDS.items()),
            key=lambda one: one[1].casefold(),
        ),
        name=lambda actor: people.get(actor.removeprefix("person:")) or record_words.actor(actor),
        kind=house_log.kind,
        about=lambda data: house_log.about(data, people),
        time=lambda at: words.second(at, request.app.state.desk.config.portal.zone),
    )


@needs("admin")
def export(request: Request) -> Response:
    """The whole log as JSON, to keep and verify."""
    with request.app.state.desk.store.reading() as session:
        text = house_log.as_json(session)
    headers = {"Content-Disposition": 'attachment; filename="log.json"'}
    return Response(text, media_type="application/json", headers=headers)


routes = [Route("/log", show, methods=["GET"]), Route("/log/json", export, methods=["GET"])]
