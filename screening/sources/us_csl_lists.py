"""The thirteen lists inside the US Consolidated Screening List, each with its own tier and legal effect."""

from __future__ import annotations

import re

from screening.sources import ofac_programmes
from screening.sources.base import LegalEffect, ListDescription, Tier

_TREASURY = "Treasury Department"
_BIS = "Bureau of Industry and Security"
_STATE = "State Department"

# The text of the column "source" -> short name; used in codes and ids.
SHORT = {
    f"Capta List (CAP) - {_TREASURY}": "CAP",
    f"Denied Persons List (DPL) - {_BIS}": "DPL",
    f"Entity List (EL) - {_BIS}": "EL",
    f"Foreign Sanctions Evaders (FSE) - {_TREASURY}": "FSE",
    f"ITAR Debarred (DTC) - {_STATE}": "DTC",
    f"Military End User (MEU) List - {_BIS}": "MEU",
    f"Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - {_TREASURY}": "CMIC",
    f"Non-SDN Menu-Based Sanctions List (NS-MBS List) - {_TREASURY}": "MBS",
    f"Nonproliferation Sanctions (ISN) - {_STATE}": "ISN",
    f"Palestinian Legislative Council List (PLC) - {_TREASURY}": "PLC",
    f"Sectoral Sanctions Identifications List (SSI) - {_TREASURY}": "SSI",
    f"Specially Designated Nationals (SDN) - {_TREASURY}": "SDN",
    f"Unverified List (UVL) - {_BIS}": "UVL",
}


def code(short: str) -> str:
    """The code of a list, from its short name."""
    return f"us_csl_{short.lower()}"


def _describe(short: str, effect: LegalEffect, factor: str, relevance: str, *, tier: Tier = Tier.T2) -> ListDescription:
    published = next(text for text, name in SHORT.items() if name == short)
    title = re.sub(r" \([\w -]+\)| - .*", "", published)
    return ListDescription(
        code=code(short),
        title=f"US CSL: {title}",
        tier=tier,
        legal_effect=effect,
        factor=factor,
        relevance=relevance,
        factor_by_programme=ofac_programmes.FACTORS,
    )


LISTS = (
    _describe(
        "SDN",
        LegalEffect.BLOCK,
        "LST-5",
        "Asset freezes, among them the Global Magnitsky programme on serious human-rights abuse.",
        tier=Tier.T1,
    ),
    _describe(
        "EL",
        LegalEffect.EXPORT,
        "LST-2",
        "Export licence requirement; human-rights abuse and abusive surveillance are grounds, and makers and "
        "users of surveillance technology are named.",
    ),
    _describe(
        "DPL",
        LegalEffect.EXPORT,
        "LST-2",
        "Persons denied export privileges for breaking export law: a signal of diversion to unknown users.",
    ),
    _describe(
        "MEU",
        LegalEffect.EXPORT,
        "LST-2",
        "Military end users: technology sold to them may be used in conflict or repression.",
    ),
    _describe(
        "UVL",
        LegalEffect.EXPORT,
        "LST-2",
        "Parties whose good faith could not be verified: a red flag for diversion, not a finding of wrongdoing.",
    ),
    _describe(
        "DTC",
        LegalEffect.EXPORT,
        "LST-2",
        "Barred from arms exports for breaking arms-export law: a signal of diversion of military technology.",
    ),
    _describe(
        "ISN",
        LegalEffect.EXPORT,
        "LST-2",
        "Sanctions for spreading weapons of mass destruction and missiles.",
    ),
    _describe(
        "CMIC",
        LegalEffect.INVESTMENT,
        "LST-4",
        "Chinese companies in defence and surveillance technology; US persons may not hold their securities.",
    ),
    _describe(
        "SSI",
        LegalEffect.INVESTMENT,
        "LST-4",
        "Limits on credit and capital for sectors of the Russian economy; no asset freeze.",
    ),
    _describe(
        "MBS",
        LegalEffect.INVESTMENT,
        "LST-4",
        "Single restrictions short of an asset freeze on banks and companies of sanctioned states.",
    ),
    _describe(
        "CAP",
        LegalEffect.INVESTMENT,
        "LST-4",
        "Foreign banks whose US accounts are barred or limited for dealing with sanctioned parties.",
    ),
    _describe(
        "PLC",
        LegalEffect.INVESTMENT,
        "LST-4",
        "Members of the Palestinian Legislative Council elected on the list of Hamas: transactions are rejected.",
    ),
    _describe(
        "FSE",
        LegalEffect.INVESTMENT,
        "LST-4",
        "Persons who evaded US sanctions on Syria or Iran: a signal of dealing for sanctioned users.",
    ),
)
