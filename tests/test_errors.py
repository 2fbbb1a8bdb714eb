"""Errors keep their words on the way between processes."""

import pickle
from pathlib import Path

import pytest

from fassung import errors

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.FassungError)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_error_comes_through_a_pickle(kind):
    own = {"seconds": 3} if kind is errors.TooManyTries else {}
    values = {"path": Path("a.json"), "reason": OSError("gone")}
    said = kind("{path} is not there ({reason}).", **values, **own)
    again = pickle.loads(pickle.dumps(said))
    assert type(again) is kind
    assert {name: vars(again)[name] for name in own} == own
    assert str(again) == str(said) == "a.json is not there (gone)."
