"""Routes under /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from screening.api.alerts import AlertNotes, Alerts, OneAlert

# alerts/
alert_routes: list[URLPattern | URLResolver] = [
    path("alerts/", Alerts.as_view(), name="api_alerts"),
    path("alerts/<int:alert_id>/", OneAlert.as_view(), name="api_alert"),
    path("alerts/<int:alert_id>/notes/", AlertNotes.as_view(), name="api_alert_notes"),
]

urlpatterns: list[URLPattern | URLResolver] = [*alert_routes]
