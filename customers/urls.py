"""Pages of customers: parties, products, engagements."""

from django.urls import URLPattern, URLResolver, path

from customers.views import assessments, decisions, engagements, parties, products

app_name = "customers"

# /customers/
party_urls = [
    path("customers/", parties.parties, name="parties"),
    path("customers/new/", parties.party_new, name="party_new"),
    path("customers/<int:pk>/", parties.party, name="party"),
    path("customers/<int:pk>/edit/", parties.party_edit, name="party_edit"),
    path("customers/<int:pk>/relationship/", parties.party_relationship, name="party_relationship"),
    path("customers/<int:pk>/restrict/", parties.party_restrict, name="party_restrict"),
    path("customers/restrictions/<int:pk>/lift/", parties.restriction_lift, name="restriction_lift"),
]

# /products/
product_urls = [
    path("products/", products.products, name="products"),
    path("products/new/", products.product_new, name="product_new"),
    path("products/<int:pk>/", products.product, name="product"),
    path("products/<int:pk>/edit/", products.product_edit, name="product_edit"),
]

# /engagements/
engagement_urls = [
    path("engagements/", engagements.engagements, name="engagements"),
    path("engagements/new/", engagements.engagement_new, name="engagement_new"),
    path("engagements/<int:pk>/", engagements.engagement, name="engagement"),
    path("engagements/<int:pk>/edit/", engagements.engagement_edit, name="engagement_edit"),
    path("engagements/<int:pk>/rate/", assessments.rate, name="rate"),
    path("engagements/<int:pk>/assess/", assessments.assess, name="assess"),
    path("engagements/<int:pk>/assessments/<int:number>/", assessments.assessment, name="assessment"),
    path("engagements/<int:pk>/impacts/new/", assessments.impact_new, name="impact_new"),
    path("engagements/<int:pk>/impacts/<int:impact>/", assessments.impact_edit, name="impact_edit"),
    path("engagements/<int:pk>/impacts/<int:impact>/withdraw/", assessments.impact_withdraw, name="impact_withdraw"),
    path("engagements/<int:pk>/safeguards/", assessments.safeguard, name="safeguard"),
    path("engagements/<int:pk>/evidence/", assessments.evidence_new, name="evidence_new"),
    path("engagements/<int:pk>/allegations/new/", assessments.allegation_new, name="allegation_new"),
    path("engagements/<int:pk>/allegations/<int:allegation>/", assessments.allegation_status, name="allegation_status"),
    path("engagements/<int:pk>/propose/", decisions.propose, name="propose"),
    path("engagements/<int:pk>/decisions/<int:decision>/approve/", decisions.approve, name="approve"),
    path("engagements/<int:pk>/decisions/<int:decision>/return/", decisions.return_proposal, name="return"),
]

urlpatterns: list[URLPattern | URLResolver] = [*party_urls, *product_urls, *engagement_urls]
