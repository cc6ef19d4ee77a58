"""Registers the accounts and hears sign-ins."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles, keys."""

    name = "dd_portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Connect the receivers of Django's sign-in signals."""
        from dd_portal.accounts import receivers  # noqa: F401
