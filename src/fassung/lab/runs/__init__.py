"""Runs: what one system made of a set, as a folder of plain files."""

from fassung.lab.runs.given import from_column, from_machine
from fassung.lab.runs.record import Price, Run, list_runs, open_run
from fassung.lab.runs.translate import Translator
from fassung.lab.runs.work import run

__all__ = [
    "Price",
    "Run",
    "Translator",
    "from_column",
    "from_machine",
    "list_runs",
    "open_run",
    "run",
]
