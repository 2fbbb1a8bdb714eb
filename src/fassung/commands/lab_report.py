"""``fassung lab score``, ``report`` and ``compare``: what the runs over a set are worth."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from fassung.commands import excerpt, terminal
from fassung.commands.lab_options import HOME, Lab, Set, bar, open_set
from fassung.errors import UsageError
from fassung.files import replace_file
from fassung.messages import language as spoken
from fassung.messages import message, speaking

if TYPE_CHECKING:
    from fassung.lab.score import Scored

Runs = Annotated[list[str] | None, typer.Argument(help="Names of runs; else all over the set.")]
Metrics = Annotated[
    str | None,
    typer.Option("--metrics", help="Of bleu,chrf,chrf++,ter; else all."),
]
Plugins = Annotated[
    list[str] | None,
    typer.Option("--plugin", help="A command that scores (COMET …); see docs/lab.md."),
]
Ratings = Annotated[
    list[Path] | None,
    typer.Option("--ratings", help="Folder of a campaign of human rating over these runs."),
]
WithModel = Annotated[
    bool, typer.Option("--model", help="Let the house model judge risk, too; slow.")
]
Language = Annotated[
    str | None, typer.Option("--language", help="Of the page: de or en; else the locale's.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="A .html page or a .json file.")
]


def score(
    set: Set,
    runs: Runs = None,
    metrics: Metrics = None,
    plugin: Plugins = None,
    ratings: Ratings = None,
    model: WithModel = False,
    lab: Lab = HOME,
) -> None:
    """Score runs and print their figures with intervals, best first."""
    from fassung.lab.report import report as as_data
    from fassung.lab.report import wording
    from fassung.lab.report.numbers import figure

    found = _scored(lab, set, runs or (), metrics, plugin or (), ratings or (), model)
    data = as_data(found, examples=0)
    systems = data["systems"]
    table = terminal.table(message("Measure"), *(system["name"] for system in systems))
    for measure in data["measures"]:
        digits = measure["digits"]
        cells = []
        for system in systems:
            one = system["scores"].get(measure["id"])
            if one is None:
                cells.append("–")
                continue
            value, low, high = (figure(one[k], digits) for k in ("score", "low", "high"))
            cells.append(f"{value} ({low}–{high})")
        table.add_row(message(measure["title"]), *cells)
    terminal.results().print(table)
    terminal.results().print()
    for said in wording.verdicts(data):
        terminal.results().print(f"· {said.sentence}")
    terminal.results().print()
    for measure in data["measures"]:
        terminal.results().print(
            Text(f"{message(measure['title'])}: {measure['signature']}", "dim")
        )
    terminal.results().print(Text(data["intervals"], "dim"))


def report(
    set: Set,
    runs: Runs = None,
    output: Output = None,
    language: Language = None,
    examples: Annotated[
        int, typer.Option("--examples", min=0, help="Segments shown side by side, at most.")
    ] = 12,
    metrics: Metrics = None,
    plugin: Plugins = None,
    ratings: Ratings = None,
    model: WithModel = False,
    lab: Lab = HOME,
) -> None:
    """Write the report of a set's runs: one page, or JSON. Without -o both, in the lab's folder."""
    from fassung.lab import folder
    from fassung.lab.report import report as as_data
    from fassung.lab.report import report_page

    # Where a desk beside this folder shows it (fassung.web.lab_reports).
    target = _target(output or folder.reports(lab) / f"{folder.checked_name(set)}.html")
    found = _scored(lab, set, runs or (), metrics, plugin or (), ratings or (), model)
    data = as_data(found, examples=examples)
    with speaking(_language(language)):
        text = _json(data) if target.suffix == ".json" else report_page(data)
    replace_file(target, text.encode())
    if output is None:
        # The desk's page of the set shows figures from it (fassung.web.lab_sets).
        replace_file(target.with_suffix(".json"), _json(data).encode())
    terminal.notes().print(message("The report is in {path}.", path=target))


def compare(
    set: Set,
    first: Annotated[str, typer.Argument(help="A run's name.")],
    second: Annotated[str, typer.Argument(help="Another run's name.")],
    output: Output = None,
    language: Language = None,
    most: Annotated[int, typer.Option("--most", min=0, help="Segments shown, at most.")] = 0,
    metrics: Metrics = None,
    plugin: Plugins = None,
    ratings: Ratings = None,
    model: WithModel = False,
    lab: Lab = HOME,
) -> None:
    """Compare two runs segment by segment, most disagreement first."""
    from fassung.lab.report import comparison, comparison_page

    if first == second:
        raise UsageError("A run is not compared with itself; name two.")
    target = _target(output) if output else None
    found = _scored(lab, set, (first, second), metrics, plugin or (), ratings or (), model)
    data = comparison(found, first, second, most or (200 if target else 5))
    if target is None:
        _show(data)
        return
    with speaking(_language(language)):
        text = _json(data) if target.suffix == ".json" else comparison_page(data)
    replace_file(target, text.encode())
    terminal.notes().print(message("The comparison is in {path}.", path=target))


def _scored(
    lab: Path,
    name: str,
    runs: Sequence[str],
    metrics: str | None,
    plugins: Sequence[str],
    ratings: Sequence[Path],
    model: bool,
) -> Scored:
    from fassung.lab.metrics import overlap
    from fassung.lab.runs import list_runs
    from fassung.lab.score import score

    ids = None if metrics is None else [id.strip().lower() for id in metrics.split(",")]
    if unknown := [id for id in ids or () if id not in overlap.IDS]:
        raise UsageError(
            "There is no metric {metric}; choose from {metrics}.",
            metric=unknown[0],
            metrics=", ".join(overlap.IDS),
        )
    scorer = None
    if model:
        from fassung.engines.house import HouseEngine

        terminal.get_model("house")
        scorer = HouseEngine()
    of = open_set(lab, name)
    with bar() as progress:
        return score(
            lab,
            of,
            list_runs(lab, of, runs),
            metrics=ids,
            plugins=plugins,
            ratings=ratings,
            scorer=scorer,
            progress=progress,
        )


def _show(data: dict[str, object]) -> None:
    from fassung.lab.report import wording

    results = terminal.results()
    pair, found = data["pair"], data["disagreements"]
    assert isinstance(pair, dict) and isinstance(found, list)
    results.print(wording.verdict(data, pair).sentence)
    for one in found:
        results.print()
        where = f"{one['document']} / {one['segment']}"
        results.print(Text(f"{excerpt.visible(where)}  {one['amount']:.0f}", "dim"))
        results.print(Text.assemble(("EN  ", "dim"), excerpt.visible(one["source"])))
        for side in ("first", "second"):
            line = Text.assemble((f"{data[side]}  ", "bold" if one["leaning"] == side else "dim"))
            for words, own in one[side]["stretches"]:
                line.append(excerpt.visible(words), "underline" if own else "")
            results.print(line)


def _target(path: Path) -> Path:
    if path.suffix not in (".html", ".json"):
        raise UsageError("{path} ends neither in .html nor in .json.", path=path)
    return path


def _language(given: str | None) -> str:
    if given not in (None, "de", "en"):
        raise UsageError("{language} is no language of reports; write de or en.", language=given)
    return given or spoken()


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
