"""Tests of registering and changing a product."""

import pytest

from customers.services.change_product import change_product
from customers.services.register_product import CapabilityFact, register_product
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.make import make_engagement

pytestmark = pytest.mark.django_db
BASE = {"name": "Sightline", "delivery": "saas", "vendor_control": "can_stop"}


def test_register_product_is_audited(ana):
    product = register_product(code="sightline", capabilities=[CapabilityFact("BIO-F11")], by=ana, **BASE)
    assert [one.code for one in product.capabilities.all()] == ["BIO-F11"]
    assert AuditEvent.objects.filter(verb="product.registered").count() == 1


def test_register_product_refuses(ana, otto):
    register_product(code="sightline", by=ana, **BASE)
    with pytest.raises(Conflict):
        register_product(code="sightline", by=ana, **BASE)
    with pytest.raises(Invalid):
        register_product(code="other", capabilities=[CapabilityFact("NO-SUCH")], by=ana, **BASE)
    with pytest.raises(NotAllowed):
        register_product(code="other", by=otto, **BASE)


def test_change_product_that_gains_a_capability_triggers_its_engagements(ana):
    product = register_product(code="sightline", capabilities=[CapabilityFact("BIO-F11")], by=ana, **BASE)
    engagement = make_engagement(products=[product])
    change_product(product=product, capabilities=[CapabilityFact("BIO-F11"), CapabilityFact("BIO-F1N")], by=ana, **BASE)
    assert "gained BIO-F1N" in engagement.triggers.get().text
    change_product(product=product, capabilities=[CapabilityFact("BIO-F11")], by=ana, **BASE)
    assert engagement.triggers.count() == 1
    assert AuditEvent.objects.filter(verb="product.changed").count() == 2
