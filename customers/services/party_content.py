"""The whole state of a party as it is kept in its versions."""

from typing import Any

from customers.models import Party
from customers.services.party_facts import content_of, facts_of


def party_content(party: Party) -> dict[str, Any]:
    """The canonical content of a party now.

    Keys: type, names [{full, kind, script, language, source}], birth_date, incorporation_date, gender, countries
    [{code, kind, source}], identifiers [{kind, value, country, source}], addresses [{full, country, source}],
    roles [..]. Lists are in a fixed order, so equal states give equal content and an equal digest.
    """
    return content_of(facts_of(party))
