"""Holds a named lease while a piece of work is done that only one may do at a time."""

from __future__ import annotations

import datetime as dt
import os
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.common.errors import Conflict
from screening.models import Lease

DURATION = dt.timedelta(minutes=10)
_RENEW_AFTER = DURATION / 4


class AlreadyUnderWay(Conflict):
    """Somebody else does the same piece of work just now."""


@contextmanager
def hold_lease(name: str, *, wait_seconds: float = 0.0) -> Iterator[Callable[[], None]]:
    """Hold the lease ``name``; gives a function that renews it, to be called now and then during long work.

    Must be entered outside a transaction, or others would not see it. Raises AlreadyUnderWay if somebody else
    still holds it after ``wait_seconds``.
    """
    holder = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex}"
    deadline = time.monotonic() + wait_seconds
    while not _take(name, holder):
        if time.monotonic() >= deadline:
            raise AlreadyUnderWay(
                _("The same is under way already. Wait until it has ended, then look at its outcome.")
            )
        time.sleep(0.1)
    renewed_at = time.monotonic()

    def renew() -> None:
        nonlocal renewed_at
        if time.monotonic() - renewed_at > _RENEW_AFTER.total_seconds():
            Lease.objects.filter(name=name, holder=holder).update(until=timezone.now() + DURATION)
            renewed_at = time.monotonic()

    try:
        yield renew
    finally:
        Lease.objects.filter(name=name, holder=holder).delete()


def _take(name: str, holder: str) -> bool:
    now = timezone.now()
    for lease in Lease.objects.filter(name=name):
        if lease.until < now or _is_gone(lease.holder):
            Lease.objects.filter(pk=lease.pk, holder=lease.holder).delete()
    try:
        with transaction.atomic():
            Lease.objects.create(name=name, holder=holder, until=now + DURATION)
    except IntegrityError:
        return False
    return True


def _is_gone(holder: str) -> bool:
    """Whether the holder was a process of this machine that has ended."""
    host, process, _token = holder.rsplit(":", 2)
    if host != socket.gethostname() or int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
