"""An article's blocks as WordPress's own (Gutenberg) block markup, and nothing that it may run.

The markup is what the block editor itself writes, so an editor can work on the post. What core
blocks have no attribute for (the mark that machines read) stands in a Custom HTML block. A ``[``
is written as an entity: WordPress would take partner's text in brackets for a shortcode.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from markupsafe import Markup, escape

from fassung.article import (
    Block,
    Code,
    Correction,
    Divider,
    Embed,
    Endorsement,
    Group,
    Heading,
    Image,
    LinkCard,
    ListBlock,
    Mark,
    Media,
    Paragraph,
    Quote,
    Rating,
    Span,
    Table,
    Text,
    joined,
)
from fassung.portals import safe, view
from fassung.portals.portal import Portal
from fassung.portals.targets.wordpress_pictures import Uploaded, caption

_SIDES = ("top", "right", "bottom", "left")
_BOX_SETTINGS = {
    "border": {"width": "1px"},
    "spacing": {"padding": dict.fromkeys(_SIDES, "1em")},
}
_BOX = "border-width:1px;" + ";".join(f"padding-{side}:1em" for side in _SIDES)
"""A thin line around, as the block editor writes it."""
_ADDRESS = re.compile(r"https?://\S+")


def wrapped(name: str, html: str, **attributes: object) -> str:
    """``html`` between the comments of the block ``name``."""
    given = f" {json.dumps(attributes, separators=(',', ':'))}" if attributes else ""
    return f"<!-- wp:{name}{given} -->\n{html}\n<!-- /wp:{name} -->"


def paragraph(html: str, name: str = "", *, small: bool = False) -> str:
    """A paragraph block; ``name`` is a class of ours, for the theme's styles."""
    classes = " ".join(filter(None, (name, "has-small-font-size" if small else "")))
    attributes: dict[str, object] = {"className": name} if name else {}
    if small:
        attributes["fontSize"] = "small"
    opening = f'<p class="{classes}">' if classes else "<p>"
    return wrapped("paragraph", f"{opening}{html}</p>", **attributes)


def protected(markup: str) -> str:
    """``markup`` without a bracket that WordPress could take for a shortcode."""
    return markup.replace("[", "&#91;")


