"""Leases."""

from __future__ import annotations

import datetime as dt
import socket

import pytest
from django.utils import timezone

from screening.models import Lease
from screening.services.hold_lease import AlreadyUnderWay, hold_lease

pytestmark = pytest.mark.django_db


def test_lease_is_given_back():
    with hold_lease("x"):
        assert Lease.objects.filter(name="x").exists()
    assert not Lease.objects.exists()


def test_held_lease_keeps_others_out():
    with hold_lease("x"), pytest.raises(AlreadyUnderWay), hold_lease("x"):
        pass


def test_lease_that_ran_out_is_taken_over():
    Lease.objects.create(name="x", holder="elsewhere:1:a", until=timezone.now() - dt.timedelta(seconds=1))
    with hold_lease("x"):
        assert Lease.objects.get().holder != "elsewhere:1:a"


def test_lease_of_a_dead_process_is_taken_over():
    holder = f"{socket.gethostname()}:99999999:a"
    Lease.objects.create(name="x", holder=holder, until=timezone.now() + dt.timedelta(minutes=5))
    with hold_lease("x"):
        assert Lease.objects.get().holder != holder


def test_lease_elsewhere_is_respected():
    Lease.objects.create(name="x", holder="elsewhere:1:a", until=timezone.now() + dt.timedelta(minutes=5))
    with pytest.raises(AlreadyUnderWay), hold_lease("x"):
        pass
