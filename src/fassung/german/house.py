"""House style: the few choices that German newsrooms make differently."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """What one newsroom wants.

    Raises:
        ValueError: if ``quotes`` is neither ``„“`` nor ``»«``.
    """

    quotes: str = "„“"
    """``„“`` (inside ``‚‘``) or ``»«`` (inside ``›‹``)."""
    kim_hyphen: bool = False
    """Kim Jong-un (Bild, Wikipedia) instead of Kim Jong Un (dpa, Reuters, AFP)."""
    kyjiw: bool = False
    """Kyjiw instead of Kiew."""
    nbsp: bool = True
    """Non-breaking spaces in "z. B.", "5 %", "Nr. 3", "Dr. Weber"."""

    def __post_init__(self) -> None:
        if self.quotes not in ("„“", "»«"):
            raise ValueError(f"quotes must be „“ or »«, got {self.quotes}")

    def mark(self, level: int, opening: bool) -> str:
        """The quotation mark at nesting ``level`` (0 is outermost).

        >>> HouseStyle().mark(1, True), HouseStyle(quotes="»«").mark(0, False)
        ('‚', '«')
        """
        outer, inner = self.quotes, {"„“": "‚‘", "»«": "›‹"}[self.quotes]
        return (inner if level % 2 else outer)[0 if opening else 1]
