"""Tag numbers: any public ⟦n⟧ becomes one of the pairs the model knows, and comes back as n."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fassung.engines.house.vocabulary import TAG


def to_model(text: str, pairs: int) -> tuple[str, dict[int, int]]:
    """`text` with its tags numbered 1, 2, … in order, and {number inside: public number}.

    Tags beyond the number of `pairs` that the model knows, and single tags ⟦n/⟧, are left out.
    """
    inside: dict[int, int] = {}

    def renumber(found: re.Match[str]) -> str:
        number = int(found[2])
        if found[3]:
            return ""
        if number not in inside:
            if len(inside) >= pairs:
                return ""
            inside[number] = len(inside) + 1
        return f"⟦{found[1]}{inside[number]}⟧"

    text = TAG.sub(renumber, text)
    return text, {own: public for public, own in inside.items()}


def from_model(text: str, public: Mapping[int, int]) -> str:
    """`text` with the public numbers; tags that were never asked for are taken out."""

    def back(found: re.Match[str]) -> str:
        number = int(found[2])
        return f"⟦{found[1]}{public[number]}⟧" if number in public else ""

    return TAG.sub(back, text)
