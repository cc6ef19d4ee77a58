"""What the API takes and gives for parties, products and engagements."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from customers.models import (
    Assessment,
    Engagement,
    EngagementPlace,
    Party,
    PartyCountry,
    PartyName,
    PartyRole,
    Product,
    TriggerEvent,
)
from customers.services.note_event import NOTED
from customers.services.party_facts import AddressFact, CountryFact, IdentifierFact, NameFact, PartyFacts
from dd_portal.common.countries import country_code


class CountryCodeField(serializers.CharField):
    """Alpha-2, alpha-3 or an English name in; alpha-2 in lower case out."""

    def to_internal_value(self, data: Any) -> str:
        """The code; a value that is no country is refused."""
        text = super().to_internal_value(data)
        code = country_code(text)
        if text and not code:
            raise serializers.ValidationError(f"“{text}” is not a country.")
        return code


class NameSerializer(serializers.Serializer[NameFact]):
    """One name; exactly one of a party is ``primary``. An empty script is told from the letters."""

    full = serializers.CharField(max_length=400)
    kind = serializers.ChoiceField(PartyName.Kind.choices, default=PartyName.Kind.PRIMARY)
    script = serializers.CharField(max_length=4, default="", allow_blank=True)
    language = serializers.CharField(max_length=20, default="", allow_blank=True)
    source = serializers.CharField(max_length=200, default="", allow_blank=True)  # type: ignore[assignment]


class CountrySerializer(serializers.Serializer[CountryFact]):
    """A tie to a country."""

    code = CountryCodeField(max_length=100)
    kind = serializers.ChoiceField(PartyCountry.Kind.choices, default=PartyCountry.Kind.UNSTATED)
    source = serializers.CharField(max_length=200, default="", allow_blank=True)  # type: ignore[assignment]


class IdentifierSerializer(serializers.Serializer[IdentifierFact]):
    """A number or code: ``kind`` is a slug such as passport, registration, lei."""

    kind = serializers.RegexField(r"^[a-z0-9_]{1,40}$")
    value = serializers.CharField(max_length=120)
    country = CountryCodeField(max_length=100, default="", allow_blank=True)
    source = serializers.CharField(max_length=200, default="", allow_blank=True)  # type: ignore[assignment]


class AddressSerializer(serializers.Serializer[AddressFact]):
    """A postal address as one text."""

    full = serializers.CharField(max_length=500)
    country = CountryCodeField(max_length=100, default="", allow_blank=True)
    source = serializers.CharField(max_length=200, default="", allow_blank=True)  # type: ignore[assignment]


class PartyFactsSerializer(serializers.Serializer[PartyFacts]):
    """What is stated of a party. ``business_unit`` is a unit's code; the default unit if not given."""

    business_unit = serializers.SlugField(default="", allow_blank=True)
    lifecycle = serializers.ChoiceField(Party.Lifecycle.choices, default=Party.Lifecycle.ACTIVE)
    type = serializers.ChoiceField(Party.Type.choices)
    names = NameSerializer(many=True, allow_empty=False)
    birth_date = serializers.CharField(max_length=10, default="", allow_blank=True, help_text="YYYY[-MM[-DD]]")
    incorporation_date = serializers.CharField(max_length=10, default="", allow_blank=True, help_text="YYYY[-MM[-DD]]")
    gender = serializers.ChoiceField(Party.Gender.choices, default="", allow_blank=True)
    countries = CountrySerializer(many=True, default=list)
    identifiers = IdentifierSerializer(many=True, default=list)
    addresses = AddressSerializer(many=True, default=list)
    roles = serializers.ListField(child=serializers.ChoiceField(PartyRole.Role.choices), default=list)

    def facts(self) -> PartyFacts:
        """The validated input as facts."""
        data = self.validated_data
        return PartyFacts(
            type=data["type"],
            names=tuple(NameFact(**one) for one in data["names"]),
            birth_date=data["birth_date"],
            incorporation_date=data["incorporation_date"],
            gender=data["gender"],
            countries=tuple(CountryFact(**one) for one in data["countries"]),
            identifiers=tuple(IdentifierFact(**one) for one in data["identifiers"]),
            addresses=tuple(AddressFact(**one) for one in data["addresses"]),
            roles=tuple(data["roles"]),
        )


