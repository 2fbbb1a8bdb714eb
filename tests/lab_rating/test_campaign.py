"""Campaigns: what is drawn, what lies in the folder, what is refused."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

from fassung.errors import FassungError, NotFound, UsageError
from fassung.lab.rating import campaign, damage, items, plan
from fassung.lab.rating.campaign import Campaign
from fassung.lab.rating.plan import Kind
from tests.lab_rating.serving import made
from tests.lab_rating.texts import SYSTEMS, segments


@pytest.mark.parametrize("kind", Kind)
def test_a_folder_is_opened_as_it_was_made(tmp_path: Path, kind: Kind) -> None:
    first = made(tmp_path / "c", kind)
    again = campaign.load(tmp_path / "c")
    assert (again.design, again.plan, list(again.segments)) == (
        first.design,
        first.plan,
        list(first.segments),
    )


def test_ids_say_nothing_and_are_drawn_by_the_seed(tmp_path: Path) -> None:
    one, same = made(tmp_path / "1"), made(tmp_path / "2")
    other = made(tmp_path / "3", seed=8)
    assert one.plan == same.plan
    assert one.items.keys().isdisjoint(other.items)
    assert not any(name in id for id in one.items for name in (*SYSTEMS, "harbour"))


def test_everybody_rates_all_in_an_order_of_their_own(tmp_path: Path) -> None:
    found = made(tmp_path / "c")
    orders = {r: [t.unit for t in found.turns(r)] for r in ("anna", "ben")}
    plain = {r: [u for u in order if not found.plan.units[u].check] for r, order in orders.items()}
    assert len(plain["anna"]) == 3 * 2
    assert sorted(plain["anna"]) == sorted(plain["ben"]) and plain["anna"] != plain["ben"]
    for order in orders.values():
        docs = [found.plan.units[u].doc for u in order]
        assert all(a != b for a, b in pairwise(docs)), docs


def test_a_share_each(tmp_path: Path) -> None:
    found = made(tmp_path / "c", raters=("a", "b", "c"), overlap=2, checks=0)
    given = [t.unit for r in "abc" for t in found.turns(r)]
    assert len(given) == 6 * 2 and all(given.count(u) == 2 for u in given)


def test_sides_change(tmp_path: Path) -> None:
    found = made(tmp_path / "c", Kind.PREFERENCE)
    sides = [t.swapped for r in found.design.raters for t in found.turns(r)]
    assert set(sides) == {True, False}
    esa = made(tmp_path / "e")
    assert not any(t.swapped for r in esa.design.raters for t in esa.turns(r))


@pytest.mark.parametrize("kind", Kind)
def test_attention_checks_are_damaged_copies_of_what_one_rates(tmp_path: Path, kind: Kind) -> None:
    found = made(tmp_path / "c", kind)
    for rater in found.design.raters:
        mine = [found.plan.units[t.unit] for t in found.turns(rater)]
        own = {i.id for u in mine for i in u.items}
        (check,) = [u for u in mine if u.check]
        for item in check.items:
            start, end = item.damage or (0, 0)
            original = found.items[item.original][1].texts[0]
            assert item.original in own
            assert item.texts[-1] != original
            assert item.texts[-1].startswith(original[:start])
            assert original.endswith(item.texts[-1][end:])
            if kind is Kind.PREFERENCE:
                assert item.texts[0] == original


@pytest.mark.parametrize("count", [4, 5, 8, 9, 16, 21, 40])
def test_damage_leaves_both_ends_alone(count: int) -> None:
    text = " ".join(f"wort{n}" for n in range(count))
    hurt = damage.damage(text, ["ganz andere Worte " * 20], random.Random(1))
    assert hurt
    words = hurt[0].split()
    assert len(words) == count and words[0] == "wort0" and words[-1] == f"wort{count - 1}"
    assert sum(w not in text for w in words) == damage.replaced(count)


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [("zu kurz hier", ["anderes " * 9]), ("lang genug ist dieser Satz", []),
     ("lang genug ist dieser Satz", ["kurz"]), ("lang genug ist er", ["lang genug ist er"])],
)  # fmt: skip
def test_what_cannot_be_damaged_visibly_is_not(text: str, elsewhere: list[str]) -> None:
    assert damage.damage(text, elsewhere, random.Random(1)) is None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"raters": ()}, "at least one rater"),
        ({"raters": ("a", "A")}, "only once"),
        ({"raters": ("../a",)}, "../a has others"),
        ({"raters": (".a",)}, "has others"),
        ({"overlap": 3}, "choose 1 to 2"),
        ({"overlap": 0}, "choose 1 to 2"),
        ({"checks": 99}, "ask for fewer"),
    ],
)
def test_a_design_that_does_not_fit_is_refused(
    tmp_path: Path, values: dict[str, object], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        made(tmp_path / "c", **values)
    assert not campaign.is_one(tmp_path / "c")


def test_a_preference_needs_two(tmp_path: Path) -> None:
    one = [items.segment("d", "1", "A.", {"only": "Ein."})]
    with pytest.raises(UsageError, match="needs two systems"):
        plan.draw(one, Kind.PREFERENCE, ["a"], seed=1, checks=0, overlap=1)


def test_a_campaign_is_not_made_over_another(tmp_path: Path) -> None:
    made(tmp_path / "c")
    with pytest.raises(UsageError, match="is a campaign already"):
        made(tmp_path / "c")


def _cut(found: Campaign, name: str, data: str) -> None:
    (found.folder / name).write_text(data)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("items.jsonl", "{}\n", "has been changed"),
        ("campaign.json", "{", "no campaign"),
        ("campaign.json", "[]", "no campaign"),
        ("plan.json", '{"units": [], "raters": {"anna": [{"unit": "x", "swapped": false}]}}', "no"),
    ],
)
def test_a_damaged_folder_is_one_line(tmp_path: Path, name: str, data: str, said: str) -> None:
    _cut(made(tmp_path / "c"), name, data)
    with pytest.raises(FassungError, match=said):
        campaign.load(tmp_path / "c")


def test_strangers_do_not_rate(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="eve is no rater"):
        made(tmp_path / "c").ledger("eve")


def test_items_from_both_kinds_of_file(tmp_path: Path) -> None:
    lines, table = tmp_path / "i.jsonl", tmp_path / "i.tsv"
    lines.write_text(items.dump(segments()))
    table.write_text(
        "doc\tsource\tcareful\thasty\n"
        + "".join(
            f"{s.doc}\t{s.source}\t{s.outputs['careful']}\t{s.outputs['hasty']}\n"
            for s in segments()
        )
    )
    assert items.read(lines) == items.read(table) == segments()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("i.jsonl", "", "no segments"),
        ("i.jsonl", "{}\n", "line 1: no segment"),
        ("i.jsonl", '{"doc":"d","seg":1,"source":"A","outputs":[]}\n', "line 1: no segment"),
        ("i.jsonl", '{"doc":"d","seg":1,"source":"A","outputs":{}}\n', "same systems"),
        ("i.jsonl", '{"doc":"d","seg":1,"source":"A","outputs":{"s":"B"}}\n' * 2, "there twice"),
        ("i.tsv", "doc\tsource\n", "must name doc"),
        ("i.tsv", "doc\tsource\ts\nd\tA\n", "2 columns instead of 3"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(UsageError, match=said):
        items.read(path)


def test_texts_become_one_line_in_normal_form() -> None:
    one = items.segment("d", "1", "A\tB\nC", {"s": "u\u0308ber"})
    assert (one.source, one.outputs["s"]) == ("A B C", "über")
