"""Pages of reports."""

from django.urls import path

from reports.views import reports

app_name = "reports"

# /reports/
urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/publish/", reports.publish, name="publish"),
    path("reports/preview/", reports.preview, name="preview"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/files/<str:name>", reports.file, name="file"),
]
