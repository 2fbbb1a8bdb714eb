"""An article, a feed or a picture from a URL, with bounds: address, time, size, redirects."""

from __future__ import annotations

from functools import partial

import httpx

from fassung._version import __version__
from fassung.errors import WireError
from fassung.outbound import Guarded, is_refused

_LARGEST = 50_000_000
"""Bytes; no article is larger."""
_SECONDS = 60
"""Until the last byte, of all redirects together."""
_REDIRECTS = 5


def fetch(
    url: str,
    *,
    inside: bool | None = None,
    largest: int = _LARGEST,
    client: httpx.Client | None = None,
) -> bytes:
    """The bytes behind ``url`` (http or https).

    Args:
        url: where; redirects are followed.
        inside: None if whoever sits at this machine has named the address: then it may be any.
            Where somebody else has, whether it may lie on a private network
            (:func:`fassung.outbound.is_refused`).
        largest: bytes; more are not read.
        client: to fetch with, instead of one of its own.

    Raises:
        WireError: if the address is refused, or does not answer with that in 60 s.
    """
    own = client or open_client(inside)
    try:
        with own.stream("GET", url) as answer:
            if answer.status_code != 200:
                raise WireError(
                    "{url} answers with status {status}; check the address.",
                    url=url,
                    status=answer.status_code,
                )
            data = bytearray()
            for chunk in answer.iter_bytes():
                data += chunk
                if len(data) > largest:
                    raise WireError(
                        "{url} sends more than {limit} MB; no article is that large.",
                        url=url,
                        limit=largest // 1_000_000,
                    )
            return bytes(data)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise WireError(
            "{url} cannot be fetched ({reason}); try again or save the page and name the file.",
            url=url,
            reason=str(error) or type(error).__name__,
        ) from error
    finally:
        if client is None:
            own.close()


def open_client(inside: bool | None) -> httpx.Client:
    """A client for one fetch; ``inside`` as for :func:`fetch`."""
    guarded = None
    if inside is not None:
        guarded = Guarded(refuse=partial(is_refused, inside=inside), seconds=_SECONDS)
    return httpx.Client(
        transport=guarded,
        timeout=httpx.Timeout(30, connect=5),
        follow_redirects=True,
        max_redirects=_REDIRECTS,
        headers={"User-Agent": f"fassung/{__version__}"},
    )
