"""Browser routes."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from dd_portal.accounts.access import needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.views.gallery import gallery
from dd_portal.find import find
from dd_portal.home import healthz, home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("find/", find, name="find"),
    # Its invented samples show what matches look like: nothing for people who may not see why.
    path("gallery/", needs(Permission.SEE_LISTS, Permission.ADMINISTER)(gallery), name="gallery"),
    path("accounts/", include("dd_portal.accounts.urls")),
    path("", include("dd_portal.common.urls")),
    path("", include("customers.urls")),
    path("", include("screening.urls")),
    path("", include("reports.urls")),
    path("api/v1/", include("dd_portal.api_urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api_docs"),
    path("admin/", admin.site.urls),
]
