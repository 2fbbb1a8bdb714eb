"""The house's log: what stands there, whom it is shown to, and that it can be verified."""

import json

import pytest
from sqlalchemy import select

from fassung.desk import house_log, keys, people, proposals, record
from fassung.desk.keys import Owner
from fassung.desk.schema import Event, Proposal
from tests.web.running import House

KINDS_OF_OTHERS = {"quarantined", "delivery retried", "delivery discarded", "tries_limited"}


def happened(house: House) -> None:
    """A person, a role, a key and a term."""
    by = f"person:{house.people['admin']}"
    with house.store.writing() as transaction:
        eve, _ = people.invite(transaction, "eve", "Eve <b>Lind</b>", "reader", by)
        people.change_role(transaction, eve.id, "chief", by)
        row, _ = keys.make(transaction, Owner("partner", "post"), by)
        keys.revoke(transaction, row.id, by)
        term = Proposal(kind="term", source="harbor", german="Hafen", seen=3)
        transaction.add(term)
        transaction.flush()
        record.append(
            transaction, None, record.FASSUNG, "tries_limited", {"what": "login:eve 203.0.113.0/24"}
        )
    proposals.accept(house.store, term.id, house.person("admin"))


ROWS = [
    # what the query asks, what stands there, what does not
    ("", ["Eve &lt;b&gt;Lind&lt;/b&gt;: Reader → Chief", "Partner post", "harbor → Hafen"], []),
    ("what=role_changed", ["Reader → Chief"], ["Partner post"]),
    ("what=tries_limited", ["Login eve 203.0.113.0/24"], ["Reader → Chief"]),
    ("who=fassung", ["Login eve"], ["Partner post"]),
    ("what=nothing", ["Nothing like that stands in the log."], ["Partner post"]),
    ("before=1", ["Nothing like that stands in the log."], ["Partner post"]),
    ("before=x", ["Partner post"], []),
]


@pytest.mark.parametrize(("query", "there", "not_there"), ROWS)
def test_what_stands_there(
    house: House, query: str, there: list[str], not_there: list[str]
) -> None:
    happened(house)
    page = house.browser("admin").get(f"/log?{query}").text
    shown = page.partition("<form class=")[2].partition("</form>")[2]
    for words in there:
        assert words in shown
    for words in not_there:
        assert words not in shown


def test_a_long_one_is_turned_like_pages(house: House) -> None:
    with house.store.writing() as transaction:
        for number in range(120):
            record.append(transaction, None, record.FASSUNG, "signed_out", {"name": f"n{number}"})
    admin = house.browser("admin")
    first = admin.get("/log?what=signed_out").text
    assert "n119" in first and "n20<" in first and "n19<" not in first
    older = first.partition('href="/log?what=signed_out&amp;before=')[2].partition('"')[0]
    second = admin.get(f"/log?what=signed_out&before={older}").text
    assert "n19<" in second and "n0<" in second and "n20<" not in second
    assert "before=" not in second


def test_it_can_be_kept_and_verified(house: House) -> None:
    happened(house)
    answer = house.browser("admin").get("/log/json")
    assert answer.headers["content-disposition"].startswith("attachment")
    data = json.loads(answer.text)
    assert data["sound"] is True
    before = ""
    for number, line in enumerate(data["lines"], 1):
        assert (line["number"], line["before"]) == (number, before)
        before = line["digest"]
    assert "Eve <b>Lind</b>" in data["people"].values()


def test_every_kind_of_line_has_words(house: House) -> None:
    happened(house)
    with house.store.reading() as transaction:
        kinds = set(transaction.scalars(select(Event.kind).where(Event.piece_id.is_(None))))
    assert len(kinds) > 6
    assert (kinds | KINDS_OF_OTHERS) - house_log.KINDS.keys() == set()
