"""Hears Django's sign-in signals and records them."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb


@receiver(user_logged_in)
def record_sign_in(sender: type[User], user: User, **kwargs: Any) -> None:
    """Leave an event for every sign-in."""
    with transaction.atomic():
        record(Verb.SIGNED_IN, target=user, by=user)
