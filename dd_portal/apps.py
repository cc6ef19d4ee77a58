"""Makes the Celery application known in every process of the portal."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The project itself.

    The package does not import its Celery application, so that engines stay importable in a bare interpreter.
    """

    name = "dd_portal"
    label = "portal"

    def ready(self) -> None:
        """Load the application that shared tasks belong to."""
        import_module("dd_portal.celery")
