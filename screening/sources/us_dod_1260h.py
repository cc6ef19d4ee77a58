"""US Department of Defense: Chinese military companies (section 1260H): by transcription."""

from __future__ import annotations

from screening.sources import transcription
from screening.sources.base import LegalEffect, ListDescription, Source, Tier

CODE = "us_dod_1260h"

SOURCE = Source(
    code=CODE,
    title="US Chinese military companies (1260H)",
    publisher="US Department of Defense",
    licence="US public domain",
    official_url="https://www.defense.gov/News/Releases/",
    lists=(
        ListDescription(
            code=CODE,
            title="US Chinese military companies (1260H)",
            tier=Tier.T2,
            legal_effect=LegalEffect.PROCUREMENT,
            factor="LST-4",
            relevance=(
                "Chinese military companies, among them makers of surveillance cameras, drones and genetic sequencers."
            ),
        ),
    ),
    least=50,
    most=1000,
    read=transcription.reader(CODE, country="cn"),
    max_age_hours=24 * 400,
    quirks=(
        "Published as PDF once a year; changes between editions stand in the Federal Register.",
        "Subsidiaries are indented under their parent: transcribe it as parent.",
    ),
)
