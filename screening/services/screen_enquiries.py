"""Screens the names from outside of a chunk and keeps their answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from screening.models import Enquiry, RunChunk
from screening.services.answer_body import answer_body, entities_of_answers, lists_of
from screening.services.current_screener import Pinned
from screening.services.late_lists import unreliable_sources
from screening.services.party_subject import party_subject
from screening.services.plan_pairs import LIMIT


def screen_enquiries(chunk: RunChunk, pinned: Pinned) -> Callable[[], dict[str, Any]]:
    """Compare the chunk's enquiries; gives the function that writes the answers and returns the chunk's counts."""
    enquiries = list(
        Enquiry.objects.filter(run_id=chunk.run_id, pk__gte=chunk.first_id, pk__lte=chunk.last_id).order_by("pk")
    )
    answers = pinned.screener.screen([party_subject(one.subject) for one in enquiries], limit=LIMIT)
    lists, entities, now = lists_of(pinned), entities_of_answers(answers), timezone.now()
    unreliable = unreliable_sources()
    for enquiry, answer in zip(enquiries, answers, strict=True):
        enquiry.answer = answer_body(
            answer, pinned=pinned, lists=lists, entities=entities, at=now, unreliable=unreliable
        )
        enquiry.answered_at = now

    def write() -> dict[str, Any]:
        Enquiry.objects.bulk_update(enquiries, ["answer", "answered_at"], batch_size=200)
        found = sum(len(answer.matches) for answer in answers)
        return {
            "screened": len(enquiries),
            "skipped": 0,
            "failed": 0,
            "with_matches": sum(bool(answer.matches) for answer in answers),
            "potential_matches": found,
            "new_matches": found,
        }

    return write
