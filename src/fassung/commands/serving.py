"""Pages served from the command line: the place taken before anything else, an end in peace."""

from __future__ import annotations

import errno
import signal
import socket
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from fassung.errors import UsageError
from fassung.messages import message, reason

if TYPE_CHECKING:
    from starlette.types import ASGIApp

HOST = typer.Option("--host", help="Address to listen on.")
PORT = typer.Option("--port", min=0, max=65535, help="Port to listen on.")
Host = Annotated[str, HOST]
Port = Annotated[int, PORT]


class Place:
    """An address that is listened on; nobody else gets it, and no link leads to a stranger."""

    def __init__(self, host: str, port: int) -> None:
        """Takes ``host``, by all its addresses.

        Args:
            port: 0 for one that is free.

        Raises:
            UsageError: if it is taken, not allowed, or not an address of this machine.
        """
        self._sockets: list[socket.socket] = []
        try:
            if port not in range(65536):
                raise OverflowError(message("ports go up to 65535"))
            for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                self._sockets.append(socket.create_server(address, family=family))
                if port == 0:
                    break  # The next address would get another one.
        except (OSError, OverflowError, UnicodeError) as error:
            self.close()
            raise _refused(host, port, error) from None
        self.port = int(self._sockets[0].getsockname()[1])
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def close(self) -> None:
        """Gives the address back."""
        for one in self._sockets:
            one.close()

    def serve(self, app: ASGIApp) -> None:
        """Serves ``app`` until Ctrl-C or SIGTERM, then ends what is under way, in 3 s at most."""
        # Here and not above: other commands need not wait for a server.
        import uvicorn

        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                server_header=False,
                timeout_graceful_shutdown=3,
                timeout_keep_alive=75,  # longer than a reader's browser takes between two pages
            )
        )
        # At its end uvicorn raises the signal once more: without this, SIGTERM would then kill
        # the process before its workers have stopped.
        signal.signal(signal.SIGTERM, _end)
        with suppress(KeyboardInterrupt):
            server.run(sockets=self._sockets)


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _refused(host: str, port: int, error: OSError | OverflowError | UnicodeError) -> UsageError:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return UsageError(
            "Port {port} at {host} is taken; end what listens there, or choose another (--port).",
            port=port,
            host=host,
        )
    if isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM):
        return UsageError(
            "Nothing may listen on port {port} at {host}; choose one above 1023 (--port).",
            port=port,
            host=host,
        )
    return UsageError(
        "Nothing can listen on {host}, port {port} ({reason}); choose an address of this machine "
        "(--host, --port).",
        host=host,
        port=port,
        reason=reason(error) if isinstance(error, OSError) else str(error),
    )
