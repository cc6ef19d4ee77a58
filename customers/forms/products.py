"""The form of products."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from customers.forms.versioned import VersionedForm
from customers.models import (
    Product,
    method_in_force,
)
from customers.services.register_product import CapabilityFact


class ProductForm(VersionedForm):
    """A product and what it can do."""

    code = forms.SlugField(label=_("Code"), max_length=40, required=False)
    name = forms.CharField(label=_("Name"), max_length=200)
    description = forms.CharField(label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    delivery = forms.ChoiceField(label=_("How it reaches the customer"), choices=Product.Delivery.choices)
    vendor_control = forms.ChoiceField(label=_("What the vendor can do in use"), choices=Product.Control.choices)
    capabilities = forms.MultipleChoiceField(
        label=_("Capabilities"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("All that the product can do, ordered or not."),
    )  # fmt: skip
    disabled = forms.MultipleChoiceField(
        label=_("Off, and verified to be off"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Lowers the misuse potential by one."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, f"{one.code} {_t(one.title)}") for one in method_in_force().capabilities.values()]
        for name in ("capabilities", "disabled"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices

    def capability_facts(self) -> tuple[CapabilityFact, ...]:
        """The capabilities as chosen."""
        off = set(self.cleaned_data["disabled"])
        return tuple(
            CapabilityFact(code, disabled_and_verified=code in off) for code in self.cleaned_data["capabilities"]
        )


def product_initial(product: Product) -> dict[str, Any]:
    """What the form shows of a product."""
    return {
        "code": product.code, "name": product.name, "description": product.description, "delivery": product.delivery,
        "vendor_control": product.vendor_control, "capabilities": [one.code for one in product.capabilities.all()],
        "disabled": [one.code for one in product.capabilities.all() if one.disabled_and_verified],
        "version": product.version,
    }  # fmt: skip
