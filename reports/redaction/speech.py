"""Checks sentences one after another against all tables and all sentences already let through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from reports.document import Percent, Prose, Span, Table, prose
from reports.redaction.counts import count_id, count_of, resolve
from reports.redaction.log import RedactionError
from reports.redaction.policy import Ledger
from reports.redaction.possible import CellId, Sum, System, exposed
from reports.redaction.sentences import reachable_sums, sentences, untyped_figures, withheld_sentence
from reports.redaction.suppress import promised_values


@dataclass(frozen=True, slots=True)
class Near:
    """Sums that a hidden count of the tables nearby takes part in."""

    sums: frozenset[int]


class Speech:
    """Remembers the figures that sentences have stated, because two of them together can tell a third."""

    def __init__(
        self, system: System, hidden: frozenset[CellId], tables: Sequence[Table], ledger: Ledger, k: int
    ) -> None:
        self._system, self._hidden, self._tables, self._ledger, self._k = system, hidden, tables, ledger, k
        self._values = {system.counts[cell] for cell in hidden}

    def near(self, tables: Iterable[Table]) -> "Near":
        """Numbers that, said beside these tables, could be a hidden count or a sum with one in it."""
        names = {
            count_id(table, row, at)
            for table in tables
            for row in table.lines()
            for at in range(len(table.columns))
            if count_of(row.cells[at]) is not None
        }
        sums: set[int] = set()
        for line in self._system.lines:
            if names & set(line.parts) and any(part in self._hidden for part in line.parts):
                sums |= reachable_sums((self._system.counts[part], part in self._hidden) for part in line.parts)
        return Near(frozenset(sums))

    def public(self, text: Prose, where: str, near: "Near | None" = None) -> Prose:
        """The text with every telling sentence replaced, and without references to cells."""
        said: list[Span] = []
        withheld = False
        for sentence in sentences(text):
            self._ledger.look()
            if self._passes(sentence, near):
                said += [replace(span, cells=()) for span in sentence]
                withheld = False
                continue
            self._ledger.record(
                where,
                _("sentence with a figure"),
                _("statement"),
                _("A figure with which a withheld count could be worked out."),
            )
            if not withheld:
                said += [*withheld_sentence(), Span(" ")]
            withheld = True
        return tuple(said)

    def passes(self, text: Prose, near: "Near | None" = None) -> bool:
        """Whether a text may stand as a whole; if so, its figures are remembered."""
        self._ledger.look()
        return self._passes(text, near)

    def passes_count(self, value: int) -> bool:
        """Whether a count that no cell is named for may be shown: not small, and no hidden count anywhere."""
        return not self._small(value) and value not in self._values

    def passes_share(self, share: Percent) -> bool:
        """Whether neither side of a share is a hidden count."""
        return share.open or not {share.part, share.whole - share.part, share.whole} & self._values

    def _passes(self, text: Prose, near: "Near | None") -> bool:
        sums = near.sums if near else frozenset[int]()
        if any(self._small(n) or n in self._values or n in sums for n in untyped_figures(text)):
            return False
        stated = [span for span in text if span.value is not None and not span.free]
        if any(self._small(span.value or 0) for span in stated):
            return False
        if any(not span.cells and not self.passes_count(span.value or 0) for span in stated):
            return False
        return self._sums(tuple(self.sum_of(span.value or 0, span) for span in stated if span.cells))

    def sum_of(self, value: int, span: Span) -> Sum:
        """The typed figure of a span as a sum of cells. Raises RedactionError if it does not reconcile."""
        names: list[CellId] = []
        counts: list[int] = []
        for reference in span.cells:
            table, row, at = resolve(reference, self._tables)
            if table.kind != "frequency" or count_of(row.cells[at]) is None:
                raise RedactionError(f"Table {table.code}, row {row.key}, column {reference.column} holds no count.")
            names.append(count_id(table, row, at))
            counts.append(count_of(row.cells[at]) or 0)
        come = sum(counts)
        if come != value:
            raise RedactionError(f"A sentence says {value:,}; the cells it refers to come to {come:,}.")
        return Sum(tuple(names), value)

    def _sums(self, sums: tuple[Sum, ...]) -> bool:
        """Whether these sums can be told beside all told before; if so they are remembered."""
        if any(cell not in self._system.counts for s in sums for cell in s.cells):
            return False  # The row was merged into another, so the sentence would tell what the table does not.
        telling = tuple(s for s in sums if any(cell in self._hidden for cell in s.cells))
        if not telling:
            return True
        widened = System(self._system.counts, self._system.lines, self._system.sums + telling)
        if any(self._small(s.value) for s in telling):
            return False
        if exposed(widened, self._hidden, promise=promised_values(self._k)):
            return False
        self._system = widened
        return True

    def _small(self, value: int) -> bool:
        return 0 < value < self._k


def board_only(what: str) -> Prose:
    """The statement that stands for a part that only the board receives."""
    return prose(
        _("%(what)s is in the board edition only. The list of redactions says what kind of information is missing.")
        % {"what": what}
    )
