"""Norges Bank: observation and exclusion of companies from the Government Pension Fund Global: by transcription."""

from __future__ import annotations

from screening.sources import transcription
from screening.sources.base import LegalEffect, ListDescription, Source, Tier

CODE = "no_nbim_exclusions"

SOURCE = Source(
    code=CODE,
    title="Norway GPFG exclusions",
    publisher="Norges Bank Investment Management",
    licence="Site terms of the publisher",
    official_url="https://www.nbim.no/en/responsible-investment/ethical-exclusions/exclusion-of-companies/",
    lists=(
        ListDescription(
            code=CODE,
            title="Norway GPFG exclusions",
            tier=Tier.T3,
            legal_effect=LegalEffect.ETHICAL,
            factor="LST-4",
            relevance=(
                "Companies excluded or observed, each with its ground; serious violations of human rights and of "
                "rights in war are two of them."
            ),
        ),
    ),
    least=50,
    most=1000,
    read=transcription.reader(CODE),
    max_age_hours=24 * 120,
    quirks=(
        "The ground of exclusion goes into section; observation is no exclusion: say so in remarks.",
        "Frozen since 7 November 2025: no new exclusions under the interim guidelines.",
    ),
)
