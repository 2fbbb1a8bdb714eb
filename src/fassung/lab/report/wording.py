"""What the figures come to, in sentences an editor-in-chief can quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fassung.lab.metrics.measure import Kind
from fassung.lab.ranking import Verdict
from fassung.lab.report.data import Data
from fassung.messages import message

_SMALL = 300
"""Segments below which a set shows only large differences."""


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict on two systems, and the sentence that says it."""

    verdict: str
    sentence: str


def conclusion(data: Data) -> str:
    """The one sentence on top."""
    names = [system["name"] for system in data["systems"]]
    if len(names) < 2:
        return message("One system was measured; there is nothing to compare it with yet.")
    ahead = [pair for pair in data["pairs"] if pair["verdict"] == Verdict.AHEAD]
    wins = {name: sum(pair["first"] == name for pair in ahead) for name in names}
    for name, count in wins.items():
        if count == len(names) - 1:
            if len(names) == 2:
                (other,) = (n for n in names if n != name)
                return message("{first} is ahead of {second}.", first=name, second=other)
            return message("{name} is ahead of all others.", name=name)
    if not ahead:
        return message("No system is shown to be ahead of another.")
    return message("No system is ahead of all others.")


def verdicts(data: Data) -> list[Said]:
    """A sentence for each pair, clear ones first."""
    order = [Verdict.AHEAD, Verdict.MIXED, Verdict.HINT, Verdict.OPEN]
    pairs = sorted(data["pairs"], key=lambda pair: order.index(Verdict(pair["verdict"])))
    return [verdict(data, pair) for pair in pairs]


def verdict(data: Data, pair: Data) -> Said:
    """What is known of one pair."""
    first, second = pair["first"], pair["second"]
    match Verdict(pair["verdict"]):
        case Verdict.AHEAD:
            sentence = message(
                "{first} is ahead of {second}: {measures} say so, and nothing measured speaks "
                "against it.",
                first=first,
                second=second,
                measures=_listed(data, pair["for_first"]),
            )
        case Verdict.HINT:
            sentence = message(
                "{first} may be ahead of {second}, by one kind of evidence: {measures}. That "
                "decides nothing.",
                first=first,
                second=second,
                measures=_listed(data, pair["for_first"]),
            )
        case Verdict.MIXED:
            sentence = message(
                "{first} and {second} cannot be ranked. For {first}: {for_first}; for {second}: "
                "{for_second}. People have to judge.",
                first=first,
                second=second,
                for_first=_listed(data, pair["for_first"]),
                for_second=_listed(data, pair["for_second"]),
            )
        case Verdict.OPEN:
            sentence = message(
                "{first} and {second}: no difference is shown. That does not show that there is "
                "none.",
                first=first,
                second=second,
            )
    return Said(pair["verdict"], sentence)


def cautions(data: Data) -> list[str]:
    """What a reader must know before believing a figure, the gravest first."""
    of = data["set"]
    kinds = {measure["kind"] for measure in data["measures"]}
    found = []
    if of["use"] == "tune":
        found.append(message("This set is for tuning: its figures are no test."))
    if Kind.PEOPLE not in kinds:
        found.append(
            message(
                "No person has judged these texts. What readers get to see is decided by people; "
                "measures say where to look."
            )
        )
    if of["references"] == "post-edit":
        found.append(
            message(
                "The references are machine texts that editors corrected. The system that made "
                "them has an advantage in every measure against them."
            )
        )
    if not of["references"]:
        found.append(
            message(
                "There are no references: checks and risk say what is wrong, not how well it reads."
            )
        )
    elif of["with_reference"] < of["segments"]:
        found.append(
            message(
                "{there} of {all} segments have a reference; BLEU, chrF and TER are of those.",
                there=of["with_reference"],
                all=of["segments"],
            )
        )
    if of["segments"] < _SMALL:
        found.append(
            message(
                "{segments} segments are few: only large differences show.",
                segments=of["segments"],
            )
        )
    if "unit:segment" in data["intervals"] and not of["single"]:
        found.append(
            message(
                "Intervals are drawn by segment, since there are few documents; they are "
                "somewhat too narrow."
            )
        )
    elif of["single"]:
        found.append(
            message(
                "The set does not say which segments belong to one article: each counts as one "
                "of its own, and intervals are somewhat too narrow if they do."
            )
        )
    return found


def title(data: Data, id: str) -> str:
    """A measure's name in the reader's language."""
    return message(next(m["title"] for m in data["measures"] if m["id"] == id))


def _listed(data: Data, ids: Sequence[str]) -> str:
    short = {
        "found-major": message("the checks"),
        "risk": message("the risk model"),
        "edited": message("the post-edit distance"),
    }
    names = [short.get(id) or title(data, id) for id in ids]
    if len(names) < 2:
        return "".join(names)
    return message("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])
