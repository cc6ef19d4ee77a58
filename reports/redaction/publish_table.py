"""One table of the board edition as the public edition may show it, by the kind of the table."""

from collections.abc import Mapping
from dataclasses import replace
from gettext import gettext as _

from reports.document import (
    Cell,
    Column,
    Day,
    Moment,
    Nothing,
    Number,
    Percent,
    Row,
    Table,
    Unknown,
    Withheld,
    Words,
    prose,
)
from reports.redaction.counts import count_columns, count_id, count_of
from reports.redaction.dominance import dominated
from reports.redaction.generalise import band, generalise
from reports.redaction.log import Reason
from reports.redaction.percentages import group_discloses, publishable, whole_numbers
from reports.redaction.policy import Ledger
from reports.redaction.possible import CellId
from reports.redaction.speech import Speech
from reports.redaction.uniqueness import columns_to_keep

OTHER = "other"


def merge_telling_groups(table: Table) -> Table:
    """Rows in which all of a small group share one value, merged with the next-smallest into `Other`.

    Otherwise belonging to the group would tell the value, though every count is hidden.
    """
    inner = [at for at in count_columns(table) if not table.columns[at].margin]
    if table.kind != "frequency" or len(inner) < 2 or len(table.rows) < 3:
        return table
    size = {row.key: sum(count_of(row.cells[at]) or 0 for at in inner) for row in table.rows}
    chosen = [row for row in table.rows if group_discloses(tuple(count_of(row.cells[at]) or 0 for at in inner))]
    if not chosen:
        return table
    rest = sorted((row for row in table.rows if row not in chosen), key=lambda row: size[row.key])
    while rest and (len(chosen) < 2 or group_discloses(_added(chosen, inner))):
        chosen.append(rest.pop(0))
    kept = tuple(row for row in table.rows if row not in chosen)
    return replace(table, rows=(*kept, _merged(table, chosen)))


def _added(rows: list[Row], columns: list[int]) -> tuple[int, ...]:
    return tuple(sum(count_of(row.cells[at]) or 0 for row in rows) for at in columns)


def _merged(table: Table, rows: list[Row]) -> Row:
    counting = set(count_columns(table))
    label = next((at for at in range(len(table.columns)) if at not in counting), None)
    cells: list[Cell] = []
    for at in range(len(table.columns)):
        if at in counting:
            cells.append(Number(sum(count_of(row.cells[at]) or 0 for row in rows)))
        else:
            cells.append(Words(prose(_("Other"))) if at == label else Nothing())
    # Named by what it holds: two tables of one population merge different rows, and their sums are different counts.
    return Row("+".join([OTHER, *sorted(row.key for row in rows)]), tuple(cells))


