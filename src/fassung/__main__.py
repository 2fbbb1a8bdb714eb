"""``python -m fassung``: the same as the command ``fassung``."""

from fassung.cli import main

main()
