"""Routes under /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from screening.api.alerts import AlertNotes, Alerts, OneAlert
from screening.api.cases import Cases, OneCase
from screening.api.day_evidence import EvidenceOfDay
from screening.api.lists import Changes, Lists, OneEntity, Versions
from screening.api.screenings import Batches, OneBatch, OneScreening, Screenings
from screening.api.suppressions import OneSuppression, SuppressionRequests, Suppressions

# alerts/
alert_routes: list[URLPattern | URLResolver] = [
    path("alerts/", Alerts.as_view(), name="api_alerts"),
    path("alerts/<int:alert_id>/", OneAlert.as_view(), name="api_alert"),
    path("alerts/<int:alert_id>/notes/", AlertNotes.as_view(), name="api_alert_notes"),
    path(
        "alerts/<int:alert_id>/suppression-requests/",
        SuppressionRequests.as_view(),
        name="api_alert_suppression_requests",
    ),
]

# suppressions/
suppression_routes: list[URLPattern | URLResolver] = [
    path("suppressions/", Suppressions.as_view(), name="api_suppressions"),
    path("suppressions/<int:suppression_id>/", OneSuppression.as_view(), name="api_suppression"),
]

# cases/
case_routes: list[URLPattern | URLResolver] = [
    path("cases/", Cases.as_view(), name="api_cases"),
    path("cases/<int:case_id>/", OneCase.as_view(), name="api_case"),
]

# screenings/
screening_routes: list[URLPattern | URLResolver] = [
    path("screenings/", Screenings.as_view(), name="api_screenings"),
    path("screenings/<int:screening_id>/", OneScreening.as_view(), name="api_screening"),
    path("screenings/batches/", Batches.as_view(), name="api_batches"),
    path("screenings/batches/<int:batch_id>/", OneBatch.as_view(), name="api_batch"),
]

# lists/
list_routes: list[URLPattern | URLResolver] = [
    path("lists/", Lists.as_view(), name="api_lists"),
    path("lists/evidence/", EvidenceOfDay.as_view(), name="api_day_evidence"),
    path("lists/entities/<path:entity_id>/", OneEntity.as_view(), name="api_list_entity"),
    path("lists/<slug:source>/changes/", Changes.as_view(), name="api_list_changes"),
    path("lists/<slug:source>/versions/", Versions.as_view(), name="api_list_versions"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *alert_routes,
    *suppression_routes,
    *case_routes,
    *screening_routes,
    *list_routes,
]
