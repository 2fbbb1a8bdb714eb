"""Events for open pages, on a real server and with many who listen."""

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from fassung.desk import review
from fassung.desk.schema import Version
from tests.web.filled import Filled, filled

STREAM = {"accept": "text/event-stream"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    with filled(Path(tmp_path_factory.mktemp("live"))) as desk:
        yield desk


def events(desk: Filled, query: str, count: int, act: object = None) -> list[float]:
    """When, in seconds, each of the first ``count`` events came; ``act`` is called after one."""
    times: list[float] = []
    begun = time.monotonic()
    with desk.browser("rita").stream("GET", f"/live{query}", headers=STREAM) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            if line.startswith("event: changed"):
                times.append(time.monotonic() - begun)
                if len(times) == count:
                    break
                if act:
                    # A little later, so that the desk has looked once before.
                    threading.Timer(2.5, act).start()  # type: ignore[arg-type]
    return times


def comment(desk: Filled, version: str) -> None:
    with desk.store.reading() as session:
        piece = session.get_one(Version, version).piece_id
    review.comment(desk.store, piece, "", "Schon gesehen?", desk.people["anna"])


def test_the_inbox_hears_of_every_change(desk: Filled) -> None:
    first, second = events(desk, "", 2, lambda: comment(desk, desk.others[0]))
    assert first < 1 and second < 8


def test_a_piece_hears_of_its_own(desk: Filled) -> None:
    with desk.store.reading() as session:
        piece = session.get_one(Version, desk.story).piece_id
    times = events(desk, f"?piece={piece}", 2, lambda: comment(desk, desk.story))
    assert times[1] < 8


def test_sixty_listen_and_the_desk_still_answers(desk: Filled) -> None:
    """More than the server has threads (40): a listener must not hold one."""
    cookies = {"fassung": desk.token("rita")}

    async def all_at_once() -> tuple[int, float]:
        limits = httpx.Limits(max_connections=100)
        async with httpx.AsyncClient(
            base_url=desk.address, cookies=cookies, limits=limits, timeout=60, trust_env=False
        ) as client:
            heard = asyncio.Semaphore(0)

            async def listen() -> None:
                async with client.stream("GET", "/live", headers=STREAM) as answer:
                    async for line in answer.aiter_lines():
                        if line.startswith("event"):
                            heard.release()

            tasks = [asyncio.create_task(listen()) for _ in range(60)]
            for _ in tasks:
                await heard.acquire()
            begun = time.monotonic()
            answer = await client.get("/", headers={"accept": "text/html"})
            passed = time.monotonic() - begun
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            return answer.status_code, passed

    status, passed = asyncio.run(all_at_once())
    assert status == 200 and passed < 20
