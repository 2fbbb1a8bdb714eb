"""``fassung lab trial``: two engines on the desk's own traffic, by a plan stated before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from fassung.commands import terminal
from fassung.commands.desk import Config, desk_settings
from fassung.messages import message

if TYPE_CHECKING:
    from fassung.commands.trial_looks import Seen
    from fassung.desk.store import Store
    from fassung.desk.trials import Measure

    Means: TypeAlias = Mapping[Measure, tuple[float | None, float | None]]

app = typer.Typer(
    help="Compare two engines on real traffic, by a plan stated before.", no_args_is_help=True
)

Name = Annotated[str, typer.Argument(help="The trial's name.")]


@app.command()
def start(
    plan: Annotated[Path, typer.Argument(help="The plan, a TOML file.")], config: Config = None
) -> None:
    """State the plan and start: new articles go to one of the two arms, by lot."""
    from fassung.desk import trials

    stated = trials.load(plan)
    with _store(config) as store:
        trial = trials.start(store, stated)
        said = message(
            "The trial {name} has started; its plan is sealed in the record as {digest}.",
            name=trial.name,
            digest=trial.digest[:12],
        )
    terminal.notes().print(said)


@app.command()
def show(
    name: Annotated[str | None, typer.Argument(help="The trial's name; all if none.")] = None,
    config: Config = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show what is known by now, and what the rule says."""
    from fassung.commands.trial_looks import look
    from fassung.desk import outcomes, trials

    with _store(config) as store, store.reading() as session:
        found = [trials.named(session, name)] if name else trials.all_of(session)
        seen = [(look(session, trial), outcomes.means(session, trial)) for trial in found]
        if as_json:
            terminal.results().print_json(json.dumps([_as_json(*one) for one in seen]))
            return
        for one in seen:
            _print(*one)
    if not seen:
        terminal.notes().print(message("There is no trial; start one."))


@app.command()
def end(
    name: Name,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the record.")],
    config: Config = None,
) -> None:
    """End a trial: new articles go to the partner's own engine again."""
    from fassung.desk import trials

    with _store(config) as store:
        trials.end(store, name, reason)
    terminal.notes().print(message("The trial {name} has ended.", name=name))


@contextmanager
def _store(config: Path | None) -> Iterator[Store]:
    from fassung.desk.store import Store

    store = Store(desk_settings(config).database)
    try:
        store.migrate()
        yield store
    finally:
        store.close()


def _print(seen: Seen, means: Means) -> None:
    from fassung.commands.trial_looks import MEASURES, outcome

    plan, out = seen.trial.planned, terminal.results()
    out.print(f"{plan.name} · {message(MEASURES[plan.measure])}")
    table = terminal.table(
        message("Arm"),
        message("Engine"),
        message("Articles"),
        message("Without an outcome"),
        message("Mean"),
    )
    for side, arm, count, lost, mean in zip(
        "AB", (plan.a, plan.b), seen.counted, seen.lost, seen.means, strict=True
    ):
        table.add_row(side, arm.engine, str(count), str(lost), seen.figure(mean))
    out.print(table)
    if seen.looks:
        last = seen.looks[-1]
        out.print(
            message(
                "B minus A: {difference}, with {sure} between {low} and {high}.",
                difference=seen.figure(last.difference),
                sure=seen.sure,
                low=seen.figure(last.low),
                high=seen.figure(last.high),
            )
        )
    if seen.waiting:
        out.print(message("{count} articles are still waited for.", count=seen.waiting))
    if seen.after:
        out.print(
            message("{count} articles came after the answer and count no more.", count=seen.after)
        )
    out.print(seen.said)
    if any(mean is not None for both in means.values() for mean in both):
        out.print()
        table = terminal.table(message("To look at, not tested"), "A", "B")
        for measure, (a, b) in means.items():
            if measure is not plan.measure:
                table.add_row(message(MEASURES[measure]), outcome(a, measure), outcome(b, measure))
        out.print(table)
    if seen.over:
        out.print(
            message("The rule has ended the trial; end it, so that articles go the usual way.")
        )


def _as_json(seen: Seen, means: Means) -> dict[str, object]:
    last = seen.looks[-1] if seen.looks else None
    return {
        "plan": seen.trial.plan,
        "digest": seen.trial.digest,
        "started": seen.trial.started.isoformat(),
        "ended": seen.trial.ended.isoformat() if seen.trial.ended else None,
        "articles": dict(zip("ab", seen.counted, strict=True)),
        "without_outcome": dict(zip("ab", seen.lost, strict=True)),
        "uneven": seen.uneven,
        "waiting": seen.waiting,
        "after": seen.after,
        "means": dict(zip("ab", seen.means, strict=True)),
        "by_measure": {
            measure: dict(zip("ab", both, strict=True)) for measure, both in means.items()
        },
        "difference": last.difference if last else None,
        "interval": [last.low, last.high] if last else None,
        "verdict": seen.verdict.value,
    }
