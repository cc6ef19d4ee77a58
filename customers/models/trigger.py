"""Events that force a new look at an engagement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.models.assessment import Assessment
from customers.models.engagement import Engagement


class TriggerEvent(models.Model):
    """One event; handled once an assessment answers it."""

    class Kind(models.TextChoices):
        """The triggers of the method's review cycle."""

        LISTING = "listing", _("New or changed match on a list")
        ALLEGATION = "allegation", _("New or changed allegation")
        PLACE = "place", _("Change in a country or territory")
        SCOPE = "scope", _("New product, feature, place or end user")
        CONTRACT = "contract", _("Renewal or expansion")
        USAGE = "usage", _("Usage anomaly")
        GRIEVANCE = "grievance", _("Grievance")
        OWNERSHIP = "ownership", _("Change of ownership")
        EXPIRY = "expiry", _("Evidence or override expired")
        METHOD = "method", _("New version of the method")
        CONDITION = "condition", _("Condition overdue or breached")

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="triggers")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField(max_length=400)
    source_ref = models.CharField(max_length=80, blank=True)
    occurred_at = models.DateTimeField()
    handled_by = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="handled_triggers"
    )

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"
