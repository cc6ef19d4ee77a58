"""Pages of customers: parties, products, engagements."""

from django.urls import URLPattern, URLResolver

app_name = "customers"

urlpatterns: list[URLPattern | URLResolver] = []
