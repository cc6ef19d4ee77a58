"""Opening text files without trusting them."""

import pytest

from screening.sources.base import Reading, SourceError
from screening.sources.read_text import first_bytes, lines


def written(tmp_path, content):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (b"<!DOCTYPE html><html><body>503</body></html>", "web page"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="http://www.w3.org/1999/xhtml">', "web page"),
        (b"\n\n  <HTML>", "web page"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, content, reason):
    with pytest.raises(SourceError, match=reason):
        first_bytes(written(tmp_path, content))


def test_a_list_with_a_title_element_is_no_web_page(tmp_path):
    assert first_bytes(written(tmp_path, b"<list><title>Dr</title></list>"))


def test_a_file_above_the_limit_is_refused(tmp_path):
    with pytest.raises(SourceError, match="more than the 10 allowed"):
        first_bytes(written(tmp_path, b"x" * 11), largest=10)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(SourceError, match="cannot be opened"):
        first_bytes(tmp_path / "absent.csv")


def test_a_wrong_encoding_names_file_and_line(tmp_path):
    path = written(tmp_path, "a\nb\nJosé\n".encode("cp1252"))
    with pytest.raises(SourceError, match=r"list\.csv, line 3: is not utf-8"):
        list(lines(path, Reading()))


def test_the_fallback_is_taken_only_where_it_is_allowed(tmp_path):
    reading = Reading()
    path = written(tmp_path, "José\n".encode("cp1252"))
    assert list(lines(path, reading, fallback="cp1252")) == ["José\n"]
    assert reading.notes == ["list.csv is not utf-8: read as cp1252"]


def test_utf_16_is_named(tmp_path):
    with pytest.raises(SourceError, match="UTF-16"):
        list(lines(written(tmp_path, "abc".encode("utf-16")), Reading()))


def test_a_byte_order_mark_is_dropped(tmp_path):
    assert list(lines(written(tmp_path, b"\xef\xbb\xbfa\n"), Reading())) == ["a\n"]


def test_nul_is_refused_and_other_control_characters_are_reported(tmp_path):
    with pytest.raises(SourceError, match="line 2: holds a NUL"):
        list(lines(written(tmp_path, b"a\nb\x00\n"), Reading()))
    reading = Reading()
    assert list(lines(written(tmp_path, b"a\x07b\n"), reading)) == ["a b\n"]
    assert [finding.what for finding in reading.unread] == ["control character replaced by a blank"]
