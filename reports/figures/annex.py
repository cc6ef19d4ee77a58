"""Section 15: sources, licences, and the words this report uses."""

from __future__ import annotations

from reports.document import Column, Row, Section, Table, prose
from reports.figures.cells import words
from screening.models import ListFile, ListVersion
from screening.sources.registry import SOURCES

GLOSSARY = (
    ("Engagement", "Customer, products, end use, end user and place together: the unit that is assessed."),
    ("Potential match", "A party and a listed entity that could be the same; people decide."),
    ("Severity", "How grave, how widespread and how hard to remedy an impact on people is (UNGP 14)."),
    ("Residual tier", "Risk to people after safeguards that were shown to work."),
    ("Involvement", "Cause, contribute, or directly linked (UNGP 13): it decides what is expected of the vendor."),
    ("Provisional", "More than a quarter of the mandatory factors are unknown."),
)


def section() -> Section:
    """The register of lists with licences and checksums, and a glossary."""
    return Section("15", "Annex", blocks=(_register(), _glossary()))


def _register() -> Table:
    columns = (
        Column("source", "Source", field="P0"),
        Column("publisher", "Publisher", field="P0"),
        Column("licence", "Terms", field="P0"),
        Column("file", "File", field="P0"),
        Column("sha256", "SHA-256", field="P0", mono=True),
    )
    rows = []
    for file in ListFile.objects.filter(version__in=ListVersion.objects.live()).select_related("version"):
        source = SOURCES[file.version.source]
        rows.append(
            Row(
                f"f{file.pk}",
                (
                    words(source.title),
                    words(source.publisher),
                    words(source.licence),
                    words(file.name),
                    words(f"{file.sha256[:16]}…"),
                ),
            )
        )
    return Table("T17", prose("Files that screening used."), columns, tuple(rows), kind="open")


def _glossary() -> Table:
    columns = (Column("term", "Term", field="P0"), Column("meaning", "Meaning", field="P0"))
    rows = tuple(Row(term.lower(), (words(term), words(meaning))) for term, meaning in GLOSSARY)
    return Table("T18", prose("Words used in this report."), columns, rows, kind="open")
