"""Engagement with the people affected by an engagement, or the reason why there was none."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models.engagement import Engagement


class Consultation(models.Model):
    """Who was heard, how, and what changed (UNGP 18); or an exemption with its reason."""

    class Kind(models.TextChoices):
        """Who was heard."""

        RIGHTS_HOLDERS = "rights_holders", _("Rights-holders")
        PROXIES = "proxies", _("Credible proxies")
        EXPERTS = "experts", _("Independent experts")
        EXEMPTION = "exemption", _("Exempted, with a reason")

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="consultations")
    kind = models.CharField(max_length=16, choices=Kind)
    held_on = models.DateField()
    # In which quality people were heard, never their names.
    who = models.CharField(max_length=300, blank=True)
    safety = models.TextField(blank=True)
    heard = models.TextField()
    changed = models.TextField(blank=True)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind="exemption") | ~Q(who=""), name="consultation_heard_somebody"),
            models.CheckConstraint(condition=~Q(heard=""), name="consultation_says_what_was_heard"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.held_on}"
