"""Says of every live assessment where it would stand under a draft of the methodology, before anyone approves it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.methodology.assess import inputs_from_json
from customers.methodology.catalogue import Methodology
from customers.methodology.compare import Comparison, Standing, compare
from customers.methodology.errors import InputsError
from customers.methodology.json_form import FormError
from customers.models import Assessment, Engagement, MethodologyVersion, method_in_force, method_of
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.canonical import digest
from dd_portal.common.errors import Conflict


def live_assessments() -> QuerySet[Assessment]:
    """The newest assessment of every live engagement, in the order of their references."""
    newest = Assessment.objects.filter(engagement=OuterRef("pk")).order_by("-number").values("pk")[:1]
    live = Engagement.objects.live().annotate(newest=Subquery(newest)).exclude(newest=None)
    return (
        Assessment.objects.filter(pk__in=live.values("newest"))
        .select_related("engagement")
        .order_by("engagement__reference")
    )


def what_was_compared() -> str:
    """A digest of which assessments are live now; a comparison of others is out of date."""
    return digest(sorted(live_assessments().order_by().values_list("pk", flat=True)))


@transaction.atomic
def compare_methodology(*, draft: MethodologyVersion, by: User) -> MethodologyVersion:
    """Assess the stored inputs of every live assessment under the version in force and under the draft.

    The result is kept with the draft: how many were compared, and a row for each whose tiers, recommendation or
    provisional mark would change, or whose inputs do not fit. Raises NotAllowed, or Conflict if it is no draft.
    """
    permit(Permission.DRAFT_METHOD, Permission.APPROVE_METHOD, unit_id=None, by=by)
    stored = MethodologyVersion.objects.select_for_update().get(pk=draft.pk)
    if stored.state != MethodologyVersion.State.DRAFT:
        raise Conflict(_("This version is no longer a draft."))
    before, after = method_in_force(), method_of(stored.version)
    found = list(_compared(live_assessments(), before=before, after=after))
    rows = [row for row in found if row["problem"] or row["before"] != row["after"]]
    stored.comparison = {
        "against": before.version, "compared": len(found), "of": what_was_compared(), "rows": rows,
        "up": sum(row["steps"] > 0 for row in rows), "down": sum(row["steps"] < 0 for row in rows),
        "problems": sum(bool(row["problem"]) for row in rows),
    }  # fmt: skip
    stored.compared_at = timezone.now()
    stored.save(update_fields=["comparison", "compared_at"])
    record(
        Verb.METHOD_COMPARED, target=stored, by=by, version=stored.version, against=before.version,
        compared=len(found), changed=[row["reference"] for row in rows],
    )  # fmt: skip
    return stored


def _compared(
    assessments: QuerySet[Assessment], *, before: Methodology, after: Methodology
) -> Iterator[dict[str, Any]]:
    for one in assessments.iterator(chunk_size=200):
        row: dict[str, Any] = {
            "engagement": one.engagement_id, "reference": one.engagement.reference, "number": one.number,
            "before": None, "after": None, "steps": 0, "problem": "",
        }  # fmt: skip
        try:
            inputs = inputs_from_json(one.inputs)
            found = next(compare([(row["reference"], inputs)], before=before, after=after))
        except (FormError, InputsError) as error:
            yield row | {"problem": str(error)}
        else:
            yield row | _row(found)


def _row(found: Comparison) -> dict[str, Any]:
    return {
        "before": _plain(found.before),
        "after": _plain(found.after) if found.after else None,
        "steps": found.steps,
        "problem": found.problem,
    }


def _plain(standing: Standing) -> dict[str, Any]:
    return {
        "inherent": int(standing.inherent),
        "residual": int(standing.residual),
        "recommendation": standing.recommendation.lower(),
        "provisional": standing.provisional,
    }
