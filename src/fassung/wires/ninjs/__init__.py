"""ninjs, IPTC's news in JSON: reads 1.6, 2.x and 3.x, writes 3.1 and 2.2."""

from fassung.wires.ninjs.reading import read
from fassung.wires.ninjs.shape import recognises
from fassung.wires.ninjs.writing import encode, item, write

__all__ = ["encode", "item", "read", "recognises", "write"]
