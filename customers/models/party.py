"""Any person, organisation or public body we know of, with its names, numbers, places and roles.

The rows of a party are its present state. Each change also writes a :class:`PartyVersion` holding that state
whole, because evidence, resolutions and dossiers refer to what was known at the time.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dd_portal.accounts.models import BusinessUnit, User


class PartyQuerySet(models.QuerySet["Party"]):
    """Filters in plain words."""

    def visible_to(self, user: User, *, units: set[int] | None) -> PartyQuerySet:
        """Parties of the units given; None stands for every unit."""
        del user
        return self if units is None else self.filter(business_unit_id__in=units)

    def active(self) -> PartyQuerySet:
        """Parties that we deal with or may deal with: these are screened."""
        return self.exclude(lifecycle=Party.Lifecycle.EXITED)

    def with_role(self, role: str) -> PartyQuerySet:
        """Parties in a role."""
        return self.filter(roles__role=role)


class Party(models.Model):
    """One party. ``external_id`` is the organisation's own key, unique inside the business unit."""

    class Type(models.TextChoices):
        """What kind of party it is; the words are those of lists."""

        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")
        PUBLIC_BODY = "public_body", _("Public body")
        VESSEL = "vessel", _("Vessel")
        AIRCRAFT = "aircraft", _("Aircraft")
        UNKNOWN = "unknown", _("Unknown")

    class Lifecycle(models.TextChoices):
        """Where the relationship stands."""

        PROSPECT = "prospect", _("Prospect")
        ACTIVE = "active", _("Active")
        EXITED = "exited", _("Exited")

    class Gender(models.TextChoices):
        """As stated by the party or a document; empty where unknown."""

        FEMALE = "female", _("Female")
        MALE = "male", _("Male")
        OTHER = "other", _("Other")

    business_unit = models.ForeignKey(BusinessUnit, on_delete=models.PROTECT, related_name="parties")
    external_id = models.CharField(max_length=80)
    type = models.CharField(max_length=16, choices=Type)
    display_name = models.CharField(max_length=400, db_index=True)
    lifecycle = models.CharField(max_length=12, choices=Lifecycle, default=Lifecycle.ACTIVE)
    # Dates of known precision: YYYY, YYYY-MM or YYYY-MM-DD.
    birth_date = models.CharField(max_length=10, blank=True)
    incorporation_date = models.CharField(max_length=10, blank=True)
    gender = models.CharField(max_length=8, choices=Gender, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(fields=["business_unit", "external_id"], name="party_external_id_once_per_unit"),
        ]
        indexes = [models.Index(fields=["business_unit", "lifecycle"])]

    def __str__(self) -> str:
        return f"{self.display_name} ({self.external_id})"


class PartyVersion(models.Model):
    """The whole state of a party after one change; append-only.

    ``content`` has the keys type, names, birth_date, incorporation_date, gender, countries, identifiers,
    addresses, roles: what :func:`customers.services.party_content.party_content` writes.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    cause = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "number"], name="party_version_number_once")]

    def __str__(self) -> str:
        return f"{self.party_id} version {self.number}"


class PartyName(models.Model):
    """One name of a party, in one script."""

    class Kind(models.TextChoices):
        """How the name is used."""

        PRIMARY = "primary", _("Main name")
        ALIAS = "alias", _("Also known as")
        FORMER = "former", _("Former name")
        TRADING = "trading", _("Trading name")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="names")
    full = models.CharField(max_length=400, db_index=True)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PRIMARY)
    script = models.CharField(max_length=4, default="Latn")
    language = models.CharField(max_length=20, blank=True)
    # Where the value comes from ("passport copy, 12 Jan 2025"), shown beside it.
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party"], condition=Q(kind="primary"), name="party_has_one_primary_name"),
        ]

    def __str__(self) -> str:
        return self.full


class PartyIdentifier(models.Model):
    """A number or code of a party; ``kind`` is one of the slugs of lists (passport, registration, lei ...)."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=40)
    value = models.CharField(max_length=120, db_index=True)
    country = models.CharField(max_length=2, blank=True)
    # Where the value comes from ("passport copy, 12 Jan 2025"), shown beside it.
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class PartyCountry(models.Model):
    """A tie to a country: ISO 3166-1 alpha-2, lower case."""

    class Kind(models.TextChoices):
        """What ties the party to the country; the words are those of lists."""

        NATIONALITY = "nationality", _("Nationality")
        REGISTRATION = "registration", _("Registration")
        RESIDENCE = "residence", _("Residence")
        FLAG = "flag", _("Flag")
        UNSTATED = "unstated", _("Not stated")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="countries")
    code = models.CharField(max_length=2)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.UNSTATED)
    # Where the value comes from ("passport copy, 12 Jan 2025"), shown beside it.
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.code


class PartyAddress(models.Model):
    """A postal address as one text, with its country."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="addresses")
    full = models.CharField(max_length=500)
    country = models.CharField(max_length=2, blank=True)
    # Where the value comes from ("passport copy, 12 Jan 2025"), shown beside it.
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.full


class PartyRole(models.Model):
    """A role in which we know the party; it may hold several."""

    class Role(models.TextChoices):
        """The roles of the methodology's vocabulary."""

        CUSTOMER = "customer", _("Customer")
        END_USER = "end_user", _("End user")
        RESELLER = "reseller", _("Reseller")
        INTEGRATOR = "integrator", _("Integrator")
        PARTNER = "partner", _("Partner")
        HOST_STATE = "host_state", _("Host state")
        SUPPLIER = "supplier", _("Supplier")
        BENEFICIAL_OWNER = "beneficial_owner", _("Beneficial owner")
        CONTROLLER = "controller", _("Controller")
        DIRECTOR = "director", _("Director")
        AFFILIATE = "affiliate", _("Affiliate")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "role"], name="party_role_once")]

    def __str__(self) -> str:
        return self.role
