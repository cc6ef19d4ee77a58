"""Answers about names from outside, as the API gives them back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotFound
from screening.models import Enquiry, ScreeningRun
from screening.services.finish_run import run_counts


def answer_of(enquiry: Enquiry) -> dict[str, Any]:
    """The stored answer with its key; an enquiry that is not screened yet is ``incomplete``, never clear."""
    body = enquiry.answer or {"outcome": "incomplete"}
    return {"id": enquiry.pk, "reference": enquiry.reference, **body}


def one_enquiry(*, pk: int, by: User) -> Enquiry:
    """An enquiry of the caller, or of anybody for those who see runs. Raises NotFound."""
    found = Enquiry.objects.filter(pk=pk).first()
    if found is None or (found.asked_by_id != by.pk and not _sees_all(by)):
        raise NotFound(_("There is no such screening."))
    return found


def one_batch(*, pk: int, after: int, size: int, by: User) -> dict[str, Any]:
    """Progress of a batch, and a page of its answers in their order, from after position ``after``."""
    run = ScreeningRun.objects.filter(pk=pk, kind=ScreeningRun.Kind.NAMES).first()
    if run is None or (run.started_by_id != by.pk and not _sees_all(by)):
        raise NotFound(_("There is no such batch."))
    counts = run_counts(run)
    page = list(run.enquiries.filter(position__gte=after).order_by("position")[: size + 1])
    return {
        "id": run.pk,
        "state": run.state,
        "received": run.population,
        "screened": counts.screened,
        "failed": counts.failed,
        "waiting": max(0, run.population - counts.done),
        "with_matches": counts.with_matches,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "error": run.error,
        "next_after": page[size].position if len(page) > size else None,
        "results": [answer_of(enquiry) for enquiry in page[:size]],
    }


def _sees_all(by: User) -> bool:
    """People who see runs see everybody's; a client with a key sees its own."""
    return by.kind != User.Kind.API_CLIENT and by.may(Permission.SEE_RUNS)
