"""A trial of the desk as the lab sees it: the rule that was stated, and what is known by now."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import format_decimal, format_percent
from sqlalchemy.orm import Session

from fassung.desk import outcomes
from fassung.desk.outcomes import Lost
from fassung.desk.trials import Measure, Trial
from fassung.lab.report.numbers import figure, locale
from fassung.lab.sequential import Look, Rule, Verdict, follow, uneven
from fassung.messages import message

MEASURES = {
    Measure.DISTANCE: "post-edit distance (words changed for each word)",
    Measure.MINUTES: "minutes until approved",
    Measure.OVERRULED: "findings overruled for each article",
    Measure.REPORTS: "readers’ reports for each article",
}
"""What a trial measures; messages."""

_DIGITS = {Measure.DISTANCE: 3, Measure.MINUTES: 1, Measure.OVERRULED: 2, Measure.REPORTS: 2}

_SAID = {
    Verdict.A: "A is better.",
    Verdict.B: "B is better.",
    Verdict.EQUAL: "They differ by less than what matters.",
    Verdict.OPEN: "No answer after as many articles as were planned.",
    Verdict.GO_ON: "No answer yet; the trial goes on.",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A trial and what is known of it."""

    trial: Trial
    counted: tuple[int, int]
    """Articles of A and of B that the rule has looked at."""
    means: tuple[float | None, float | None]
    """Of these."""
    looks: tuple[Look, ...]
    """One for each article until the rule ended the trial."""
    lost: tuple[int, int]
    """Articles of A and of B that came in among these and have no outcome."""
    waiting: int
    """Articles that may still get an outcome, or stand behind one that may."""
    after: int
    """Articles with an outcome that came after the rule had ended the trial."""
    uneven: bool
    """Whether one arm surely lost more: then those that count are no fair pick of both."""

    @property
    def verdict(self) -> Verdict:
        """What the rule says; no answer where the arms did not lose alike."""
        verdict = self.looks[-1].verdict if self.looks else Verdict.GO_ON
        return Verdict.OPEN if self.uneven and verdict in (Verdict.A, Verdict.B) else verdict

    @property
    def over(self) -> bool:
        """Whether the rule has ended the trial, and it still runs."""
        ruled = bool(self.looks) and self.looks[-1].verdict is not Verdict.GO_ON
        return ruled and self.trial.ended is None

    @property
    def said(self) -> str:
        """The verdict in the reader's language."""
        if self.uneven:
            return message(
                "No answer: one arm lost more articles than the other before they counted, so the "
                "figures do not compare like with like."
            )
        if self.trial.ended is not None and self.verdict is Verdict.GO_ON:
            if self.waiting:
                return message("No answer yet; the trial has ended, and some articles still wait.")
            return message("No answer: the trial was ended before the rule gave one.")
        return message(_SAID[self.verdict])

    def figure(self, value: float | None) -> str:
        """An outcome as the reader's language writes it."""
        return outcome(value, self.trial.planned.measure)

    @property
    def sure(self) -> str:
        """How sure the interval is."""
        return percent(1 - self.trial.planned.error)


def look(session: Session, trial: Trial) -> Seen:
    """What is known of ``trial`` by now."""
    plan = trial.planned
    rule = Rule(
        most=plan.most,
        smallest=plan.smallest,
        articles=plan.articles,
        error=plan.error,
        share=plan.share,
    )
    drawn = outcomes.of_trial(session, trial)
    counted = drawn.counted
    looks = tuple(follow(((one.in_b, one.outcome) for one in counted), rule))
    used = counted[: len(looks)]
    sides = [[one.outcome for one in used if one.in_b is side] for side in (False, True)]
    a, b = (sum(side) / len(side) if side else None for side in sides)
    lost = [one.in_b for one in drawn.known if isinstance(one, Lost)]
    return Seen(
        trial,
        (len(sides[0]), len(sides[1])),
        (a, b),
        looks,
        lost=(lost.count(False), lost.count(True)),
        waiting=drawn.waiting,
        after=len(counted) - len(used),
        uneven=uneven(((one.in_b, isinstance(one, Lost)) for one in drawn.known), rule),
    )


def outcome(value: float | None, measure: Measure) -> str:
    """An outcome of a measure as the reader's language writes it."""
    return figure(value, _DIGITS[measure])


def plain(value: float) -> str:
    """A number of a plan as the reader's language writes it, without empty places."""
    return str(format_decimal(value, locale=locale()))


def percent(share: float) -> str:
    """A share of 1 in per cent, as the reader's language writes it."""
    # German sets a space that does not break; English writes none, but the desk does throughout.
    return str(format_percent(share, "0.##\N{NO-BREAK SPACE}%", locale=locale()))
