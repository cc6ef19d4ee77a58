"""Pages of screening: alerts, lists, runs."""

from django.urls import URLPattern, URLResolver, path

from screening.views import deeds
from screening.views.alert import alert
from screening.views.decide import decide
from screening.views.queue import queue, start_next

app_name = "screening"

# /alerts/
alert_routes: list[URLPattern | URLResolver] = [
    path("alerts/", queue, name="queue"),
    path("alerts/start-next/", start_next, name="start_next"),
    path("alerts/<int:alert_id>/", alert, name="alert"),
    path("alerts/<int:alert_id>/claim/", deeds.claim, name="claim"),
    path("alerts/<int:alert_id>/release/", deeds.release, name="release"),
    path("alerts/<int:alert_id>/decide/", decide, name="decide"),
    path("alerts/<int:alert_id>/approve/", deeds.approve, name="approve"),
    path("alerts/<int:alert_id>/return/", deeds.return_to_analyst, name="return_to_analyst"),
    path("alerts/<int:alert_id>/withdraw/", deeds.withdraw, name="withdraw"),
    path("alerts/<int:alert_id>/escalate/", deeds.escalate, name="escalate"),
    path("alerts/<int:alert_id>/request-information/", deeds.request_information, name="request_information"),
    path("alerts/<int:alert_id>/receive-information/", deeds.receive_information, name="receive_information"),
    path("alerts/<int:alert_id>/notes/", deeds.note, name="note"),
    path("alerts/<int:alert_id>/reopen/", deeds.reopen, name="reopen"),
]

# /lists/
list_routes: list[URLPattern | URLResolver] = []

# /batches/ and the tools around the engine
run_routes: list[URLPattern | URLResolver] = []

urlpatterns = [*alert_routes, *list_routes, *run_routes]
