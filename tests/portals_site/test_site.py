"""What a target of the kind ``site`` must hold to: numbers, withdrawals, and being killed."""

import shutil
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fassung.article import Status, Term, Text
from fassung.errors import DeliveryError
from fassung.portals.network import TargetSettings
from fassung.portals.site import layout, site, tasks
from fassung.portals.site.state import State
from fassung.portals.targets import opening
from fassung.portals.targets.site import Settings, SiteTarget
from tests.portals_site.filled import NOW, PORTAL, edition, empty, withdrawal

NEW = timedelta(minutes=5)
LISTS = ("index.html", "rss.xml", "atom.xml", "sitemap-news.xml", "sitemap/2026-11.xml")


def files(folder: Path) -> dict[str, bytes]:
    """All files of a site, by their place."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def naming(folder: Path, id: str) -> set[str]:
    """The files that lead to an article, and its own."""
    return {name for name, data in files(folder).items() if id.encode() in data or id in name}


def test_one_article_stands_wherever_it_belongs(target: SiteTarget, tmp_path: Path) -> None:
    new = edition(50, time=NOW + NEW)
    receipt = target.publish(new, "key", None)
    assert (receipt.number, receipt.address) == (1, new.address)
    assert naming(tmp_path / "site", new.article.id) == {
        f"artikel/{new.article.id}.html",
        "archiv/2026-11.html",
        "atom.xml",
        "index.html",
        "rss.xml",
        "sitemap-news.xml",
        "sitemap/2026-11.xml",
        "wissenschaft/archiv/2026-11.html",
        "wissenschaft/atom.xml",
        "wissenschaft/index.html",
        "wissenschaft/rss.xml",
    }
    assert target.shown(new, receipt) == 1


def test_a_number_is_done_once(target: SiteTarget, tmp_path: Path) -> None:
    new = edition(50, time=NOW + NEW)
    first = target.publish(new, "key", None)
    before = files(tmp_path / "site")
    assert target.publish(new, "key", None) == first
    assert files(tmp_path / "site") == before


def test_a_number_that_is_given_again_is_what_it_says_now(
    target: SiteTarget, tmp_path: Path
) -> None:
    """A desk that was restored from a backup counts on from what it knew."""
    new = edition(50, time=NOW + NEW)
    target.publish(new, "", None)
    other = edition(50, time=NOW + NEW, headline=Text("Anders als vor der Sicherung"))
    target.publish(other, "", None)
    page = tmp_path / "site" / "artikel" / f"{new.article.id}.html"
    assert "Anders als vor der Sicherung" in page.read_text()
    target.withdraw(withdrawal(other, 1), "", None)
    assert "nicht mehr verfügbar" in page.read_text()
    target.publish(new, "", None)
    assert target.shown(new, None) == 0, "only a higher number brings back what is withdrawn"


def test_an_older_number_never_takes_the_place_of_a_newer(target: SiteTarget) -> None:
    third = edition(0, version=3, headline=Text("Der dritte Stand"))
    second = edition(0, version=2, headline=Text("Der zweite Stand"))
    receipt = target.publish(third, "", None)
    assert target.publish(second, "", None) == receipt
    assert target.shown(second, None) == 3


def test_an_update_is_seen_everywhere_and_stays_where_it_was(
    target: SiteTarget, tmp_path: Path
) -> None:
    target.publish(edition(2, version=2, headline=Text("Was das Mikrofon hörte")), "", None)
    for name in LISTS[:3]:
        data = (tmp_path / "site" / name).read_text()
        assert "Was das Mikrofon hörte" in data
        assert "4000 Metern" not in data
    rss = (tmp_path / "site" / "rss.xml").read_text()
    order = [rss.index(f"courier_A0000{number}") for number in range(6)]
    assert order == sorted(order)


def test_withdrawn_it_is_gone_from_everything(target: SiteTarget, tmp_path: Path) -> None:
    old = edition(1)
    receipt = target.withdraw(withdrawal(old, 2), "key", None)
    assert receipt.number == 2
    assert naming(tmp_path / "site", old.article.id) == {f"artikel/{old.article.id}.html"}
    page = (tmp_path / "site" / "artikel" / f"{old.article.id}.html").read_text()
    assert "nicht mehr verfügbar" in page
    assert '<meta name="robots" content="noindex">' in page
    assert target.shown(old, receipt) == 0
    memory = tmp_path / ".site.site"
    assert (memory / site.GONE_FOR_APACHE).read_text() == f"/artikel/{old.article.id}.html gone\n"
    assert (memory / site.GONE_FOR_NGINX).read_text() == f'"/artikel/{old.article.id}.html" 1;\n'


def pictures(folder: Path) -> set[str]:
    return {name for name in files(folder / "site") if name.startswith("bilder/")}


def test_a_picture_goes_with_the_last_article_that_shows_it(tmp_path: Path) -> None:
    target = empty(tmp_path)
    lead = edition(0).article.lead_image
    first, second = edition(0), edition(1, lead_image=lead)
    other = edition(2, lead_image=edition(4).article.lead_image)
    for one in (first, second, other):
        target.publish(one, "", None)
    assert len(pictures(tmp_path)) == 2
    target.withdraw(withdrawal(first, 2), "", None)
    assert len(pictures(tmp_path)) == 2, "the second still shows it"
    target.publish(edition(1, version=2, lead_image=None), "", None)
    left = pictures(tmp_path)
    assert len(left) == 1, "an update takes it out, too"
    target.publish(edition(0, version=3), "", None)
    assert len(pictures(tmp_path)) == 2, "published again it is back"
    target.withdraw(withdrawal(other, 2), "", None)
    assert pictures(tmp_path).isdisjoint(left)


def test_a_picture_that_comes_back_before_it_went_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = empty(tmp_path)
    target.publish(edition(0), "", None)
    monkeypatch.setattr(site.Site, "_work", lambda *_: None)
    target.withdraw(withdrawal(edition(0), 2), "", None)
    monkeypatch.undo()
    target.publish(edition(0, version=3), "", None)
    assert len(pictures(tmp_path)) == 1


def test_a_memory_that_knows_no_pictures_yet_learns_them(tmp_path: Path) -> None:
    target = empty(tmp_path)
    lead = edition(4).article.lead_image
    for one in (edition(0), edition(1, lead_image=lead)):
        target.publish(one, "", None)
    before = pictures(tmp_path)
    target.withdraw(withdrawal(edition(0), 2), "", None)
    for name in before:
        (tmp_path / "site" / name).touch()
    target.close()
    with sqlite3.connect(tmp_path / ".site.site" / "site.sqlite3") as old:
        old.execute("DROP TABLE picture")
        old.execute("PRAGMA user_version=1")
    old.close()
    again = empty(tmp_path)
    again.publish(edition(2, lead_image=None), "", None)
    assert len(before) == 2 and len(pictures(tmp_path)) == 1
    again.withdraw(withdrawal(edition(1), 2), "", None)
    assert not pictures(tmp_path)


def test_a_withdrawn_folder_is_gone_under_both_of_its_addresses(tmp_path: Path) -> None:
    target = empty(tmp_path)
    old = edition(1, portal=replace(PORTAL, path="/artikel/{id}/"))
    target.publish(old, "", None)
    target.withdraw(withdrawal(old, 2), "", None)
    target.close()
    memory, folder = tmp_path / ".site.site", f"/artikel/{old.article.id}/"
    apache = (memory / site.GONE_FOR_APACHE).read_text().splitlines()
    nginx = (memory / site.GONE_FOR_NGINX).read_text().splitlines()
    assert apache == [f"{folder}index.html gone", f"{folder} gone"]
    assert nginx == [f'"{folder}index.html" 1;', f'"{folder}" 1;']


def test_a_withdrawal_is_not_overtaken(target: SiteTarget, tmp_path: Path) -> None:
    target.withdraw(withdrawal(edition(1), 3), "", None)
    assert target.publish(edition(1, version=2), "", None).number == 3
    assert target.shown(edition(1), None) == 0


def test_what_was_never_there_is_withdrawn_too(target: SiteTarget, tmp_path: Path) -> None:
    page = tmp_path / "site" / "artikel" / "courier_A00077.html"
    page.write_text("of a worker that was killed")
    target.withdraw(withdrawal(edition(77), 1), "", None)
    assert "nicht mehr verfügbar" in page.read_text()
    assert target.publish(edition(77, version=1), "", None).number == 1
    assert target.shown(edition(77), None) == 0


def test_published_again_it_is_back(target: SiteTarget, tmp_path: Path) -> None:
    target.withdraw(withdrawal(edition(1), 2), "", None)
    target.publish(edition(1, version=3), "", None)
    assert target.shown(edition(1), None) == 3
    assert (tmp_path / ".site.site" / site.GONE_FOR_APACHE).read_text() == ""
    assert all("A00001" in (tmp_path / "site" / name).read_text() for name in LISTS)


def test_another_section_leaves_the_first(target: SiteTarget, tmp_path: Path) -> None:
    assert "A00001" in (tmp_path / "site" / "wirtschaft" / "index.html").read_text()
    terms = (Term(name="World", scheme="section"), Term(name="Science", scheme="section"))
    target.publish(edition(1, version=2, terms=terms), "", None)
    assert "A00001" not in (tmp_path / "site" / "wirtschaft" / "index.html").read_text()
    for section in ("welt", "wissenschaft"):
        assert "A00001" in (tmp_path / "site" / section / "archiv" / "2026-11.html").read_text()


def test_copies_stand_in_no_sitemap(target: SiteTarget, tmp_path: Path) -> None:
    copy = edition(50, time=NOW + NEW, indexable=False)
    target.publish(copy, "", None)
    assert not {n for n in naming(tmp_path / "site", copy.article.id) if "sitemap" in n}
    # Told to be indexable after all, and not any more.
    target.publish(edition(50, version=2, time=NOW + NEW), "", None)
    assert "A00050" in (tmp_path / "site" / "sitemap" / "2026-11.xml").read_text()
    target.publish(edition(50, version=3, time=NOW + NEW, indexable=False), "", None)
    assert not {n for n in naming(tmp_path / "site", copy.article.id) if "sitemap" in n}


def test_news_are_no_older_than_two_days(target: SiteTarget, tmp_path: Path) -> None:
    target.publish(edition(50, time=NOW - timedelta(hours=49)), "", None)
    news = (tmp_path / "site" / "sitemap-news.xml").read_text()
    assert "A00050" not in news
    assert news.count("<url>") == 6


def test_moved_pages_lead_on(target: SiteTarget, tmp_path: Path) -> None:
    portal = replace(PORTAL, path="/{id}/")
    target.publish(edition(1, version=2, portal=portal), "", None)
    old = (tmp_path / "site" / "artikel" / "courier_A00001.html").read_text()
    assert '<meta http-equiv="refresh" content="0; url=/courier_A00001/">' in old
    assert (tmp_path / "site" / "courier_A00001" / "index.html").exists()
    target.withdraw(withdrawal(edition(1, portal=portal), 3), "", None)
    for name in ("artikel/courier_A00001.html", "courier_A00001/index.html"):
        assert "nicht mehr verfügbar" in (tmp_path / "site" / name).read_text()


@pytest.mark.parametrize("id", ["../x", "..", ".x", "a\\..\\x", "index.html", "a/../x"])
def test_no_article_lies_outside(target: SiteTarget, id: str) -> None:
    """A path that leads out is refused with the settings; here it is the article's id."""
    portal = replace(PORTAL, path="/{id}")
    with pytest.raises(DeliveryError) as caught:
        target.publish(edition(60, portal=portal, id=id), "", None)
    assert not caught.value.again


