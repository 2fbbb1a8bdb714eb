"""The house model: English→German news translation that ships with the project."""

from fassung.engines.house.engine import HouseEngine
from fassung.engines.house.errors import HouseModelError

__all__ = ["HouseEngine", "HouseModelError"]
