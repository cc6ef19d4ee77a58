"""Section 0: who stands behind this report, and who does not."""

from __future__ import annotations

from reports.document import Note, Paragraph, Section, prose


def section() -> Section:
    """The assessor's statement, or the plain fact that there is none."""
    return Section(
        "0",
        "Independent assessor's statement",
        blocks=(
            Note(
                prose(
                    "No independent assessor was appointed for this period. This is management's own account: nobody "
                    "outside the organisation has tested it, and no opinion of an assessor is given."
                ),
                state="near",
            ),
            Paragraph(
                prose(
                    "An assessor would state here the mandate, what access was asked for, given and refused, the standard "
                    "used, hours and cost, and an opinion. Until then every rating is labelled as management's."
                )
            ),
        ),
    )
