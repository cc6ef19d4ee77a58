"""Tells what kind of file some bytes are, from the bytes alone; only kinds that people need as evidence are known."""

from __future__ import annotations

import io
import unicodedata
import zipfile

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
TEXT = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# The ending that a stored file is handed out with; whatever its sender called it.
ENDINGS = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg", TEXT: ".txt", DOCX: ".docx", XLSX: ".xlsx"}
_BEGINNINGS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_MOST_PARTS = 5_000
_RUN = ("vbaproject.bin", ".exe", ".js")


def file_type(content: bytes) -> str:
    """The media type, or an empty text for everything else: programs, web pages, pictures that hold scripts,
    office files with macros or embedded objects, archives.
    """
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    return TEXT if _is_plain_text(content) else ""


def _office_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    runs = any(name.lower().endswith(_RUN) or "/embeddings/" in name or "/activex/" in name.lower() for name in names)
    if runs or len(names) > _MOST_PARTS or "[Content_Types].xml" not in names:
        return ""
    return next((kind for part, kind in _MAIN_PARTS.items() if part in names), "")


def _is_plain_text(content: bytes) -> bool:
    """UTF-8 without control characters that does not begin like markup or a script."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if not text.strip() or text.lstrip().startswith(("<", "#!")):
        return False
    return all(unicodedata.category(letter) != "Cc" or letter in "\t\r\n\f" for letter in text)
