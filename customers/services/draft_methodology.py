"""Drafts a new version of the methodology, or takes a draft back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.methodology.errors import MethodologyError
from customers.methodology.load import available_versions, parse_methodology
from customers.models import MethodologyVersion, method_in_force
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid

LONGEST = 1_000_000  # characters; the shipped version has about 80,000


@transaction.atomic
def draft_methodology(*, text: str, reason: str, by: User) -> MethodologyVersion:
    """Store a draft from its whole TOML text; nothing follows it until it is compared and another person approves.

    Raises NotAllowed, or Invalid with every problem of the text, a taken version, or a text without any change.
    """
    permit(Permission.DRAFT_METHOD, unit_id=None, by=by)
    if not reason.strip():
        raise Invalid(_("Say why the method changes."), fields={"reason": _("Say why the method changes.")})
    if len(text) > LONGEST:
        raise Invalid(_("The text is too long."), fields={"text": _("The text is too long.")})
    plain = text.replace("\r\n", "\n").strip() + "\n"
    try:
        method = parse_methodology(plain)
    except MethodologyError as error:
        raise Invalid(str(error), fields={"text": str(error)}) from error
    present = method_in_force()
    taken = method.version in available_versions() or MethodologyVersion.objects.filter(version=method.version).exists()
    if taken or len(method.version) > 20:
        fault = _("The version %(version)s is taken. A changed text needs a version of its own.") % {
            "version": method.version
        }
        raise Invalid(fault, fields={"text": fault})
    draft = MethodologyVersion.objects.create(
        version=method.version, title=method.title[:200], text=plain, digest=method.digest, reason=reason.strip(),
        drafted_by=by, drafted_at=timezone.now(),
    )  # fmt: skip
    record(
        Verb.METHOD_DRAFTED, target=draft, by=by, version=draft.version, digest=draft.digest, reason=draft.reason,
        beside=present.version,
    )  # fmt: skip
    return draft


@transaction.atomic
def withdraw_draft(*, draft: MethodologyVersion, reason: str, by: User) -> MethodologyVersion:
    """Take a draft back; it stays readable. Raises NotAllowed, Invalid without a reason, Conflict."""
    permit(Permission.DRAFT_METHOD, Permission.APPROVE_METHOD, unit_id=None, by=by)
    if not reason.strip():
        raise Invalid(_("Say why."), fields={"reason": _("Say why.")})
    states = MethodologyVersion.State
    if not MethodologyVersion.objects.filter(pk=draft.pk, state=states.DRAFT).update(state=states.WITHDRAWN):
        raise Conflict(_("This version is no longer a draft."))
    draft.refresh_from_db()
    record(Verb.METHOD_WITHDRAWN, target=draft, by=by, version=draft.version, reason=reason.strip())
    return draft
