"""A real WordPress receives, updates and withdraws a post (`make test-wordpress`)."""

from __future__ import annotations

import re
import shutil
import zlib
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from fassung.article import Term, Text
from fassung.errors import DeliveryError
from fassung.portals.edition import Edition
from fassung.portals.targets.wordpress import WordPress, open, settings
from tests.portals_formats.sample import ARTICLE, LEAD, edition, withdrawal
from tests.wordpress.cutting import cutting
from tests.wordpress.site import Site

ROOT = Path(__file__).parents[2]


def target(site: Site, url: str = "", **options: Any) -> WordPress:
    chosen = settings(url=url or site.url, user=site.user, private_addresses=True, **options)
    return open(chosen, {"FASSUNG_WORDPRESS_PASSWORD": site.password})


def get(site: Site, path: str, **params: Any) -> Any:
    auth = (site.user, site.password)
    return httpx.get(
        f"{site.url}/wp-json/wp/v2/{path}", params=params, auth=auth, timeout=60
    ).json()


def named(id: str, number: int = 1, **changes: Any) -> Edition:
    """The sample under an id of its own, so that tests do not meet."""
    return edition(number, id=id, **changes)


def marked(site: Site, piece: Edition) -> list[dict[str, Any]]:
    """The posts of ``piece``, in whatever state."""
    found = get(
        site,
        "posts",
        status="publish,draft,pending,private,future,trash",
        context="edit",
        per_page=100,
    )
    id = f'data-fassung-article="{piece.article.id}"'
    return [post for post in found if id in post["content"]["raw"]]


def page(site: Site, address: str) -> str:
    answer = httpx.get(address, timeout=60)
    assert answer.status_code == 200
    return unescape(answer.text)


def test_a_post_arrives_whole(site: Site) -> None:
    piece = named("whole")
    receipt = target(site).publish(piece, "k", None)
    shown = page(site, receipt.address)
    for words in (
        "Präsident reist per Zug: 11 Wagen & eine Bibliothek",
        "Automatisch aus dem Englischen übersetzt und redaktionell geprüft",
        "Zuerst erschienen ist der Artikel am 15. September 2026",
        "Von Tilda Marsh und Jonas Reh",
        "Der Sonderzug hält an der Grenze. © Mara Lind/Harbor Pictures",
        "Noch einmal der Zug. © Mara Lind/Harbor Pictures",
        "Der Zug hat elf Wagen, nicht zwölf.",
        "© 2026 The Harbor Courier",
        "reist der Präsident [sic] nach Norden",
        "compositeWithTrainedAlgorithmicMedia",
    ):
        assert words in shown
    assert "<iframe" not in shown
    post = get(site, f"posts/{receipt.remote}", context="edit")
    label = "Automatisch aus dem Englischen übersetzt und redaktionell geprüft"
    assert post["excerpt"]["raw"] == f"{label} – {ARTICLE.teaser.value}"
    assert post["date_gmt"] == "2026-09-16T05:00:00"
    assert post["slug"].startswith("praesident-reist-per-zug-11-wagen-eine-bibliothek-")
    names = {t["name"] for t in get(site, "tags", post=post["id"])}
    names |= {t["name"] for t in get(site, "categories", post=post["id"])}
    assert names == {"Welt", "Eisenbahn"}
    picture = get(site, f"media/{post['featured_media']}", context="edit")
    assert picture["alt_text"] and "© Mara Lind/Harbor Pictures" in picture["caption"]["raw"]
    assert receipt.said == {"pictures": [picture["id"]], "left_out": []}


def test_what_wordpress_keeps_is_what_was_sent(site: Site) -> None:
    # Its filter for users without unfiltered_html takes nothing out of the markup.
    piece = named("kept")
    receipt = target(site).publish(piece, "k", None)
    raw = get(site, f"posts/{receipt.remote}", context="edit")["content"]["raw"]
    assert len(re.findall(r"<!-- wp:", raw)) == len(re.findall(r"<!-- /wp:", raw))
    assert f'data-fassung-number="{piece.number}"' in raw and "fontSize" in raw
    assert 'rel="noopener"' in raw and "data-digital-source-type" in raw


