"""API routes under /api/v1/."""

from django.urls import include, path

urlpatterns = [
    path("", include("customers.api.urls")),
    path("", include("screening.api.urls")),
    path("", include("reports.api.urls")),
]
