"""Routes under /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from reports.api.reports import OneReport, Reports

# reports/
urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/", Reports.as_view(), name="api_reports"),
    path("reports/<int:pk>/", OneReport.as_view(), name="api_report"),
]
