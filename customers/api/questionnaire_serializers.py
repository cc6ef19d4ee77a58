"""What the API takes and gives for questionnaires."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from customers.models import Answer, FactorRating, Questionnaire
from customers.services.questionnaire_questions import missing_numbers, present_answers, questions_of


class QuestionAnswerSerializer(serializers.ModelSerializer[Answer]):
    """The present answer of one source to one question. ``number`` says which one it is, for ``expected``."""

    class Meta:
        model = Answer
        fields = ("question", "source", "number", "value", "narrative", "confidence", "stated_at")


class NewQuestionAnswerSerializer(serializers.Serializer[dict[str, Any]]):
    """An answer. ``expected`` is the ``number`` of the answer that the caller saw, 0 if there was none."""

    question = serializers.IntegerField(min_value=1, max_value=999)
    source = serializers.ChoiceField(Answer.Source.choices)  # type: ignore[assignment]
    value = serializers.ChoiceField(Answer.Value.choices, default="", allow_blank=True)
    narrative = serializers.CharField(max_length=10_000, default="", allow_blank=True)
    confidence = serializers.ChoiceField(FactorRating.Confidence.choices, default=FactorRating.Confidence.NONE)
    expected = serializers.IntegerField(min_value=0, default=0)


class QuestionSerializer(serializers.Serializer[dict[str, Any]]):
    """A question that is asked, and the codes that its answer informs."""

    number = serializers.IntegerField()
    block = serializers.CharField()
    text = serializers.CharField()
    informs = serializers.ListField(child=serializers.CharField())


class QuestionnaireSerializer(serializers.ModelSerializer[Questionnaire]):
    """A questionnaire with what is asked, what is answered, and what is missing."""

    engagement = serializers.SlugRelatedField("reference", read_only=True)  # type: ignore[var-annotated]
    questions = serializers.SerializerMethodField()
    answers = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    class Meta:
        model = Questionnaire
        fields = (
            "id", "engagement", "number", "methodology", "state", "asked_again", "opened_at", "answered_at",
            "reviewed_at", "questions", "answers", "missing",
        )  # fmt: skip

    @extend_schema_field(QuestionSerializer(many=True))
    def get_questions(self, questionnaire: Questionnaire) -> list[dict[str, Any]]:
        """The questions asked, in order."""
        return [
            {"number": one.number, "block": one.block, "text": one.text, "informs": list(one.maps_to)}
            for one in questions_of(questionnaire)
        ]

    @extend_schema_field(QuestionAnswerSerializer(many=True))
    def get_answers(self, questionnaire: Questionnaire) -> list[dict[str, Any]]:
        """The present answers, by question and source."""
        answers = present_answers(questionnaire)
        return [dict(QuestionAnswerSerializer(answers[key]).data) for key in sorted(answers)]

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_missing(self, questionnaire: Questionnaire) -> list[int]:
        """Numbers of the questions that no source answered."""
        return list(missing_numbers(questionnaire))


class QuestionnaireLineSerializer(serializers.ModelSerializer[Questionnaire]):
    """A questionnaire in a list."""

    engagement = serializers.SlugRelatedField("reference", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Questionnaire
        fields = ("id", "engagement", "number", "methodology", "state", "opened_at", "answered_at", "reviewed_at")
