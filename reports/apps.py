"""Registers the app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Board reports, dossiers and their files."""

    name = "reports"
