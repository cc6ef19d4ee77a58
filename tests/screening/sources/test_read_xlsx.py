"""Rows of workbooks."""

import datetime as dt
import zipfile

import openpyxl
import pytest

from screening.sources import read_xlsx
from screening.sources.base import Reading, SourceError
from screening.sources.read_xlsx import read_sheet


def workbook(tmp_path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / "list.xlsx"
    book.save(path)
    return path


def test_values_become_text(tmp_path):
    path = workbook(tmp_path, ["a", 2, 3.0, True, dt.datetime(2026, 4, 14), None, " x\xa0", None])
    assert [row.cells for row in read_sheet(path, Reading())] == [["a", "2", "3", "true", "2026-04-14", "", "x"]]


def test_a_further_sheet_is_reported(tmp_path):
    path = workbook(tmp_path, ["a"])
    book = openpyxl.load_workbook(path)
    book.create_sheet("notes").append(["b"])
    book.save(path)
    reading = Reading()
    assert len(list(read_sheet(path, reading))) == 1
    assert "notes" in reading.unread[0].what


def packed(tmp_path, **parts):
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"{name}.xml", content)
    return path


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(read_xlsx, "RATIO_APPLIES_FROM", 1000)
    with pytest.raises(SourceError, match="packed more than 200:1"):
        list(read_sheet(packed(tmp_path, sheet=b"0" * 5_000_000), Reading()))
    monkeypatch.setattr(read_xlsx, "LARGEST_UNPACKED", 1000)
    with pytest.raises(SourceError, match="refused as a zip bomb"):
        list(read_sheet(packed(tmp_path, sheet=b"0" * 5_000), Reading()))


def test_a_declaration_is_refused(tmp_path):
    with pytest.raises(SourceError, match="document type declaration"):
        list(read_sheet(packed(tmp_path, sheet=b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), Reading()))


@pytest.mark.parametrize("content", [b"a,b\n", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0 old format"])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError):
        list(read_sheet(path, Reading()))


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with pytest.raises(SourceError, match="not a whole workbook"):
        list(read_sheet(packed(tmp_path, other=b"<x/>"), Reading()))
