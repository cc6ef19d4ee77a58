"""The list of parties: searched, filtered, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Q, QuerySet

from customers.models import Party, PartyCountry, PartyIdentifier, PartyName, PartyRole
from customers.selectors.party_state import WORDS, PartyState, StateWords, parties_in_state, party_states
from customers.selectors.risk import party_tiers
from customers.selectors.visible import visible_parties
from dd_portal.accounts.models import BusinessUnit, User
from dd_portal.common.bounded_pages import BoundedPaginator
from dd_portal.common.countries import country_name

PER_PAGE = 50
# So many parties that fit a text are listed in the question; more are asked for inside it.
MOST_LISTED = 1_000


@dataclass(frozen=True, slots=True)
class PartyQuery:
    """What is looked for; empty values do not filter."""

    text: str = ""
    type: str = ""
    role: str = ""
    country: str = ""
    unit: str = ""
    lifecycle: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One line of the list. ``native`` is a name in another script, ``tier`` None without an assessment."""

    pk: int
    name: str
    native: str
    external_id: str
    type: str
    roles: tuple[str, ...]
    countries: tuple[str, ...]
    lifecycle: str
    state: StateWords
    tier: int | None


@dataclass(frozen=True, slots=True)
class PartyListPage:
    """The lines of one page, the page itself for its links, and how many fit, in words."""

    rows: tuple[PartyRow, ...]
    page: Page[Party]
    total_said: str


def party_list_page(query: PartyQuery, *, number: int, user: User) -> PartyListPage:
    """A page of the parties that the person may see, by name."""
    found = matching_parties(query, user=user).order_by("display_name", "pk")
    pages = BoundedPaginator(found.prefetch_related("names", "roles", "countries"), PER_PAGE)
    page = pages.get_page(number)
    keys = [party.pk for party in page.object_list]
    states, tiers = party_states(keys), party_tiers(keys)
    return PartyListPage(
        rows=tuple(_row(party, states[party.pk], tiers.get(party.pk)) for party in page.object_list),
        page=page,
        total_said=pages.count_said,
    )


def matching_parties(query: PartyQuery, *, user: User) -> QuerySet[Party]:
    """The parties that fit: text is part of any name, the ID, or a whole identifier."""
    found = visible_parties(user)
    if text := query.text.strip():
        found = found.filter(_with_text(text))
    if query.type:
        found = found.filter(type=query.type)
    if query.role:
        found = found.filter(pk__in=PartyRole.objects.filter(role=query.role).values("party_id"))
    if query.country:
        found = found.filter(pk__in=PartyCountry.objects.filter(code=query.country).values("party_id"))
    if query.unit:
        found = found.filter(business_unit__code=query.unit)
    if query.lifecycle:
        found = found.filter(lifecycle=query.lifecycle)
    if query.state:
        found = found.filter(parties_in_state(PartyState(query.state)))
    return found


def _with_text(text: str) -> Q:
    """Each of the three is one step into an index where few fit; asked for together they would read every party."""
    named = PartyName.objects.filter(full__icontains=text).values_list("party_id", flat=True)
    numbered = PartyIdentifier.objects.filter(value__iexact=text).values_list("party_id", flat=True)
    units = list(BusinessUnit.objects.values_list("pk", flat=True))
    # An id is looked for by its beginning where the text could be one, else as a whole.
    begins = Q(external_id__in={text, text.upper()})
    if any(letter.isdigit() for letter in text):
        begins |= Q(external_id__startswith=text) | Q(external_id__startswith=text.upper())
    same = Party.objects.filter(begins, business_unit__in=units).values_list("pk", flat=True)
    keys: set[int] = set()
    for found in (named, same, numbered):
        keys.update(found[: MOST_LISTED + 1])
        if len(keys) > MOST_LISTED:
            return Q(pk__in=named.values("party_id")) | Q(external_id__istartswith=text) | Q(pk__in=numbered)
    return Q(pk__in=keys)


def _row(party: Party, state: PartyState, tier: int | None) -> PartyRow:
    return PartyRow(
        pk=party.pk,
        name=party.display_name,
        native=next(
            (name.full for name in party.names.all() if name.script != "Latn" and name.full != party.display_name), ""
        ),
        external_id=party.external_id,
        type=party.get_type_display(),
        roles=tuple(role.get_role_display() for role in party.roles.all()),
        countries=tuple(dict.fromkeys(country_name(country.code) for country in party.countries.all())),
        lifecycle=party.get_lifecycle_display(),
        state=WORDS[state],
        tier=tier,
    )
