"""Registers the app."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Parties, products, engagements and their assessment."""

    name = "customers"
