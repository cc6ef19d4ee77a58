"""The pages of the shared kernel beside the portal's own, so that they can be tried before they are mounted."""

from django.urls import include, path

urlpatterns = [path("", include("dd_portal.common.urls")), path("", include("dd_portal.urls"))]
