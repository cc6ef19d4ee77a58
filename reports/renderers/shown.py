"""The document as it is shown: words instead of values, one flat kind for each block.

The page template and the PDF template both read this, so neither knows a rule.
"""

import re
from dataclasses import dataclass, replace
from gettext import gettext as _

from reports.document import (
    Block,
    Cell,
    Column,
    Day,
    Document,
    Figure,
    KeyFigures,
    Level,
    ListBlock,
    Moment,
    Note,
    Nothing,
    Number,
    Paragraph,
    Percent,
    Prose,
    Quote,
    Section,
    Span,
    Status,
    Table,
    Tier,
    Unknown,
    Vignette,
    Withheld,
    Words,
    plain,
    prose,
)
from reports.renderers.wording import (
    DASH,
    NO_BREAK,
    basis_words,
    day_words,
    direction,
    hash_words,
    moment_words,
    number_words,
    percent_words,
    script_language,
)

TIER_WORDS = {
    "minimal": _("Minimal"),
    "low": _("Low"),
    "medium": _("Medium"),
    "high": _("High"),
    "critical": _("Critical"),
    "unknown": _("Unknown"),
}
WITHHELD = _("withheld")
CONTENTS_FROM = 5
SHORT, WIDE = 16, 44
FULL_WIDTH = 672  # The view box of a chart as wide as the page
_VIEW_BOX = re.compile(r"""viewBox=["']\s*\S+\s+\S+\s+(\d+(?:\.\d+)?)\s""")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text with its language and direction where it is foreign."""

    text: str
    bold: bool
    mono: bool
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell in words. `kind` is the kind of value, `mark` the tier or state whose shape stands before it."""

    kind: str
    text: str
    runs: tuple[Run, ...] = ()
    basis: str = ""
    mark: str = ""
    filled: int = 0
    out_of: int = 0

    @property
    def rest(self) -> str:
        """What follows the tier's own word: `, could be Critical`."""
        return self.text.removeprefix(TIER_WORDS.get(self.mark, ""))


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column's head; `share` is its part of the width, 0 for as much as it needs."""

    title: str
    align: str
    tier: str
    mono: bool
    strong: bool
    share: float


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table in words; `total` is empty where there is none."""

    code: str
    label: str
    caption: tuple[Run, ...]
    columns: tuple[ShownColumn, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    total: tuple[ShownCell, ...]
    note: tuple[Run, ...]

    @property
    def lines(self) -> list[list[tuple[ShownCell, ShownColumn]]]:
        """Rows as cells with their columns, for templates."""
        return [list(zip(row, self.columns, strict=True)) for row in self.rows]

    @property
    def total_line(self) -> list[tuple[ShownCell, ShownColumn]]:
        """The total row as cells with their columns."""
        return list(zip(self.total, self.columns, strict=True)) if self.total else []


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A chart and its table; without a drawing the table stands in its place. `share` is its part of the width."""

    code: str
    label: str
    svg: str
    alt: str
    caption: tuple[Run, ...]
    legend: tuple[tuple[str, str], ...]
    table: ShownTable | None
    share: float


@dataclass(frozen=True, slots=True)
class KeyValue:
    """A large value with its label."""

    label: str
    value: ShownCell
    change: str


@dataclass(frozen=True, slots=True)
class Part:
    """One block; `kind` says which of the fields are filled."""

    kind: str
    text: tuple[Run, ...] = ()
    entries: tuple[tuple[Run, ...], ...] = ()
    values: tuple[KeyValue, ...] = ()
    table: ShownTable | None = None
    figure: ShownFigure | None = None
    title: str = ""
    source: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A numbered part at its level, 1 being the highest; `anchor` names it in links."""

    number: str
    title: str
    level: int
    anchor: str
    lead: tuple[Run, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A line of the cover."""

    label: str
    text: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """Everything a template prints."""

    title: str
    edition: str
    edition_label: str
    language: str
    organisation: str
    author: str
    keywords: tuple[str, ...]
    kicker: str
    question: str
    scope: str
    facts: tuple[ShownFact, ...]
    verdict: str
    opinion: tuple[Run, ...]
    maturity: ShownTable | None
    decisions: tuple[tuple[Run, ...], ...]
    sections: tuple[ShownSection, ...]
    frozen: str
    hash: str
    hash_short: str
    contents: bool


