from __future__ import annotations

import json

from hypothesis import given

from fassung.article import Article
from fassung.wires import ans
from tests.strategies import articles, examples


@examples(80)
@given(articles())
def test_read_undoes_write(article: Article) -> None:
    data = ans.write(article)
    assert ans.recognises(json.loads(data))
    assert ans.read(data) == article
