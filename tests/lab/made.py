"""A small set of our own with three systems of known worth, measured once."""

from __future__ import annotations

from pathlib import Path

from fassung.lab import runs, sets
from fassung.lab.pairs import Pair
from fassung.lab.runs import Run
from fassung.lab.sets import LabSet

STORIES = {
    "ferry": [
        ("The ferry sank on Monday.", "Die Fähre ist am Montag gesunken."),
        ("At least 12 people are missing.", "Mindestens 12 Menschen werden vermisst."),
        ("The captain did not send a distress call.", "Der Kapitän setzte keinen Notruf ab."),
    ],
    "budget": [
        ("The council passed its budget.", "Der Stadtrat hat seinen Haushalt beschlossen."),
        (
            "It rises by 4.5 percent to $3 million.",
            "Er steigt um 4,5 Prozent auf 3 Mio. Dollar.",
        ),
        ("Nobody voted against it.", "Niemand stimmte dagegen."),
    ],
    "bees": [
        (
            "Bees returned to the airfield.",
            "Die Bienen sind auf das Flugfeld zurückgekehrt.",
        ),
        ("Volunteers planted 900 trees.", "Freiwillige haben 900 Bäume gepflanzt."),
        ("“We waited for years,” said Ms. Olsen.", "„Wir haben Jahre gewartet“, sagte Olsen."),
    ],
}


def pairs(times: int = 1) -> list[Pair]:
    """The stories, ``times`` over under new names: documents enough for intervals."""
    return [
        Pair(document=f"{name}-{turn}", segment=str(number), source=english, reference=german)
        for turn in range(times)
        for name, lines in STORIES.items()
        for number, (english, german) in enumerate(lines)
    ]


def worse(german: str, step: int, number: int) -> str:
    """``german`` with a figure changed or its last words lost in every ``step``-th segment."""
    if number % step:
        return german
    return (
        german.replace("12", "21").replace("900", "90")
        if number % 2
        else german[: len(german) // 2]
    )


def lab(folder: Path, times: int = 8) -> tuple[LabSet, list[Run]]:
    """A lab in ``folder`` with the set ``news`` and the runs ``good``, ``fair`` and ``poor``."""
    of = sets.freeze(
        folder / "sets" / "news", pairs(times), references="human", made_from="stories"
    )
    table = folder / "outputs.tsv"
    lines = ["doc\tseg\ten\tgood\tfair\tpoor"]
    for number, pair in enumerate(of.pairs):
        out = [worse(pair.reference, step, number) for step in (29, 5, 2)]
        lines.append("\t".join([pair.document, pair.segment, pair.source, *out]))
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = []
    for week, name in enumerate(("poor", "fair", "good")):
        columns = sets.table.Columns(document="doc", segment="seg", machine=name)
        price = runs.Price(million=10.0 * (week + 1))
        made.append(
            runs.from_column(
                folder, of, name, table, columns, price=price, date=f"2026-11-{2 + 7 * week:02}"
            )
        )
    return of, made
