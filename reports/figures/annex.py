"""Section 15: the method, the lists, the words, where standards are answered, and how to check this file."""

from __future__ import annotations

from customers.models import method_in_force
from reports.document import Column, ListBlock, Number, Paragraph, Row, Section, Span, Table, free, prose
from reports.figures.cells import words
from reports.figures.coverage import Coverage
from screening.models import ListFile
from screening.sources.registry import SOURCES

GLOSSARY = (
    ("Engagement", "Customer, products, end use, end user and place together: the unit that is assessed."),
    ("In scope", "Live in the period, with a surveillance, computer-vision or cloud capability, and not the vendor's own conduct."),
    ("Potential match", "A party and a listed entity that could be the same; people decide."),
    ("Severity", "How grave, how widespread and how hard to remedy an impact on people is (UNGP 14)."),
    ("Likelihood", "How likely the impact is, from rated factors; it can lift a tier but never lower severity."),
    ("Tier after safeguards", "Risk to people after safeguards that were shown to work; also called residual."),
    ("Involvement", "Cause, contribute, or directly linked (UNGP 13): it decides what is expected of the vendor."),
    ("Enhanced due diligence", "The deeper questions that a High or Critical tier, or too many unknowns, ask for."),
    ("Red line", "A fact on which the method recommends to stop, or to let the committee decide, whatever the score."),
    ("Provisional", "More than a quarter of the mandatory factors are unknown."),
    ("T1, T2, T3", "Lists that bind and freeze assets; other lists with legal effect; lists that inform."),
    ("Withheld", "A count of 1 to 4, or one beside it that would tell it; only in the public edition."),
)  # fmt: skip
# Topic, UNGP, Reporting Framework, GRI, ESRS, other, sections of this report.
INDEX = (
    ("Commitment", "15, 16", "A1", "2-23", "S3-1, S4-1", "", "3"),
    ("Governance, embedding", "19", "A2", "2-12, 2-13, 2-24", "ESRS 2 GOV; G1-1", "OECD 1", "3"),
    ("Salient issues", "24", "B1-B4", "3-1, 3-2", "SBM-3, IRO-1", "", "4"),
    ("Specific policies", "16", "C1", "3-3 c", "S4-1", "", "3"),
    ("Engagement of stakeholders", "18, 20", "C2", "2-29", "S3-2, S4-2", "", "11"),
    ("Assessing", "17, 18", "C3", "3-3 a, b", "S3-4, S4-4", "OECD 2; State S1-S4", "4, 5, 6, 7"),
    ("Acting, leverage", "19", "C4", "3-3 d", "S3-4, S4-4", "OECD 3; State S5-S7", "8, 9"),
    ("Tracking", "20", "C5", "3-3 e", "S3-5, S4-5", "OECD 4", "13"),
    ("Communicating", "21", "whole", "2-3 to 2-5", "ESRS 1, 2", "OECD 5; State S8", "2, public edition"),
    ("Remedy", "22, 29, 31", "C6", "2-25, 2-26", "S3-3, S4-3", "OECD 6", "10"),
    ("Privacy complaints", "17", "", "418-1", "S4-4", "SASB TC-SI-220a", "9, 10"),
    ("Suppliers", "13, 19", "A2.4", "414-1, 414-2", "S2, G1-2", "", "2, 5"),
    ("Speak-up", "29", "C6", "2-26", "G1-1", "", "10"),
)


def section(coverage: Coverage) -> Section:
    """Method with digest and weights, register of list files, glossary, indicator index, verification note."""
    method = method_in_force()
    return Section(
        "15",
        "Annex",
        blocks=(
            Paragraph(
                prose(
                    f"Method {method.title}, version {method.version} of {method.dated:%-d %B %Y}, SHA-256 ",
                    Span(grouped(method.digest), mono=True), ". Severity times likelihood gives the tier before safeguards "
                    "by a fixed matrix; weights are design decisions of the method.",
                )
            ),
            _groups(),
            _register(coverage),
            _glossary(),
            _index(),
            *_verification(),
        ),
    )  # fmt: skip


