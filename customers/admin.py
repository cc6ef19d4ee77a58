"""Read-only tables for auditors: nothing is added, changed or deleted here; services do that, with a trace."""

# ruff: noqa: ARG002 the signatures are those of the framework

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from customers import models


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows rows and lets nobody touch them."""

    list_per_page = 100
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Party)
class PartyAdmin(ReadOnlyAdmin):
    list_display = ("external_id", "display_name", "type", "business_unit", "lifecycle", "version")
    search_fields = ("external_id", "names__full")


@admin.register(models.PartyVersion)
class PartyVersionAdmin(ReadOnlyAdmin):
    list_display = ("party", "number", "digest", "made_at", "made_by", "cause")


@admin.register(models.PartyListing)
class PartyListingAdmin(ReadOnlyAdmin):
    list_display = ("party", "factor", "value", "prohibited", "source_ref", "stated_at", "withdrawn_at")


@admin.register(models.Restriction)
class RestrictionAdmin(ReadOnlyAdmin):
    list_display = ("party", "source_ref", "set_by", "set_at", "lifted_by", "lifted_at")


@admin.register(models.Engagement)
class EngagementAdmin(ReadOnlyAdmin):
    list_display = ("reference", "title", "kind", "state", "counterparty", "next_review_on")
    search_fields = ("reference", "title")


@admin.register(models.Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    list_display = ("engagement", "number", "state", "methodology", "inherent_tier", "residual_tier", "made_at")


@admin.register(models.AssessmentDecision)
class AssessmentDecisionAdmin(ReadOnlyAdmin):
    list_display = ("assessment", "outcome", "state", "proposed_by", "approved_by", "override_reason")


@admin.register(models.FactorRating)
class FactorRatingAdmin(ReadOnlyAdmin):
    list_display = ("engagement", "factor", "value", "source_ref", "rated_by", "rated_at", "withdrawn_at")


@admin.register(models.Allegation)
class AllegationAdmin(ReadOnlyAdmin):
    list_display = ("claim", "party", "state", "as_of", "detection_source")
