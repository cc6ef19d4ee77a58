"""Tests of telling files by their bytes."""

import io
import zipfile

import pytest

from dd_portal.common.file_types import DOCX, JPEG, PDF, PNG, TEXT, XLSX, file_type


def office(*parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 x", PDF), (b"\x89PNG\r\n\x1a\nx", PNG), (b"\xff\xd8\xff\xe0x", JPEG),
        ("Größe\n".encode(), TEXT), (office("word/document.xml"), DOCX), (office("xl/workbook.xml"), XLSX),
    ],
)  # fmt: skip
def test_known_kinds(content, kind):
    assert file_type(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00", b"<html>", b" <svg/>", b"#!/bin/sh", b"GIF89a\x00", b"\x7fELF", b"  \n", b"caf\xe9", b"a\x00b",
        b"PK\x03\x04 broken", office("readme.txt"), office("word/document.xml", "word/vbaProject.bin"),
        office("word/document.xml", "run.EXE"), office("word/document.xml", "word/embeddings/oleObject1.bin"),
    ],
)  # fmt: skip
def test_other_kinds_are_not_taken(content):
    assert file_type(content) == ""
