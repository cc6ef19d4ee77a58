"""Pages of customers: parties, products, engagements."""

from django.urls import URLPattern, URLResolver, path

from customers.views import (
    assessments,
    customer_answers,
    decisions,
    engagements,
    index_ratings,
    indices,
    methodology,
    ownership,
    parties,
    portfolio,
    products,
    questionnaires,
)
from customers.views.registers import (
    allegations,
    concerns,
    grievances,
    leverage,
    overview,
    own_conduct,
    policies,
    product_release,
    safeguards,
    stakeholders,
)

app_name = "customers"

# /indices/
index_urls = [
    path("indices/", indices.indices, name="indices"),
    path("indices/import/", indices.index_import, name="index_import"),
]

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
    path("engagements/<int:pk>/rate/indices/", index_ratings.index_accept, name="index_accept"),
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

# /questionnaires/, and the customer's own page, which needs no account
questionnaire_urls = [
    path("engagements/<int:pk>/questionnaires/open/", questionnaires.questionnaire_open, name="questionnaire_open"),
    path("questionnaires/<int:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path("questionnaires/<int:pk>/answer/", questionnaires.questionnaire_answer, name="questionnaire_answer"),
    path("questionnaires/<int:pk>/send/", questionnaires.questionnaire_send, name="questionnaire_send"),
    path("questionnaires/<int:pk>/links/<int:link>/revoke/", questionnaires.questionnaire_revoke, name="link_revoke"),
    path("questionnaires/<int:pk>/ask-again/", questionnaires.questionnaire_ask_again, name="questionnaire_ask_again"),
    path("questionnaires/<int:pk>/review/", questionnaires.questionnaire_review, name="questionnaire_review"),
    path("questionnaires/<int:pk>/files/<int:file>/", questionnaires.answer_file, name="answer_file"),
    path(
        "questionnaires/<int:pk>/files/<int:file>/evidence/",
        questionnaires.answer_file_evidence,
        name="answer_file_evidence",
    ),
    path("answers/<str:token>/", customer_answers.customer_answers, name="customer_answers"),
]

# /method/
method_urls = [
    path("method/", methodology.method, name="method"),
    path("method/new/", methodology.method_new, name="method_new"),
    path("method/versions/<str:version>/", methodology.method, name="method_version"),
    path("method/versions/<str:version>/toml/", methodology.method_file, name="method_file"),
    path("method/drafts/<int:pk>/", methodology.method_draft, name="method_draft"),
    path("method/drafts/<int:pk>/compare/", methodology.method_compare, name="method_compare"),
    path("method/drafts/<int:pk>/adopt/", methodology.method_adopt, name="method_adopt"),
    path("method/drafts/<int:pk>/withdraw/", methodology.method_withdraw, name="method_withdraw"),
]

# /registers/, and the way out of a closed release gate
register_urls = [
    path("products/<int:pk>/assess/", product_release.product_assessment_new, name="product_assessment_new"),
    path("registers/", overview.registers, name="registers"),
    path("registers/allegations/new/", allegations.allegation_intake, name="allegation_intake"),
    path("registers/allegations/import/", allegations.allegation_import, name="allegation_import"),
    path("registers/allegations/import/errors/", allegations.allegation_import_errors, name="allegation_import_errors"),
    path("registers/allegations/<int:pk>/", allegations.allegation, name="allegation"),
    path("registers/allegations/<int:pk>/status/", allegations.allegation_change, name="allegation_change"),
    path("registers/allegations/<int:pk>/source/", allegations.allegation_source, name="allegation_source"),
    path("registers/allegations/<int:pk>/reply/", allegations.allegation_reply, name="allegation_reply"),
    path("registers/policies/new/", policies.policy_new, name="policy_new"),
    path("registers/policies/<int:pk>/", policies.policy, name="policy"),
    path("registers/safeguards/new/", safeguards.safeguard_new, name="safeguard_new"),
    path("registers/safeguards/<int:pk>/", safeguards.safeguard_entry, name="safeguard_entry"),
    path("registers/leverage/new/", leverage.leverage_new, name="leverage_new"),
    path("registers/leverage/<int:pk>/", leverage.leverage_entry, name="leverage_entry"),
    path("registers/grievances/new/", grievances.grievance_new, name="grievance_new"),
    path("registers/grievances/<int:pk>/", grievances.grievance, name="grievance"),
    path("registers/grievances/<int:pk>/remedies/new/", grievances.remedy_new, name="remedy_new"),
    path("registers/grievances/<int:pk>/remedies/<int:remedy>/", grievances.remedy_given, name="remedy_given"),
    path("registers/own-conduct/new/", own_conduct.own_conduct_new, name="own_conduct_new"),
    path("registers/stakeholders/new/", stakeholders.consultation_new, name="consultation_new"),
    path("registers/stakeholders/<int:pk>/", stakeholders.consultation, name="consultation"),
    path("registers/concerns/new/", concerns.concern_new, name="concern_new"),
    path("registers/concerns/mine/", concerns.my_concerns, name="my_concerns"),
    path("registers/concerns/<int:pk>/", concerns.concern, name="concern"),
    path("registers/<slug:code>/", overview.register, name="register"),
    path("registers/<slug:code>/csv/", overview.register_csv, name="register_csv"),
]

# /portfolio/
portfolio_urls = [
    path("portfolio/", portfolio.portfolio, name="portfolio"),
    path("portfolio/<slug:chart>.csv", portfolio.portfolio_csv, name="portfolio_csv"),
    path("portfolio/places/", portfolio.places, name="portfolio_places"),
    path("portfolio/places/events/new/", ownership.place_event_new, name="place_event_new"),
    path("portfolio/reviews/", portfolio.reviews, name="portfolio_reviews"),
    path("portfolio/conditions/", portfolio.conditions, name="portfolio_conditions"),
    path("conditions/<int:pk>/", portfolio.condition, name="condition"),
    path("customers/<int:pk>/ownership/", ownership.ownership, name="ownership"),
    path("engagements/<int:pk>/events/new/", ownership.event_new, name="event_new"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *index_urls,
    *party_urls,
    *product_urls,
    *engagement_urls,
    *questionnaire_urls,
    *method_urls,
    *portfolio_urls,
    *register_urls,
]
