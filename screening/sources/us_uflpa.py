"""US Department of Homeland Security, Uyghur Forced Labor Prevention Act: Entity List: by transcription."""

from __future__ import annotations

from screening.sources import transcription
from screening.sources.base import LegalEffect, ListDescription, Source, Tier

CODE = "us_uflpa"

SOURCE = Source(
    code=CODE,
    title="US UFLPA Entity List",
    publisher="US Department of Homeland Security, Forced Labor Enforcement Task Force",
    licence="US public domain",
    official_url="https://www.dhs.gov/uflpa-entity-list",
    lists=(
        ListDescription(
            code=CODE,
            title="US UFLPA Entity List",
            tier=Tier.T2,
            legal_effect=LegalEffect.IMPORT,
            factor="LST-3",
            relevance=(
                "Companies tied to forced labour of Uyghurs and other persecuted groups in Xinjiang; their goods are "
                "presumed to be made by it."
            ),
        ),
    ),
    least=20,
    most=2000,
    read=transcription.reader(CODE, country="cn"),
    max_age_hours=24 * 45,
    quirks=(
        "The publisher shows HTML tables, one for each statutory sub-list: transcribe the sub-list as section.",
        "Aliases stand inside the name cell in brackets, and brackets can be part of a name.",
        "'and subsidiaries' widens an entry to parties that are not named: note it in remarks.",
    ),
)
