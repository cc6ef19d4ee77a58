"""Registers the shared kernel."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """The shared kernel."""

    name = "dd_portal.common"
    label = "common"