def test_an_update_changes_the_same_post(site: Site) -> None:
    to = target(site)
    first = to.publish(named("update"), "k1", None)
    again = to.publish(named("update"), "k1", first)
    assert again == first
    changed = named("update", 2, headline=Text("Präsident ist angekommen"))
    second = to.publish(changed, "k2", first)
    (post,) = marked(site, changed)
    assert str(post["id"]) == first.remote == second.remote
    assert post["title"]["raw"] == "Präsident ist angekommen"
    # The address stays as readers know it.
    assert second.address == first.address
    assert to.shown(changed, second) == 2
    # An older one that comes late changes nothing.
    assert to.publish(named("update"), "k1", first).number == 2
    assert to.shown(changed, None) == 2


def test_a_picture_is_uploaded_once(site: Site) -> None:
    to = target(site)
    ids = [to.publish(named(id), "k", None).said for id in ("once-a", "once-b")]
    assert ids[0] == ids[1]
    assert len(get(site, "media", per_page=100)) == 1


def test_withdrawn_is_gone_and_can_come_back(site: Site) -> None:
    to = target(site)
    piece = named("withdrawn")
    receipt = to.publish(piece, "k", None)
    gone = replace(withdrawal(2), article=replace(withdrawal().article, id="withdrawn"))
    for _ in range(2):
        done = to.withdraw(gone, "k2", receipt)
        assert (done.number, done.remote) == (2, receipt.remote)
    assert httpx.get(receipt.address, timeout=60).status_code == 404
    assert piece.article.headline.value not in httpx.get(f"{site.url}/feed/", timeout=60).text
    (post,) = marked(site, piece)
    assert post["status"] == "trash" and "Zug" not in post["content"]["raw"]
    assert to.shown(gone, done) == 0
    # An update that was under way comes too late.
    assert to.publish(piece, "k", receipt).number == 2
    assert to.shown(piece, None) == 0
    back = to.publish(named("withdrawn", 3), "k3", done)
    assert (back.remote, back.address) == (receipt.remote, receipt.address)
    assert to.shown(piece, back) == 3


def test_with_the_small_plugin_a_withdrawn_address_answers_410(site: Site) -> None:
    plugins = site.folder / "wp-content" / "mu-plugins"
    plugins.mkdir(exist_ok=True)
    plugin = Path(shutil.copy(ROOT / "examples" / "wordpress" / "fassung-gone.php", plugins))
    to = target(site)
    piece = named("gone-for-good")
    receipt = to.publish(piece, "k", None)
    gone = replace(withdrawal(2), article=replace(withdrawal().article, id="gone-for-good"))
    done = to.withdraw(gone, "k2", receipt)
    found = httpx.get(receipt.address, timeout=60)
    assert found.status_code == 410
    assert "nicht mehr verfügbar" in found.text and "noindex" in found.text
    assert piece.article.headline.value not in found.text
    assert httpx.get(f"{site.url}/was-es-nie-gab/", timeout=60).status_code == 404
    back = to.publish(named("gone-for-good", 3), "k3", done)
    assert httpx.get(back.address, timeout=60).status_code == 200
    plugin.unlink()


def test_what_never_stood_there_can_be_withdrawn(site: Site) -> None:
    gone = replace(withdrawal(2), article=replace(withdrawal().article, id="never"))
    assert target(site).withdraw(gone, "k", None).number == 2


def with_picture(folder: Path, red: int, **changes: Any) -> Edition:
    """An edition with a picture that no other test has."""
    base = "https://harborcourier.example/own/"
    (folder / f"{red}.png").write_bytes(png(red))
    picture = replace(LEAD, url=f"{base}{red}.png")
    piece = edition(lead_image=picture, blocks=ARTICLE.blocks[:2], **changes)
    return replace(piece, portal=replace(piece.portal, pictures={base: folder}))


