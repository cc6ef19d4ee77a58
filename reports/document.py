"""The report as data: what every renderer prints and the redaction engine reads.

A Document is frozen and holds only typed values, so that one canonical JSON form exists and its
SHA-256 names the dataset. Numbers inside sentences are typed as well (`counted`), because a sentence
that states a subtotal can undo a hidden table cell.
"""

import dataclasses
import datetime as dt
import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, get_args

Edition = Literal["board", "public"]
TableKind = Literal["frequency", "magnitude", "metrics", "listing", "open"]
FieldClass = Literal["P0", "P1", "P2", "P3", "P4"]
TierName = Literal["minimal", "low", "medium", "high", "critical", "unknown"]
State = Literal["good", "near", "bad", "none"]
Generalisation = Literal["", "pseudonym", "subregion", "quarter", "band", "magnitude"]

SCHEMA = "due-diligence-report/1"
TOTAL = "total"


class DocumentError(ValueError):
    """The document, or the JSON of one, is not well formed."""


@dataclass(frozen=True, slots=True)
class CellRef:
    """One cell of a table: the table's code, the row's key (`total` for the last line), the column's key."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one manner.

    `lang` is a BCP 47 tag for foreign names (`ar`, `zh-Hans`, `ar-Latn`). `value` types a number of
    customers or engagements that the text states; `cells` are the table cells whose sum it is.
    `free` marks a number that counts no one (an article of a treaty, planted test cases).
    """

    text: str
    bold: bool = False
    mono: bool = False
    lang: str = ""
    value: int | None = None
    cells: tuple[CellRef, ...] = ()
    free: bool = False


Prose = tuple[Span, ...]


def prose(*parts: str | Span) -> Prose:
    """Text from plain strings and spans, in order."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def bold(text: str) -> Span:
    """A run in bold."""
    return Span(text, bold=True)


def name(text: str, lang: str = "") -> Span:
    """A name in its own script; `lang` is a BCP 47 tag."""
    return Span(text, lang=lang)


def counted(value: int, *cells: CellRef, bold: bool = False) -> Span:
    """A count stated in a sentence, with the cells whose sum it is."""
    return Span(f"{value:,}", value=value, cells=cells, bold=bold)


def free(text: str) -> Span:
    """A number that counts no customer, person or engagement, such as an article of a treaty."""
    return Span(text, free=True)


def plain(text: Prose) -> str:
    """The bare characters of a text."""
    return "".join(span.text for span in text)


@dataclass(frozen=True, slots=True)
class Words:
    """A cell of text."""

    text: Prose


@dataclass(frozen=True, slots=True)
class Number:
    """A count or a measure. `unit` stands after it (`d`, `EUR`); `basis` explains it (`median; P90 58 d`).

    `contributors` are the parts of an amount, one a party, for the rule on dominance; they are never printed.
    """

    value: int | float | Decimal
    unit: str = ""
    decimals: int = 0
    basis: str = ""
    contributors: tuple[int | float | Decimal, ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.value, float) and not math.isfinite(self.value):
            raise DocumentError(f"{self.value} is not a number a report can state.")


@dataclass(frozen=True, slots=True)
class Percent:
    """A share with its basis, `part` of `whole`; `low` and `high` bound it (95 %, in percent) where sampled.

    `open` says that the basis counts no customers or people (planted test cases, documents).
    """

    part: int
    whole: int
    low: float | None = None
    high: float | None = None
    open: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise DocumentError(f"{self.part} of {self.whole} is not a share.")


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""

    value: dt.date


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, aware; printed in UTC."""

    value: dt.datetime

    def __post_init__(self) -> None:
        if self.value.tzinfo is None:
            raise DocumentError("A moment needs a time zone.")


@dataclass(frozen=True, slots=True)
class Tier:
    """A risk tier; `could_be` is the worst tier the unknowns allow."""

    value: TierName
    could_be: TierName | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """A result in a word (`met`, `missed`) with the state that chooses its mark."""

    word: str
    state: State


@dataclass(frozen=True, slots=True)
class Level:
    """A maturity level, drawn as filled and empty squares."""

    value: int
    out_of: int = 4


