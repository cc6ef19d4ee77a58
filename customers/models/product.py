"""What is supplied, and what it can do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Product(models.Model):
    """A product or service of the vendor (or, for suppliers, one that the vendor uses)."""

    class Delivery(models.TextChoices):
        """How it reaches the customer; it decides what the vendor can see and stop."""

        IAAS = "iaas", _("Infrastructure as a service")
        PAAS = "paas", _("Platform as a service")
        SAAS = "saas", _("Software as a service")
        MANAGED = "managed", _("Managed service")
        SELF_HOSTED = "self_hosted", _("Self-hosted software")
        DEVICE = "device", _("Device")
        AIR_GAPPED = "air_gapped", _("Air-gapped")

    class Control(models.TextChoices):
        """What the vendor can do once it is in use."""

        OPERATES = "operates", _("Vendor operates it")
        CAN_STOP = "can_stop", _("Vendor can suspend it")
        CAN_SEE = "can_see", _("Vendor sees usage only")
        NONE = "none", _("No control after delivery")

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    delivery = models.CharField(max_length=16, choices=Delivery)
    vendor_control = models.CharField(max_length=16, choices=Control)
    # Counts changes, so that nobody overwrites one they did not see.
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class ProductCapability(models.Model):
    """A capability of the methodology's taxonomy (SUR-VID, BIO-F1N ...) that a product has.

    ``disabled_and_verified`` says that the risky function is off and that somebody checked; it lowers the
    capability's misuse potential by one.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="capabilities")
    code = models.CharField(max_length=8)
    note = models.CharField(max_length=400, blank=True)
    disabled_and_verified = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "product capabilities"
        constraints = [models.UniqueConstraint(fields=["product", "code"], name="product_capability_once")]

    def __str__(self) -> str:
        return self.code
