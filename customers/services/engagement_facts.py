"""What is stated of an engagement, as plain values, and the rules it must keep."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from customers.models import Engagement, EngagementPlace, Party, PartyRole, Product, method_in_force
from dd_portal.accounts.models import User
from dd_portal.common.countries import COUNTRY_NAMES
from dd_portal.common.errors import Invalid

_WITHOUT_COUNTERPARTY = {Engagement.Kind.OWN_SERVICE, Engagement.Kind.PRODUCT, Engagement.Kind.OWN_CONDUCT}


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """Where the product is used, its data lie, or it is controlled from; country is alpha-2."""

    kind: str = "use"
    country: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class EngagementFacts:
    """Everything stated of an engagement. Names are those of the model's fields."""

    title: str
    kind: str
    end_use: str
    state: str = "proposed"
    counterparty: Party | None = None
    products: tuple[Product, ...] = ()
    parties: tuple[tuple[Party, str], ...] = ()
    places: tuple[PlaceFact, ...] = ()
    end_user: Party | None = None
    end_user_status: str = "counterparty"
    hosted_workloads: tuple[str, ...] = ()
    customised_for_identification: bool = False
    population_scale_database: bool = False
    end_uses: tuple[str, ...] = ()
    mandates: tuple[str, ...] = ()
    flags_raised: tuple[str, ...] = ()
    end_use_undisclosed: bool = False
    strict_lawful_exception: bool = False
    limits_refused: bool = False
    audit_refused: bool = False
    suspension_barred: bool = False
    tip_off_term: bool = False
    reprisal_risk: bool = False
    occupied_territory: bool = False
    home_state: bool = False
    humanitarian: bool = False
    uses_ai: bool = False
    prohibition: str = ""
    legal_hold_cleared: bool = False
    enhanced_due_diligence_done: bool = False
    vendor_operates_harm: bool = False
    presumption: str = "PENDING"
    owner: User | None = None
    starts_on: dt.date | None = None


_ROWS = {"products", "parties", "places"}
_LISTS = {"hosted_workloads", "end_uses", "mandates", "flags_raised"}
COLUMNS = tuple(field.name for field in fields(EngagementFacts) if field.name not in _ROWS)
# A change of one of these is a new scope: the engagement must be looked at again.
SCOPE = ("products", "parties", "places", "counterparty", "end_user", "end_user_status", "end_use", "hosted_workloads")


def facts_of_engagement(engagement: Engagement) -> EngagementFacts:
    """The facts that the rows of an engagement state now."""
    values = {name: getattr(engagement, name) for name in COLUMNS}
    values |= {name: tuple(values[name]) for name in _LISTS}
    return EngagementFacts(
        **values,
        products=tuple(engagement.products.order_by("pk")),
        parties=tuple((one.party, one.role) for one in engagement.parties.select_related("party").order_by("pk")),
        places=tuple(PlaceFact(one.kind, one.country, one.territory) for one in engagement.places.order_by("pk")),
    )


def column_values(facts: EngagementFacts) -> dict[str, object]:
    """Values for the model's own columns."""
    return {name: list(getattr(facts, name)) if name in _LISTS else getattr(facts, name) for name in COLUMNS}


def check_engagement(facts: EngagementFacts) -> None:
    """Raise Invalid, naming each field at fault, unless the facts can be stored and assessed."""
    faults = _faults_of_text(facts) | _faults_of_parties(facts) | _faults_of_codes(facts)
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)


def _faults_of_text(facts: EngagementFacts) -> dict[str, str]:
    faults = {}
    if not facts.title.strip() or len(facts.title) > 200:
        faults["title"] = _("An engagement has a title of at most 200 characters.")
    if not facts.end_use.strip() and not facts.end_use_undisclosed:
        faults["end_use"] = _("Say what it is used for, or that this is not disclosed.")
    if facts.kind not in Engagement.Kind.values:
        faults["kind"] = _("Choose what is assessed.")
    if facts.state not in Engagement.State.values:
        faults["state"] = _("Choose where it stands.")
    return faults


def _faults_of_parties(facts: EngagementFacts) -> dict[str, str]:
    faults = {}
    if facts.counterparty is None and facts.kind not in _WITHOUT_COUNTERPARTY:
        faults["counterparty"] = _("This kind of engagement has a counterparty.")
    if facts.end_user_status not in Engagement.EndUserStatus.values:
        faults["end_user_status"] = _("Choose what is known of the end user.")
    elif facts.end_user_status == Engagement.EndUserStatus.NAMED and facts.end_user is None:
        faults["end_user"] = _("Name the end user, or say that it is not disclosed.")
    if any(role not in PartyRole.Role.values for _party, role in facts.parties):
        faults["parties"] = _("A further party has one of the known roles.")
    for place in facts.places:
        if place.kind not in EngagementPlace.Kind.values or not (place.country or place.territory):
            faults["places"] = _("A place has a kind and a country or territory.")
        elif place.country and place.country not in COUNTRY_NAMES:
            faults["places"] = _("“%(value)s” is not a country.") % {"value": place.country}
    return faults


def _faults_of_codes(facts: EngagementFacts) -> dict[str, str]:
    method = method_in_force()
    known = {
        "hosted_workloads": method.capabilities,
        "end_uses": method.end_uses,
        "mandates": method.mandates,
        "flags_raised": method.flags,
    }
    return {
        field: _("“%(code)s” is not a code of the method.") % {"code": code}
        for field, codes in known.items()
        for code in getattr(facts, field)
        if code not in codes
    }
