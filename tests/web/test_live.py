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


def heard(desk: Filled, query: str, version: str) -> float:
    """Seconds from a comment on ``version`` to the event that it makes."""
    quiet = 3.0  # longer than the pause between two looks
    said: list[float] = []

    def comment() -> None:
        with desk.store.reading() as session:
            piece = session.get_one(Version, version).piece_id
        said.append(time.monotonic())
        review.comment(desk.store, piece, "", "Schon gesehen?", desk.people["anna"])

    timer = threading.Timer(2 * quiet, comment)
    with desk.browser("rita").stream("GET", f"/live{query}", headers=STREAM) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        timer.start()
        for line in answer.iter_lines():
            if line.startswith("event: changed") and said:
                break
    return time.monotonic() - said[0]


def test_the_inbox_hears_of_every_change(desk: Filled) -> None:
    assert heard(desk, "", desk.others[0]) < 6


def test_a_piece_hears_of_its_own(desk: Filled) -> None:
    with desk.store.reading() as session:
        piece = session.get_one(Version, desk.story).piece_id
    assert heard(desk, f"?piece={piece}", desk.story) < 6


def test_sixty_listen_and_the_desk_still_answers(desk: Filled) -> None:
    """More than the server has threads (40): a listener must not hold one."""
    cookies = {"fassung": desk.token("rita")}

    async def all_at_once() -> tuple[int, float]:
        limits = httpx.Limits(max_connections=100)
        async with httpx.AsyncClient(
            base_url=desk.address, cookies=cookies, limits=limits, timeout=60, trust_env=False
        ) as client:
            begun_to = asyncio.Semaphore(0)

            async def listen() -> None:
                async with client.stream("GET", "/live", headers=STREAM) as answer:
                    async for line in answer.aiter_lines():
                        if line.startswith("event"):
                            begun_to.release()

            tasks = [asyncio.create_task(listen()) for _ in range(60)]
            for _ in tasks:
                await begun_to.acquire()
            begun = time.monotonic()
            answer = await client.get("/", headers={"accept": "text/html"})
            passed = time.monotonic() - begun
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            return answer.status_code, passed

    status, passed = asyncio.run(all_at_once())
    assert status == 200 and passed < 20
