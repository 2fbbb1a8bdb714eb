"""``fassung lab``: sets, runs, scores and reports of a newsroom's test of machine translation."""

from __future__ import annotations

import typer

from fassung.commands import lab_report, lab_runs, lab_sets, lab_trial

app = typer.Typer(
    help="Test engines and rules: sets, runs, scores, ratings, reports.",
)
app.add_typer(lab_sets.app, name="set")
app.add_typer(lab_trial.app, name="trial")
app.command("run")(lab_runs.run)
app.command("items")(lab_runs.items)
app.command("score")(lab_report.score)
app.command("report")(lab_report.report)
app.command("compare")(lab_report.compare)
