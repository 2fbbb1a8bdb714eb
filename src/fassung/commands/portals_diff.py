"""``fassung portals diff``: what the targets show beside what they should."""

from __future__ import annotations

from typing import Annotated

import typer

from fassung.commands import terminal
from fassung.commands.desk import Config, desk_settings
from fassung.messages import message


def attach(app: typer.Typer) -> None:
    """Puts the command into ``fassung portals``."""
    app.command()(diff)


def diff(
    config: Config = None,
    portal: Annotated[str, typer.Option("--portal", help="Only this portal, by its id.")] = "",
    target: Annotated[str, typer.Option("--target", help="Only this target, by its id.")] = "",
    repair: Annotated[
        bool, typer.Option("--repair", help="Have what is missing or old sent again.")
    ] = False,
    restored: Annotated[
        bool,
        typer.Option(
            "--restored",
            help="With --repair, after a backup was restored: say the desk's last word anew, under "
            "a number above all that targets have.",
        ),
    ] = False,
    all_: Annotated[bool, typer.Option("--all", help="List what is right, too.")] = False,
) -> None:
    """Compare what targets show with what they should; exit status 1 where they differ."""
    # Here and not above: other commands need not wait for the database's libraries.
    from fassung.desk import comparing
    from fassung.desk.delivery import Deliverer
    from fassung.desk.store import Store

    settings = desk_settings(config)
    store = Store(settings.database)
    deliverer = Deliverer(store, settings)
    columns = ("Article", "Portal", "Target", "Should show", "Shows", "What is done")
    table = terminal.table(*(message(column) for column in columns))
    asked = differ = untold = ahead = 0
    try:
        store.migrate()
        for one in comparing.compare(deliverer, portal=portal, target=target):
            asked += 1
            differ += one.differs
            untold += one.shown is None and not one.error
            done = ""
            ahead += one.ahead
            if repair and comparing.repair(deliverer, one, restored=restored):
                done = message("said anew") if restored else message("sent again")
            elif one.ahead:
                done = message("newer than the desk")
            elif one.differs and one.waiting:
                done = message("on its way")
            if one.differs or all_:
                table.add_row(
                    f"{one.partner}/{one.external_id}",
                    one.portal,
                    one.target,
                    str(one.wanted) if one.kind == "publish" else message("nothing"),
                    one.error or _shown(one.shown),
                    done,
                )
    finally:
        deliverer.close()
        store.close()
    if table.row_count:
        terminal.results().print(table)
    said = message("Places: {all}; differ: {differ}", all=asked, differ=differ)
    if untold:
        said += " · " + message("cannot say what they show: {count}", count=untold)
    terminal.notes().print(said)
    if ahead and not restored:
        terminal.notes().print(
            message(
                "Targets are newer than this database: {count}. If a backup was restored, and this "
                "is the desk that is to publish there, --repair --restored says its last word "
                "anew.",
                count=ahead,
            )
        )
    if differ:
        raise typer.Exit(1)


def _shown(number: int | None) -> str:
    if number is None:
        return message("cannot say")
    return str(number) if number else message("nothing")
