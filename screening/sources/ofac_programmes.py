"""Which US Treasury programmes rest on human-rights abuse as a ground of designation.

The order or act behind each names serious human-rights abuse, censorship or violent repression (methodology 9.1
and 4, factor LST-1). Programmes not named here keep the factor of their list.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

HUMAN_RIGHTS = (
    "GLOMAG",  # Executive Order 13818
    "MAGNIT",  # Sergei Magnitsky Act
    "IRAN-HR",  # Executive Order 13553
    "HRIT-IR",  # Executive Order 13606: abuse by information technology
    "HRIT-SY",
    "UHRPA",  # Uyghur Human Rights Policy Act
    "HK-EO13936",  # Hong Kong autonomy and freedoms
    "NICARAGUA",  # Executive Order 13851
    "NICARAGUA-NHRAA",  # Nicaragua Human Rights and Anticorruption Act
    "VENEZUELA",  # Executive Order 13692
    "BELARUS",  # Executive Order 13405
    "BELARUS-EO14038",
    "BURMA-EO14014",
    "ZIMBABWE",  # Executive Order 13469
    "DARFUR",  # Executive Order 13400
    "SUDAN-EO14098",
    "ETHIOPIA-EO14046",
    "BALKANS-EO14033",
    "HOSTAGES-EO14078",  # hostage-taking and wrongful detention
)
FACTORS: Mapping[str, str] = MappingProxyType(dict.fromkeys(HUMAN_RIGHTS, "LST-1"))
