"""The project: settings, routes, workers, and the rooms that every app stands on."""

from dd_portal.celery import app as celery_app

__all__ = ["celery_app"]