class NewPartySerializer(PartyFactsSerializer):
    """A party to register under its own key."""

    external_id = serializers.CharField(max_length=80)


class PartySerializer(serializers.ModelSerializer[Party]):
    """A party as it is known now. Its screening and alerts have endpoints of their own."""

    business_unit = serializers.SlugRelatedField("code", read_only=True)  # type: ignore[var-annotated]
    names = NameSerializer(many=True, read_only=True)
    countries = CountrySerializer(many=True, read_only=True)
    identifiers = IdentifierSerializer(many=True, read_only=True)
    addresses = AddressSerializer(many=True, read_only=True)
    roles = serializers.SerializerMethodField()

    class Meta:
        model = Party
        fields = (
            "id", "business_unit", "external_id", "type", "display_name", "lifecycle", "birth_date",
            "incorporation_date", "gender", "names", "countries", "identifiers", "addresses", "roles", "version",
            "created_at", "updated_at",
        )  # fmt: skip

    def get_roles(self, party: Party) -> list[str]:
        """The roles in which the party is known."""
        return sorted(role.role for role in party.roles.all())


class ProductSerializer(serializers.ModelSerializer[Product]):
    """A product with the codes of its capabilities."""

    capabilities = serializers.SerializerMethodField()

    class Meta:
        model = Product
        fields = ("id", "code", "name", "description", "delivery", "vendor_control", "capabilities")

    def get_capabilities(self, product: Product) -> list[str]:
        """Codes of the methodology's taxonomy."""
        return sorted(capability.code for capability in product.capabilities.all())


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    """The newest assessment: figures and recommendation. The system recommends; people decide."""

    inherent_tier = serializers.CharField(source="get_inherent_tier_display", read_only=True)
    residual_tier = serializers.CharField(source="get_residual_tier_display", read_only=True)
    worst_tier = serializers.CharField(source="get_worst_tier_display", read_only=True)

    class Meta:
        model = Assessment
        fields = (
            "number", "state", "methodology", "cause", "severity", "likelihood", "inherent_tier", "residual_tier",
            "worst_tier", "provisional", "involvement", "recommendation", "made_at",
        )  # fmt: skip


class NewEventSerializer(serializers.Serializer[TriggerEvent]):
    """What another system saw. ``source_ref`` is its own key for the event, so that it can be sent again safely."""

    kind = serializers.ChoiceField([(one.value, TriggerEvent.Kind(one).label) for one in NOTED])
    text = serializers.CharField(max_length=400)
    source_ref = serializers.CharField(max_length=80, default="", allow_blank=True)


class EventSerializer(serializers.ModelSerializer[TriggerEvent]):
    """A noted event; ``handled`` says whether an assessment has answered it."""

    handled = serializers.SerializerMethodField()

    class Meta:
        model = TriggerEvent
        fields = ("id", "kind", "text", "source_ref", "occurred_at", "handled")

    def get_handled(self, event: TriggerEvent) -> bool:
        """Whether a new look was taken since."""
        return event.handled_by_id is not None


class PlaceSerializer(serializers.ModelSerializer[EngagementPlace]):
    """A place of use, data or control."""

    class Meta:
        model = EngagementPlace
        fields = ("kind", "country", "territory")


class EngagementSerializer(serializers.ModelSerializer[Engagement]):
    """An engagement with its newest assessment, null if there is none yet."""

    business_unit = serializers.SlugRelatedField("code", read_only=True)  # type: ignore[var-annotated]
    products = serializers.SlugRelatedField("code", many=True, read_only=True)  # type: ignore[var-annotated]
    places = PlaceSerializer(many=True, read_only=True)
    latest_assessment = serializers.SerializerMethodField()

    class Meta:
        model = Engagement
        fields = (
            "id", "business_unit", "reference", "title", "kind", "state", "counterparty", "end_user",
            "end_user_status", "end_use", "products", "places", "starts_on", "next_review_on", "version",
            "latest_assessment",
        )  # fmt: skip

    @extend_schema_field(AssessmentSerializer(allow_null=True))
    def get_latest_assessment(self, engagement: Engagement) -> dict[str, Any] | None:
        """The assessment with the highest number."""
        assessments = sorted(engagement.assessments.all(), key=lambda one: one.number)
        return dict(AssessmentSerializer(assessments[-1]).data) if assessments else None
