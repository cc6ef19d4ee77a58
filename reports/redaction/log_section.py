"""The list of what was left out, printed in the public edition itself."""

from dataclasses import replace
from gettext import gettext as _

from reports.document import Document, Section
from reports.redaction.log import RedactionLog, log_table

NUMBER = "2.3"


def with_log(document: Document, log: RedactionLog, *, number: str = NUMBER, code: str = "T2") -> Document:
    """The document with section `number`, What was left out, and why, after the sections before it.

    A section that already bears the number, or a table that bears the code, is a DocumentError of the caller's.
    """
    section = Section(number, _("What was left out, and why"), blocks=(log_table(log, code=code),))
    at = sum(_order(each.number) < _order(number) for each in document.sections)
    return replace(document, sections=(*document.sections[:at], section, *document.sections[at:]))


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in number.split("."))
