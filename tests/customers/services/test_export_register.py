"""Tests of noting that a register was taken out."""

import pytest

from customers.services.export_register import export_register
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import NotAllowed

pytestmark = pytest.mark.django_db


def test_export_register_names_who_took_it(otto, fin):
    export_register(register="leverage", view="all", rows=3, by=otto)
    assert AuditEvent.objects.get(verb="register.exported").actor_id == otto.audit_id
    with pytest.raises(NotAllowed):
        export_register(register="leverage", view="all", rows=3, by=fin)
