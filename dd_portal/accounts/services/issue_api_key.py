"""Issues a key to an API client; the secret is shown once and only its hash is kept."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from dd_portal.accounts.models import ApiKey, User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid, NotAllowed


def secret_hash(secret: str) -> str:
    """SHA-256 of a secret. The secret has 256 bits of its own, so no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def issue_api_key(*, user: User, name: str, valid_days: int = 365, by: User) -> tuple[ApiKey, str]:
    """A new key of an API client, and its text ``<prefix>.<secret>``. Raises NotAllowed or Invalid."""
    if not by.may(Permission.ADMINISTER):
        raise NotAllowed("Only an administrator issues keys.")
    if user.kind != User.Kind.API_CLIENT:
        raise Invalid("Keys belong to API clients, not to people.")
    now = timezone.now()
    prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        user=user, name=name, prefix=prefix, secret_hash=secret_hash(secret), issued_at=now, issued_by=by,
        expires_at=now + dt.timedelta(days=valid_days),
    )  # fmt: skip
    record(Verb.KEY_ISSUED, target=key, by=by, name=name)
    return key, f"{prefix}.{secret}"
