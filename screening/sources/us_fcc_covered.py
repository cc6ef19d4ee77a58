"""US Federal Communications Commission: covered equipment and services: by transcription."""

from __future__ import annotations

from screening.sources import transcription
from screening.sources.base import LegalEffect, ListDescription, Source, Tier

CODE = "us_fcc_covered"

SOURCE = Source(
    code=CODE,
    title="US FCC Covered List",
    publisher="US Federal Communications Commission",
    licence="US public domain",
    official_url="https://www.fcc.gov/supplychain/coveredlist",
    lists=(
        ListDescription(
            code=CODE,
            title="US FCC Covered List",
            tier=Tier.T2,
            legal_effect=LegalEffect.PROCUREMENT,
            factor="LST-4",
            relevance=(
                "Communications and video-surveillance equipment held a risk to national security, "
                "by maker and affiliate."
            ),
        ),
    ),
    least=5,
    most=500,
    read=transcription.reader(CODE),
    max_age_hours=24 * 60,
    quirks=(
        "Entries cover affiliates and subsidiaries that are not named: note it in remarks.",
        "Some entries are categories (drones, routers) without a maker: type unknown.",
    ),
)
