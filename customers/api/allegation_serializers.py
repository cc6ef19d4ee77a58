"""What the API takes and gives for allegations."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from customers.models import Allegation, AllegationStatus, EvidenceItem
from customers.models.allegation import AllegationState
from customers.services.take_in_allegation import SourceFact


class NewSourceSerializer(serializers.Serializer[SourceFact]):
    """A graded source: reliability A-F, credibility 1-6 (Admiralty code)."""

    title = serializers.CharField(max_length=300)
    publisher = serializers.CharField(max_length=200)
    origin = serializers.ChoiceField(EvidenceItem.Origin.choices)
    reliability = serializers.RegexField(r"^[A-F]$", help_text="A to F")
    credibility = serializers.IntegerField(min_value=1, max_value=6)
    url = serializers.URLField(max_length=500, default="", allow_blank=True)
    published_on = serializers.DateField(default=None, allow_null=True)
    authoritative = serializers.BooleanField(default=False)


class NewAllegationSerializer(serializers.Serializer[dict[str, Any]]):
    """An allegation to take in. ``party`` is the caller's own key of the party; empty: the vendor itself."""

    party = serializers.CharField(max_length=80, default="", allow_blank=True)
    business_unit = serializers.SlugField(default="", allow_blank=True)
    claim = serializers.CharField(max_length=5000)
    alleged_by = serializers.CharField(max_length=200)
    as_of = serializers.DateField()
    detection_source = serializers.ChoiceField(Allegation.DetectionSource.choices)
    state = serializers.ChoiceField(AllegationState.choices, default=AllegationState.ALLEGED)
    facts_stand = serializers.BooleanField(default=False)
    party_response = serializers.CharField(default="", allow_blank=True)
    sources = NewSourceSerializer(many=True, default=list)


class NewAllegationStatusSerializer(serializers.Serializer[dict[str, Any]]):
    """A new status of an allegation; what is left out stays as it is."""

    state = serializers.ChoiceField(AllegationState.choices)
    as_of = serializers.DateField()
    note = serializers.CharField(default="", allow_blank=True)
    facts_stand = serializers.BooleanField(default=None, allow_null=True)
    party_response = serializers.CharField(default=None, allow_null=True, allow_blank=True)


class AllegationStatusSerializer(serializers.ModelSerializer[AllegationStatus]):
    """One status of the history."""

    class Meta:
        model = AllegationStatus
        fields = ("state", "as_of", "note", "noted_at")


class SourceSerializer(serializers.ModelSerializer[EvidenceItem]):
    """A graded source."""

    class Meta:
        model = EvidenceItem
        fields = ("title", "publisher", "origin", "url", "published_on", "reliability", "credibility", "authoritative")


class AllegationSerializer(serializers.ModelSerializer[Allegation]):
    """An allegation with its status history, sources and the party's reply. It is not a finding."""

    party = serializers.SlugRelatedField("external_id", read_only=True, allow_null=True)  # type: ignore[var-annotated]
    history = AllegationStatusSerializer(many=True, read_only=True)
    sources = SourceSerializer(source="evidence", many=True, read_only=True)

    class Meta:
        model = Allegation
        fields = (
            "id", "party", "claim", "alleged_by", "state", "as_of", "facts_stand", "party_response", "reply_asked_on",
            "reply_due_on", "detection_source", "history", "sources", "stated_at",
        )  # fmt: skip
