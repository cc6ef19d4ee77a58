"""Document to a workbook: one sheet a table behind a sheet of contents; text stays text, numbers stay numbers."""

import datetime as dt
import io
import re
from dataclasses import dataclass
from gettext import gettext as _

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.document import Document, Table, Withheld, plain, tables
from reports.renderers.flat import FlatTable, FlatValue, Share, flatten
from reports.renderers.shown import WITHHELD
from reports.renderers.wording import moment_words

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = "xlsx"
LONGEST_TEXT = 32_767  # What one cell holds
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']+")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
_FIRST_DAY = dt.date(1900, 3, 1)  # Workbooks count a 29 February 1900 that never was


@dataclass(frozen=True, slots=True)
class _Formats:
    """The looks of cells."""

    title: Format
    head: Format
    text: Format
    number: Format
    percent: Format
    day: Format
    moment: Format
    withheld: Format
    quiet: Format
    total: Format


def render(document: Document) -> bytes:
    """The workbook as bytes; equal documents give equal bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties(
        {
            "title": document.title,
            "subject": document.cover.question,
            "author": document.metadata.author,
            "company": document.metadata.organisation,
            "keywords": ", ".join(document.metadata.keywords),
            "comments": f"sha-256 {document.dataset_hash}",
            "created": document.frozen_at.astimezone(dt.UTC).replace(tzinfo=None),
        }
    )
    formats = _formats(book)
    listed = list(tables(document))
    contents = book.add_worksheet(_("Contents"))
    names = _sheet_names([table.code for table in listed])
    _contents(contents, document, list(zip(listed, names, strict=True)), formats)
    for table, name in zip(listed, names, strict=True):
        _sheet(book.add_worksheet(name), table, formats)
    book.close()
    return buffer.getvalue()


def _sheet_names(codes: list[str]) -> list[str]:
    """Names a workbook accepts: at most 31 letters, none forbidden, none twice."""
    names: list[str] = []
    taken = {_("Contents").lower()}
    for code in codes:
        base = _FORBIDDEN.sub("-", code)[:24].strip() or _("Table")
        name = next(n for n in (base, *(f"{base} {i}" for i in range(2, 10_000))) if n.lower() not in taken)
        taken.add(name.lower())
        names.append(name)
    return names


def _contents(sheet: Worksheet, document: Document, listed: list[tuple[Table, str]], formats: _Formats) -> None:
    """First sheet: what this is, which edition, from which dataset, and a link to each table."""
    edition = _("Board edition, restricted") if document.edition == "board" else _("Public edition")
    facts = (
        (_("Edition"), edition),
        (_("Question"), document.cover.question),
        (_("Period"), document.period),
        (_("Organisation"), document.metadata.organisation),
        (_("Dataset frozen"), moment_words(document.frozen_at)),
        (_("SHA-256 of the dataset"), document.dataset_hash),
    )
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, document.title, formats.title)
    for row, (label, text) in enumerate(facts, start=2):
        sheet.write_string(row, 0, label, formats.head)
        sheet.write_string(row, 1, text, formats.text)
    for row, (table, name) in enumerate(listed, start=len(facts) + 3):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", string=table.code)
        sheet.write_string(row, 1, _cut(plain(table.caption)), formats.text)


def _sheet(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    """Caption, heads that stay in sight, rows, note."""
    flat = flatten(table)
    sheet.write_string(0, 0, _cut(f"{table.code}. {plain(table.caption)}"), formats.title)
    for at, head in enumerate(flat.heads):
        sheet.write_string(2, at, head, formats.head)
        sheet.set_column(at, at, _width(flat, at))
    sheet.freeze_panes(3, 0)
    for number, row in enumerate(flat.rows, start=3):
        last = flat.has_total and number == len(flat.rows) + 2
        for at, value in enumerate(row):
            _write(sheet, (number, at), value, formats, last=last)
    if table.note:
        sheet.write_string(len(flat.rows) + 4, 0, _cut(plain(table.note)), formats.quiet)


def _write(sheet: Worksheet, place: tuple[int, int], value: FlatValue, formats: _Formats, *, last: bool) -> None:
    text = formats.total if last else formats.text
    match value:
        case None:
            sheet.write_blank(*place, None, text)
        case str():
            sheet.write_string(*place, _cut(value), text)
        case Withheld():
            sheet.write_string(*place, WITHHELD, formats.withheld)
        case Share():
            sheet.write_number(*place, value.part / value.whole, formats.percent)
        case dt.datetime():
            sheet.write_datetime(*place, value.astimezone(dt.UTC), formats.moment)
        case dt.date() if value >= _FIRST_DAY:
            sheet.write_datetime(*place, value, formats.day)
        case dt.date():
            sheet.write_string(*place, value.isoformat(), text)
        case _:
            sheet.write_number(*place, float(value), formats.number)


def _width(flat: FlatTable, at: int) -> int:
    texts = [len(row[at]) for row in flat.rows[:1000] if isinstance(row[at], str)]  # type: ignore[arg-type]
    return min(60, max(12, len(flat.heads[at]) + 2, *texts))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _formats(book: xlsxwriter.Workbook) -> _Formats:
    """Light colours of the look; withheld cells are hatched as on paper."""
    top = {"valign": "top"}
    return _Formats(
        title=book.add_format({"bold": True, "font_size": 13}),
        head=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "font_color": "#3f4b58"}),
        text=book.add_format({**top, "text_wrap": True}),
        number=book.add_format({**top, "num_format": "#,##0.##########"}),
        percent=book.add_format({**top, "num_format": "0 %"}),
        day=book.add_format({**top, "num_format": "d mmm yyyy", "align": "left"}),
        moment=book.add_format({**top, "num_format": 'd mmm yyyy hh:mm "UTC"', "align": "left"}),
        withheld=book.add_format(
            {**top, "pattern": 14, "fg_color": "#d5dae0", "bg_color": "#ffffff", "align": "right"}
        ),
        quiet=book.add_format({"font_color": "#566270"}),
        total=book.add_format({**top, "bold": True, "top": 1}),
    )
