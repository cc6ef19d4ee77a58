"""Section 11: who was heard, and what changed because of it."""

from __future__ import annotations

from reports.document import Note, Paragraph, Section, free, prose


def section() -> Section:
    """No engagement with affected people is recorded yet; the section says so rather than being left out."""
    return Section(
        "11",
        "Stakeholder engagement",
        blocks=(
            Note(
                prose(
                    "No data exist yet. No talk with affected people, their representatives or experts on their behalf is recorded "
                    "for this period, so that no assessment rests on what they said."
                ),
                state="near",
            ),
            Paragraph(
                prose(
                    "Severity is judged from the standpoint of the affected person (UNGP ", free("14"), "). Without hearing affected "
                    "people that judgment is the raters' own; UN Guiding Principle ", free("18"), " asks for meaningful consultation."
                )
            ),
        ),
    )  # fmt: skip
