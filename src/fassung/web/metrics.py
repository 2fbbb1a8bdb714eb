"""The desk in figures. All are counted in the database, so that every worker's part is in them."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from fassung.desk import standing
from fassung.desk.base import now
from fassung.desk.schema import Delivery, Event, Version
from fassung.desk.states import State
from fassung.desk.store import Store

_DELIVERIES = ("waiting", "taken", "duplicate", "quarantined")


def registry(store: Store) -> CollectorRegistry:
    """A registry of its own that reads ``store`` when it is asked."""
    found = CollectorRegistry(auto_describe=False)
    found.register(_Desk(store))
    return found


class _Desk(Collector):
    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        yield self._states("fassung_deliveries", "Deliveries by state", Delivery.state, _DELIVERIES)
        yield self._states("fassung_versions", "Versions by state", Version.state, tuple(State))
        with self._store.reading() as transaction:
            count, seconds, words = transaction.execute(
                select(
                    func.count(),
                    func.sum(Event.data["seconds"].as_float()),
                    func.sum(Event.data["new words"].as_float()),
                ).where(Event.kind == "translated")
            ).one()
        for name, says, value in (
            ("fassung_translations", "Versions translated", count),
            ("fassung_translation_seconds", "Seconds spent translating", seconds),
            ("fassung_translated_words", "English words that went to an engine", words),
        ):
            yield CounterMetricFamily(name, says, value=value or 0)
        yield from self._outbox()

    def _outbox(self) -> Iterator[Metric]:
        with self._store.reading() as transaction:
            counts = standing.counts(transaction)
            oldest = standing.oldest_waiting(transaction)
        places = GaugeMetricFamily(
            "fassung_places",
            "What was last said to a portal's target, by target and state",
            labels=["target", "state"],
        )
        for target in sorted({target for target, _ in counts}):
            for state in standing.STATES:
                places.add_metric([target, state], counts.get((target, state), 0))
        yield places
        yield GaugeMetricFamily(
            "fassung_oldest_waiting_seconds",
            "Age of what waits longest to be brought to a target",
            value=(now() - oldest).total_seconds() if oldest else 0,
        )

    def _states(
        self, name: str, says: str, column: InstrumentedAttribute[str], known: tuple[str, ...]
    ) -> Metric:
        found = GaugeMetricFamily(name, says, labels=["state"])
        with self._store.reading() as transaction:
            rows = transaction.execute(select(column, func.count()).group_by(column)).all()
        counts = {state: count for state, count in rows}
        for state in known:
            found.add_metric([state], counts.get(state, 0))
        return found
