"""Screens single parties at once, as a small run of their own."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from screening.models import ScreeningRun
from screening.services.screen_chunk import screen_chunk
from screening.services.start_run import start_run


def screen_parties(*, party_ids: Sequence[int], trigger: str = "", by: User) -> ScreeningRun:
    """Screen these parties against all live lists now; gives the ended run. Raises NotReady where no list is live."""
    run = start_run(
        kind=ScreeningRun.Kind.PARTY, trigger=trigger or _("A customer changed"), party_ids=party_ids, by=by
    )
    for chunk_id in run.chunks.order_by("number").values_list("pk", flat=True):
        screen_chunk(chunk_id=chunk_id)
    run.refresh_from_db()
    return run


def screen_party(*, party_id: int, trigger: str = "", by: User) -> ScreeningRun:
    """Screen one party now."""
    return screen_parties(party_ids=[party_id], trigger=trigger, by=by)
