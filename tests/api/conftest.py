"""The served desk of the pages' tests, for programs."""

from tests.web.conftest import first_house, house

__all__ = ["first_house", "house"]
