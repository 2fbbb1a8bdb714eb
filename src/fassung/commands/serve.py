"""``fassung serve``: the portals' sites in a browser, for trial and tests."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fassung.commands import serving, terminal
from fassung.errors import UsageError
from fassung.messages import message

if TYPE_CHECKING:
    from fassung.portals.network import Network
    from fassung.portals.site.served import Served

ConfigFile = Annotated[
    Path | None, typer.Option("--config", "-c", help="The desk's TOML file; else desk.toml.")
]
NetworkFile = Annotated[
    Path | None, typer.Option("--network", help="A network's TOML file, without a desk.")
]


def serve(
    config: ConfigFile = None,
    network: NetworkFile = None,
    portal: Annotated[
        str, typer.Option("--portal", help="Id of the one that answers under every host name.")
    ] = "",
    host: serving.Host = "127.0.0.1",
    port: serving.Port = 8500,
) -> None:
    """Show the sites of all portals, each under its host name and as ID.localhost."""
    from fassung.portals.site.served import Sites

    served = sites(network_of(config, network))
    if portal and portal not in served:
        raise UsageError(
            "There is no portal {id} with a site; there are {known}.",
            id=portal,
            known=", ".join(served) or message("none"),
        )
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    only = portal or (next(iter(served)) if len(served) == 1 else "")
    place = serving.Place(host, port)
    terminal.notes().print(
        message("{count} sites at {address}", count=len(served), address=f"{place.address}/")
    )
    place.serve(Sites(served, only))


def sites(network: Network) -> dict[str, Served]:
    """The sites of a network, by the portals' ids."""
    from fassung.portals.site.served import Served
    from fassung.portals.targets import opening
    from fassung.portals.targets.site import KIND, SiteTarget

    targets = {
        id: opening.open(settings)
        for id, settings in network.targets.items()
        if settings.kind == KIND
    }
    found: dict[str, Served] = {}
    for outlet in network.outlets.values():
        for id in outlet.targets:
            target = targets.get(id)
            if isinstance(target, SiteTarget) and outlet.id not in found:
                site = target.site(outlet.id)
                found[outlet.id] = Served(
                    outlet.portal.name, outlet.portal.domain, site.folder, site.memory
                )
    return found


def network_of(config: Path | None, network: Path | None) -> Network:
    """The network that a file names, or that of the desk."""
    if network is not None:
        from fassung.portals.network_file import load

        return load(network)
    from fassung.commands.desk import desk_settings

    return desk_settings(config).portals
