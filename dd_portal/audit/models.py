"""What happened: events that nobody can change, their erasable details, and the seals that prove it."""

from django.db import models


class AuditEvent(models.Model):
    """One deed: who did what to which thing, when. Append-only, held by a trigger of the database.

    No foreign keys: history neither blocks nor follows live rows. ``digest`` is the SHA-256 of the detail, so
    that an erased detail still shows that it was not exchanged.
    """

    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.CharField(max_length=64, db_index=True)
    # One of dd_portal.audit.verbs; no choices here, so that a new verb needs no migration.
    verb = models.CharField(max_length=64, db_index=True)
    target_kind = models.CharField(max_length=64)
    target_id = models.CharField(max_length=64)
    parent_kind = models.CharField(max_length=64, blank=True)
    parent_id = models.CharField(max_length=64, blank=True)
    correlation = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["target_kind", "target_id"]),
            models.Index(fields=["parent_kind", "parent_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_kind} {self.target_id}"


class AuditSeal(models.Model):
    """One link of the chain: SHA-256 over the previous link and the content of every event under this seal."""

    number = models.PositiveIntegerField(unique=True)
    sealed_at = models.DateTimeField()
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    link = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"Seal {self.number} over {self.count} events"


class AuditDetail(models.Model):
    """Names, texts and values of an event: personal data lives here, and only here, so that it can be erased."""

    event_id = models.BigIntegerField(unique=True)
    actor_name = models.CharField(max_length=200)
    target_label = models.CharField(max_length=400)
    content = models.JSONField(default=dict)
    erased_at = models.DateTimeField(null=True, blank=True)
    # Which seal covers the event; none yet for the newest ones, which are shown as unsealed.
    seal = models.ForeignKey(AuditSeal, null=True, blank=True, on_delete=models.PROTECT, related_name="details")

    def __str__(self) -> str:
        return f"Detail of event {self.event_id}"
