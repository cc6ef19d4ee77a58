"""Registers the app and hears changes of parties."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Lists, screening and alerts."""

    name = "screening"

    def ready(self) -> None:
        """Connect the receiver of changed parties."""
        from screening import receivers  # noqa: F401
