"""Draws a sample of final answers for a second look: by lot, in strata of list tier and answer."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections import defaultdict

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import portal_zone, today
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import QualityCheck, QualitySample, Resolution

MOST_PER_STRATUM = 500
WHOLE = 100


def draw_quality_sample(
    *, starts_on: dt.date, ends_on: dt.date, per_stratum: int, double_share: int = 20, seed: str = "", by: User
) -> QualitySample:
    """At most ``per_stratum`` answers of each stratum, given on the days named (both included, the portal's zone).

    ``double_share`` per cent of them are looked at by two reviewers. The same seed draws the same answers. Raises
    Invalid with the fields at fault or where no answer fits; NotAllowed.
    """
    if by.kind != User.Kind.PERSON or not by.may(Permission.REVIEW_QUALITY):
        raise NotAllowed(_("Samples are drawn by a quality reviewer."))
    faults = _faults(starts_on, ends_on, per_stratum, double_share)
    if faults:
        raise Invalid(_("Not drawn."), fields=faults)
    strata = _strata(starts_on, ends_on, by=by)
    if not strata:
        raise Invalid(_("Not drawn."), fields={"starts_on": _("No answer became final in these days.")})
    try:
        with transaction.atomic():
            number = (QualitySample.objects.aggregate(last=Max("number"))["last"] or 0) + 1
            sample = QualitySample.objects.create(
                number=number, starts_on=starts_on, ends_on=ends_on, per_stratum=per_stratum,
                double_share=double_share, seed=seed or secrets.token_hex(8),
                population={name: len(rows) for name, rows in strata.items()}, drawn_by=by, drawn_at=timezone.now(),
            )  # fmt: skip
            checks = [check for name, rows in sorted(strata.items()) for check in _drawn(sample, name, rows)]
            QualityCheck.objects.bulk_create(checks, batch_size=500)
            record(
                Verb.QUALITY_SAMPLED, target=sample, by=by, seed=sample.seed, population=sample.population,
                drawn=len(checks), starts_on=str(starts_on), ends_on=str(ends_on),
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(_("Somebody drew a sample at this moment. Try again.")) from error
    return sample


def _faults(starts_on: dt.date, ends_on: dt.date, per_stratum: int, double_share: int) -> dict[str, str]:
    faults = {}
    if ends_on < starts_on:
        faults["ends_on"] = _("The end lies before the start.")
    if starts_on > today():
        faults["starts_on"] = _("These days lie ahead.")
    if not 1 <= per_stratum <= MOST_PER_STRATUM:
        faults["per_stratum"] = _("Draw between 1 and 500 answers of each stratum.")
    if not 0 <= double_share <= WHOLE:
        faults["double_share"] = _("Give a share from 0 to 100 per cent.")
    return faults


def _strata(starts_on: dt.date, ends_on: dt.date, *, by: User) -> dict[str, list[tuple[int, int]]]:
    """Stratum -> (answer, maker) of every final answer of the days on alerts that the reviewer may see."""
    zone = portal_zone()
    start = dt.datetime.combine(starts_on, dt.time(), zone)
    end = dt.datetime.combine(ends_on + dt.timedelta(days=1), dt.time(), zone)
    answers = Resolution.objects.filter(state=Resolution.State.FINAL, proposed_at__gte=start, proposed_at__lt=end)
    answers = answers.exclude(identity=Resolution.Identity.UNSURE).filter(proposed_by__kind=User.Kind.PERSON)
    units = by.units_where(Permission.REVIEW_QUALITY)
    if units is not None:
        answers = answers.filter(potential_match__party__business_unit_id__in=units)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    rows = answers.values_list("pk", "proposed_by", "potential_match__tier", "identity")
    for answer, maker, tier, identity in rows.iterator():
        found[f"{tier} {identity}"].append((answer, maker))
    return dict(found)


def _drawn(sample: QualitySample, name: str, rows: list[tuple[int, int]]) -> list[QualityCheck]:
    chosen = sorted(rows, key=lambda row: _lot(sample.seed, row[0]))[: sample.per_stratum]
    twice = round(len(chosen) * sample.double_share / WHOLE)
    return [
        QualityCheck(sample=sample, resolution_id=answer, ordinal=ordinal, stratum=name, made_by_id=maker)
        for place, (answer, maker) in enumerate(chosen)
        for ordinal in ((1, 2) if place < twice else (1,))
    ]


def _lot(seed: str, answer: int) -> bytes:
    return hashlib.sha256(f"{seed} {answer}".encode()).digest()
