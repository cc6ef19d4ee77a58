"""Records that a register was taken out as a file."""

from django.db import transaction

from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.models import AuditEvent
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb


@transaction.atomic
def export_register(*, register: str, view: str, rows: int, by: User) -> AuditEvent:
    """Append the event: who took how many rows of which register. Raises NotAllowed."""
    permit(Permission.SEE_ENGAGEMENTS, unit_id=None, by=by)
    return record(Verb.REGISTER_EXPORTED, target=by, by=by, register=register, view=view, rows=rows)
