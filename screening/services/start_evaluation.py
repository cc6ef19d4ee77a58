"""Takes labelled data from an upload and starts a measurement of the engine on it."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid, NotAllowed
from screening.entities import Subject
from screening.matching.evaluate import PairRow, PairsError, read_pairs
from screening.models import Evaluation, SettingsVersion
from screening.services.ensure_settings import ENGINE_VERSION
from screening.services.evaluate_screening import read_population
from screening.services.screen_name import check_lists

MOST_BYTES = 10_000_000
MOST_ROWS = 50_000

# Name and bytes of an uploaded file.
Upload = tuple[str, bytes]


def start_evaluation(
    *,
    title: str,
    settings_version: SettingsVersion,
    pairs: Upload | None = None,
    positives: Upload | None = None,
    negatives: Upload | None = None,
    lists: Collection[str] = (),
    by: User,
) -> Evaluation:
    """A waiting measurement over pairs, or over listed and unlisted parties; the caller queues it.

    Every row is read before anything is stored. Raises Invalid naming file, line and reason, or NotAllowed.
    """
    if by.kind != User.Kind.PERSON or not by.may(Permission.EVALUATE):
        raise NotAllowed(_("Your roles do not include evaluating the engine."))
    if bool(pairs) == bool(positives or negatives):
        text = _("Give a file of labelled pairs, or files of listed and unlisted parties.")
        raise Invalid(_("Not started."), fields={"pairs": text})
    if pairs:
        first, second, rows = pairs, None, len(pair_rows(pairs))
    else:
        if positives is None or negatives is None:
            raise Invalid(_("Not started."), fields={"positives": _("Both files are needed: listed and unlisted.")})
        check_lists(lists)
        first, second = positives, negatives
        rows = sum(
            len(population_rows(upload, field)) for field, upload in (("positives", first), ("negatives", second))
        )
    if not 0 < rows <= MOST_ROWS:
        text = _("The files hold no row, or more than 50,000.")
        raise Invalid(_("Not started."), fields={"pairs" if pairs else "positives": text})
    with transaction.atomic():
        evaluation = Evaluation.objects.create(
            kind=Evaluation.Kind.PAIRS if pairs else Evaluation.Kind.POPULATIONS, title=title.strip()[:120] or first[0],
            settings_version=settings_version, engine_version=ENGINE_VERSION, lists=sorted(lists),
            first_name=first[0][:200], first_text=text_of(first, "pairs" if pairs else "positives"),
            second_name=second[0][:200] if second else "",
            second_text=text_of(second, "negatives") if second else "",
            total=rows, started_by=by, created_at=timezone.now(),
        )  # fmt: skip
        record(Verb.EVALUATION_STARTED, target=evaluation, by=by, kind=evaluation.kind, rows=rows)
    return evaluation


def text_of(upload: Upload, field: str) -> str:
    """The text of a file (UTF-8, BOM allowed). Raises Invalid at ``field`` where it is no text or too large."""
    name, content = upload
    if len(content) > MOST_BYTES:
        raise Invalid(_("Not started."), fields={field: _("%(file)s is larger than 10 MB.") % {"file": name}})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(
            _("Not started."), fields={field: _("%(file)s: the file is not UTF-8.") % {"file": name}}
        ) from error
    if "\x00" in text:
        raise Invalid(_("Not started."), fields={field: _("%(file)s is no text.") % {"file": name}})
    return text


def pair_rows(upload: Upload) -> list[PairRow]:
    """The labelled pairs of a file. Raises Invalid."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.csv"
        path.write_text(text_of(upload, "pairs"), encoding="utf-8")
        try:
            return read_pairs(path)
        except PairsError as error:
            raise Invalid(_("Not started."), fields={"pairs": str(error)}) from error


def population_rows(upload: Upload, field: str) -> list[tuple[Subject, str]]:
    """Subject and expected entity of each row. Raises Invalid."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{field}.csv"
        path.write_text(text_of(upload, field), encoding="utf-8")
        try:
            return list(read_population(path))
        except Invalid as error:
            raise Invalid(_("Not started."), fields={field: error.message}) from error
