"""Other systems that are told of events: where they listen, what happened, and what came of telling them."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dd_portal.accounts.models import BusinessUnit


class WebhookEndpoint(models.Model):
    """One address that listens. No secret is stored: it follows from SECRET_KEY, ``key`` and ``generation``.

    ``kinds`` are the events it asked for. One of the front office is never told of alerts, matches or lists.
    """

    class Audience(models.TextChoices):
        """Whose system it is."""

        SYSTEMS = "systems", _("Compliance systems")
        FRONT_OFFICE = "front_office", _("Front office")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=80)
    url = models.URLField(max_length=500)
    audience = models.CharField(max_length=12, choices=Audience)
    kinds = models.JSONField(default=list)
    generation = models.PositiveSmallIntegerField(default=1)
    rotated_at = models.DateTimeField(null=True, blank=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=Q(ended_at=None), name="webhook_endpoint_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="webhook_endpoint_ended_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WebhookEvent(models.Model):
    """Something that happened, written in the transaction of the deed; ids only, no name of a person or a list entry.

    ``object_key`` names the thing it is about: events of one thing reach an endpoint in their order.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    object_key = models.CharField(max_length=80)
    audit_event_id = models.BigIntegerField()
    business_unit = models.ForeignKey(BusinessUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    party_reference = models.CharField(max_length=120, blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit_event_id", "kind"], name="webhook_event_once_a_deed")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_key}"


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    """Filters in plain words."""

    def due(self, now: dt.datetime) -> WebhookDeliveryQuerySet:
        """Waiting ones whose time has come, whose endpoint listens, and which no earlier one of the thing holds up."""
        earlier = WebhookDelivery.objects.filter(
            endpoint=models.OuterRef("endpoint"),
            event__object_key=models.OuterRef("event__object_key"),
            state=WebhookDelivery.State.WAITING,
            pk__lt=models.OuterRef("pk"),
        )
        return self.filter(
            ~models.Exists(earlier), state=WebhookDelivery.State.WAITING, next_at__lte=now, endpoint__ended_at=None
        )


class WebhookDelivery(models.Model):
    """One event for one endpoint. ``key`` stays the same however often it is sent, so that a receiver knows a copy."""

    class State(models.TextChoices):
        """Where it stands. A dead one is sent again only by a person."""

        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        DEAD = "dead", _("Given up")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="deliveries")
    event = models.ForeignKey(WebhookEvent, on_delete=models.PROTECT, related_name="deliveries")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    # When it is due; while an attempt is under way, when that one is taken for dead.
    next_at = models.DateTimeField()
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    attempted_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "event"], name="webhook_delivery_once"),
            models.CheckConstraint(
                condition=Q(state="delivered", delivered_at__isnull=False)
                | Q(~Q(state="delivered"), delivered_at=None),
                name="webhook_delivery_delivered_at",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="waiting"), name="webhook_delivery_due"),
            models.Index(fields=["endpoint", "-id"], name="webhook_delivery_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} to {self.endpoint_id}"
