"""The plots of a report, from its data."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from fassung.article import Severity
from fassung.lab.metrics.found import CATEGORIES
from fassung.lab.report import plots
from fassung.lab.report.data import Data
from fassung.lab.report.numbers import figure, short_day
from fassung.lab.score import REFERENCE
from fassung.messages import message

_SHOWN = ("edited", "chrf++", "chrf", "found-major", "risk")
_SEVERITIES = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)


class Figures:
    """Each plot of the report as SVG; None where there is nothing to show."""

    def __init__(self, data: Data) -> None:
        self.data = data
        names = [system["name"] for system in data["systems"]]
        self.style = {name: f"s{number % 6}" for number, name in enumerate(names)}

    def stands(self) -> list[tuple[str, Markup]]:
        """A plot of intervals for each leading measure, with its title."""
        shown = [
            measure
            for measure in self.data["measures"]
            if measure["id"] in _SHOWN or measure["kind"] in ("model", "people")
        ]
        if any(m["id"] == "chrf++" for m in shown):
            shown = [m for m in shown if m["id"] != "chrf"]
        return [(message(m["title"]), self._forest(m)) for m in shown]

    def cost(self) -> Markup | None:
        """Quality against cost, where a price was named for two systems or more."""
        priced = [s for s in self.data["systems"] if s["cost_per_1000_words"] is not None]
        if len(priced) < 2:
            return None
        currency = ", ".join(sorted({system["currency"] for system in priced}))
        measure = self._measure(self.data["lead"])
        return plots.scatter(
            message("Quality against cost"),
            [self._spot(s, measure["id"], s["cost_per_1000_words"]) for s in priced],
            message("Cost of 1,000 words, {currency}", currency=currency),
            message(measure["title"]),
            partial(figure, digits=3),
            self._format(measure),
        )

    def speed(self) -> Markup | None:
        """Quality against speed, where two systems or more were timed."""
        timed = [s for s in self.data["systems"] if s["words_per_second"]]
        if len(timed) < 2:
            return None
        measure = self._measure(self.data["lead"])
        return plots.scatter(
            message("Quality against speed"),
            [self._spot(s, measure["id"], s["words_per_second"]) for s in timed],
            message("Words a second on the machine of the run"),
            message(measure["title"]),
            partial(figure, digits=0),
            self._format(measure),
        )

    def categories(self) -> list[tuple[str, Markup]]:
        """A plot of bars for each dimension in which anything was found, with its title."""
        by_system = self.data["categories"]
        dimensions = {
            d for found in by_system.values() for d, a in found.items() if any(a.values())
        }
        order = [d for d in CATEGORIES if d in dimensions]
        order += sorted(dimensions - set(order))
        result = []
        for dimension in order:
            rows = [
                (self._label(name), [(s.value, found[dimension][s.value]) for s in _SEVERITIES])
                for name, found in by_system.items()
            ]
            most = max(sum(amount for _, amount in amounts) for _, amounts in rows)
            name = message(CATEGORIES.get(dimension, dimension))
            result.append((name, plots.bars(name, rows, most, partial(figure, digits=2))))
        return result

    def learning(self) -> Markup | None:
        """The course over weeks, where runs or segments are dated."""
        found = self.data["learning"]
        if found is None:
            return None
        measure = self._measure(found["measure"])
        days = sorted({point["day"] for points in found["series"].values() for point in points})
        series = []
        for number, (name, points) in enumerate(found["series"].items()):
            style = self.style.get(name, f"s{number % 6}")
            spots = [
                (days.index(p["day"]), plots.Spot(name, p["score"], p["low"], p["high"], style))
                for p in points
            ]
            series.append((name, style, spots))
        title = message(measure["title"])
        return plots.course(
            message("Learning over weeks"),
            [short_day(one) for one in days],
            series,
            title,
            self._format(measure),
        )

    def _forest(self, measure: Data) -> Markup:
        id = measure["id"]
        spots = [self._spot(s, id) for s in self.data["systems"] if id in s["scores"]]
        spots.sort(key=lambda spot: -spot.value if measure["higher"] else spot.value)
        reference = self.data["reference"] or {}
        if id in reference:
            one = reference[id]
            label = self._label(REFERENCE)
            spots.append(plots.Spot(label, one["score"], one["low"], one["high"]))
        better = message("more is better →") if measure["higher"] else message("← less is better")
        return plots.forest(message(measure["title"]), spots, self._format(measure), better)

    def _spot(self, system: Data, id: str, x: float = 0.0) -> plots.Spot:
        one, name = system["scores"][id], system["name"]
        return plots.Spot(name, one["score"], one["low"], one["high"], self.style[name], x)

    def _measure(self, id: str) -> Data:
        found: Data = next(m for m in self.data["measures"] if m["id"] == id)
        return found

    @staticmethod
    def _format(measure: Data) -> Callable[[float], str]:
        return partial(figure, digits=measure["digits"])

    @staticmethod
    def _label(name: str) -> str:
        return message("Reference") if name == REFERENCE else name
