"""Routes under /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from screening.api.alerts import AlertNotes, Alerts, OneAlert
from screening.api.lists import Lists, Versions
from screening.api.screenings import Batches, OneBatch, OneScreening, Screenings

# alerts/
alert_routes: list[URLPattern | URLResolver] = [
    path("alerts/", Alerts.as_view(), name="api_alerts"),
    path("alerts/<int:alert_id>/", OneAlert.as_view(), name="api_alert"),
    path("alerts/<int:alert_id>/notes/", AlertNotes.as_view(), name="api_alert_notes"),
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
    path("lists/<slug:source>/versions/", Versions.as_view(), name="api_list_versions"),
]

urlpatterns: list[URLPattern | URLResolver] = [*alert_routes, *screening_routes, *list_routes]
