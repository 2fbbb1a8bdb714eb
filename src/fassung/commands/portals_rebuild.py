"""``fassung portals rebuild``: fronts, archive, feeds and sitemaps made again."""

from __future__ import annotations

from typing import Annotated

import typer

from fassung.commands import terminal
from fassung.commands.serve import ConfigFile, NetworkFile, network_of
from fassung.errors import UsageError
from fassung.messages import message


def attach(app: typer.Typer) -> None:
    """Puts the command into ``fassung portals``."""
    app.command()(rebuild)


def rebuild(
    config: ConfigFile = None,
    network: NetworkFile = None,
    portal: Annotated[str, typer.Option("--portal", help="Only this portal, by its id.")] = "",
) -> None:
    """Make fronts, archive, feeds and sitemaps of sites again, say after a power cut."""
    from fassung.portals.targets import opening
    from fassung.portals.targets.site import KIND, SiteTarget

    found = network_of(config, network)
    if portal and portal not in found.outlets:
        raise UsageError("There is no portal {id} in the network; see its file.", id=portal)
    targets = {
        id: opening.open(settings)
        for id, settings in found.targets.items()
        if settings.kind == KIND
    }
    done = 0
    for outlet in found.outlets.values():
        for id in outlet.targets:
            target = targets.get(id)
            if isinstance(target, SiteTarget) and portal in ("", outlet.id):
                target.site(outlet.id).rebuild(outlet.portal)
                done += 1
    for target in targets.values():
        if isinstance(target, SiteTarget):
            target.close()
    terminal.notes().print(message("{count} sites were made anew.", count=done))
