"""A desk that was migrated once."""

from tests.web.conftest import first_house

__all__ = ["first_house"]
