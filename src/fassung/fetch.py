"""An article from a URL, with bounds: time, size, redirects."""

from __future__ import annotations

import httpx

from fassung._version import __version__
from fassung.errors import WireError

_LARGEST = 50_000_000
"""Bytes; no article is larger."""


def fetch(url: str, *, client: httpx.Client | None = None) -> bytes:
    """The bytes behind ``url`` (http or https).

    Raises:
        WireError: if it does not answer with an article in 30 s and 50 MB.
    """
    own = client or httpx.Client(
        timeout=httpx.Timeout(30, connect=5),
        follow_redirects=True,
        max_redirects=5,
        headers={"User-Agent": f"fassung/{__version__}"},
    )
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
                if len(data) > _LARGEST:
                    raise WireError(
                        "{url} sends more than {limit} MB; no article is that large.",
                        url=url,
                        limit=_LARGEST // 1_000_000,
                    )
            return bytes(data)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise WireError(
            "{url} cannot be fetched ({reason}); try again or save the page and name the file.",
            url=url,
            reason=str(error) or type(error).__name__,
        ) from error
    finally:
        if client is None:
            own.close()
