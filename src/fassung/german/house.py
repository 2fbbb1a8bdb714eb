"""House style: the few choices that German newsrooms make differently."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """What one newsroom wants.

    Raises:
        ValueError: if ``quotes`` is neither ``„“`` nor ``»«``, or ``units`` or ``zones`` is
            none of the choices named here.
    """

    quotes: str = "„“"
    """``„“`` (inside ``‚‘``) or ``»«`` (inside ``›‹``)."""
    kim_hyphen: bool = False
    """Kim Jong-un (Bild, Wikipedia) instead of Kim Jong Un (dpa, Reuters, AFP)."""
    kyjiw: bool = False
    """Kyjiw instead of Kiew."""
    nbsp: bool = True
    """Non-breaking spaces in "z. B.", "5 %", "Nr. 3", "Dr. Weber"."""

    units: str = "replace"
    """Miles, feet, Fahrenheit: ``replace`` by metric, ``append`` it in brackets, or ``leave``."""
    zones: str = "place"
    """Foreign clock times: ``place`` names the zone, ``german`` adds MEZ or MESZ in brackets."""

    def __post_init__(self) -> None:
        if self.quotes not in ("„“", "»«"):
            raise ValueError(f"quotes must be „“ or »«, got {self.quotes}")
        if self.units not in ("replace", "append", "leave"):
            raise ValueError(f"units must be replace, append or leave, got {self.units}")
        if self.zones not in ("place", "german"):
            raise ValueError(f"zones must be place or german, got {self.zones}")

    def mark(self, level: int, opening: bool) -> str:
        """The quotation mark at nesting ``level`` (0 is outermost).

        >>> HouseStyle().mark(1, True), HouseStyle(quotes="»«").mark(0, False)
        ('‚', '«')
        """
        outer, inner = self.quotes, {"„“": "‚‘", "»«": "›‹"}[self.quotes]
        return (inner if level % 2 else outer)[0 if opening else 1]
