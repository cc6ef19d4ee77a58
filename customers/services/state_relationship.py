"""States how two parties are tied, or that the tie ended."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Engagement, Party, Relationship, TriggerEvent
from customers.services.follow_ownership import follow_ownership
from customers.services.permit import permit
from customers.services.trigger_reassessment import trigger_reassessment
from customers.signals import party_changed
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid

_OWNERSHIP = {Relationship.Kind.OWNS, Relationship.Kind.CONTROLS, Relationship.Kind.DIRECTS}


@transaction.atomic
def state_relationship(
    *,
    subject: Party,
    object: Party,  # noqa: A002 the grammar of the sentence: subject, kind, object
    kind: str,
    share: Decimal | None = None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    source: str = "",
    by: User,
) -> Relationship:
    """Store that ``subject`` owns, controls, directs, acts for, resells to or supplies ``object``.

    ``share`` is per cent, for "owns" alone. A running tie of the same kind between the two is updated, so that
    saying the same twice leaves one. Ownership triggers a new look at the object's live engagements. Raises Invalid.
    """
    permit(Permission.EDIT_PARTIES, unit_id=subject.business_unit_id, by=by)
    permit(Permission.EDIT_PARTIES, unit_id=object.business_unit_id, by=by)
    _check(subject, object, kind, share=share, starts_on=starts_on, ends_on=ends_on)
    stated, _created = Relationship.objects.update_or_create(
        subject=subject, object=object, kind=kind, ends_on=None,
        defaults={"share": share, "starts_on": starts_on, "source": source},
    )  # fmt: skip
    if ends_on:
        stated.ends_on = ends_on
        stated.save(update_fields=["ends_on"])
    record(
        Verb.RELATIONSHIP_STATED, target=stated, parent=object, by=by, subject=subject.display_name,
        object=object.display_name, kind=kind, share=str(share) if share is not None else "",
        ends_on=ends_on.isoformat() if ends_on else "",
    )  # fmt: skip
    if kind in _OWNERSHIP:
        for engagement in Engagement.objects.live().involving(object):
            trigger_reassessment(
                engagement=engagement, kind=TriggerEvent.Kind.OWNERSHIP,
                text=f"{subject.display_name} {stated.get_kind_display()} {object.display_name}"[:400],
                source_ref=f"relationship:{stated.pk}", by=by,
            )  # fmt: skip
        follow_ownership(party_ids=[object.pk], by=by)
        # What was found to be somebody else may rest on who owns the party.
        party_changed.send(sender=Party, party_id=object.pk)
    return stated


def _check(
    subject: Party, tied: Party, kind: str, *, share: Decimal | None, starts_on: dt.date | None, ends_on: dt.date | None
) -> None:
    if subject.pk == tied.pk:
        raise Invalid(_("A party is not tied to itself."), fields={"object": _("Choose another party.")})
    if kind not in Relationship.Kind.values:
        raise Invalid(_("This kind of relationship is not known."), fields={"kind": _("Choose one of the list.")})
    if share is not None and (kind != Relationship.Kind.OWNS or not 0 < share <= 100):
        raise Invalid(
            _("A share is above 0 and at most 100 per cent, and stands with “owns”."),
            fields={"share": _("Above 0 and at most 100.")},
        )
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid(_("It cannot end before it starts."), fields={"ends_on": _("Not before the start.")})