@dataclass(frozen=True, slots=True)
class Withheld:
    """A value the edition does not show. One mark for first and second suppression alike."""

    code: str = "R1"


@dataclass(frozen=True, slots=True)
class Unknown:
    """We looked and do not know."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """The cell does not apply."""


Cell = Words | Number | Percent | Day | Moment | Tier | Status | Level | Withheld | Unknown | Nothing


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `key` names it for references and for margins shared by tables. `field` says where its values may go
    (P0 public, P1 aggregates only, P2 by pseudonym or generalised, P3 board edition only, P4 never);
    `publish_as` is how a P2 value appears in the public edition. `margin` marks the sum of the counts
    beside it. `basis` places the n of n of a share: in a column of its own, beside the value, or nowhere.
    """

    key: str
    title: str
    align: Literal["left", "right"] = "left"
    field: FieldClass = "P1"
    publish_as: Generalisation = ""
    margin: bool = False
    basis: Literal["column", "beside", "none"] = "beside"
    tier: TierName | None = None
    width: float = 0
    mono: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; `key` is unique within it."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its code (`T5`).

    `kind` chooses the rule of the public edition: *frequency* (counts with margins: suppression),
    *magnitude* (amounts: dominance), *metrics* (percentages with basis), *listing* (lines about single
    parties), *open* (counts no one). `population` is the same in all tables that count the same set.
    `threshold` is the least count shown, 0 for the edition's own.
    """

    code: str
    caption: Prose
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    kind: TableKind
    total: Row | None = None
    note: Prose = ()
    population: str = ""
    threshold: int = 0

    def __post_init__(self) -> None:
        if self.kind not in get_args(TableKind):
            raise DocumentError(f"Table {self.code}: there is no kind of table {self.kind!r}.")
        if any(column.field == "P4" for column in self.columns):
            raise DocumentError(f"Table {self.code}: a P4 field never leaves the system, not even to the board.")
        for row in self.lines():
            if len(row.cells) != len(self.columns):
                raise DocumentError(
                    f"Table {self.code}, row {row.key}: {len(row.cells)} cells, not {len(self.columns)}."
                )
        for what, keys in (("row", [r.key for r in self.rows]), ("column", [c.key for c in self.columns])):
            if len(keys) != len(set(keys)):
                raise DocumentError(f"Table {self.code}: two {what}s bear the same key.")

    def lines(self) -> tuple[Row, ...]:
        """The rows and, last, the total row."""
        return (*self.rows, self.total) if self.total else self.rows


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its code (`C2`): drawing, text alternative, caption, and the table of its numbers.

    `legend` holds pairs of key and word: `t0` to `t4` for tiers, `c1` to `c5` for series.
    """

    code: str
    svg: str
    alt: str
    caption: Prose
    table: Table | None = None
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `public` replaces it in the public edition, where the author has a safer wording."""

    text: Prose
    public: Prose | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list of short texts."""

    entries: tuple[Prose, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One large value with what it counts and how it moved; `cells` are the table cells whose sum it is."""

    label: str
    value: Cell
    change: str = ""
    cells: tuple[CellRef, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A line of large values."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of someone named: a dissent, a reply, a rights-holder who agreed to be quoted."""

    text: Prose
    source: str
    title: str = ""
    dissent: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A fact the reader must not miss."""

    text: Prose
    state: State = "none"


@dataclass(frozen=True, slots=True)
class Vignette:
    """A pseudonymised case; `fitting` is how many customers fit the published description."""

    code: str
    title: str
    text: Prose
    fitting: int
    public: Prose | None = None


Block = Paragraph | ListBlock | KeyFigures | Table | Figure | Quote | Note | Vignette


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part; `2.3` stands one level below `2`.

    `public_lead` replaces the lead in the public edition; `board_only` keeps the whole part out of it.
    """

    number: str
    title: str
    lead: Prose = ()
    blocks: tuple[Block, ...] = ()
    public_lead: Prose | None = None
    board_only: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the cover: `Assessor`, `Meridian Assurance LLP, limited assurance`."""

    label: str
    text: Prose


@dataclass(frozen=True, slots=True)
class Cover:
    """First page: the question, the answer, maturity by step, what the board is asked to decide."""

    kicker: str
    question: str
    scope: str
    facts: tuple[Fact, ...] = ()
    verdict: str = ""
    opinion: Prose = ()
    maturity: Table | None = None
    decisions: tuple[Prose, ...] = ()
    public_opinion: Prose | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself.

    `salt`, random and in the board edition only, keeps hidden counts from being tried against the hash.
    """

    organisation: str
    author: str
    keywords: tuple[str, ...] = ()
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A report in one edition."""

    title: str
    edition: Edition
    period: str
    frozen_at: dt.datetime
    cover: Cover
    sections: tuple[Section, ...]
    metadata: Metadata
    language: str = "en"
    dataset_hash: str = ""

    def __post_init__(self) -> None:
        if self.edition not in get_args(Edition):
            raise DocumentError(f"There is no edition {self.edition!r}.")
        if self.frozen_at.tzinfo is None:
            raise DocumentError("The time of freezing needs a time zone.")
        codes = [table.code for table in tables(self)]
        if doubled := {code for code in codes if codes.count(code) > 1}:
            raise DocumentError(f"Two tables bear the code {', '.join(sorted(doubled))}.")


def tables(document: Document) -> Iterator[Table]:
    """Every table in reading order, those under charts included."""
    if document.cover.maturity:
        yield document.cover.maturity
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Figure) and block.table:
                yield block.table


def seal(document: Document) -> Document:
    """The document with its dataset hash filled in; call it once on the board edition, before redaction."""
    return replace(document, dataset_hash=content_hash(document))


def content_hash(document: Document) -> str:
    """SHA-256 (hex) of the canonical JSON with an empty dataset hash."""
    return hashlib.sha256(canonical_json(replace(document, dataset_hash=""))).hexdigest()


def canonical_json(document: Document) -> bytes:
    """The one JSON form: sorted keys, no spaces, UTF-8, defaults written out."""
    tree = {"schema": SCHEMA, "document": _encode(document)}
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def from_json(data: bytes | str) -> Document:
    """Read canonical JSON back; raise DocumentError when it is not a report of this schema."""
    try:
        tree = json.loads(data)
        schema, document = tree["schema"], _decode(tree["document"])
    except DocumentError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise DocumentError(f"This is not the JSON of a report: {error!r}") from error
    if schema != SCHEMA:
        raise DocumentError(f"The schema is {schema!r}, not {SCHEMA!r}.")
    if not isinstance(document, Document):
        raise DocumentError("The JSON holds a part of a report, not a report.")
    return document


_PARTS = (
    CellRef, Span, Words, Number, Percent, Day, Moment, Tier, Status, Level, Withheld, Unknown, Nothing,
    Column, Row, Table, Figure, Paragraph, ListBlock, KeyFigure, KeyFigures, Quote, Note, Vignette,
    Section, Fact, Cover, Metadata, Document,
)  # fmt: skip
_BY_NAME = {part.__name__: part for part in _PARTS}


def _encode(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        pairs = {f.name: _encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"is": type(value).__name__, **pairs}
    if isinstance(value, tuple | list):
        return [_encode(each) for each in value]
    if isinstance(value, Decimal):
        return {"is": "decimal", "value": str(value)}
    if isinstance(value, dt.datetime):
        return {"is": "moment", "value": value.astimezone(dt.UTC).isoformat()}
    if isinstance(value, dt.date):
        return {"is": "date", "value": value.isoformat()}
    if value is None or isinstance(value, str | int | float):
        return value
    raise DocumentError(f"A report cannot hold a {type(value).__name__}.")


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decode(each) for each in value)
    if not isinstance(value, dict):
        return value
    kind = value["is"]
    if kind == "decimal":
        return Decimal(value["value"])
    if kind == "moment":
        return dt.datetime.fromisoformat(value["value"])
    if kind == "date":
        return dt.date.fromisoformat(value["value"])
    return _BY_NAME[kind](**{key: _decode(each) for key, each in value.items() if key != "is"})