def show(document: Document) -> ShownDocument:
    """The whole document in words."""
    cover = document.cover
    board = document.edition == "board"
    return ShownDocument(
        title=document.title,
        edition=document.edition,
        edition_label=_("Board edition \N{MIDDLE DOT} restricted") if board else _("Public edition"),
        language=document.language,
        organisation=document.metadata.organisation,
        author=document.metadata.author,
        keywords=document.metadata.keywords,
        kicker=cover.kicker,
        question=cover.question,
        scope=cover.scope,
        facts=tuple(ShownFact(fact.label, runs(fact.text)) for fact in cover.facts),
        verdict=cover.verdict,
        opinion=runs(cover.opinion),
        maturity=show_table(cover.maturity) if cover.maturity else None,
        decisions=tuple(runs(decision) for decision in cover.decisions),
        sections=_sections(document.sections),
        frozen=moment_words(document.frozen_at),
        hash=document.dataset_hash,
        hash_short=hash_words(document.dataset_hash),
        contents=len(document.sections) >= CONTENTS_FROM,
    )


def runs(text: Prose) -> tuple[Run, ...]:
    """Spans with language and direction worked out."""
    return tuple(_run(span) for span in text)


def _run(span: Span) -> Run:
    lang = span.lang or script_language(span.text)
    return Run(span.text, span.bold, span.mono, lang, direction(span.text, lang) if lang else "")


def _sections(sections: tuple[Section, ...]) -> tuple[ShownSection, ...]:
    """Levels follow the dots of the number, never more than one below the part before (PDF/UA)."""
    shown: list[ShownSection] = []
    level = 0
    for section in sections:
        level = min(section.number.count(".") + 1, level + 1)
        shown.append(
            ShownSection(
                number=section.number,
                title=section.title,
                level=level,
                anchor=f"section-{section.number.replace('.', '-')}",
                lead=runs(section.lead),
                parts=tuple(_part(block) for block in section.blocks),
            )
        )
    return tuple(shown)


def _part(block: Block) -> Part:  # noqa: PLR0911 - one line for each kind of block
    match block:
        case Paragraph():
            return Part("paragraph", text=runs(block.text))
        case ListBlock():
            kind = "numbered" if block.numbered else "bulleted"
            return Part(kind, entries=tuple(runs(entry) for entry in block.entries))
        case KeyFigures():
            values = tuple(KeyValue(f.label, show_cell(f.value), f.change) for f in block.figures)
            return Part("key_figures", values=values)
        case Table():
            return Part("table", table=show_table(block))
        case Figure():
            return Part("figure", figure=_figure(block))
        case Quote():
            kind = "dissent" if block.dissent else "quote"
            return Part(kind, text=runs(block.text), title=block.title, source=block.source)
        case Note():
            return Part("note", text=runs(block.text), state=block.state)
        case Vignette():
            return Part("vignette", text=runs(block.text), title=f"{block.code} {block.title}")


def _figure(figure: Figure) -> ShownFigure:
    label = _("Figure %(code)s.") % {"code": figure.code}
    table = show_table(figure.table) if figure.table else None
    share = _share(figure.svg)
    return ShownFigure(figure.code, label, figure.svg, figure.alt, runs(figure.caption), figure.legend, table, share)


def _share(svg: str) -> float:
    """How much of the width a drawing takes, so that its text has the same size in every chart."""
    box = _VIEW_BOX.search(svg)
    return min(1.0, float(box[1]) / FULL_WIDTH) if box else 1.0