class TablePublisher:
    """What all tables of one edition need: the hidden cells, pseudonyms, the ledger, the limit k."""

    def __init__(
        self, hidden: frozenset[CellId], pseudonyms: Mapping[str, str], speech: Speech, ledger: Ledger, k: int
    ) -> None:
        self._hidden, self._pseudonyms, self._speech, self._ledger, self._k = hidden, pseudonyms, speech, ledger, k

    def publish(self, table: Table) -> Table | None:
        """The public table, or None where nothing of it may be shown."""
        self._ledger.look(len(table.columns) * len(table.lines()))
        if table.kind == "listing":
            return self._listing(table)
        rows = tuple(self._row(table, row) for row in table.rows)
        total = self._row(table, table.total) if table.total else None
        return self._columns(replace(table, rows=rows, total=total))

    def _row(self, table: Table, row: Row) -> Row:
        shown = tuple(self._cell(table, row, at) for at in range(len(row.cells)))
        if table.kind == "frequency" and any(isinstance(cell, Withheld) for cell in shown):
            # A share in a row with a hidden count would give the count back.
            shown = tuple(Withheld() if isinstance(cell, Percent) and not cell.open else cell for cell in shown)
        return replace(row, cells=shown)

    def _cell(self, table: Table, row: Row, at: int) -> Cell:
        """One cell by its rule. Counts of counting tables are checked whatever field their column declares."""
        cell, column = row.cells[at], table.columns[at]
        if table.kind == "frequency" and count_of(cell) is not None:
            return self._count(table, row, at)
        return cell if table.kind == "open" or column.field != "P1" else self._aggregate(table, cell)

    def _aggregate(self, table: Table, cell: Cell) -> Cell:
        """A value that may be told of groups only."""
        match cell:
            case Number():
                return self._amount(table, cell) if table.kind == "magnitude" else self._measure(table, cell)
            case Percent():
                return self._share(table, cell)
            case Day() | Moment():
                return generalise(cell, "quarter")
            case Words() if not self._speech.passes(cell.text):
                statement = _("A figure with which a withheld count could be worked out.")
                return self._withheld(table, _("text with a figure"), statement)
        return cell

    def _count(self, table: Table, row: Row, at: int) -> Cell:
        if count_id(table, row, at) not in self._hidden:
            return row.cells[at]
        statement = _("How many there are in small groups, and counts beside them that would tell.")
        return self._withheld(table, _("counts"), statement)

    def _amount(self, table: Table, cell: Number) -> Cell:
        if not dominated(cell.contributors, least=self._k):
            return Words(prose(band(cell.value, cell.unit)))
        statement = _("Amounts that one or two parties make up.")
        return self._withheld(table, _("amounts"), statement, Reason.TRADE_SECRET_OR_PRICE)

    def _share(self, table: Table, cell: Percent) -> Cell:
        if publishable(cell, k=self._k) and self._speech.passes_share(cell):
            return whole_numbers(cell)
        return self._withheld(table, _("shares"), _("Shares of small groups, or with few on one side."))

    def _measure(self, table: Table, cell: Number) -> Cell:
        """A count or measure outside counting tables; its basis must not state a small count either."""
        count = count_of(cell)
        if count is not None and not self._speech.passes_count(count):
            return self._withheld(table, _("counts"), _("How many there are in small groups."))
        if cell.basis and not self._speech.passes(prose(cell.basis)):
            return replace(cell, basis="")
        return cell

    def _withheld(self, table: Table, what: str, statement: str, code: Reason = Reason.CUSTOMER_IDENTITY) -> Withheld:
        self._ledger.record(_("Table %(code)s") % {"code": table.code}, what, _("withheld"), statement, code=code)
        return Withheld(code.value)

    def _listing(self, table: Table) -> Table | None:
        """Lines about single parties: pseudonyms, coarser values, no line that fewer than five share, else nothing."""
        since = len(self._ledger.entries)
        shown = self._columns(table)
        named = {at for at, column in enumerate(shown.columns) if column.publish_as == "pseudonym"}
        traits = [at for at in range(len(shown.columns)) if at not in named]
        values = [tuple(repr(row.cells[at]) for at in traits) for row in shown.rows]
        kept = named | {traits[at] for at in columns_to_keep(values)}
        for at in sorted(set(range(len(shown.columns))) - kept):
            self._ledger.forget(since, what=shown.columns[at].title.lower())
            self._gone(table, shown.columns[at], _("A trait that fewer than five customers share."))
        if not kept - named:
            return None
        order = sorted(kept)
        rows = [Row(row.key, tuple(row.cells[at] for at in order)) for row in shown.rows]
        return replace(
            shown,
            columns=tuple(shown.columns[at] for at in order),
            rows=tuple(sorted(rows, key=lambda row: row.key)),
            total=None,
        )

    def _columns(self, table: Table) -> Table:
        """Columns by their field: P3 go, P2 by pseudonym or coarser or not at all, P1 of a listing go."""
        kept = [at for at, column in enumerate(table.columns) if self._stays(table, column)]
        named = any(table.columns[at].publish_as == "pseudonym" for at in kept)
        rows = tuple(self._coarse(table, row, kept, named=named or table.kind == "listing") for row in table.rows)
        total = self._coarse(table, table.total, kept, named=False) if table.total else None
        return replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows, total=total)

    def _stays(self, table: Table, column: Column) -> bool:
        stays = column.field == "P0" or bool(column.field == "P2" and column.publish_as)
        if stays or (column.field == "P1" and table.kind != "listing"):
            return True
        self._gone(table, column, _("%(title)s of each line.") % {"title": column.title})
        return False

    def _gone(self, table: Table, column: Column, statement: str) -> None:
        where = _("Table %(code)s") % {"code": table.code}
        self._ledger.record(where, column.title.lower(), _("omitted"), statement)

    def _coarse(self, table: Table, row: Row, kept: list[int], *, named: bool) -> Row:
        cells = []
        for at in kept:
            column, cell = table.columns[at], row.cells[at]
            if column.field != "P2" or isinstance(cell, Nothing | Unknown):
                cells.append(cell)
            elif column.publish_as == "pseudonym":
                cells.append(Words(prose(self._pseudonyms[row.key])) if row is not table.total else cell)
            else:
                cells.append(generalise(cell, column.publish_as))
            if column.field == "P2" and row is not table.total:
                instead = _("pseudonym") if column.publish_as == "pseudonym" else _("coarser value")
                statement = _("Who it is.") if column.publish_as == "pseudonym" else _("The exact value.")
                self._ledger.record(
                    _("Table %(code)s") % {"code": table.code}, column.title.lower(), instead, statement
                )
        return Row(self._pseudonyms.get(row.key, row.key) if named else row.key, tuple(cells))
