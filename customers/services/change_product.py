"""Changes a product; a capability that it gains forces a new look at every live engagement that uses it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from customers.models import CapabilityGain, Product, TriggerEvent
from customers.services.expect_version import expect_version
from customers.services.permit import permit
from customers.services.register_product import CapabilityFact, check_product, write_capabilities
from customers.services.trigger_reassessment import trigger_reassessment
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb


@transaction.atomic
def change_product(
    *,
    product: Product,
    name: str,
    delivery: str,
    vendor_control: str,
    description: str = "",
    capabilities: Iterable[CapabilityFact] = (),
    expected_version: int | None = None,
    by: User,
) -> Product:
    """Replace what is stated of a product. Raises NotAllowed, ChangedMeanwhile where it is no longer at
    ``expected_version``, or Invalid with the fields at fault.

    A capability that it gains is closed to new engagements until a product assessment covers it.
    """
    permit(Permission.EDIT_ENGAGEMENTS, unit_id=None, by=by)
    wanted = tuple(capabilities)
    check_product(name=name, delivery=delivery, vendor_control=vendor_control, capabilities=wanted)
    stored = Product.objects.select_for_update().get(pk=product.pk)
    expect_version(stored, expected_version)
    before = {one.code: one.disabled_and_verified for one in stored.capabilities.all()}
    stored.name, stored.description = name.strip(), description
    stored.delivery, stored.vendor_control = delivery, vendor_control
    stored.save(update_fields=["name", "description", "delivery", "vendor_control", "version"])
    write_capabilities(stored, wanted)
    after = {one.code: one.disabled_and_verified for one in wanted}
    gained = sorted(code for code, off in after.items() if code not in before or (before[code] and not off))
    record(
        Verb.PRODUCT_CHANGED, target=stored, by=by, gained=gained, lost=sorted(set(before) - set(after)),
    )  # fmt: skip
    CapabilityGain.objects.bulk_create(
        CapabilityGain(product=stored, code=code, gained_by=by, gained_at=timezone.now()) for code in gained
    )
    if gained:
        for engagement in stored.engagements.all().live():
            trigger_reassessment(
                engagement=engagement, kind=TriggerEvent.Kind.SCOPE,
                text=f"{stored.name} gained {', '.join(gained)}", source_ref=f"product:{stored.pk}", by=by,
            )  # fmt: skip
    return stored
