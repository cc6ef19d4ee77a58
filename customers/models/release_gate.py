"""Capabilities that a product gained after it was registered: closed to new engagements until assessed."""

from django.conf import settings
from django.db import models

from customers.models.product import Product


class CapabilityGain(models.Model):
    """A product gained a capability, or one was switched on that had been off.

    The gate is open again once an approved product assessment made afterwards covers the capability; that is read
    from the assessments, so no second flag can drift from them.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="gains")
    code = models.CharField(max_length=8)
    gained_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gained_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.product_id} gained {self.code}"
