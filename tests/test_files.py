"""Files written whole: with the rights of any new file, and with nothing left over."""

import os
import stat

import pytest

from fassung.errors import FileError
from fassung.files import replace_file


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_page_has_the_rights_of_any_new_file(tmp_path, mask):
    before = os.umask(mask)
    try:
        replace_file(tmp_path / "a" / "page.html", b"one")
        replace_file(tmp_path / "a" / "page.html", b"two")
    finally:
        os.umask(before)
    page = tmp_path / "a" / "page.html"
    assert page.read_bytes() == b"two"
    assert stat.S_IMODE(page.stat().st_mode) == 0o666 & ~mask
    assert list(page.parent.iterdir()) == [page]


def test_what_cannot_be_written_leaves_nothing(tmp_path):
    (tmp_path / "page.html").mkdir()
    with pytest.raises(FileError, match=r"page\.html"):
        replace_file(tmp_path / "page.html", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