class Blocks:
    """Writes blocks.

    Args:
        pictures: what was uploaded, by the picture's address; others are left out.
        levels: heading levels by block id (:func:`fassung.portals.view.levels`).
        portal: whose numbers.
        base: the original's address, for relative links.
    """

    def __init__(
        self,
        pictures: Mapping[str, Uploaded],
        levels: Mapping[str, int],
        portal: Portal,
        base: str = "",
    ) -> None:
        self._pictures = pictures
        self._levels = levels
        self._portal = portal
        self._base = base

    def write(self, blocks: Iterable[Block], place: str = "") -> str:
        """``blocks`` as markup; empty ones are left out. ``place`` opens the first paragraph."""
        if place:
            blocks = tuple(blocks)
            first = next((b for b in blocks if isinstance(b, Paragraph) and b.text), None)
            lead = Text(f"{place} – ", (Span(0, len(place), Mark.BOLD),))
            blocks = [replace(b, text=joined((lead, b.text))) if b is first else b for b in blocks]
        return "\n\n".join(filter(None, map(self._block, blocks)))

    def inline(self, text: Text) -> str:
        """``text`` as inline HTML. An address that stands alone becomes a link: WordPress would
        load what it leads to into the page (oEmbed), without the reader's leave."""
        html = safe.html(text, self._base)
        alone = text.value.strip()
        if _ADDRESS.fullmatch(alone) and (url := safe.link(alone)):
            return f'<a href="{escape(url)}" rel="noopener">{escape(alone)}</a>'
        return str(html)

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(text=text):
                return paragraph(self.inline(text)) if text else ""
            case Heading(text=text):
                return self._heading(block) if text else ""
            case Quote():
                return self._quote(block)
            case ListBlock():
                return self._list(block)
            case Table():
                return self._table(block)
            case Image():
                return self.image(block)
            case Group():
                return self._group(block)
            case Code(content=content):
                code = f"<code>{escape(safe.plain(content))}</code>"
                return wrapped("code", f'<pre class="wp-block-code">{code}</pre>')
            case Divider():
                line = '<hr class="wp-block-separator has-alpha-channel-opacity"/>'
                return wrapped("separator", line)
            case Correction():
                return self.correction(block) if block.text else ""
            case Rating(units=units):
                words = f"{view.rating(block, self._portal)} {self.inline(units)}".strip()
                return paragraph(f"<strong>{words}</strong>", "fassung-rating")
            case Endorsement(text=text):
                return paragraph(f"<strong>Empfehlung:</strong> {self.inline(text)}")
            case Media():
                return self._media(block)
            case LinkCard():
                return self._card("Mehr zum Thema", block.title, block.description, block.url)
            case Embed(url=url, provider=provider):
                site = view.PROVIDERS.get(provider.lower(), "")
                kind = f"Externer Inhalt · {site}" if site else "Externer Inhalt"
                return self._card(kind, Text("Im Netz ansehen"), Text(), url)
            case _:
                note = "Ein Bestandteil des Originals lässt sich hier nicht zeigen."
                return paragraph(note, "fassung-unknown")

    def _heading(self, block: Heading) -> str:
        level = self._levels.get(block.id, 2)
        attributes = {} if level == 2 else {"level": level}
        html = f"<h{level}>{self.inline(block.text)}</h{level}>"
        return wrapped("heading", html, **attributes)

    def _quote(self, block: Quote) -> str:
        cite = f"<cite>{self.inline(block.citation)}</cite>" if block.citation else ""
        if block.pull and all(isinstance(part, Paragraph) for part in block.blocks):
            words = "<br>".join(
                self.inline(part.text) for part in block.blocks if isinstance(part, Paragraph)
            )
            html = f"<blockquote><p>{words}</p>{cite}</blockquote>"
            return wrapped("pullquote", f'<figure class="wp-block-pullquote">{html}</figure>')
        inner = self.write(block.blocks)
        return wrapped("quote", f'<blockquote class="wp-block-quote">{inner}{cite}</blockquote>')

    def _list(self, block: ListBlock) -> str:
        tag = "ol" if block.ordered else "ul"
        items: list[str] = []
        for item in block.items:
            if isinstance(item, ListBlock) and items:
                # A nested list belongs into the item before it.
                items[-1] = f"{items[-1]}{self._list(item)}"
            else:
                whole = isinstance(item, Paragraph)
                items.append(self.inline(item.text) if whole else self._block(item))  # type: ignore[attr-defined]
        inner = "\n".join(wrapped("list-item", f"<li>{item}</li>") for item in items)
        attributes: dict[str, object] = {"ordered": True} if block.ordered else {}
        return wrapped("list", f"<{tag}>{inner}</{tag}>", **attributes)

    def _table(self, block: Table) -> str:
        def row(tag: str, texts: Iterable[Text]) -> str:
            return f"<tr>{''.join(f'<{tag}>{self.inline(t)}</{tag}>' for t in texts)}</tr>"

        head = row("th", (cell.text for cell in block.header)) if block.header else ""
        rows = "".join(row("td", (cell.text for cell in cells)) for cells in block.rows)
        thead = f"<thead>{head}</thead>" if head else ""
        html = f"<table>{thead}<tbody>{rows}</tbody></table>"
        return wrapped("table", f'<figure class="wp-block-table">{html}</figure>')

    def image(self, block: Image) -> str:
        """An image block with caption and credit; empty if the picture was not uploaded."""
        known = self._pictures.get(block.url)
        if known is None:
            return ""
        alt = escape(safe.plain(block.alt.value))
        picture = f'<img src="{escape(known.url)}" alt="{alt}" class="wp-image-{known.id}"/>'
        words = caption(block, self._base)
        below = f'<figcaption class="wp-element-caption">{words}</figcaption>' if words else ""
        html = f'<figure class="wp-block-image size-large">{picture}{below}</figure>'
        return wrapped("image", html, id=known.id, sizeSlug="large", linkDestination="none")

    def _group(self, block: Group) -> str:
        inner = self.write(block.blocks)
        if block.title:
            inner = f"{paragraph(f'<strong>{self.inline(block.title)}</strong>')}\n\n{inner}"
        if not inner:
            return ""
        return wrapped("group", f'<div class="wp-block-group">{inner}</div>')

    def correction(self, block: Correction) -> str:
        """A correction with its kind in front."""
        kind = view.CORRECTIONS.get(block.type.lower(), "Korrektur")
        html = f"<strong>{kind}:</strong> {self.inline(block.text)}"
        return paragraph(html, "fassung-correction")

    def _media(self, block: Media) -> str:
        kind = "Audio" if block.medium == "audio" else "Video"
        length = view.length(block.duration)
        words = Text(f"{block.caption.value} © {block.credit}") if block.credit else block.caption
        return self._card(f"{kind} · {length}" if length else kind, block.title, words, block.url)

    def _card(self, kind: str, title: Text, description: Text, url: str) -> str:
        """A box that leads to another page; nothing is loaded from there."""
        words = safe.html(safe.unlinked(title), self._base) or Markup("Ansehen")
        address = safe.link(url, self._base, ("http", "https"))
        if address:
            host = escape(safe.host(address))
            words = Markup(f'<a href="{escape(address)}" rel="noopener">{words}</a> ({host})')
        parts = [paragraph(escape(kind), "fassung-card-kind", small=True), paragraph(str(words))]
        if description:
            parts.append(paragraph(self.inline(description), small=True))
        html = (
            f'<div class="wp-block-group fassung-card" style="{_BOX}">{chr(10).join(parts)}</div>'
        )
        return wrapped("group", html, className="fassung-card", style=_BOX_SETTINGS)
