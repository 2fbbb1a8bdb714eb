"""Calls to WordPress's own REST interface (``wp/v2``), and what its refusals mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import httpx

from fassung._version import __version__
from fassung.errors import DeliveryError
from fassung.outbound import Guarded, RefusedAddress, is_refused

Json = dict[str, Any]
_GONE = (404, 410)
_LATER = (408, 425, 429)
"""Refusals that say no more than: not now (RFC 9110 §15.5.9, RFC 8470, RFC 6585 §4)."""


class Rest:
    """One WordPress, for one deed; closes with ``with``.

    Args:
        api: address of the REST interface: ``https://…/wp-json``, or ``https://…/?rest_route=``
            where the site has plain permalinks.
        user: name of the account.
        password: an application password of it.
        inside: whether private and loopback addresses may be called.
        seconds: for all calls together.
    """

    def __init__(self, api: str, user: str, password: str, *, inside: bool, seconds: float) -> None:
        self._api = api.rstrip("/")
        self._user = user
        self._client = httpx.Client(
            transport=Guarded(refuse=partial(is_refused, inside=inside), seconds=seconds),
            auth=httpx.BasicAuth(user, password),
            timeout=httpx.Timeout(seconds, connect=min(10, seconds)),
            follow_redirects=False,
            headers={"User-Agent": f"fassung/{__version__}", "Accept": "application/json"},
        )

    def __enter__(self) -> Rest:
        return self

    def __exit__(self, *about: object) -> None:
        self._client.close()

    def list(self, path: str, **params: str | int) -> list[Json]:
        """The objects in the collection ``path``, as an editor sees them.

        Raises:
            DeliveryError: as for all calls here; says whether another try may help.
        """
        found = self._call("GET", path, {"context": "edit", **params})
        if not isinstance(found, list):
            raise self._strange()
        return found

    def one(self, path: str, **params: str | int) -> Json | None:
        """The object ``path``; None if there is none."""
        found = self._call("GET", path, {"context": "edit", **params}, gone_is_none=True)
        return None if found is None else self._object(found)

    def write(self, path: str, values: Json) -> Json:
        """Creates or updates ``path`` with ``values``, and gives what stands there now."""
        return self._object(self._call("POST", path, {"context": "edit"}, json=values))

    def upload(self, path: str, values: Mapping[str, str], file: tuple[str, bytes, str]) -> Json:
        """Creates a medium: ``file`` is name, bytes and media type."""
        made = self._call("POST", path, {"context": "edit"}, data=values, files={"file": file})
        return self._object(made)

    def delete(self, path: str, **params: str | int) -> None:
        """Removes ``path``, also where it is gone already."""
        self._call("DELETE", path, params, gone_is_none=True)

    def _call(
        self,
        method: str,
        path: str,
        params: Mapping[str, str | int],
        *,
        gone_is_none: bool = False,
        **body: Any,
    ) -> Any:
        url = httpx.URL(f"{self._api}/wp/v2/{path}").copy_merge_params(dict(params))
        try:
            answer = self._client.request(method, url, **body)
        except RefusedAddress as error:
            raise DeliveryError("{reason}", again=False, reason=error) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise DeliveryError(
                "WordPress at {url} does not answer ({reason}).",
                url=self._api,
                reason=str(error) or type(error).__name__,
            ) from error
        if gone_is_none and answer.status_code in _GONE:
            return None
        if not answer.is_success:
            raise self._refusal(answer)
        try:
            return answer.json()
        except ValueError:
            raise self._strange() from None

    def _refusal(self, answer: httpx.Response) -> DeliveryError:
        status = answer.status_code
        said = _said(answer)
        if status >= 500 or status in _LATER:
            return DeliveryError(
                "WordPress at {url} cannot take it now (status {status}: {said}).",
                after=_seconds(answer.headers.get("Retry-After", "")),
                url=self._api,
                status=status,
                said=said,
            )
        if answer.is_redirect:
            return DeliveryError(
                "WordPress at {url} has moved to {place}; put that address into the settings.",
                again=False,
                url=self._api,
                place=answer.headers.get("Location", "?"),
            )
        if status in (401, 403) or _unknown_caller(answer):
            return DeliveryError(
                "WordPress at {url} does not let {user} do that (status {status}: {said}); "
                "check the application password and that the account is an editor's.",
                again=False,
                url=self._api,
                user=self._user,
                status=status,
                said=said,
            )
        return DeliveryError(
            "WordPress at {url} refuses it (status {status}: {said}).",
            again=False,
            url=self._api,
            status=status,
            said=said,
        )

    def _object(self, found: object) -> Json:
        if not isinstance(found, dict) or not isinstance(found.get("id"), int):
            raise self._strange()
        return found

    def _strange(self) -> DeliveryError:
        return DeliveryError(
            "WordPress at {url} answers with something that is not its REST interface's; "
            "check the address.",
            url=self._api,
        )


def _unknown_caller(answer: httpx.Response) -> bool:
    """Whether WordPress takes the call for a stranger's, who may not ask for drafts: so it is where
    the password is wrong, and where a server in front drops the Authorization header."""
    try:
        return answer.status_code == 400 and "status" in answer.json()["data"]["params"]
    except (ValueError, KeyError, TypeError):
        return False


def _said(answer: httpx.Response) -> str:
    """WordPress's own message, in one short line."""
    try:
        found = answer.json()
        said = str(found["message"] if isinstance(found, dict) else found)
    except (ValueError, KeyError):
        said = answer.reason_phrase
    return " ".join(said.split())[:200]


def _seconds(value: str) -> float | None:
    """Seconds of a Retry-After header that names seconds; None for a date or none."""
    return min(float(value), 86_400.0) if value.isascii() and value.isdigit() else None