def png(red: int) -> bytes:
    """A picture of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + name + data + check

    head = (64).to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    rows = zlib.compress((b"\0" + bytes((red, 80, 40)) * 64) * 64)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_a_picture_goes_with_the_last_post_that_has_it(site: Site, tmp_path: Path) -> None:
    to = target(site)
    for id in ("picture-a", "picture-b"):
        made = to.publish(with_picture(tmp_path, 10, id=id), "k", None)
    assert made.said
    pictures = made.said["pictures"]
    for id, removed in (("picture-a", []), ("picture-b", pictures)):
        gone = replace(withdrawal(2), article=replace(withdrawal().article, id=id))
        done = to.withdraw(gone, "k", None)
        assert done.said == {"status": "trash", "pictures_removed": removed}
    assert "code" in get(site, f"media/{pictures[0]}")


def test_a_picture_that_cannot_be_had_is_left_out_and_named(site: Site) -> None:
    lost = replace(LEAD, url="https://harborcourier.example/pictures/lost.png")
    receipt = target(site).publish(named("lost-picture", lead_image=lost), "k", None)
    assert receipt.said and receipt.said["left_out"] == [lost.url]
    assert "fassung-lead-caption" not in page(site, receipt.address)


def test_lost_answers_make_no_second_post(site: Site, tmp_path: Path) -> None:
    lost: list[str] = []

    def cut(method: str, path: str) -> bool:
        # Each kind of thing that is made loses its first answer.
        kind = path.partition("?")[0].split("/")[4] if method == "POST" else ""
        if not kind or kind in lost:
            return False
        lost.append(kind)
        return True

    piece = with_picture(tmp_path, 20, id="lost")
    piece = replace(piece, article=replace(piece.article, terms=(Term(name="Ferries"),)))
    piece = replace(piece, portal=replace(piece.portal, terms={"Ferries": "Fähren"}))
    before = len(get(site, "media", per_page=100))
    with cutting(site.url, cut) as url:
        to = target(site, url)
        for _ in range(3):
            with pytest.raises(DeliveryError) as failed:
                to.publish(piece, "k", None)
            assert failed.value.again
        receipt = to.publish(piece, "k", None)
    assert lost == ["media", "tags", "posts"]
    (post,) = marked(site, piece)
    assert str(post["id"]) == receipt.remote and post["status"] == "publish"
    assert len(get(site, "media", per_page=100)) == before + 1
    assert len(get(site, "tags", search="Fähren")) == 1


def test_two_tries_side_by_side_leave_one_post(site: Site) -> None:
    to = target(site)
    piece = named("twice")
    to.publish(piece, "k", None)
    (post,) = marked(site, piece)
    auth = (site.user, site.password)
    double = {"status": "publish", "title": "x", "content": post["content"]["raw"]}
    url = f"{site.url}/wp-json/wp/v2/posts"
    assert httpx.post(url, json=double, auth=auth, timeout=60).status_code == 201
    to.publish(named("twice", 2), "k2", None)
    (left,) = marked(site, piece)
    assert left["id"] == post["id"]


def test_the_only_author_with_an_account_is_the_posts_author(site: Site) -> None:
    to = target(site, authors={"Tilda Marsh": site.author})
    piece = named("author", authors=ARTICLE.authors[:1])
    receipt = to.publish(piece, "k", None)
    post = get(site, f"posts/{receipt.remote}", context="edit")
    assert post["author"] == site.author
    assert "fassung-byline" not in post["content"]["raw"]


@pytest.mark.parametrize(
    ("changes", "again", "line"),
    [
        ({"password": "wrong"}, False, "does not let redaktion do that"),
        ({"user": "nobody"}, False, "does not let nobody do that"),
    ],
)
def test_a_refusal_says_what_to_do(
    site: Site, changes: dict[str, str], again: bool, line: str
) -> None:
    with pytest.raises(DeliveryError, match=line) as failed:
        target(replace(site, **changes)).publish(named("refused"), "k", None)
    assert failed.value.again is again


def test_plain_permalinks(site: Site) -> None:
    to = target(site, api=f"{site.url}/?rest_route=")
    receipt = to.publish(named("plain"), "k", None)
    assert to.shown(named("plain"), receipt) == 1