def test_what_may_not_be_published_is_refused_for_good(target: SiteTarget) -> None:
    with pytest.raises(DeliveryError) as caught:
        target.publish(edition(60, status=Status.WITHHELD), "", None)
    assert not caught.value.again


class Killed(BaseException):
    pass


@pytest.mark.parametrize("after", [0, 1, 2, 4, 7, 10, 11, 12])
def test_killed_at_any_moment_the_next_one_repairs(
    target: SiteTarget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """The process dies before the file ``after``; another article comes, in another process."""
    new, next_ = edition(50, time=NOW + NEW), edition(51, time=NOW + 2 * NEW)
    real, written = site.replace_file, []

    def dying(path: Path, data: bytes, *, durable: bool = True) -> None:
        if len(written) == after:
            raise Killed
        written.append(path)
        real(path, data, durable=durable)

    monkeypatch.setattr(site, "replace_file", dying)
    # What is crossed out at the end is lost with the process.
    monkeypatch.setattr(State, "done", lambda self, tasks: None)
    with pytest.raises(Killed):
        target.publish(new, "", None)
        target.withdraw(withdrawal(edition(3), 2), "", None)
    target.close()
    monkeypatch.undo()
    second = empty(tmp_path)
    second.publish(next_, "", None)
    second.publish(new, "", None)
    second.withdraw(withdrawal(edition(3), 2), "", None)
    found = files(tmp_path / "site")
    second.site("bogen").rebuild(PORTAL)
    assert files(tmp_path / "site") == found
    assert [second.shown(e, None) for e in (new, next_, edition(3))] == [1, 1, 0]
    second.close()


def test_nothing_is_noted_before_it_is_known(
    target: SiteTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(State, "pend", broken)
    with pytest.raises(DeliveryError, match="disk is full"):
        target.publish(edition(50), "", None)
    monkeypatch.undo()
    assert target.shown(edition(50), None) == 0
    assert target.publish(edition(50), "", None).number == 1


def test_a_page_that_somebody_else_wrote_is_not_ours(target: SiteTarget, tmp_path: Path) -> None:
    page = tmp_path / "site" / "artikel" / "courier_A00001.html"
    before = page.read_bytes()
    for spoil in (lambda: page.write_text("changed by hand"), page.unlink):
        spoil()
        assert target.shown(edition(1), None) == 0
        target.publish(edition(1, reviewed=False), "", None)  # the repair
        assert (target.shown(edition(1), None), page.read_bytes()) == (1, before)


def test_the_archive_grows_by_parts_and_none_shifts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "PART", 3)
    target = empty(tmp_path)
    for number in reversed(range(7)):
        target.publish(edition(number), "", None)
    part = tmp_path / "site" / "archiv" / "2026-11.html"
    assert [f"A0000{n}" in part.read_text() for n in range(7)] == [False] * 4 + [True] * 3
    assert 'rel="next" href="/archiv/2026-11-2.html"' in part.read_text()
    months = (tmp_path / "site" / "archiv" / "index.html").read_text()
    assert all(f"/archiv/2026-11{n}.html" in months for n in ("", "-2", "-3"))
    # One is withdrawn: its part has one less, and no other is touched.
    before = files(tmp_path / "site")
    target.withdraw(withdrawal(edition(6), 2), "", None)
    after = files(tmp_path / "site")
    changed = {name for name in after if after[name] != before.get(name) and "archiv" in name}
    assert changed == {"archiv/2026-11.html", "kultur/archiv/2026-11.html"}
    target.close()


@pytest.mark.parametrize("archive", [10, 90])
def test_the_files_of_one_more_do_not_grow_with_the_archive(
    target: SiteTarget, monkeypatch: pytest.MonkeyPatch, archive: int
) -> None:
    with monkeypatch.context() as patch:
        # Known, but not written.
        patch.setattr(site, "_page", lambda edition, seen: b"<!doctype html>")
        patch.setattr(State, "pend", lambda self, tasks: None)
        for number in range(6, 6 + archive):
            target.publish(edition(number, time=NOW - timedelta(hours=number)), "", None)
    target.publish(edition(300, time=NOW + NEW), "", None)
    written: dict[Path, int] = {}
    real = site.replace_file

    def noted(path: Path, data: bytes, *, durable: bool = True) -> None:
        written[path] = len(data)
        real(path, data, durable=durable)

    monkeypatch.setattr(site, "replace_file", noted)
    target.publish(edition(301, time=NOW + 2 * NEW), "", None)
    assert 0 < len(written) <= 12
    assert sum(written.values()) < 400_000


def test_a_new_name_of_the_portal_reaches_all_fronts(target: SiteTarget, tmp_path: Path) -> None:
    portal = replace(PORTAL, name="Der Abendbogen")
    target.publish(edition(50, portal=portal, time=NOW + NEW), "", None)
    for name, data in files(tmp_path / "site").items():
        if name.endswith(("html", "xml")) and not name.startswith(("artikel/", "sitemap")):
            assert "Der Abendbogen" in data.decode(), name


def test_a_site_may_be_begun_anew_while_it_is_open(target: SiteTarget, tmp_path: Path) -> None:
    target.publish(edition(50), "", None)
    shutil.rmtree(tmp_path / ".site.site")
    assert target.shown(edition(50), None) == 0
    assert target.publish(edition(50), "", None).number == 1
    assert (tmp_path / ".site.site" / "site.sqlite3").exists()


def test_tasks_are_known() -> None:
    with pytest.raises(ValueError, match="no such task"):
        tasks.make("nonsense/", None, None, NOW, b"")  # type: ignore[arg-type]


def test_targets_of_many_portals_lie_apart(tmp_path: Path) -> None:
    made = opening.open(
        TargetSettings(id="sites", kind="site", options={"folder": str(tmp_path / "{outlet}")})
    )
    assert isinstance(made, SiteTarget)
    for outlet in ("nord", "sued"):
        made.publish(edition(1, outlet=outlet), "", None)
        assert (tmp_path / outlet / "index.html").exists()
        assert (tmp_path / f".{outlet}.site" / "site.sqlite3").exists()
    made.close()
    shared = Settings(folder=tmp_path / "{outlet}", memory=tmp_path / "memory")
    assert shared.memory_of("nord") != shared.memory_of("sued")
