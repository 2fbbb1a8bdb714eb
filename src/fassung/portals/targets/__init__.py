"""Targets: the places that a portal's articles are delivered to, one module a kind.

A module has ``KIND`` (the word in the settings), ``settings`` (a frozen dataclass: its options)
and ``open`` (settings → :class:`Target`). See :mod:`fassung.portals.targets.protocol`.
"""
