"""What every target can do."""

from __future__ import annotations

from typing import Protocol

from fassung.portals.edition import Edition, Receipt, Withdrawal


class Target(Protocol):
    """A place that articles are delivered to. Both deeds may be done twice: the second changes
    nothing. Neither takes more than its timeout."""

    def publish(self, edition: Edition, key: str, before: Receipt | None) -> Receipt:
        """Puts ``edition`` there, in the place of what ``before`` says stands there.

        Args:
            key: idempotency key, the same for each try.
            before: the last receipt for this article at this target; None if there is none
                (a try before may still have got through).

        Raises:
            DeliveryError: if it was not taken; says whether to try again, and after how long.
        """
        ...

    def withdraw(self, withdrawal: Withdrawal, key: str, before: Receipt | None) -> Receipt:
        """Takes the article down, also where nothing is known to stand.

        Raises:
            DeliveryError: as above.
        """
        ...

    def shown(self, edition: Edition | Withdrawal, before: Receipt | None) -> int | None:
        """The number that the target shows now; 0 if it shows none, or what somebody else has put
        there, None if it cannot say.

        Raises:
            DeliveryError: if it does not answer.
        """
        ...
