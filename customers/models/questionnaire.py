"""The questionnaire of enhanced due diligence: what was asked, what each source answered, by which link."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models.engagement import Engagement
from customers.models.rating import FactorRating


class Questionnaire(models.Model):
    """One round of questions about one engagement, under one version of the method.

    ``blocks`` are the blocks asked (A ... I); while it is open, blocks that the newest assessment asks for join them.
    ``asked_again`` are the numbers of questions that the last review found wanting.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Sent to the customer")
        ANSWERED = "answered", _("Answered by the customer")
        REVIEWED = "reviewed", _("Reviewed")

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="questionnaires")
    number = models.PositiveIntegerField()
    methodology = models.CharField(max_length=20)
    blocks = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    asked_again = models.JSONField(default=list, blank=True)
    note_to_customer = models.TextField(blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "number"], name="questionnaire_number_once"),
            models.UniqueConstraint(
                fields=["engagement"], condition=~Q(state="reviewed"), name="questionnaire_open_once_per_engagement"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None, reviewed_at=None)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="questionnaire_reviewed_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="reviewed") | Q(reviewed_at__isnull=False), name="questionnaire_reviewed_by_someone"
            ),
        ]

    def __str__(self) -> str:
        return f"Questionnaire {self.number} of engagement {self.engagement_id}"


class QuestionnaireLink(models.Model):
    """An address that lets the customer answer one questionnaire without an account, until it expires or is revoked.

    The address itself is not stored: it is this row's key, signed. As an author of audit events the link stands for
    whoever holds it, known by the name it was made for.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="links")
    recipient = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    # How often it was used since the present window began: the limit of its rate.
    window_began_at = models.DateTimeField(null=True, blank=True)
    window_uses = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_by=None, revoked_at=None) | Q(revoked_by__isnull=False, revoked_at__isnull=False),
                name="questionnaire_link_revoked_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="questionnaire_link_expires_after_it_is_made"
            ),
        ]

    audit_kind = "link"

    @property
    def audit_id(self) -> str:
        """Part of :class:`dd_portal.audit.record.Author`."""
        return f"link:{self.pk}"

    @property
    def audit_name(self) -> str:
        """Part of :class:`dd_portal.audit.record.Author`."""
        return self.recipient

    def __str__(self) -> str:
        return f"Link {self.pk} of questionnaire {self.questionnaire_id}"


class Answer(models.Model):
    """One answer of one source to one question; append-only, the highest ``number`` is the present one.

    ``value`` is empty while somebody only wrote a draft of the narrative.
    """

    class Value(models.TextChoices):
        """The answers of the method."""

        YES = "YES", _("Yes")
        NO = "NO", _("No")
        PARTIAL = "PARTIAL", _("Partly")
        NOT_DISCLOSED = "NOT_DISCLOSED", _("Not disclosed")

    class Source(models.TextChoices):
        """Who answers."""

        CUSTOMER = "customer", _("Customer")
        ACCOUNT_TEAM = "account_team", _("Account team")
        INDEPENDENT = "independent_source", _("Independent source")

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="answers")
    question = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, choices=Source)
    number = models.PositiveIntegerField()
    value = models.CharField(max_length=16, choices=Value, blank=True)
    narrative = models.TextField(blank=True)
    confidence = models.CharField(max_length=8, choices=FactorRating.Confidence, default=FactorRating.Confidence.NONE)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    link = models.ForeignKey(QuestionnaireLink, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "question", "source", "number"], name="answer_number_once"
            ),
            models.CheckConstraint(
                condition=Q(stated_by__isnull=False, link=None) | Q(stated_by=None, link__isnull=False),
                name="answer_has_one_author",
            ),
            models.CheckConstraint(
                condition=Q(link=None) | Q(source="customer"), name="answer_by_link_is_the_customers"
            ),
        ]

    def __str__(self) -> str:
        return f"Question {self.question}: {self.value or 'draft'}"


class AnswerFile(models.Model):
    """A file attached to a question, kept under its checksum; the name is only what the sender called it."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="files")
    question = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    link = models.ForeignKey(QuestionnaireLink, null=True, blank=True, on_delete=models.PROTECT, related_name="files")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "question", "sha256"], name="answer_file_once"),
            models.CheckConstraint(
                condition=Q(added_by__isnull=False, link=None) | Q(added_by=None, link__isnull=False),
                name="answer_file_has_one_author",
            ),
        ]

    def __str__(self) -> str:
        return self.name
