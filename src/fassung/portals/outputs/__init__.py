"""Outputs: an edition, or its withdrawal, as the bytes of a format. One module a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from fassung.errors import UsageError
from fassung.portals import page
from fassung.portals import withdrawn as withdrawn_page
from fassung.portals.edition import Edition, Withdrawal
from fassung.portals.outputs import ans, newsml_g2, ninjs, plain
from fassung.portals.outputs.output import Output

__all__ = ["FORMATS", "Format", "Output", "known", "render"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: ``suffix`` is how a file's name ends, with the dot."""

    title: str
    media_type: str
    suffix: str
    published: Callable[[Edition], bytes]
    withdrawn: Callable[[Withdrawal], bytes]


def _page(edition: Edition) -> bytes:
    return page.of(edition).encode("utf-8", "replace")


def _gone(withdrawal: Withdrawal) -> bytes:
    return withdrawn_page.render(withdrawal.portal).encode("utf-8", "replace")


def _ninjs(version: str, suffix: str) -> Format:
    return Format(
        title=f"IPTC ninjs {version}",
        media_type="application/json",
        suffix=suffix,
        published=partial(ninjs.published, version=version),
        withdrawn=partial(ninjs.withdrawn, version=version),
    )


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "html": Format(
            title="Web page",
            media_type="text/html; charset=utf-8",
            suffix=".html",
            published=_page,
            withdrawn=_gone,
        ),
        "ninjs": _ninjs("3.1", ".ninjs.json"),
        "ninjs-2.2": _ninjs("2.2", ".ninjs-2.2.json"),
        "newsml-g2": Format(
            title="IPTC NewsML-G2 2.35",
            media_type="application/vnd.iptc.g2.newsitem+xml",
            suffix=".newsml.xml",
            published=newsml_g2.published,
            withdrawn=newsml_g2.withdrawn,
        ),
        "ans": Format(
            title="Arc XP ANS 0.10.12",
            media_type="application/json",
            suffix=".ans.json",
            published=ans.published,
            withdrawn=ans.withdrawn,
        ),
        "json": Format(
            title="JSON of fassung",
            media_type="application/json",
            suffix=".json",
            published=plain.published,
            withdrawn=plain.withdrawn,
        ),
    }
)
"""What an edition can be written as, by the word for it in the settings."""


def known(format: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: if there is none.
    """
    if format not in FORMATS:
        raise UsageError(
            "There is no format {format}; choose one of {formats}.",
            format=format,
            formats=", ".join(FORMATS),
        )
    return FORMATS[format]


def render(said: Edition | Withdrawal, format: str) -> Output:
    """What is ``said`` of an article, in ``format`` (a key of :data:`FORMATS`).

    A picture that its publisher lets nobody hand on is in none; a withdrawal holds no word of the
    article.

    Raises:
        UsageError: if there is no such format.
        HeldError: if it is to be a page, and the article may not be published.
    """
    form = known(format)
    data = form.withdrawn(said) if isinstance(said, Withdrawal) else form.published(said)
    return Output(data, form.media_type, form.suffix)
