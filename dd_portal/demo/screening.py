"""Imports the invented lists and screens everyone."""

from __future__ import annotations

from dd_portal.accounts.models import User
from dd_portal.demo.world import LIST_FILES, list_paths
from screening.models import ScreeningRun
from screening.services.import_list import import_list
from screening.services.screen_chunk import screen_chunk
from screening.services.start_run import start_run


def load_lists(*, by: User) -> None:
    """Import each small list in the publisher's own format; a real list's floor does not apply to a sample."""
    for source in LIST_FILES:
        import_list(source_code=source, paths=list_paths(source), least=1, by=by)


def screen_everyone(*, by: User) -> ScreeningRun:
    """Screen all parties here and now, without a worker."""
    run = start_run(trigger="First screening", by=by)
    for chunk_id in run.chunks.order_by("number").values_list("pk", flat=True):
        screen_chunk(chunk_id=chunk_id)
    run.refresh_from_db()
    return run
