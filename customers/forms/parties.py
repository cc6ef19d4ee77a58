"""Forms of parties and their ties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.forms.fields import ANY, LINES, DateInput, lines_of, set_choices
from customers.models import (
    Party,
    PartyRole,
    Relationship,
)
from customers.selectors.party_state import WORDS
from customers.selectors.visible import visible_parties
from customers.services.party_facts import AddressFact, CountryFact, IdentifierFact, NameFact, PartyFacts
from dd_portal.accounts.models import BusinessUnit, User
from dd_portal.common.countries import COUNTRY_NAMES, country_code, country_name


class PartyFilterForm(forms.Form):
    """Filters of the list of parties; read from the address, so every filter can be kept as a link."""

    q = forms.CharField(label=_("Name, ID or number"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    type = forms.ChoiceField(label=_("Type"), required=False, choices=[ANY, *Party.Type.choices])
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[ANY, *PartyRole.Role.choices])
    country = forms.ChoiceField(label=_("Country"), required=False)
    unit = forms.ChoiceField(label=_("Business unit"), required=False)
    lifecycle = forms.ChoiceField(label=_("Lifecycle"), required=False, choices=[ANY, *Party.Lifecycle.choices])
    state = forms.ChoiceField(label=_("Screening"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "country", [ANY, *sorted(COUNTRY_NAMES.items(), key=lambda one: one[1])])
        set_choices(self, "unit", [ANY, *BusinessUnit.objects.order_by("name").values_list("code", "name")])
        set_choices(self, "state", [ANY, *((state.value, words.text) for state, words in WORDS.items())])


class PartyForm(forms.Form):
    """What is stated of a party. Values are one a line; provenance of a value that stays is kept."""

    business_unit = forms.ModelChoiceField(
        BusinessUnit.objects.order_by("name"), label=_("Business unit"), required=False
    )
    external_id = forms.CharField(label=_("Your ID"), max_length=80, required=False)
    name = forms.CharField(label=_("Main name"), max_length=400)
    type = forms.ChoiceField(label=_("Type"), choices=Party.Type.choices)
    lifecycle = forms.ChoiceField(label=_("Lifecycle"), choices=Party.Lifecycle.choices, initial="active")
    roles = forms.MultipleChoiceField(
        label=_("Roles"), required=False, choices=PartyRole.Role.choices, widget=forms.CheckboxSelectMultiple
    )
    aliases = forms.CharField(
        label=_("Also known as"), required=False, widget=forms.Textarea(attrs=LINES),
        help_text=_("One a line, in any script. The native spelling often decides a case."),
    )  # fmt: skip
    former = forms.CharField(label=_("Former names"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    trading = forms.CharField(label=_("Trading names"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    birth_date = forms.CharField(label=_("Date of birth"), required=False, help_text=_("YYYY, YYYY-MM or YYYY-MM-DD"))
    incorporation_date = forms.CharField(
        label=_("Date of incorporation"), required=False, help_text=_("YYYY, YYYY-MM or YYYY-MM-DD")
    )
    gender = forms.ChoiceField(label=_("Gender"), required=False, choices=[("", "–"), *Party.Gender.choices])
    countries = forms.CharField(
        label=_("Countries"), required=False, widget=forms.Textarea(attrs=LINES),
        help_text=_("One a line: a name or a code of two letters."),
    )  # fmt: skip
    identifiers = forms.CharField(
        label=_("Identifiers"), required=False, widget=forms.Textarea(attrs=LINES),
        help_text=_("One a line: kind:value, such as passport:X1234567."),
    )  # fmt: skip
    addresses = forms.CharField(
        label=_("Addresses"), required=False, widget=forms.Textarea(attrs=LINES), help_text=_("One a line.")
    )
    source = forms.CharField(
        label=_("Where new values come from"), required=False, max_length=200,
        help_text=_("Shown beside each value, for example: registry extract, 12 Jan 2026."),
    )  # fmt: skip
    cause = forms.CharField(label=_("Why it is changed"), required=False, max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def facts(self, *, known: PartyFacts | None) -> PartyFacts:
        """The facts as typed; values that were there before keep their provenance and kind."""
        data = self.cleaned_data
        source = data["source"]
        kinds = (("alias", "aliases"), ("former", "former"), ("trading", "trading"))
        names = [NameFact(data["name"], "primary", source=source)]
        names += [NameFact(full, kind, source=source) for kind, field in kinds for full in lines_of(data[field])]
        before_names = {(one.full, one.kind): one for one in known.names} if known else {}
        before_places = known.addresses if known else ()
        return PartyFacts(
            type=data["type"],
            names=tuple(before_names.get((" ".join(one.full.split()), one.kind), one) for one in names),
            birth_date=data["birth_date"],
            incorporation_date=data["incorporation_date"],
            gender=data["gender"],
            countries=tuple(self._countries(known, source)),
            identifiers=tuple(self._identifiers(known, source)),
            addresses=tuple(
                next((one for one in before_places if one.full == full), AddressFact(full, source=source))
                for full in (" ".join(line.split()) for line in lines_of(data["addresses"]))
            ),
            roles=tuple(data["roles"]),
        )

    def _countries(self, known: PartyFacts | None, source: str) -> Iterable[CountryFact]:
        for line in lines_of(self.cleaned_data["countries"]):
            code = country_code(line) or line.lower()
            yield from [one for one in (known.countries if known else ()) if one.code == code] or [
                CountryFact(code, source=source)
            ]

    def _identifiers(self, known: PartyFacts | None, source: str) -> Iterable[IdentifierFact]:
        for line in lines_of(self.cleaned_data["identifiers"]):
            kind, _colon, value = line.partition(":")
            slug = kind.strip().lower().replace(" ", "_").replace("-", "_")
            before = known.identifiers if known else ()
            same = [one for one in before if (one.kind, one.value) == (slug, value.strip())]
            yield from same or [IdentifierFact(slug, value.strip(), source=source)]


def party_initial(party: Party, facts: PartyFacts) -> dict[str, Any]:
    """What the form shows of a party."""

    def names(kind: str) -> str:
        return "\n".join(one.full for one in facts.names if one.kind == kind)

    return {
        "external_id": party.external_id,
        "name": facts.display_name,
        "type": facts.type,
        "lifecycle": party.lifecycle,
        "roles": list(facts.roles),
        "aliases": names("alias"),
        "former": names("former"),
        "trading": names("trading"),
        "birth_date": facts.birth_date,
        "incorporation_date": facts.incorporation_date,
        "gender": facts.gender,
        "countries": "\n".join(dict.fromkeys(country_name(one.code) for one in facts.countries)),
        "identifiers": "\n".join(f"{one.kind}:{one.value}" for one in facts.identifiers),
        "addresses": "\n".join(one.full for one in facts.addresses),
        "version": party.version,
    }


class RelationshipForm(forms.Form):
    """How this party is tied to another one."""

    direction = forms.ChoiceField(
        label=_("Read as"),
        choices=[("from", _("this party … the other")), ("to", _("the other … this party"))],
    )
    kind = forms.ChoiceField(label=_("Relationship"), choices=Relationship.Kind.choices)
    other = forms.CharField(label=_("ID of the other party"), max_length=80)
    share = forms.DecimalField(
        label=_("Share in per cent"), required=False, max_digits=5, decimal_places=2, help_text=_("For “owns” only.")
    )
    starts_on = forms.DateField(label=_("Since"), required=False, widget=DateInput())
    ends_on = forms.DateField(label=_("Until"), required=False, widget=DateInput())
    source = forms.CharField(label=_("Source"), required=False, max_length=400)

    def other_party(self, *, user: User) -> Party | None:
        """The party of that ID, if the person may see it."""
        return visible_parties(user).filter(external_id=self.cleaned_data["other"].strip()).order_by("pk").first()


class ReasonForm(forms.Form):
    """A reason in words, for deeds that need no more."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
