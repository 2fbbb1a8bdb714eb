from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings

from fassung.article import Article
from fassung.wires import ans
from tests.strategies import articles


@settings(max_examples=80, suppress_health_check=list(HealthCheck), deadline=None)
@given(articles())
def test_read_undoes_write(article: Article) -> None:
    data = ans.write(article)
    assert ans.recognises(json.loads(data))
    assert ans.read(data) == article
