"""What can go wrong with the house model, in one line a person understands."""

from fassung.errors import EngineRefused


class HouseModelError(EngineRefused):
    """The house model cannot be assembled, loaded or asked; the text says what to do."""
