"""A set in two by document: one to tune on, one to test with."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from fassung.errors import UsageError
from fassung.lab.sets.frozen import LabSet, Use, freeze


def on_test_side(document: str, percent: int) -> bool:
    """Whether ``document`` is one of the ``percent`` that test.

    By SHA-256 of its name, so that it is on the same side in every set that it is ever in.

    >>> [on_test_side("a-1", share) for share in (0, 50, 100)]
    [False, True, True]
    """
    return int(sha256(document.encode()).hexdigest(), 16) % 100 < percent


def split(of: LabSet, sets: Path, percent: int) -> tuple[LabSet, LabSet]:
    """Two new sets in the folder ``sets``, ``NAME-tune`` and ``NAME-test``, in that order.

    Args:
        of: what is split; it stays as it is.
        sets: where the two go.
        percent: how much of it tests, 1 to 99; by document, so it is met only nearly.

    Raises:
        UsageError: if a side would be empty.
        LabError: if there are such sets already.
    """
    sides = {
        use: [p for p in of.pairs if on_test_side(p.document, percent) is (use is Use.TEST)]
        for use in (Use.TUNE, Use.TEST)
    }
    if not all(sides.values()):
        raise UsageError(
            "{name} has {documents} documents, and one side would be empty; "
            "choose another share, or a larger set.",
            name=of.name,
            documents=len(of.by_document),
        )
    tune, test = (
        freeze(
            sets / f"{of.name}-{use.value}",
            sides[use],
            use=use.value,
            made_from=f"{of.name} sha256:{of.digest[:16]}, {use.value} side, test {percent} %",
            references=of.references,
            licence=of.licence,
        )
        for use in (Use.TUNE, Use.TEST)
    )
    return tune, test
