"""US Customs and Border Protection, Withhold Release Orders and Findings: by transcription."""

from __future__ import annotations

from screening.sources import transcription
from screening.sources.base import LegalEffect, ListDescription, Source, Tier

CODE = "us_cbp_forced_labor"

SOURCE = Source(
    code=CODE,
    title="US CBP forced-labour orders",
    publisher="US Customs and Border Protection",
    licence="US public domain",
    official_url="https://www.cbp.gov/trade/forced-labor/withhold-release-orders-and-findings",
    lists=(
        ListDescription(
            code=CODE,
            title="US CBP forced-labour orders",
            tier=Tier.T2,
            legal_effect=LegalEffect.IMPORT,
            factor="LST-3",
            relevance=("Makers, regions and vessels whose goods are held at the border for forced labour."),
        ),
    ),
    least=10,
    most=1000,
    read=transcription.reader(CODE),
    max_age_hours=24 * 45,
    quirks=(
        "Many orders name goods of a region, not a firm: transcribe those with type unknown and say so in remarks.",
        "Orders that were revoked or changed keep their row, with ends_on.",
    ),
)
