"""The unit of assessment: customer x products x end use x end user x place of use."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models.party import Party
from customers.models.product import Product
from dd_portal.accounts.models import BusinessUnit


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Filters in plain words."""

    def live(self) -> EngagementQuerySet:
        """Proposed, running or suspended: everything that is not ended or declined."""
        return self.exclude(state__in=[Engagement.State.ENDED, Engagement.State.DECLINED])

    def involving(self, party: Party) -> EngagementQuerySet:
        """Engagements in which the party has any part."""
        return self.filter(Q(counterparty=party) | Q(end_user=party) | Q(parties__party=party)).distinct()


class Engagement(models.Model):
    """One engagement. The counterparty is optional only for own service, product and own conduct."""

    class Kind(models.TextChoices):
        """What is assessed."""

        SALE = "sale", _("Sale")
        RESALE = "resale", _("Sale through a reseller")
        SUPPLY = "supply", _("Purchase from a supplier")
        PARTNERSHIP = "partnership", _("Partnership")
        OWN_SERVICE = "own_service", _("Service run by the vendor")
        PRODUCT = "product", _("Product as such")
        OWN_CONDUCT = "own_conduct", _("The vendor's own conduct")

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("Proposed")
        RUNNING = "running", _("Running")
        SUSPENDED = "suspended", _("Suspended")
        ENDED = "ended", _("Ended")
        DECLINED = "declined", _("Declined")

    class EndUserStatus(models.TextChoices):
        """What is known of the end user."""

        COUNTERPARTY = "counterparty", _("The counterparty itself")
        NAMED = "named", _("Named")
        SEVERAL = "several", _("Several, known by kind")
        UNDISCLOSED = "undisclosed", _("Not disclosed")

    class Presumption(models.TextChoices):
        """What human rights lead and legal said in writing to a presumption of contribution."""

        PENDING = "PENDING", _("Not answered yet")
        CONFIRMED = "CONFIRMED", _("Confirmed")
        REBUTTED = "REBUTTED", _("Rebutted")

    business_unit = models.ForeignKey(BusinessUnit, on_delete=models.PROTECT, related_name="engagements")
    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    counterparty = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements")
    products = models.ManyToManyField(Product, related_name="engagements", blank=True)
    end_use = models.TextField()
    end_user = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="end_uses")
    end_user_status = models.CharField(max_length=12, choices=EndUserStatus, default=EndUserStatus.COUNTERPARTY)
    # The look-through rule: the capability code of the workload that the engagement is known to host.
    hosted_workloads = models.JSONField(default=list, blank=True)
    customised_for_identification = models.BooleanField(default=False)
    population_scale_database = models.BooleanField(default=False)
    # Codes of the methodology's end uses and of the end user's mandates.
    end_uses = models.JSONField(default=list, blank=True)
    mandates = models.JSONField(default=list, blank=True)
    # Codes of flags that a person raised.
    flags_raised = models.JSONField(default=list, blank=True)
    end_use_undisclosed = models.BooleanField(default=False)
    strict_lawful_exception = models.BooleanField(default=False)
    limits_refused = models.BooleanField(default=False)
    audit_refused = models.BooleanField(default=False)
    suspension_barred = models.BooleanField(default=False)
    tip_off_term = models.BooleanField(default=False)
    reprisal_risk = models.BooleanField(default=False)
    occupied_territory = models.BooleanField(default=False)
    home_state = models.BooleanField(default=False)
    humanitarian = models.BooleanField(default=False)
    uses_ai = models.BooleanField(default=False)
    # An embargo or a missing licence, in words. What lists prohibit is in PartyListing and is not copied here.
    prohibition = models.CharField(max_length=400, blank=True)
    legal_hold_cleared = models.BooleanField(default=False)
    enhanced_due_diligence_done = models.BooleanField(default=False)
    vendor_operates_harm = models.BooleanField(default=False)
    presumption = models.CharField(max_length=12, choices=Presumption, default=Presumption.PENDING)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_engagements",
    )
    starts_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(counterparty__isnull=False) | Q(kind__in=["own_service", "product", "own_conduct"]),
                name="engagement_has_a_counterparty",
            ),
            models.CheckConstraint(
                condition=~Q(end_user_status="named") | Q(end_user__isnull=False),
                name="engagement_names_its_end_user",
            ),
        ]

    def involved_party_ids(self) -> set[int]:
        """Keys of every party that has a part in it."""
        named = {self.counterparty_id, self.end_user_id, *self.parties.values_list("party_id", flat=True)}
        return {key for key in named if key is not None}

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class EngagementParty(models.Model):
    """A further party of an engagement: reseller, integrator, partner, host state, supplier."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="engagement_parts")
    role = models.CharField(max_length=20)

    class Meta:
        verbose_name_plural = "engagement parties"
        constraints = [
            models.UniqueConstraint(fields=["engagement", "party", "role"], name="engagement_party_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.party_id} as {self.role}"


class EngagementPlace(models.Model):
    """Where the product is used, where its data lie, or from where it is controlled; territories count apart."""

    class Kind(models.TextChoices):
        """What happens there."""

        USE = "use", _("Use")
        DATA = "data", _("Data")
        CONTROL = "control", _("Control")

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="places")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.USE)
    country = models.CharField(max_length=2, blank=True)
    territory = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(country="", territory=""), name="engagement_place_is_named"),
        ]

    def __str__(self) -> str:
        return self.territory or self.country
