"""Document to a zip of CSV files, one a table, with a README; the same bytes for the same document.

Files are UTF-8 with a byte-order mark, because spreadsheets guess otherwise. Text that a spreadsheet
would run as a formula is preceded by an apostrophe; numbers are left as they are.
"""

import csv
import datetime as dt
import io
import re
import zipfile
from gettext import gettext as _

from reports.document import Document, Withheld, plain, tables
from reports.renderers.flat import FlatTable, FlatValue, Share, flatten
from reports.renderers.shown import WITHHELD
from reports.renderers.wording import moment_words, percent_words

MEDIA_TYPE = "application/zip"
SUFFIX = "csv.zip"
RISKY = ("=", "+", "-", "@", "\t", "\r")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def render(document: Document) -> bytes:
    """The bundle as bytes of a zip file."""
    buffer = io.BytesIO()
    listed = [(table, f"{_UNSAFE.sub('-', table.code)}.csv") for table in tables(document)]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        lines = [f"{file}  {table.code}. {plain(table.caption)}" for table, file in listed]
        _write(bundle, "README.txt", "\n".join([*_readme(document), *lines, ""]), document)
        for table, file in listed:
            _write(bundle, file, "\N{ZERO WIDTH NO-BREAK SPACE}" + _csv(flatten(table)), document)
    return buffer.getvalue()


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text


def _write(bundle: zipfile.ZipFile, name: str, text: str, document: Document) -> None:
    """One file with the time of freezing, never the time of writing. Zip knows no year before 1980."""
    when = document.frozen_at.astimezone(dt.UTC)
    entry = zipfile.ZipInfo(name, (max(when.year, 1980), when.month, when.day, when.hour, when.minute, when.second))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # else the bytes would tell Windows from Unix
    entry.external_attr = 0o644 << 16
    bundle.writestr(entry, text.encode())


def _csv(table: FlatTable) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(head) for head in table.heads])
    writer.writerows([_text(value) for value in row] for row in table.rows)
    return out.getvalue()


def _text(value: FlatValue) -> str:  # noqa: PLR0911 - one line for each kind of value
    match value:
        case None:
            return ""
        case str():
            return safe(value)
        case Share():
            return percent_words(value.part, value.whole)
        case Withheld():
            return WITHHELD
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat()
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)


def _readme(document: Document) -> list[str]:
    edition = _("board edition, restricted") if document.edition == "board" else _("public edition")
    return [
        document.title,
        document.cover.question,
        "",
        _("Edition: %(edition)s") % {"edition": edition},
        _("Period: %(period)s") % {"period": document.period},
        _("Dataset frozen: %(moment)s") % {"moment": moment_words(document.frozen_at)},
        _("SHA-256 of the dataset: %(digest)s") % {"digest": document.dataset_hash or "-"},
        "",
        _("UTF-8, comma, one file a table. Shares stand as a percentage, part and whole."),
        _("Dates are YYYY-MM-DD, times UTC. An empty cell does not apply; `unknown` was looked for and not found."),
        _("`withheld` hides a count of a small group, or one that would give such a count away."),
        _("Text that begins with = + - or @ is preceded by an apostrophe, so that no program runs it."),
        "",
        _("Files:"),
    ]
