"""A worker is killed at random moments, on both databases, and no one notices; nor do receivers
that fail meanwhile.

The small form of `python -m bench.delivery kill`; `python -m bench.desk kill` does it 50 times over
200 articles.
"""

import pytest

from bench import delivery, desk


@pytest.mark.parametrize("postgres", [False, True], ids=["sqlite", "postgres"])
def test_nothing_is_lost_or_done_twice(tmp_path, postgres):
    with desk.database(tmp_path, postgres) as url:
        head, *lines = delivery.kill(
            tmp_path, url, postgres, articles=6, kills=2, pause=3.0, embargo=6.0
        )
    assert "settled" in head and "NOT" not in head, head
    assert "wrong: none" in lines, "\n".join([head, *lines])
    assert "deliveries wrong: none" in lines, "\n".join([head, *lines])
