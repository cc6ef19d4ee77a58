"""Registers the demo world."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo world."""

    name = "dd_portal.demo"
    label = "demo"
