"""Screenings over the API: one name now, many as a batch; every answer says against what."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.api.screening_serializers import (
    BatchInput,
    NameInput,
    ScreeningAnswer,
    ScreeningBatch,
    question_of,
)
from screening.selectors.enquiries import answer_of, one_batch, one_enquiry
from screening.services.screen_name import screen_name
from screening.services.screen_names import screen_names
from screening.tasks import queue_run


def _caller(request: Request) -> User:
    assert isinstance(request.user, User)
    return request.user


class BatchFilters(serializers.Serializer[Any]):
    """Which page of the answers."""

    after = serializers.IntegerField(required=False, min_value=0, default=0)
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=500, default=50)


class Screenings(APIView):
    """One name, screened now."""

    permissions_by_method = {"POST": Permission.SCREEN}

    @extend_schema(request=NameInput, responses=ScreeningAnswer, operation_id="screenings_create")
    def post(self, request: Request) -> Response:
        """The answer; 503 where no list is loaded, so that nothing is taken for clear."""
        asked = NameInput(data=request.data)
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        question = question_of(data)
        enquiry = screen_name(
            facts=question.facts, reference=question.reference, lists=data["lists"], limit=data["limit"],
            by=_caller(request),
        )  # fmt: skip
        return Response(answer_of(enquiry))


class OneScreening(APIView):
    """An answer that was given, as it was given."""

    permissions_by_method = {"GET": Permission.SCREEN}

    @extend_schema(responses=ScreeningAnswer, operation_id="screenings_retrieve")
    def get(self, request: Request, screening_id: int) -> Response:
        """The stored answer."""
        return Response(answer_of(one_enquiry(pk=screening_id, by=_caller(request))))


class Batches(APIView):
    """Many names, screened in the background."""

    permissions_by_method = {"POST": Permission.SCREEN}

    @extend_schema(
        request=BatchInput,
        responses={202: ScreeningBatch},
        operation_id="screenings_batches_create",
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, description="Your own key")],
    )
    def post(self, request: Request) -> Response:
        """The batch, to be asked for its progress; the same key gives the same batch."""
        asked = BatchInput(data=request.data)
        asked.is_valid(raise_exception=True)
        by = _caller(request)
        run = screen_names(
            questions=[question_of(one) for one in asked.validated_data["names"]],
            request_key=request.headers.get("Idempotency-Key", "")[:120],
            by=by,
        )
        queue_run(run)
        return Response(one_batch(pk=run.pk, after=0, size=50, by=by), status=status.HTTP_202_ACCEPTED)


class OneBatch(APIView):
    """Progress and answers of a batch."""

    permissions_by_method = {"GET": Permission.SCREEN}

    @extend_schema(responses=ScreeningBatch, operation_id="screenings_batches_retrieve", parameters=[BatchFilters])
    def get(self, request: Request, batch_id: int) -> Response:
        """How far it has come, and one page of answers in their order."""
        asked = BatchFilters(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page = asked.validated_data
        return Response(one_batch(pk=batch_id, after=page["after"], size=page["page_size"], by=_caller(request)))
