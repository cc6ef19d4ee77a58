"""Alerts, matches and answers as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from screening.models import Alert, AlertNote, MatchEvidence, PotentialMatch, Resolution
from screening.triage.note import LONGEST_NOTE


class AlertLine(serializers.ModelSerializer[Alert]):
    """An alert in a list."""

    party = serializers.CharField(source="party.external_id", help_text="External id of the party")
    party_name = serializers.CharField(source="party.display_name")
    assignee = serializers.CharField(source="assignee.display_name", default=None)

    class Meta:
        model = Alert
        fields = [
            "id", "party", "party_name", "state", "tier", "priority", "top_score", "trigger", "trigger_text",
            "opened_at", "due_at", "reopened", "assignee", "closed_at", "version",
        ]  # fmt: skip


class Answer(serializers.ModelSerializer[Resolution]):
    """An answer on a potential match."""

    proposed_by = serializers.CharField(source="proposed_by.display_name")
    approved_by = serializers.CharField(source="approved_by.display_name", default=None)

    class Meta:
        model = Resolution
        fields = [
            "identity", "consequence", "reasons", "rationale", "next_step", "state", "proposed_by", "proposed_at",
            "approved_by", "approved_at",
        ]  # fmt: skip


class Evidence(serializers.ModelSerializer[MatchEvidence]):
    """What was compared: the score is the sum of the points of its features."""

    settings_version = serializers.IntegerField(source="settings_version.number")
    features = serializers.JSONField(source="evidence")

    class Meta:
        model = MatchEvidence
        fields = [
            "score", "threshold", "settings_version", "engine_version", "party_version", "digest", "made_at",
            "features",
        ]  # fmt: skip


class Match(serializers.ModelSerializer[PotentialMatch]):
    """One potential match."""

    list = serializers.CharField(source="watchlist.code")
    list_title = serializers.CharField(source="watchlist.title")
    listed_name = serializers.CharField(source="evidence.listed_entity.caption", default=None)
    evidence = Evidence()
    resolutions = Answer(many=True)

    class Meta:
        model = PotentialMatch
        fields = [
            "id", "entity_id", "listed_name", "list", "list_title", "tier", "score", "state", "found_at", "evidence",
            "resolutions",
        ]  # fmt: skip


class WrittenNote(serializers.ModelSerializer[AlertNote]):
    """A note as it is kept."""

    written_by = serializers.CharField(source="written_by.display_name")

    class Meta:
        model = AlertNote
        fields = ["id", "text", "written_by", "written_at"]


class AlertDetail(AlertLine):
    """An alert with everything that was found and said."""

    potential_matches = Match(many=True)
    notes = WrittenNote(many=True)

    class Meta(AlertLine.Meta):
        fields = [*AlertLine.Meta.fields, "potential_matches", "notes"]


class NoteText(serializers.Serializer[Any]):
    """A note to be written."""

    text = serializers.CharField(max_length=LONGEST_NOTE)
