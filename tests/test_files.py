"""Files written whole: with the rights of any new file, and with nothing left over."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

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


def test_a_pipe_is_written_to_and_stays_one(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_bytes)
        replace_file(pipe, b"one")
        assert read.result() == b"one"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_device_that_takes_no_more_is_said(tmp_path):
    full = tmp_path / "full"
    full.symlink_to("/dev/full")
    with pytest.raises(FileError, match=r"full cannot be written \(the disk is full\)"):
        replace_file(full, b"one")
    assert full.is_char_device()
