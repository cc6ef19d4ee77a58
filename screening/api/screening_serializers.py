"""What the API takes and gives for screenings of names from outside."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from customers.api.serializers import CountryCodeField, IdentifierSerializer
from customers.models import Party
from customers.services.party_facts import AddressFact, CountryFact, IdentifierFact, NameFact, PartyFacts
from screening.services.screen_names import MOST_NAMES, Question


class QuestionInput(serializers.Serializer[Any]):
    """Somebody to screen. Only ``name`` is needed; everything else makes the answer sharper."""

    reference = serializers.CharField(max_length=120, default="", allow_blank=True, help_text="Your own key, echoed")
    type = serializers.ChoiceField(Party.Type.choices, default=Party.Type.UNKNOWN)
    name = serializers.CharField(max_length=400)
    aliases = serializers.ListField(child=serializers.CharField(max_length=400), default=list, max_length=50)
    birth_date = serializers.CharField(max_length=10, default="", allow_blank=True, help_text="YYYY[-MM[-DD]]")
    incorporation_date = serializers.CharField(max_length=10, default="", allow_blank=True)
    gender = serializers.ChoiceField(Party.Gender.choices, default="", allow_blank=True)
    countries = serializers.ListField(child=CountryCodeField(max_length=100), default=list, max_length=50)
    identifiers = IdentifierSerializer(many=True, default=list)
    addresses = serializers.ListField(child=serializers.CharField(max_length=500), default=list, max_length=50)


class NameInput(QuestionInput):
    """One name, screened now."""

    lists = serializers.ListField(
        child=serializers.SlugField(max_length=60), default=list, help_text="Codes of lists or sources; all if empty"
    )
    limit = serializers.IntegerField(min_value=1, max_value=200, default=50)


class BatchInput(serializers.Serializer[Any]):
    """Many names, screened in the background."""

    names = QuestionInput(many=True, allow_empty=False, max_length=MOST_NAMES)  # type: ignore[call-arg]


def question_of(data: dict[str, Any]) -> Question:
    """The question that validated input asks."""
    facts = PartyFacts(
        type=data["type"],
        names=(NameFact(data["name"]), *(NameFact(alias, "alias") for alias in data["aliases"])),
        birth_date=data["birth_date"],
        incorporation_date=data["incorporation_date"],
        gender=data["gender"],
        countries=tuple(CountryFact(code) for code in data["countries"]),
        identifiers=tuple(
            IdentifierFact(one["kind"], one["value"], one.get("country", "")) for one in data["identifiers"]
        ),
        addresses=tuple(AddressFact(text) for text in data["addresses"]),
    )
    return Question(facts, data["reference"])


class ListUsed(serializers.Serializer[Any]):
    """One source that was screened against."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    published_on = serializers.DateField(allow_null=True)
    entity_count = serializers.IntegerField()
    sha256 = serializers.CharField()
    partial = serializers.BooleanField()  # type: ignore[assignment]


class FeatureOut(serializers.Serializer[Any]):
    """One feature that was compared; the scores of all features add up to that of the match."""

    name = serializers.CharField()
    role = serializers.CharField()
    word = serializers.CharField()
    score = serializers.FloatField()
    detail = serializers.CharField()
    our_value = serializers.CharField()
    list_value = serializers.CharField()


class EntityOut(serializers.Serializer[Any]):
    """The list entry of a match."""

    id = serializers.CharField()
    list = serializers.CharField()
    list_title = serializers.CharField()
    caption = serializers.CharField()
    type = serializers.CharField()
    programmes = serializers.ListField(child=serializers.CharField())


class MatchOut(serializers.Serializer[Any]):
    """One potential match."""

    score = serializers.FloatField()
    tier = serializers.CharField(allow_null=True)
    entity = EntityOut()
    features = FeatureOut(many=True)


class ScreeningAnswer(serializers.Serializer[Any]):
    """The answer about one name."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    outcome = serializers.ChoiceField(["no_potential_match", "potential_match", "incomplete"])
    screened_at = serializers.DateTimeField(allow_null=True)
    lists = ListUsed(many=True)
    unreliable_lists = serializers.ListField(
        child=serializers.CharField(),
        help_text="Late, or required and not loaded. Finding nothing is then incomplete: hold the customer.",
    )
    settings_version = serializers.IntegerField()
    engine_version = serializers.CharField()
    threshold = serializers.FloatField()
    nearest_below_threshold = serializers.FloatField(allow_null=True)
    matches = MatchOut(many=True)
    evidence_hash = serializers.CharField()


class ScreeningBatch(serializers.Serializer[Any]):
    """How far a batch has come; ``results`` is one page of answers, ``incomplete`` ones are not yet screened."""

    id = serializers.IntegerField()
    state = serializers.CharField()
    received = serializers.IntegerField()
    screened = serializers.IntegerField()
    failed = serializers.IntegerField()
    waiting = serializers.IntegerField()
    with_matches = serializers.IntegerField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    error = serializers.CharField()
    next_after = serializers.IntegerField(allow_null=True, help_text="Pass as ?after= for the next page")
    results = ScreeningAnswer(many=True)
