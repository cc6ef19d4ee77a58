"""Routes under /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from customers.api.allegations import AllegationDetail, AllegationList, AllegationStatusEntry
from customers.api.engagements import EngagementDetail, EngagementEvents, EngagementList
from customers.api.parties import PartyByExternalId, PartyDetail, PartyList
from customers.api.products import ProductDetail, ProductList
from customers.api.questionnaires import QuestionnaireAnswers, QuestionnaireDetail, QuestionnaireList
from customers.api.registers.consultations import ConsultationDetail, ConsultationList
from customers.api.registers.grievances import GrievanceDetail, GrievanceList, GrievanceRemedies
from customers.api.registers.leverage import LeverageDetail, LeverageList
from customers.api.registers.own_conduct import OwnConductList
from customers.api.registers.policies import PolicyDetail, PolicyList
from customers.api.registers.safeguards import SafeguardDetail, SafeguardList

urlpatterns: list[URLPattern | URLResolver] = [
    path("parties/", PartyList.as_view(), name="api_parties"),
    path("parties/<int:pk>/", PartyDetail.as_view(), name="api_party"),
    path("parties/by-external-id/<path:external_id>/", PartyByExternalId.as_view(), name="api_party_by_external_id"),
    path("engagements/", EngagementList.as_view(), name="api_engagements"),
    path("engagements/<int:pk>/", EngagementDetail.as_view(), name="api_engagement"),
    path("engagements/by-reference/<str:reference>/events/", EngagementEvents.as_view(), name="api_engagement_events"),
    path("products/", ProductList.as_view(), name="api_products"),
    path("products/<int:pk>/", ProductDetail.as_view(), name="api_product"),
    path("allegations/", AllegationList.as_view(), name="api_allegations"),
    path("allegations/<int:pk>/", AllegationDetail.as_view(), name="api_allegation"),
    path("allegations/<int:pk>/status/", AllegationStatusEntry.as_view(), name="api_allegation_status"),
    path("questionnaires/", QuestionnaireList.as_view(), name="api_questionnaires"),
    path("questionnaires/<int:pk>/", QuestionnaireDetail.as_view(), name="api_questionnaire"),
    path("questionnaires/<int:pk>/answers/", QuestionnaireAnswers.as_view(), name="api_questionnaire_answers"),
    path("policies/", PolicyList.as_view(), name="api_policies"),
    path("policies/<int:pk>/", PolicyDetail.as_view(), name="api_policy"),
    path("safeguards/", SafeguardList.as_view(), name="api_safeguards"),
    path("safeguards/<int:pk>/", SafeguardDetail.as_view(), name="api_safeguard"),
    path("leverage-actions/", LeverageList.as_view(), name="api_leverage_actions"),
    path("leverage-actions/<int:pk>/", LeverageDetail.as_view(), name="api_leverage_action"),
    path("grievances/", GrievanceList.as_view(), name="api_grievances"),
    path("grievances/<int:pk>/", GrievanceDetail.as_view(), name="api_grievance"),
    path("grievances/<int:pk>/remedies/", GrievanceRemedies.as_view(), name="api_grievance_remedies"),
    path("consultations/", ConsultationList.as_view(), name="api_consultations"),
    path("consultations/<int:pk>/", ConsultationDetail.as_view(), name="api_consultation"),
    path("own-conduct/", OwnConductList.as_view(), name="api_own_conduct"),
]
