"""A small tree of untrusted HTML: built in one pass, never deeper than it may be walked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from justhtml import stream

MAX_DEPTH = 60
"""Elements deeper than this are unwrapped; a real article stays below 30."""

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_DROPPED = frozenset("script style template noscript noembed noframes head title".split())
BLOCKS = frozenset(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html body li main nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul iframe object video audio".split()
)
# Start tags that end an open element of their own kind (HTML 13.1.2.4).
_ENDS = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tbody": {"tr", "td", "th", "thead", "tbody"},
    "tfoot": {"tr", "td", "th", "thead", "tbody"},
}
_SCOPES = frozenset(("ul", "ol", "dl", "table"))


@dataclass(slots=True)
class Node:
    """One element with its attributes and what it holds: text and elements."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute, empty if it is not there."""
        return self.attributes.get(name, "")

    def elements(self) -> list[Node]:
        """The elements directly below."""
        return [child for child in self.children if isinstance(child, Node)]

    def every(self, *tags: str) -> Iterator[Node]:
        """All elements below with one of ``tags``, in order."""
        for child in self.elements():
            if child.tag in tags:
                yield child
            yield from child.every(*tags)

    def text(self) -> str:
        """The characters below, as they stand."""
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)


def inner(children: list[Node | str]) -> str:
    """The HTML of ``children``."""
    return "".join(_escape(c) if isinstance(c, str) else outer(c) for c in children)


def outer(node: Node) -> str:
    """The HTML of ``node``, without event handlers."""
    attributes = "".join(
        f' {name}="{_escape(value)}"'
        for name, value in node.attributes.items()
        if not name.startswith("on")
    )
    end = "" if node.tag in _VOID else f"</{node.tag}>"
    return f"<{node.tag}{attributes}>{inner(node.children)}{end}"


def _escape(value: str) -> str:
    return escape(value).replace("\r", "&#13;")


def parse(html: str) -> Node:
    """The tree of ``html``; scripts, styles and comments are gone.

    Runs in linear time and never raises: what is open at the end is closed, what was
    never opened is passed over.
    """
    builder = _Builder()
    for event, data in stream(html):
        match event, data:
            case "text", str(words):
                builder.text(words)
            case "start", (str(tag), dict(attributes)):
                builder.start(tag, {name: value or "" for name, value in attributes.items()})
            case "end", str(tag):
                builder.end(tag)
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root = Node("")
        self.open = [self.root]
        self.dropping = ""

    def text(self, words: str) -> None:
        if not self.dropping and words:
            self.open[-1].children.append(words)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.dropping:
            return
        if tag in _DROPPED:
            self.dropping = tag
            return
        if tag in BLOCKS:
            self.close({"p"}, BLOCKS - {"p"})
        if tag in _ENDS:
            while self.close(_ENDS[tag], _SCOPES):
                pass
        node = Node(tag, attributes)
        if len(self.open) > MAX_DEPTH and tag not in _VOID:
            return
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def end(self, tag: str) -> None:
        if self.dropping:
            if tag == self.dropping:
                self.dropping = ""
            return
        # An inline end tag does not reach out of its block.
        self.close({tag}, frozenset() if tag in BLOCKS else BLOCKS)

    def close(self, tags: set[str], stop: frozenset[str]) -> bool:
        """Closes the innermost open element of ``tags``, unless one of ``stop`` is nearer."""
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].tag in tags:
                del self.open[index:]
                return True
            if self.open[index].tag in stop:
                return False
        return False
