"""The report and the comparison as one page each: no script, nothing loaded, light, dark, print."""

from __future__ import annotations

import base64
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from fassung import templating
from fassung.lab.metrics.found import CATEGORIES
from fassung.lab.report import wording
from fassung.lab.report.data import Data
from fassung.lab.report.figures import Figures
from fassung.lab.report.numbers import day, figure, locale
from fassung.messages import message


def report_page(data: Data) -> str:
    """The page of what :func:`fassung.lab.report.data.report` gives, in the reader's language."""
    figures = Figures(data)
    return _render(
        "report.html.j2",
        data,
        figures=figures,
        conclusion=wording.conclusion(data),
        verdicts=wording.verdicts(data),
        cautions=wording.cautions(data),
        higher=next(m["higher"] for m in data["measures"] if m["id"] == data["lead"]),
        shown=[
            (id, name)
            for id, name in CATEGORIES.items()
            if any(any(found[id].values()) for found in data["categories"].values())
        ],
    )


def comparison_page(data: Data) -> str:
    """The page of what :func:`fassung.lab.report.data.comparison` gives, in the reader's
    language."""
    return _render("compare.html.j2", data, verdict=wording.verdict(data, data["pair"]))


def _render(template: str, data: Data, **values: Any) -> str:
    style = _style()
    return (
        _environment()
        .get_template(template)
        .render(
            data=data,
            style=Markup(style),
            style_hash=base64.b64encode(sha256(style.encode()).digest()).decode(),
            language=locale(),
            figure=figure,
            day=day,
            title=wording.title,
            **values,
        )
    )


@cache
def _style() -> str:
    path = resources.files("fassung.lab.report") / "templates" / "report.css"
    return path.read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return templating.environment("fassung.lab.report", _=message)
