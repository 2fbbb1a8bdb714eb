"""Cutting a list of texts into calls that a service accepts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from fassung.engines.protocol import Request


def with_words(requests: Sequence[Request]) -> list[int]:
    """The places of the requests that hold anything to translate."""
    return [index for index, request in enumerate(requests) if request.text.strip()]


def chunks(
    requests: Sequence[Request],
    *,
    texts: int,
    characters: int,
    alike: Callable[[Request], Hashable] = lambda request: request.careful,
) -> Iterator[list[int]]:
    """Places in ``requests`` that may share a call; empty texts are left out.

    A call holds at most ``texts`` of them and ``characters`` in sum (one text
    that is longer goes alone), and only such as ``alike`` gives one value for.
    Places of one value keep their order.
    """
    groups: dict[Hashable, list[int]] = {}
    for index in with_words(requests):
        groups.setdefault(alike(requests[index]), []).append(index)
    for group in groups.values():
        call: list[int] = []
        used = 0
        for index in group:
            length = len(requests[index].text)
            if call and (len(call) == texts or used + length > characters):
                yield call
                call, used = [], 0
            call.append(index)
            used += length
        yield call
