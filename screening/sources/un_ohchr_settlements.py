"""UN Human Rights Office, database of businesses in settlements (resolution 31/36): by transcription."""

from __future__ import annotations

from screening.sources import transcription
from screening.sources.base import LegalEffect, ListDescription, Source, Tier

CODE = "un_ohchr_settlements"

SOURCE = Source(
    code=CODE,
    title="UN OHCHR settlements database",
    publisher="Office of the United Nations High Commissioner for Human Rights",
    licence="United Nations terms: free use with attribution",
    official_url="https://www.ohchr.org/en/business/bhr-database",
    lists=(
        ListDescription(
            code=CODE,
            title="UN OHCHR settlements database",
            tier=Tier.T3,
            legal_effect=LegalEffect.UN_DATABASE,
            factor="LST-5",
            relevance=(
                "Businesses in ten listed activities, one of them surveillance and identification equipment for "
                "settlements, the wall and checkpoints."
            ),
        ),
    ),
    least=50,
    most=1000,
    read=transcription.reader(CODE),
    max_age_hours=24 * 366,
    quirks=(
        "Published as a report only, at long intervals: 2020, 2023, 2025.",
        "The activity, by its letter (a) to (j), goes into section.",
        "Not a sanction: inclusion has no legal effect of its own.",
    ),
)