def grouped(digest: str) -> str:
    """A checksum in groups of eight, so that lines can break and eyes can compare."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _groups() -> Table:
    method = method_in_force()
    columns = (
        Column("code", "Group", field="P0", mono=True, width=9),
        Column("title", "What it asks", field="P0", width=34),
        Column("factors", "Factors", align="right", field="P0", width=10),
        Column("weight", "Weight in likelihood", align="right", field="P0", width=14),
        Column("sources", "Standards", field="P0", width=43),
    )
    rows = tuple(
        Row(
            code,
            (
                words(code),
                words(group.title),
                Number(len(method.factors_of(code))),
                words(f"{int(group.weight * 100)} %" if group.weight is not None else "another step"),
                words(group.sources),
            ),
        )
        for code, group in method.groups.items()
    )
    return Table("T19", prose("Groups of factors with their weights."), columns, rows, kind="open")


def _register(coverage: Coverage) -> Table:
    columns = (
        Column("source", "Source and publisher", field="P0", width=27),
        Column("licence", "Terms", field="P0", width=20),
        Column("file", "File", field="P0", width=22),
        Column("sha256", "SHA-256", field="P0", mono=True, width=31),
    )
    files = ListFile.objects.filter(version__in=list(coverage.versions.values())).select_related("version")
    rows = []
    for file in files.order_by("version__source", "name"):
        source = SOURCES.get(file.version.source)
        title = f"{source.title}. {source.publisher}" if source else file.version.source
        terms = words(source.licence if source else "not stated")
        # A name may break after its joints, not run into the next column.
        name = file.name.replace("_", "_\u200b").replace(".", "\u200b.")
        rows.append(Row(f"f{file.pk}", (words(title), terms, words(name), words(grouped(file.sha256)))))
    return Table(
        "T17", prose("Files of lists that screening used, with terms and checksums."), columns, tuple(rows), kind="open"
    )


def _glossary() -> Table:
    columns = (Column("term", "Term", field="P0", width=25), Column("meaning", "Meaning", field="P0", width=75))
    rows = tuple(Row(term.lower(), (words(term), words(meaning))) for term, meaning in GLOSSARY)
    return Table("T18", prose("Words used in this report."), columns, rows, kind="open")


def _index() -> Table:
    titles = (("topic", "Topic", 24), ("ungp", "UNGP", 11), ("framework", "Reporting Framework", 13), ("gri", "GRI", 16),
              ("esrs", "ESRS", 17), ("other", "Other", 19), ("section", "Section", 14))  # fmt: skip
    columns = tuple(Column(key, title, field="P0", width=width) for key, title, width in titles)
    rows = tuple(Row(f"i{n}", tuple(words(text or "–") for text in line)) for n, line in enumerate(INDEX, start=1))
    note = prose("Affected people are often not users of the product: ESRS S3 (affected communities) applies as well as S4. "
                 "Numbers of GRI, ESRS and SASB follow the editions known to the method and may be renumbered.")  # fmt: skip
    return Table("T20", prose("Where the report answers which standard."), columns, rows, kind="open", note=note)


def _verification() -> tuple[Paragraph | ListBlock, ...]:
    return (
        Paragraph(
            prose("How to check this report. The foot of each sheet names the SHA-256 of the dataset behind both editions."),
        ),
        ListBlock(
            (
                prose("The file: take its SHA-256 and compare it with the one on the report's page or in the audit log of the "
                      "publication."),
                prose("The dataset, by whoever holds the board edition's JSON file: set the field ",
                      Span("dataset_hash", mono=True), " to an empty text, write the JSON with sorted keys, no spaces, as UTF-",
                      free("8"), ", and take its SHA-256. It is the one at the foot."),
                prose("The public edition bears the same dataset hash, so that the holder of the board edition can prove that both "
                      "come from one dataset; a random salt in the board edition keeps withheld counts from being guessed from it."),
            ),
            numbered=True,
        ),
    )  # fmt: skip
