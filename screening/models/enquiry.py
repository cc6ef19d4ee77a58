"""A name screened from outside the register of parties, kept with its answer as evidence."""

from django.conf import settings
from django.db import models

from screening.models.screening_run import ScreeningRun


class Enquiry(models.Model):
    """One question and its answer: what was asked, against what, what came of it.

    ``subject`` is the question as given, ``answer`` the whole result body of the API. A batch of the API is a
    run whose enquiries carry its id and their ``position``; an enquiry without an answer is not yet screened.
    """

    run = models.ForeignKey(ScreeningRun, null=True, blank=True, on_delete=models.CASCADE, related_name="enquiries")
    position = models.PositiveIntegerField(default=0)
    reference = models.CharField(max_length=120, blank=True)
    subject = models.JSONField()
    answer = models.JSONField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "enquiries"

    def __str__(self) -> str:
        return self.reference or f"Enquiry {self.pk}"
