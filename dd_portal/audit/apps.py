"""Registers the audit trail."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail."""

    name = "dd_portal.audit"
    label = "audit"
