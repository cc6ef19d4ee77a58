"""World Bank Group: ineligible firms and individuals: by transcription."""

from __future__ import annotations

from screening.sources import transcription
from screening.sources.base import LegalEffect, ListDescription, Source, Tier

CODE = "world_bank_debarment"

SOURCE = Source(
    code=CODE,
    title="World Bank debarred parties",
    publisher="World Bank Group",
    licence="World Bank terms of use",
    official_url="https://www.worldbank.org/en/projects-operations/procurement/debarred-firms",
    lists=(
        ListDescription(
            code=CODE,
            title="World Bank debarred parties",
            tier=Tier.T2,
            legal_effect=LegalEffect.PROCUREMENT,
            factor="LST-4",
            relevance=(
                "Barred from bank-financed contracts for fraud or corruption: a weak signal, not a human-rights ground."
            ),
        ),
    ),
    least=200,
    most=10000,
    read=transcription.reader(CODE),
    max_age_hours=24 * 30,
    quirks=(
        "Rows with an end of ineligibility stay until that day: ends_on.",
        "The ground goes into section.",
    ),
)
