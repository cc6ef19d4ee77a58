"""What the API takes and gives for the registers."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from customers.models import Consultation, EngagementSafeguard, Grievance, LeverageAction, PolicyVersion, Remedy

_LONG = 20_000


def _reference(**options: Any) -> serializers.CharField:
    return serializers.CharField(max_length=40, help_text="The engagement's reference, such as E-0101.", **options)


class NewPolicySerializer(serializers.Serializer[dict[str, Any]]):
    """A version of a policy to put into force; the one before it ends on the day it starts."""

    code = serializers.SlugField(max_length=40)
    title = serializers.CharField(max_length=200)
    version = serializers.CharField(max_length=20)
    summary = serializers.CharField(max_length=10_000)
    adopted_by = serializers.CharField(max_length=200)
    starts_on = serializers.DateField()
    url = serializers.URLField(max_length=500, default="", allow_blank=True)


class PolicySerializer(serializers.ModelSerializer[PolicyVersion]):
    """A version of a policy. ``ends_on`` is the first day on which it holds no more."""

    class Meta:
        model = PolicyVersion
        fields = ("id", "code", "title", "version", "summary", "url", "adopted_by", "starts_on", "ends_on", "stated_at")


class NewSafeguardSerializer(serializers.Serializer[dict[str, Any]]):
    """A safeguard to state, or to state anew: the same code replaces it. ``operating`` null: never tested."""

    engagement = _reference()
    code = serializers.CharField(max_length=4)
    description = serializers.CharField(max_length=_LONG)
    design = serializers.IntegerField(min_value=0, max_value=4)
    operating = serializers.IntegerField(min_value=0, max_value=4, default=None, allow_null=True)
    scope_limiting = serializers.BooleanField(default=False)
    acceptance_only = serializers.BooleanField(default=False)
    verified_on = serializers.DateField(default=None, allow_null=True)


class SafeguardSerializer(serializers.ModelSerializer[EngagementSafeguard]):
    """A safeguard of one engagement, with its scores of design and operation (0-4)."""

    engagement = serializers.SlugRelatedField("reference", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = EngagementSafeguard
        fields = (
            "id", "engagement", "code", "description", "design", "operating", "scope_limiting", "acceptance_only",
            "verified_on", "stated_at",
        )  # fmt: skip


class NewLeverageSerializer(serializers.Serializer[dict[str, Any]]):
    """An attempt to change a customer's conduct."""

    engagement = _reference()
    kind = serializers.ChoiceField(LeverageAction.Kind.choices)
    text = serializers.CharField(max_length=_LONG)
    tried_on = serializers.DateField()


class LeverageSerializer(serializers.ModelSerializer[LeverageAction]):
    """An attempt with what came of it."""

    engagement = serializers.SlugRelatedField("reference", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = LeverageAction
        fields = ("id", "engagement", "kind", "text", "tried_on", "result", "result_note", "result_on", "stated_at")


class NewGrievanceSerializer(serializers.Serializer[dict[str, Any]]):
    """A complaint. Without an engagement it is about the vendor as a whole. ``complainant``: a quality, not a name."""

    engagement = _reference(default="", allow_blank=True)
    channel = serializers.ChoiceField(Grievance.Channel.choices)
    received_on = serializers.DateField()
    complainant = serializers.CharField(max_length=200, default="", allow_blank=True)
    claim = serializers.CharField(max_length=_LONG)


class NewRemedySerializer(serializers.Serializer[dict[str, Any]]):
    """A remedy that is owed by a day, or was given on one."""

    kind = serializers.ChoiceField(Remedy.Kind.choices)
    text = serializers.CharField(max_length=_LONG)
    due_on = serializers.DateField(default=None, allow_null=True)
    provided_on = serializers.DateField(default=None, allow_null=True)


class RemedySerializer(serializers.ModelSerializer[Remedy]):
    """A remedy: owed until ``provided_on`` is known."""

    class Meta:
        model = Remedy
        fields = ("id", "kind", "text", "due_on", "provided_on", "stated_at")


class GrievanceSerializer(serializers.ModelSerializer[Grievance]):
    """A complaint with its answer, its scores by UNGP 31 (0-4) and the remedies owed."""

    engagement = serializers.SlugRelatedField(  # type: ignore[var-annotated]
        "reference", read_only=True, allow_null=True
    )
    remedies = RemedySerializer(many=True, read_only=True)

    class Meta:
        model = Grievance
        fields = (
            "id", "engagement", "channel", "received_on", "complainant", "claim", "state", "answer", "closed_on",
            "satisfied", "criteria", "remedies", "version", "stated_at",
        )  # fmt: skip


class NewConsultationSerializer(serializers.Serializer[dict[str, Any]]):
    """Who was heard, in which quality and never by name; an exemption gives its reason in ``heard``."""

    engagement = _reference()
    kind = serializers.ChoiceField(Consultation.Kind.choices)
    held_on = serializers.DateField()
    who = serializers.CharField(max_length=300, default="", allow_blank=True)
    safety = serializers.CharField(max_length=_LONG, default="", allow_blank=True)
    heard = serializers.CharField(max_length=_LONG)
    changed = serializers.CharField(max_length=_LONG, default="", allow_blank=True)


class ConsultationSerializer(serializers.ModelSerializer[Consultation]):
    """Who was heard once, and what it changed."""

    engagement = serializers.SlugRelatedField("reference", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Consultation
        fields = ("id", "engagement", "kind", "held_on", "who", "safety", "heard", "changed", "stated_at")


class NewOwnConductSerializer(serializers.Serializer[dict[str, Any]]):
    """Something that the vendor did itself. ``products``: their codes."""

    title = serializers.CharField(max_length=200)
    end_use = serializers.CharField(max_length=_LONG)
    products = serializers.ListField(child=serializers.SlugField(max_length=40), default=list)
    starts_on = serializers.DateField(default=None, allow_null=True)
