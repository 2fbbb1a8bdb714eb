"""Requests to addresses that others have chosen: never into the house, unless that is allowed.

A feed, a redirect or a name server may name any address, also one behind the newsroom's own
firewall (server-side request forgery). So a name is resolved once, every address found is
judged, and the connection goes to that very address: a second look-up cannot give another one
(DNS rebinding). Each redirect opens a connection of its own and is judged like the first.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

from fassung.errors import WireError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Refuse = Callable[[str], bool]
Resolve = Callable[[str, int], list[str]]

_NEVER_PUBLIC = [
    ipaddress.ip_network(line)
    for line in (
        "192.88.99.0/24",  # 6to4 relays, given up (RFC 7526)
        "64:ff9b:1::/48",  # NAT64 within a network (RFC 8215)
        "fec0::/10",  # site-local, given up (RFC 3879)
        "3fff::/20",  # for documentation (RFC 9637)
        "5f00::/16",  # segment routing (RFC 9602)
    )
]
"""What Python 3.11 takes for public and is not (IANA's special-purpose registries)."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class RefusedAddress(WireError):
    """An address that fassung does not call."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses of ``host``, as the machine's own resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_refused(address: str, *, inside: bool) -> bool:
    """Whether an address in figures is one that is not called.

    Args:
        address: IPv4 or IPv6; what an IPv6 address carries (mapped, 6to4, Teredo, NAT64) counts.
        inside: whether private and loopback addresses are allowed. Link-local ones are not even
            then: that is where clouds hand out credentials.

    >>> [is_refused(a, inside=False) for a in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1")]
    [False, True, True]
    >>> [is_refused(a, inside=True) for a in ("10.0.0.1", "::1", "169.254.169.254", "fe80::1")]
    [False, False, True, True]
    """
    return any(_refused(one, inside) for one in _meant(ipaddress.ip_address(address)))


def _meant(address: Address) -> Iterator[Address]:
    """The address, or the IPv4 addresses it stands for."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            yield address.ipv4_mapped
            return
        if address.sixtofour:
            yield address.sixtofour
        if address.teredo:
            yield from address.teredo
        if address in _NAT64:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
            return
    yield address


def _refused(address: Address, inside: bool) -> bool:
    if address.is_multicast or address.is_unspecified or address.is_link_local:
        return True
    if address.is_loopback:
        return not inside
    if address.is_reserved or address in ipaddress.ip_network("0.0.0.0/8"):
        return True
    public = address.is_global and not any(address in network for network in _NEVER_PUBLIC)
    return not (public or inside)


class Guarded(httpx.BaseTransport):
    """httpx's way to the network, past whatever judges addresses.

    The environment's proxies are not used: behind one it is the proxy that looks names up.
    """

    def __init__(
        self,
        *,
        refuse: Refuse,
        seconds: float,
        resolve: Resolve = resolve,
        ssl_context: SSLContext | None = None,
    ) -> None:
        """
        Args:
            refuse: whether an address in figures is not called: :func:`is_refused`.
            seconds: from now until the last byte, whatever the redirects; a sender that drips
                is cut off.
            resolve: gives a host's addresses.
            ssl_context: other than that of all trusted authorities.
        """
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl_context or httpx.create_ssl_context(),
            network_backend=_Backend(refuse, time.monotonic() + seconds, resolve),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """
        Raises:
            RefusedAddress: if the host is one that is not called.
            httpx.HTTPError: if it does not answer.
        """
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        try:
            answer = self._pool.handle_request(
                httpcore.Request(
                    request.method,
                    url,
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except _FAILURES as error:
            raise httpx.TransportError(str(error) or type(error).__name__) from error
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Lets all connections go."""
        self._pool.close()


_FAILURES = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
)


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._answer.iter_stream()
        except _FAILURES as error:
            raise httpx.TransportError(str(error) or type(error).__name__) from error

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    """Connects to what was judged, and to nothing else."""

    def __init__(self, refuse: Refuse, until: float, resolve: Resolve) -> None:
        self._refuse = refuse
        self._until = until
        self._resolve = resolve
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host}: {error}") from error
        for address in addresses:
            if self._refuse(address):
                raise RefusedAddress(
                    "{host} lies at {address}, which is not called from here; "
                    "allow private_addresses for the partner if it is right.",
                    host=host,
                    address=address,
                )
        failed: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                stream = self._network.connect_tcp(
                    address,
                    port,
                    _left(self._until, timeout),
                    local_address,
                    socket_options,
                )
                return _Stream(stream, self._until)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(f"{host}: no address")


class _Stream(httpcore.NetworkStream):
    """A connection that ends in time."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._until, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self._until, timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(until: float, timeout: float | None) -> float:
    """Seconds that a step may still take."""
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("it takes too long")
    return left if timeout is None else min(left, timeout)
