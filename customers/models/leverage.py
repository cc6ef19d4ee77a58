"""What was tried to change a customer's conduct, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models.engagement import Engagement


class LeverageAction(models.Model):
    """One attempt, with its day and, once known, its result (UNGP 19)."""

    class Kind(models.TextChoices):
        """The means."""

        DIALOGUE = "dialogue", _("Dialogue with the customer")
        CONTRACT = "contract", _("Contract term or notice")
        TECHNICAL = "technical", _("Technical limit")
        COMMERCIAL = "commercial", _("Price, renewal or support")
        COLLECTIVE = "collective", _("Together with peers or initiatives")
        AUTHORITY = "authority", _("Through a state or authority")

    class Result(models.TextChoices):
        """What came of it."""

        PENDING = "pending", _("Not known yet")
        NONE = "none", _("No change")
        PARTLY = "partly", _("Some change")
        CHANGED = "changed", _("Conduct changed")

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="leverage_actions")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField()
    tried_on = models.DateField()
    result = models.CharField(max_length=10, choices=Result, default=Result.PENDING)
    result_note = models.TextField(blank=True)
    result_on = models.DateField(null=True, blank=True)
    # Counts changes, so that nobody overwrites one they did not see.
    version = models.PositiveIntegerField(default=1)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result="pending", result_on=None) | (~Q(result="pending") & Q(result_on__isnull=False)),
                name="leverage_result_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
