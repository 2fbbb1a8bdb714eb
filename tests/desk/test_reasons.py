"""A reason is read in the reader's language, whatever the worker's was."""

import json
import pickle

import pytest

from fassung.desk.reasons import kept, shown
from fassung.errors import EngineError, FassungError, WireError
from fassung.messages import speaking

EMPTY = WireError("{source} is empty; send the article again.", source="a.json")
NESTED = EngineError(
    "No engine answered. {errors}",
    errors=FassungError("{source} is empty; send the article again.", source="b"),
)

SAID = [
    # the kept reason, in English, in German
    (kept(EMPTY), "a.json is empty; send", "a.json ist leer; bitte"),
    (kept(NESTED), "answered. b is empty", "geantwortet. b ist leer"),
    (kept(pickle.loads(pickle.dumps(NESTED))), "answered. b is empty", "geantwortet. b ist leer"),
    (kept(FassungError("Unknown to all {x}.", x=1)), "Unknown to all", "Unknown to all"),
    # of a person, of an old row, of somebody who tries something
    ("Der Absatz fehlt.", "Der Absatz fehlt.", "Der Absatz fehlt."),
    ("", "", ""),
    ('{"message": ', '{"message": ', '{"message": '),
    ('{"message": 7, "values": {}}', '{"message": 7', '{"message": 7'),
    (json.dumps({"message": EMPTY.template, "values": {"x": 1}}), '{"message"', '{"message"'),
    ('{"message": "{a:>9}", "values": {"a": "x"}}', '{"message"', '{"message"'),
]


@pytest.mark.parametrize(("reason", "english", "german"), SAID)
def test_shown(reason, english, german):
    with speaking("en"):
        assert english in shown(reason)
    with speaking("de"):
        assert german in shown(reason)
    assert "\n" not in shown(reason)
