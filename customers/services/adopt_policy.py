"""Puts a version of a policy into force."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_slug
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import PolicyVersion
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid

_is_web_address = URLValidator(schemes=["http", "https"])


@transaction.atomic
def adopt_policy(
    *,
    code: str,
    title: str,
    version: str,
    summary: str,
    adopted_by: str,
    starts_on: dt.date,
    url: str = "",
    by: User,
) -> PolicyVersion:
    """Store a version; the one in force until then ends on the day it starts.

    Assessments keep the versions that held when they were made. Raises NotAllowed, Invalid with the fields at fault,
    or Conflict where the version is there already or would start before the present one.
    """
    permit(Permission.KEEP_POLICIES, unit_id=None, by=by)
    _check({"code": code, "title": title, "version": version, "summary": summary, "adopted_by": adopted_by}, url)
    others = PolicyVersion.objects.select_for_update().filter(code=code)
    if others.filter(version=version.strip()).exists():
        raise Conflict(
            _("This version is there already. A changed text is a new version."),
            fields={"version": _("This version is taken.")},
        )
    present = others.filter(ends_on=None).first()
    if present is not None:
        if starts_on <= present.starts_on:
            raise Conflict(
                _("The version in force started on %(day)s; a later one starts after it.")
                % {"day": present.starts_on.isoformat()},
                fields={"starts_on": _("Not after the version in force.")},
            )
        present.ends_on = starts_on
        present.save(update_fields=["ends_on"])
    adopted = PolicyVersion.objects.create(
        code=code, title=title.strip(), version=version.strip(), summary=summary.strip(), url=url,
        adopted_by=adopted_by.strip(), starts_on=starts_on, stated_by=by, stated_at=timezone.now(),
    )  # fmt: skip
    record(
        Verb.POLICY_ADOPTED, target=adopted, by=by, code=code, version=adopted.version, adopted_by=adopted.adopted_by,
        starts_on=starts_on.isoformat(), replaces=present.version if present else "",
    )  # fmt: skip
    return adopted


def _check(texts: dict[str, str], url: str) -> None:
    longest = {"code": 40, "title": 200, "version": 20, "summary": 10_000, "adopted_by": 200}
    faults = {
        name: _("This is needed, in at most %(most)s characters.") % {"most": longest[name]}
        for name, text in texts.items()
        if not text.strip() or len(text) > longest[name]
    }
    try:
        validate_slug(texts["code"])
    except ValidationError:
        faults["code"] = _("A code has letters, numbers and hyphens.")
    if url and not _valid_address(url):
        faults["url"] = _("This is not a web address that begins with http:// or https://.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)


def _valid_address(url: str) -> bool:
    try:
        _is_web_address(url)
    except ValidationError:
        return False
    return len(url) <= 500
