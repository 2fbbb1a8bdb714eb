"""The lab at the desk: its sets, runs and reports, for those who will not rate any more."""

from pathlib import Path

import pytest

from fassung.web.security import PREVIEW_HEADERS
from tests.lab import made
from tests.web.running import House

AT = "/lab/reports"


def test_an_empty_lab_says_how_to_begin(house: House) -> None:
    assert "fassung lab report SET" in house.browser("chief").get(AT).text


def test_sets_runs_and_reports(house: House, tmp_path: Path) -> None:
    lab = tmp_path / "lab"
    of, runs = made.lab(lab, times=1)
    (lab / "sets" / "torn").mkdir()
    (lab / "sets" / "torn" / "set.toml").write_text("name = ")
    (lab / "reports").mkdir()
    (lab / "reports" / "märz.html").write_text("<script>x</script>Bericht")
    chief = house.browser("chief")
    page = chief.get(AT).text
    assert of.name in page and all(run.name in page for run in runs)
    assert "is damaged" in page and "names of the systems" in page
    assert 'href="/lab/reports/m%C3%A4rz.html"' in page
    assert f'href="{AT}"' in chief.get("/lab/ratings").text
    answer = chief.get(f"{AT}/märz.html")
    assert answer.status_code == 200 and answer.text.endswith("Bericht")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert {name: answer.headers[name] for name in PREVIEW_HEADERS} == PREVIEW_HEADERS


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_who_may_rate_sees_none(house: House, tmp_path: Path, role: str) -> None:
    (tmp_path / "lab" / "reports").mkdir(parents=True)
    (tmp_path / "lab" / "reports" / "a.html").write_text("x")
    browser = house.browser(role)
    assert browser.get(AT).status_code == browser.get(f"{AT}/a.html").status_code == 403
    assert AT not in browser.get("/lab/ratings").text


def test_only_what_is_listed_is_given(house: House, tmp_path: Path) -> None:
    reports = tmp_path / "lab" / "reports"
    (reports / "in").mkdir(parents=True)
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "lab" / "secret.html").write_text("secret")
    (reports / "in" / "secret.html").write_text("secret")
    (reports / ".secret.html").write_text("secret")
    (reports / "secret.json").write_text("secret")
    (reports / "link.html").symlink_to(tmp_path / "secret.html")
    (reports / "folder.html").mkdir()
    chief = house.browser("chief")
    page = chief.get(AT).text
    assert "secret" not in page and "link" not in page.partition("<main")[2]
    for name in (
        "..%2Fsecret.html",
        "%2e%2e/secret.html",
        "in%2Fsecret.html",
        ".secret.html",
        "secret.json",
        "link.html",
        "folder.html",
        "none.html",
        "%2Fetc%2Fpasswd",
        "secret.html%00",
        "secret.html%0A",
    ):
        answer = chief.get(f"{AT}/{name}")
        assert (answer.status_code, "secret</" in answer.text) == (404, False), name
