"""``fassung lab``: sets, runs, scores and reports of a newsroom's test of machine translation."""

from __future__ import annotations

import typer

app = typer.Typer(
    help="Test engines and rules: sets, runs, scores, ratings, reports.",
    no_args_is_help=True,
)


@app.callback()
def _lab() -> None:
    pass
