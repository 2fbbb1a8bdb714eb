"""A trial of the desk as the lab sees it: the rule that was stated, and what is known by now."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from fassung.desk import outcomes
from fassung.desk.trials import Measure, Trial
from fassung.lab.sequential import Look, Rule, Verdict, follow
from fassung.messages import message

MEASURES = {
    Measure.DISTANCE: "post-edit distance (words changed for each word)",
    Measure.MINUTES: "minutes until approved",
    Measure.OVERRULED: "findings overruled for each article",
    Measure.REPORTS: "readers’ reports for each article",
}
"""What a trial measures; messages."""

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
    """Articles with a known outcome in A and in B."""
    means: tuple[float | None, float | None]
    looks: tuple[Look, ...]
    """One for each article until the rule ended the trial."""

    @property
    def verdict(self) -> Verdict:
        """What the rule says."""
        return self.looks[-1].verdict if self.looks else Verdict.GO_ON

    @property
    def said(self) -> str:
        """The verdict in the reader's language."""
        return message(_SAID[self.verdict])


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
    known = outcomes.of_trial(session, trial)
    sides = [[one.outcome for one in known if one.in_b is side] for side in (False, True)]
    a, b = (sum(side) / len(side) if side else None for side in sides)
    looks = tuple(follow(((one.in_b, one.outcome) for one in known), rule))
    return Seen(trial, (len(sides[0]), len(sides[1])), (a, b), looks)
