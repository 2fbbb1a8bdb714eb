"""Sets: what is translated to be measured, frozen by hash, split by document."""

from fassung.lab.sets.frozen import LabSet, Use, freeze, open_set
from fassung.lab.sets.leaks import Leak, leaks
from fassung.lab.sets.split import split
from fassung.lab.sets.tuned import names_tuned, note_tuned, refuse_tuned

__all__ = [
    "LabSet",
    "Leak",
    "Use",
    "freeze",
    "leaks",
    "names_tuned",
    "note_tuned",
    "open_set",
    "refuse_tuned",
    "split",
]
