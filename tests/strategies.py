"""Hypothesis strategies for the article model, in the normal form that wires keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from json import dumps
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from fassung.article import (
    Article,
    Author,
    Block,
    Cell,
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
    Publisher,
    Quote,
    Rating,
    Related,
    Rights,
    Span,
    Status,
    Table,
    Term,
    Text,
    Unknown,
)
from fassung.wires.inline import normal


def examples(count: int) -> settings:
    """``count`` examples; ten times as many in the profile ``explore`` (see conftest)."""
    times = settings.get_profile("default").max_examples
    return settings(
        max_examples=count * settings().max_examples // times,
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )


CHARACTERS = st.sampled_from("abÄß „“–…é 한&<>\"'();/x1\u00a0\n😀")
PLAIN = st.text(CHARACTERS, max_size=12)
WORDS = st.text(st.sampled_from("abcÄß1 &<'\"–"), min_size=1, max_size=10).map(
    lambda value: f"w{value.strip()}w"
)
URLS = st.from_regex(r"https://[a-z]{1,6}\.example/[a-z0-9&=?]{0,8}", fullmatch=True)
KEYS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
ATTRIBUTES = st.dictionaries(st.sampled_from(["target", "rel", "title"]), PLAIN, max_size=2)


@st.composite
def texts(draw: st.DrawFn, filled: bool = False) -> Text:
    """Texts with spans in normal form; ``filled`` ones hold words."""
    value = draw(WORDS if filled else PLAIN)
    spans = []
    for _ in range(draw(st.integers(0, 3)) if value else 0):
        start = draw(st.integers(0, len(value) - 1))
        end = draw(st.integers(start + 1, len(value)))
        mark = draw(st.sampled_from(list(Mark)))
        href = (("href", draw(URLS)), *draw(ATTRIBUTES).items()) if mark is Mark.LINK else ()
        spans.append(Span(start, end, mark, tuple(href)))
    return normal(Text(value, tuple(spans)))


TIMES = st.datetimes(
    datetime(1990, 1, 1),
    datetime(2090, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-5))]),
)
SIZES = st.none() | st.integers(1, 9000)
LINES = st.just("") | WORDS
"""A line of plain words: a name, a credit."""


def images(ids: st.SearchStrategy[str]) -> st.SearchStrategy[Image]:
    """Pictures."""
    return st.builds(
        Image,
        id=ids,
        url=URLS,
        caption=texts(),
        alt=texts().map(lambda text: Text(text.value)),
        credit=LINES,
        source=LINES,
        copyright=LINES,
        width=SIZES,
        height=SIZES,
        licensable=st.booleans(),
    )


def _leaves(ids: st.SearchStrategy[str]) -> dict[str, st.SearchStrategy[Block]]:
    found: list[st.SearchStrategy[Any]] = [
        st.builds(Paragraph, id=ids, text=texts(filled=True), dropcap=st.booleans()),
        st.builds(Heading, id=ids, text=texts(), level=st.integers(1, 6)),
        images(ids),
        st.builds(
            Media,
            id=ids,
            medium=st.sampled_from(["video", "audio"]),
            url=URLS,
            title=texts(),
            caption=texts(),
            credit=LINES,
            duration=st.none() | st.integers(0, 9000).map(float),
            poster=st.none() | images(ids),
        ),
        st.builds(
            LinkCard,
            id=ids,
            url=URLS,
            title=texts(),
            description=texts(),
            image=st.none() | images(ids),
        ),
        st.builds(Correction, id=ids, text=texts(), type=KEYS),
        st.builds(
            Rating,
            id=ids,
            value=st.integers(0, 10).map(float),
            minimum=st.just(0.0),
            maximum=st.integers(1, 10).map(float),
            units=texts(),
        ),
        st.builds(Endorsement, id=ids, text=texts()),
        st.builds(Divider, id=ids),
        st.builds(
            Embed,
            id=ids,
            provider=KEYS,
            url=URLS,
            payload=st.dictionaries(KEYS, st.integers(), max_size=2).map(
                lambda value: dumps(value, ensure_ascii=False, sort_keys=True)
            ),
        ),
        st.builds(
            Embed,
            id=ids,
            provider=st.just("html"),
            payload=PLAIN,
            media_type=st.just("text/html"),
        ),
        st.builds(Code, id=ids, content=PLAIN, language=KEYS),
        st.builds(
            Unknown,
            id=ids,
            type=KEYS.map(lambda key: f"x_{key}"),
            payload=st.dictionaries(KEYS, PLAIN, max_size=2).map(
                lambda value: dumps(value, ensure_ascii=False, sort_keys=True)
            ),
        ),
        st.builds(
            Table,
            id=ids,
            header=_rows(ids),
            rows=st.lists(_rows(ids), max_size=2).map(tuple),
        ),
    ]
    return {str(index): strategy for index, strategy in enumerate(found)}


def _rows(ids: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Cell, ...]]:
    return st.lists(st.builds(Cell, id=ids, text=texts()), max_size=3).map(tuple)


def blocks(ids: st.SearchStrategy[str]) -> st.SearchStrategy[Block]:
    """Blocks of every kind, nested up to a few levels."""
    items: st.SearchStrategy[Block] = st.recursive(
        st.builds(Paragraph, id=ids, text=texts()),
        lambda inner: st.builds(
            ListBlock, id=ids, items=st.lists(inner, max_size=2).map(tuple), ordered=st.booleans()
        ),
        max_leaves=3,
    )
    lists = st.builds(
        ListBlock, id=ids, items=st.lists(items, max_size=2).map(tuple), ordered=st.booleans()
    )

    def nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        parts = st.lists(inner, max_size=3).map(tuple)
        return st.builds(
            Quote, id=ids, blocks=parts, citation=texts(), pull=st.booleans()
        ) | st.builds(
            Group,
            id=ids,
            blocks=parts,
            title=texts(),
            role=st.sampled_from(["group", "link_list", "gallery"]),
        )

    return st.recursive(st.one_of(*_leaves(ids).values(), lists), nested, max_leaves=4)


def _unique() -> st.SearchStrategy[str]:
    return st.uuids().map(lambda value: value.hex[:12])


AUTHORS = st.builds(
    Author,
    id=_unique(),
    name=WORDS,
    bio=texts(),
    url=st.just("") | URLS,
    role=st.sampled_from(["by", "photos_by", "edited_by"]),
)
TERMS = st.builds(
    Term,
    name=WORDS,
    id=st.just("") | KEYS,
    scheme=st.sampled_from(
        ["section", "tag", "keyword", "person", "place", "organisation", "subject", "ticker"]
    ),
)
HOLDS = st.sets(
    st.sampled_from(
        ["embargo", "distribution", "sponsored", "third-party", "geo", "partial", "content-code"]
    )
).map(lambda holds: tuple(sorted(holds)))
RIGHTS = st.builds(
    Rights,
    holder=LINES,
    notice=LINES,
    usage_terms=LINES,
    embargo=st.none() | TIMES,
    expires=st.none() | TIMES,
    holds=HOLDS,
    indexable=st.booleans(),
)


def _keyed() -> st.SearchStrategy[tuple[tuple[str, Text], ...]]:
    keys = KEYS.filter(lambda key: key not in ("basic", "meta_title", "_id"))
    return st.dictionaries(keys, texts(), max_size=2).map(lambda found: tuple(found.items()))


def articles(
    change: Callable[[Article], Article] = lambda article: article,
) -> st.SearchStrategy[Article]:
    """Whole articles, originals and translations. ``change`` narrows to what a wire holds."""
    ids = _unique()
    return (
        st.builds(
            Article,
            id=ids,
            version=st.just("") | KEYS,
            language=st.sampled_from(["en", "en-US"]),
            translated_from=st.just(""),
            publisher=st.builds(
                Publisher,
                name=LINES,
                site=st.just("") | URLS,
                language=st.sampled_from(["en", "en-GB"]),
            ),
            url=st.just("") | URLS,
            first_published=st.none() | TIMES,
            updated=st.none() | TIMES,
            kicker=texts(),
            headline=texts(),
            seo_headline=texts(),
            extra_headlines=_keyed(),
            teaser=texts(),
            extra_teasers=_keyed(),
            place=LINES,
            authors=st.lists(AUTHORS, max_size=2).map(tuple),
            contributors=texts(),
            editor_note=texts(),
            lead_image=st.none() | images(ids),
            blocks=st.lists(blocks(ids), max_size=4).map(tuple),
            terms=st.lists(TERMS, max_size=3).map(tuple),
            related=st.lists(
                st.builds(Related, rel=KEYS, id=KEYS, url=st.just("") | URLS, title=texts()),
                max_size=2,
            ).map(tuple),
            rights=RIGHTS,
            status=st.sampled_from(Status),
            corrections=st.lists(
                st.builds(Correction, id=ids, text=texts(), type=KEYS), max_size=2
            ).map(tuple),
        )
        .flatmap(_maybe_translated)
        .map(change)
    )


def _maybe_translated(article: Article) -> st.SearchStrategy[Article]:
    return st.sampled_from(
        [article, replace(article, language="de", translated_from=article.language)]
    )
