"""Questionnaires over the API: list, read, and answer a question."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customers.api.engagements import visible_engagements
from customers.api.questionnaire_serializers import (
    NewQuestionAnswerSerializer,
    QuestionAnswerSerializer,
    QuestionnaireLineSerializer,
    QuestionnaireSerializer,
)
from customers.models import Questionnaire
from customers.services.answer_question import AnswerFact, answer_question
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotFound


def visible_questionnaires(user: User) -> QuerySet[Questionnaire]:
    """Questionnaires of the engagements that the caller may see."""
    return Questionnaire.objects.filter(engagement__in=visible_engagements(user).values("pk")).select_related(
        "engagement"
    )


class QuestionnaireList(generics.ListAPIView[Questionnaire]):
    """Questionnaires, newest first."""

    serializer_class = QuestionnaireLineSerializer
    permissions_by_method = {"GET": Permission.SEE_ENGAGEMENTS}

    def get_queryset(self) -> QuerySet[Questionnaire]:
        """Visible questionnaires, filtered by ``engagement`` and ``state``."""
        if getattr(self, "swagger_fake_view", False):
            return Questionnaire.objects.none()
        assert isinstance(self.request.user, User)
        found = visible_questionnaires(self.request.user)
        reference, state = self.request.query_params.get("engagement"), self.request.query_params.get("state")
        if reference:
            found = found.filter(engagement__reference=reference)
        return found.filter(state=state) if state else found

    @extend_schema(
        operation_id="questionnaires_list",
        parameters=[
            OpenApiParameter("engagement", str, description="Reference of the engagement"),
            OpenApiParameter("state", str),
        ],
    )
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        """A page of questionnaires."""
        return super().get(request, *args, **kwargs)


class QuestionnaireDetail(generics.RetrieveAPIView[Questionnaire]):
    """One questionnaire."""

    serializer_class = QuestionnaireSerializer
    permissions_by_method = {"GET": Permission.SEE_ENGAGEMENTS}

    def get_queryset(self) -> QuerySet[Questionnaire]:
        """Visible questionnaires."""
        if getattr(self, "swagger_fake_view", False):
            return Questionnaire.objects.none()
        assert isinstance(self.request.user, User)
        return visible_questionnaires(self.request.user)


class QuestionnaireAnswers(APIView):
    """The answers of one questionnaire."""

    permissions_by_method = {"POST": Permission.RATE}

    @extend_schema(
        operation_id="questionnaires_answer",
        request=NewQuestionAnswerSerializer,
        responses={201: QuestionAnswerSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Answer a question for one source. 409 where somebody answered since; the same twice changes nothing."""
        assert isinstance(request.user, User)
        found = visible_questionnaires(request.user).filter(pk=pk).first()
        if found is None:
            raise NotFound("There is no such questionnaire.")
        wanted = NewQuestionAnswerSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        answer = answer_question(questionnaire=found, fact=AnswerFact(**wanted.validated_data), by=request.user)
        return Response(QuestionAnswerSerializer(answer).data, status=201)
