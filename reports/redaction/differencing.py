"""Two releases that are harmless alone can tell a small count by their difference."""

from collections.abc import Iterable
from gettext import gettext as _

from reports.document import Document, Table, tables
from reports.redaction.counts import CountId, count_columns, count_id, count_of
from reports.redaction.policy import Blocker


def shown_counts(document_tables: Iterable[Table]) -> dict[CountId, int]:
    """Every count that can be read in counting tables."""
    found: dict[CountId, int] = {}
    for table in document_tables:
        if table.kind != "frequency":
            continue
        for row in table.lines():
            for at in count_columns(table):
                count = count_of(row.cells[at])
                if count is not None:
                    found[count_id(table, row, at)] = count
    return found


def differences(document: Document, earlier: Iterable[Document], *, k: int = 5) -> list[Blocker]:
    """Counts that differ by 1 to k-1 from an earlier release, or within this one from a wider population.

    Populations nest by `/`: `engagements/screened` is a part of `engagements`, so its counts are subtracted
    from those of the whole.
    """
    now = shown_counts(tables(document))
    found = [
        Blocker(
            _where(name),
            _("differs by %(gap)s from the release of %(moment)s")
            % {"gap": _gap(k), "moment": f"{release.frozen_at:%Y-%m-%d}"},
        )
        for release in earlier
        for name, count in shown_counts(tables(release)).items()
        if name in now and 0 < abs(now[name] - count) < k
    ]
    for (population, keys), count in now.items():
        wider = now.get((population.rpartition("/")[0], keys))
        if wider is not None and 0 < wider - count < k:
            found.append(
                Blocker(
                    _where((population, keys)), _("differs by %(gap)s from the wider population") % {"gap": _gap(k)}
                )
            )
    return found


def _gap(k: int) -> str:
    return f"1 to {k - 1}"


def _where(name: CountId) -> str:
    population, keys = name
    return f"{population}: {', '.join(keys)}" if keys else population
