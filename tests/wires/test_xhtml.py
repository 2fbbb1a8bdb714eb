from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fassung.article import (
    Block,
    Code,
    Embed,
    Heading,
    Image,
    ListBlock,
    Media,
    Paragraph,
    Quote,
    Table,
    Text,
    Unknown,
)
from fassung.wires.xhtml import read_blocks, split_credit, write_blocks
from tests.article.sample import BLOCKS
from tests.strategies import articles, examples


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("", []),
        ("<p> </p><div><h2></h2></div><ul></ul><table></table><blockquote></blockquote>", []),
        ("<p>One<p>Two", ["paragraph", "paragraph"]),
        ("One <b>bold</b> word<p>Two</p>three", ["paragraph"] * 3),
        ("<div><section><p>One</p></section> two</div>", ["paragraph", "paragraph"]),
        ("<h1>a</h1><h6>b</h6><hr><pre>x</pre>", ["heading", "heading", "divider", "code"]),
        ("<p>a</p><script>evil()</script><style>p{}</style><!-- c -->", ["paragraph"]),
        ("<p>a<img src='/x.jpg'>b</p>", ["paragraph", "image", "paragraph"]),
        ("<figure><img src='javascript:x'></figure><pre> </pre>", []),
        ("<figure><p>One</p></figure>", ["paragraph"]),
        (
            "<figure><iframe src='https://v.example/1'></iframe><figcaption>Film</figcaption>",
            ["embed", "paragraph"],
        ),
        ("<svg><path d='x'/></svg><p>a</p>", ["unknown", "paragraph"]),
        ("<h2><img src='/x.jpg'></h2>", ["image"]),
        ("<ul><li><img src='/x.jpg'></li></ul>", ["image"]),
        ("<aside><p>Box</p></aside>", ["paragraph"]),
        ("</div></p><p>a</b></p>", ["paragraph"]),
        ("<p data-fassung='{broken'>a</p><div data-fassung='[1]'>b</div>", ["paragraph"] * 2),
        ('<div data-fassung=\'{"kind":"image","id":"x"}\'>words</div>', ["paragraph"]),
    ],
)
def test_kinds(html: str, kinds: list[str]) -> None:
    assert [block.kind for block in read_blocks(html)] == kinds


def one(html: str) -> Block:
    (block,) = read_blocks(html)
    return block


def test_quote_with_its_citation() -> None:
    for cite in ("<footer>— <cite>The driver</cite></footer>", "<footer>— The driver</footer>"):
        quote = one(f"<blockquote><p>On time.</p>{cite}</blockquote>")
        assert isinstance(quote, Quote)
        assert (str(quote.citation), quote.pull, len(quote.blocks)) == ("— The driver", False, 1)
    quote = one("<blockquote>On time.<cite>The driver</cite></blockquote>")
    assert isinstance(quote, Quote) and str(quote.citation) == "The driver"


def test_pull_quote() -> None:
    quote = one('<aside class="pullquote"><blockquote>On time.</blockquote></aside>')
    assert isinstance(quote, Quote)
    assert quote.pull and [b.kind for b in quote.blocks] == ["paragraph"]


def test_nested_list() -> None:
    block = one("<ol><li>One<ul><li>One a<li>One b</ul><li>Two</ol>")
    assert isinstance(block, ListBlock)
    assert block.ordered
    assert [item.kind for item in block.items] == ["paragraph", "list", "paragraph"]


def test_table() -> None:
    html = "<table><caption>Times</caption><tr><th>A<th>B<tr><td>1<td><b>2</b><tr><td></table>"
    caption, table = read_blocks(html)
    assert isinstance(caption, Paragraph) and isinstance(table, Table)
    assert [str(cell.text) for cell in table.header] == ["A", "B"]
    assert [[str(cell.text) for cell in row] for row in table.rows] == [["1", "2"]]


@pytest.mark.parametrize(
    "caption",
    ['The train. <span class="credit">Jo Doe</span>', "The train. (Jo Doe)", "The train. [Jo Doe]"],
)
def test_figure(caption: str) -> None:
    block = one(
        '<figure><img src="/t.jpg" alt="A &lt;train&gt;" width="4" height="auto">'
        f"<figcaption>{caption}</figcaption></figure>"
    )
    assert isinstance(block, Image)
    assert (str(block.caption), block.credit) == ("The train.", "Jo Doe")
    assert (block.url, str(block.alt), block.width, block.height) == (
        "/t.jpg",
        "A <train>",
        4,
        None,
    )


def test_film_embeds_and_code() -> None:
    film, frame, post, code, unknown = read_blocks(
        "<video><source src='https://v.example/1.mp4'></video>"
        "<iframe src='https://v.example/1' onload='evil()'></iframe>"
        "<blockquote class='twitter-tweet'>Hi <a href='https://t.example/2'>x</a></blockquote>"
        "<pre><code class='language-py'>a &lt; b</code></pre><canvas onclick='x'></canvas>"
    )
    assert isinstance(film, Media) and film.url == "https://v.example/1.mp4"
    assert isinstance(frame, Embed) and frame.provider == "v.example"
    assert "evil" not in frame.payload
    assert isinstance(post, Embed) and post.url == "https://t.example/2"
    assert isinstance(code, Code) and (code.content, code.language) == ("a < b", "py")
    assert isinstance(unknown, Unknown) and unknown.type == "canvas"


def test_ids_stay_and_are_unique() -> None:
    first = read_blocks("<p>Same</p><p>Other</p><p>Same</p>")
    later = read_blocks("<p>New</p><p>Same</p><p>Other</p><p>Same</p>")
    assert [b.id for b in first] == [b.id for b in later[1:]]
    assert len({b.id for b in first}) == 3


def test_credit_needs_brackets_at_the_end() -> None:
    assert split_credit("A (small) train.") == ("A (small) train.", "")


def test_a_partner_cannot_pass_markup_as_data() -> None:
    html = """<div data-fassung='{"kind":"image","id":"i","url":"javascript:x"}'></div>"""
    block = one(html)
    assert isinstance(block, Image) and block.url == ""
    page = write_blocks(
        [Embed(id="e", provider="x", url="javascript:1", payload="<script>evil()</script>")]
    )
    assert "<script" not in page


def test_sample_comes_back() -> None:
    assert read_blocks(write_blocks(BLOCKS)) == BLOCKS


def test_heading_levels() -> None:
    block = one("<h4>a</h4>")
    assert block == Heading(id=block.id, text=Text("a"), level=4)


@examples(100)
@given(articles())
def test_read_undoes_write(article: object) -> None:
    blocks = article.blocks  # type: ignore[attr-defined]
    assert read_blocks(write_blocks(blocks)) == blocks


@examples(60)
@given(st.text(st.sampled_from("<>/apuldivtrhx=\"' 1"), max_size=60))
def test_any_input_is_read_and_comes_back(html: str) -> None:
    blocks = read_blocks(html)
    assert read_blocks(write_blocks(blocks)) == blocks
