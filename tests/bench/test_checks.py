"""The benchmark's families name checks that exist, and no kind of seeded error goes unclaimed."""

import pytest

from bench.checks import FAMILIES, NUMBERS, digit_comparison, drawn, ends_in, share
from bench.seeding import Example, Seed
from fassung.checks import CHECKS, Pair

PAIRS: list[Example] = [
    pair
    for n in range(10, 60)
    for pair in (
        (
            f"Russia will not pay Harlow {n}.5 million euros.",
            f"Russland wird Harlow {n},5 Millionen Euro nicht zahlen.",
        ),
        (f"And Tamsin swam {n} km in the sea.", f"Und Tamsin schwamm {n} km im Meer."),
        ('He said: "That is a start."', "Er sagte: „Das ist ein Anfang.“"),
    )
]


def test_families_are_checks() -> None:
    ids = {check.id for check in CHECKS}
    assert set().union(*FAMILIES.values()) <= ids
    assert ids >= NUMBERS


def test_every_kind_has_a_family() -> None:
    found = drawn(PAIRS, [])
    assert all(cases for cases, _ in found.values())
    assert all(seed.kind == kind for kind, (cases, _) in found.items() for seed in cases)


def test_too_few_are_filled_up() -> None:
    cases, filled = drawn(PAIRS[:6], PAIRS)["scale word"]
    assert filled == len(cases) - 2 > 0


@pytest.mark.parametrize(
    ("good", "spoiled", "found"),
    [
        ("12 Euro", "13 Euro", True),
        ("12,5 Euro", "12.5 Euro", False),
        ("14 Euro", "15 Euro", False),
    ],
)
def test_digit_comparison(good: str, spoiled: str, found: bool) -> None:
    english = "12.5 euros" if "," in good else "12 euros"
    seed = Seed("x", Pair(english, good), Pair(english, spoiled))
    assert digit_comparison(seed) is found


def test_a_row_holds_share_interval_and_number() -> None:
    row = share("found: x", 9, 10, "≥ 98 %")
    assert row.split()[2:5] == ["90.0%", "59.6–98.2%", "10"]


def test_sides_are_split_by_hash() -> None:
    texts = [f"sentence {n}" for n in range(2000)]
    assert 0.15 < sum(ends_in(t, "012") for t in texts) / 2000 < 0.23
