"""Routes under /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from customers.api.engagements import EngagementDetail, EngagementList
from customers.api.parties import PartyByExternalId, PartyDetail, PartyList
from customers.api.products import ProductDetail, ProductList

urlpatterns: list[URLPattern | URLResolver] = [
    path("parties/", PartyList.as_view(), name="api_parties"),
    path("parties/<int:pk>/", PartyDetail.as_view(), name="api_party"),
    path("parties/by-external-id/<path:external_id>/", PartyByExternalId.as_view(), name="api_party_by_external_id"),
    path("engagements/", EngagementList.as_view(), name="api_engagements"),
    path("engagements/<int:pk>/", EngagementDetail.as_view(), name="api_engagement"),
    path("products/", ProductList.as_view(), name="api_products"),
    path("products/<int:pk>/", ProductDetail.as_view(), name="api_product"),
]
