"""Hears Django's sign-in signals and records them."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from dd_portal.accounts.models import User
from dd_portal.accounts.session_end import begin
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb


@receiver(user_logged_in)
def record_sign_in(sender: type[User], user: User, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Leave an event for every sign-in, and let the time of its session begin."""
    with transaction.atomic():
        record(Verb.SIGNED_IN, target=user, by=user)
    if request is not None and hasattr(request, "session"):
        begin(request.session)
