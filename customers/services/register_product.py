"""Registers a product with its capabilities."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from customers.models import Product, ProductCapability, method_in_force
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid


@dataclass(frozen=True, slots=True)
class CapabilityFact:
    """A capability of the methodology that a product has; off and verified lowers its misuse potential."""

    code: str
    note: str = ""
    disabled_and_verified: bool = False


@transaction.atomic
def register_product(
    *,
    code: str,
    name: str,
    delivery: str,
    vendor_control: str,
    description: str = "",
    capabilities: Iterable[CapabilityFact] = (),
    by: User,
) -> Product:
    """Store a new product. Raises NotAllowed, Invalid for unknown values, Conflict where the code is taken."""
    permit(Permission.EDIT_ENGAGEMENTS, unit_id=None, by=by)
    wanted = tuple(capabilities)
    check_product(name=name, delivery=delivery, vendor_control=vendor_control, capabilities=wanted)
    try:
        with transaction.atomic():
            product = Product.objects.create(
                code=code, name=name.strip(), description=description, delivery=delivery, vendor_control=vendor_control
            )
    except IntegrityError:
        raise Conflict(
            _("There is already a product “%(code)s”.") % {"code": code}, fields={"code": _("This code is taken.")}
        ) from None
    write_capabilities(product, wanted)
    record(Verb.PRODUCT_REGISTERED, target=product, by=by, capabilities=[one.code for one in wanted])
    return product


def check_product(*, name: str, delivery: str, vendor_control: str, capabilities: tuple[CapabilityFact, ...]) -> None:
    """Raise Invalid, naming each field at fault, unless the values are known."""
    faults = {}
    if not name.strip() or len(name) > 200:
        faults["name"] = _("A product has a name of at most 200 characters.")
    if delivery not in Product.Delivery.values:
        faults["delivery"] = _("Choose how it reaches the customer.")
    if vendor_control not in Product.Control.values:
        faults["vendor_control"] = _("Choose what the vendor can do once it is in use.")
    known = method_in_force().capabilities
    unknown = [one.code for one in capabilities if one.code not in known]
    if unknown:
        faults["capabilities"] = _("“%(code)s” is not a capability of the method.") % {"code": unknown[0]}
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)


def write_capabilities(product: Product, capabilities: tuple[CapabilityFact, ...]) -> None:
    """Make the capabilities of a product exactly those given."""
    product.capabilities.all().delete()
    by_code = {one.code: one for one in capabilities}
    ProductCapability.objects.bulk_create(ProductCapability(product=product, **asdict(one)) for one in by_code.values())
