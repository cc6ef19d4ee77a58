"""Screens populations of listed and unlisted parties from files, stores nothing, and counts what is found."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from customers.services.import_rows import read_row
from customers.services.party_facts import content_of
from dd_portal.common.errors import Invalid
from screening.entities import Subject
from screening.matching.evaluate import SCHEMAS, PopulationReport, Positive, evaluate_population
from screening.matching.parallel import ScreenerPool
from screening.services.current_screener import current_screener
from screening.services.party_subject import party_subject
from screening.services.screen_name import check_lists


def evaluate_screening(
    *, positives: Path, negatives: Path, lists: Collection[str] = (), workers: int = 1
) -> PopulationReport:
    """Recall over the positives and alerts over the negatives, at the alert threshold, against the live lists.

    The files have the columns of an import of parties; only ``name`` is needed, ``schema`` may stand for ``type``
    (none: unknown). ``expected`` in the positives names the entity that must be found; without it any potential
    match counts. ``lists`` names lists or sources. With several ``workers`` time is measured on a pool of as many
    processes, the index open in each; what is found is the same.
    Raises Invalid naming file, line and reason, or NotReady.
    """
    listed = [Positive(subject, expected) for subject, expected in read_population(positives)]
    unlisted = [subject for subject, _expected in read_population(negatives)]
    if not listed and not unlisted:
        raise Invalid(_("Both files are empty."))
    screener, codes = current_screener().screener, check_lists(lists)
    if workers < 2:
        return evaluate_population(screener, positives=listed, negatives=unlisted, lists=codes)
    with ScreenerPool(screener.index.path, config=screener.config, workers=workers) as pool:
        pool.screen(unlisted[:workers])
        return evaluate_population(screener, positives=listed, negatives=unlisted, lists=codes, pool=pool)


def read_population(path: Path) -> Iterator[tuple[Subject, str]]:
    """Subjects and the entity expected for each ("" for none). Raises Invalid naming file, line and reason."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if "name" not in (reader.fieldnames or ()):
                raise Invalid(_("%(file)s, line 1: the column name is missing.") % {"file": path.name})
            for row in reader:
                yield _subject(row, path.name, reader.line_num)
    except OSError as error:
        raise Invalid(
            _("%(file)s: cannot be opened (%(reason)s).") % {"file": path.name, "reason": error.strerror}
        ) from error
    except UnicodeDecodeError as error:
        raise Invalid(_("%(file)s: the file is not UTF-8.") % {"file": path.name}) from error
    except csv.Error as error:
        raise Invalid(_("%(file)s: %(reason)s.") % {"file": path.name, "reason": error}) from error


def _subject(row: dict[str, str | None], file: str, line: int) -> tuple[Subject, str]:
    values = {key: (value or "").strip() for key, value in row.items() if key is not None}
    schema = SCHEMAS.get(values.get("schema", ""))
    values["type"] = values.get("type") or (schema.value if schema else "unknown")
    try:
        facts = read_row(values, known=None)
    except Invalid as error:
        raise Invalid(
            _("%(file)s, line %(line)s: %(reason)s") % {"file": file, "line": line, "reason": error.message}
        ) from error
    return party_subject(content_of(facts)), values.get("expected", "")