def show_table(table: Table) -> ShownTable:
    """A table in words, with the widths of its columns."""
    rows = tuple(_line(row.cells, table.columns) for row in table.rows)
    total = _line(table.total.cells, table.columns) if table.total else ()
    return ShownTable(
        code=table.code,
        label=_("Table %(code)s.") % {"code": table.code},
        caption=runs(table.caption),
        columns=_columns(table.columns, (*rows, total) if total else rows),
        rows=rows,
        total=total,
        note=runs(table.note),
    )


def _line(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> tuple[ShownCell, ...]:
    """One row; the basis of a share stands beside it, in a cell of its own, or nowhere."""
    line: list[ShownCell] = []
    for cell, column in zip(cells, columns, strict=True):
        shown = show_cell(cell)
        line.append(shown if column.basis == "beside" else replace(shown, basis=""))
        if column.basis == "column":
            line.append(ShownCell("words", shown.basis, runs=runs(prose(shown.basis))))
    return tuple(line)


def _columns(columns: tuple[Column, ...], rows: tuple[tuple[ShownCell, ...], ...]) -> tuple[ShownColumn, ...]:
    """Short columns take what they need; wordy ones share the rest by the length of their texts."""
    heads: list[ShownColumn] = []
    for column in columns:
        heads.append(
            ShownColumn(column.title, column.align, column.tier or "", column.mono, column.strong, column.width)
        )
        if column.basis == "column":
            heads.append(ShownColumn(_("Basis"), "left", "", mono=False, strong=False, share=0))
    longest = [max((len(row[at].text) + len(row[at].basis) for row in rows), default=0) for at in range(len(heads))]
    wordy = [head.align == "left" and length > SHORT for head, length in zip(heads, longest, strict=True)]
    if not any(wordy):
        wordy[0] = True
    return tuple(
        replace(head, share=head.share or (min(length, WIDE) if grows else 0))
        for head, length, grows in zip(heads, longest, wordy, strict=True)
    )


def show_cell(cell: Cell) -> ShownCell:  # noqa: C901, PLR0911 - one line for each kind of value
    """A value in words."""
    match cell:
        case Words():
            return ShownCell("words", plain(cell.text), runs=runs(cell.text))
        case Number():
            unit = f"{NO_BREAK}{cell.unit}" if cell.unit else ""
            return ShownCell("number", number_words(cell.value, cell.decimals) + unit, basis=cell.basis)
        case Percent():
            return ShownCell("percent", percent_words(cell.part, cell.whole), basis=_percent_basis(cell))
        case Day():
            return ShownCell("date", day_words(cell.value))
        case Moment():
            return ShownCell("date", moment_words(cell.value))
        case Tier():
            return ShownCell("tier", _tier_words(cell), mark=cell.value)
        case Status():
            return ShownCell("status", cell.word, mark=cell.state)
        case Level():
            return ShownCell("level", str(cell.value), filled=cell.value, out_of=cell.out_of)
        case Withheld():
            return ShownCell("withheld", WITHHELD)
        case Unknown():
            return ShownCell("unknown", _("unknown"))
        case Nothing():
            return ShownCell("nothing", DASH)


def _percent_basis(cell: Percent) -> str:
    basis = basis_words(cell.part, cell.whole)
    if cell.low is None or cell.high is None:
        return basis
    bounds = {"low": number_words(cell.low), "high": number_words(cell.high), "basis": basis}
    return _("%(basis)s; %(low)s to %(high)s\N{NO-BREAK SPACE}%% (95\N{NO-BREAK SPACE}%%)") % bounds


def _tier_words(cell: Tier) -> str:
    word = TIER_WORDS[cell.value]
    if cell.could_be is None or cell.could_be == cell.value:
        return word
    return _("%(tier)s, could be %(worst)s") % {"tier": word, "worst": TIER_WORDS[cell.could_be]}
