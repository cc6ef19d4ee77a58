"""Pages of screening: alerts, lists, runs."""

from django.urls import URLPattern, URLResolver

app_name = "screening"

# /alerts/
alert_routes: list[URLPattern | URLResolver] = []

# /lists/
list_routes: list[URLPattern | URLResolver] = []

# /batches/ and the tools around the engine
run_routes: list[URLPattern | URLResolver] = []

urlpatterns = [*alert_routes, *list_routes, *run_routes]
