"""Imports the invented lists and screens everyone, then leaves alerts in several states of review."""

from __future__ import annotations

from dd_portal.accounts.models import User
from dd_portal.demo.world import LIST_FILES, list_paths
from screening.services.import_list import import_list


def load_lists(*, by: User) -> None:
    """Import each small list in the publisher's own format."""
    for source in LIST_FILES:
        import_list(source_code=source, paths=list_paths(source), least=1, by=by)


def screen_everyone(*, by: User) -> None:
    """Screen all parties here and now, without a worker."""
