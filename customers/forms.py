"""Forms of customers: they read what people type into the facts that services take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from customers.methodology.load import load_methodology
from customers.models import (
    Allegation,
    AssessmentDecision,
    Engagement,
    EngagementPlace,
    EvidenceItem,
    ImpactLine,
    Party,
    PartyRole,
    Product,
    Relationship,
)
from customers.models.allegation import AllegationState
from customers.selectors.party_state import WORDS
from customers.selectors.visible import visible_parties
from customers.services.engagement_facts import EngagementFacts, PlaceFact
from customers.services.party_facts import AddressFact, CountryFact, IdentifierFact, NameFact, PartyFacts
from customers.services.register_product import CapabilityFact
from dd_portal.accounts.models import BusinessUnit, User
from dd_portal.common.countries import COUNTRY_NAMES, country_code, country_name
from dd_portal.common.errors import DomainError

_ANY = ("", _("Any"))
_LINES = {"rows": 3}
SCORES = [(str(n), str(n)) for n in range(5)]


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def add_domain_errors(form: forms.BaseForm, error: DomainError) -> None:
    """Show what a service refused beside the fields it names, the rest on top."""
    placed = False
    for name, text in error.fields.items():
        if name in form.fields:
            form.add_error(name, text)
            placed = True
    if not placed:
        form.add_error(None, error.message)


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PartyFilterForm(forms.Form):
    """Filters of the list of parties; read from the address, so every filter can be kept as a link."""

    q = forms.CharField(label=_("Name, ID or number"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    type = forms.ChoiceField(label=_("Type"), required=False, choices=[_ANY, *Party.Type.choices])
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[_ANY, *PartyRole.Role.choices])
    country = forms.ChoiceField(label=_("Country"), required=False)
    unit = forms.ChoiceField(label=_("Business unit"), required=False)
    lifecycle = forms.ChoiceField(label=_("Lifecycle"), required=False, choices=[_ANY, *Party.Lifecycle.choices])
    state = forms.ChoiceField(label=_("Screening"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "country", [_ANY, *sorted(COUNTRY_NAMES.items(), key=lambda one: one[1])])
        _choices(self, "unit", [_ANY, *BusinessUnit.objects.order_by("name").values_list("code", "name")])
        _choices(self, "state", [_ANY, *((state.value, words.text) for state, words in WORDS.items())])


class EngagementFilterForm(forms.Form):
    """Filters of the list of engagements."""

    q = forms.CharField(
        label=_("Title, reference or party"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All live")), *Engagement.State.choices]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[_ANY, *Engagement.Kind.choices])
    tier = forms.ChoiceField(
        label=_("Residual tier"),
        required=False,
        choices=[
            _ANY, ("4", _("Critical")), ("3", _("High")), ("2", _("Medium")), ("1", _("Low")), ("0", _("Minimal")),
            ("none", _("Not assessed")),
        ],
    )  # fmt: skip
    review = forms.ChoiceField(label=_("Review"), required=False, choices=[_ANY, ("overdue", _("Overdue"))])


def _choices(form: forms.Form, name: str, choices: Iterable[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


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
        label=_("Also known as"), required=False, widget=forms.Textarea(attrs=_LINES),
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
        label=_("Countries"), required=False, widget=forms.Textarea(attrs=_LINES),
        help_text=_("One a line: a name or a code of two letters."),
    )  # fmt: skip
    identifiers = forms.CharField(
        label=_("Identifiers"), required=False, widget=forms.Textarea(attrs=_LINES),
        help_text=_("One a line: kind:value, such as passport:X1234567."),
    )  # fmt: skip
    addresses = forms.CharField(
        label=_("Addresses"), required=False, widget=forms.Textarea(attrs=_LINES), help_text=_("One a line.")
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


class ProductForm(forms.Form):
    """A product and what it can do."""

    code = forms.SlugField(label=_("Code"), max_length=40, required=False)
    name = forms.CharField(label=_("Name"), max_length=200)
    description = forms.CharField(label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    delivery = forms.ChoiceField(label=_("How it reaches the customer"), choices=Product.Delivery.choices)
    vendor_control = forms.ChoiceField(label=_("What the vendor can do in use"), choices=Product.Control.choices)
    capabilities = forms.MultipleChoiceField(
        label=_("Capabilities"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("All that the product can do, ordered or not."),
    )  # fmt: skip
    disabled = forms.MultipleChoiceField(
        label=_("Off, and verified to be off"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Lowers the misuse potential by one."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, f"{one.code} {_t(one.title)}") for one in load_methodology().capabilities.values()]
        for name in ("capabilities", "disabled"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices

    def capability_facts(self) -> tuple[CapabilityFact, ...]:
        """The capabilities as chosen."""
        off = set(self.cleaned_data["disabled"])
        return tuple(
            CapabilityFact(code, disabled_and_verified=code in off) for code in self.cleaned_data["capabilities"]
        )


class EngagementForm(forms.Form):
    """What is stated of an engagement."""

    title = forms.CharField(label=_("Title"), max_length=200)
    reference = forms.CharField(
        label=_("Reference"), required=False, max_length=40, help_text=_("Left empty, it gets the next number.")
    )
    kind = forms.ChoiceField(label=_("What is assessed"), choices=Engagement.Kind.choices)
    state = forms.ChoiceField(label=_("State"), choices=Engagement.State.choices, initial="proposed")
    counterparty = forms.CharField(label=_("ID of the counterparty"), required=False, max_length=80)
    products = forms.ModelMultipleChoiceField(
        Product.objects.order_by("name"), label=_("Products"), required=False, widget=forms.CheckboxSelectMultiple
    )
    end_use = forms.CharField(label=_("End use"), required=False, widget=forms.Textarea(attrs=_LINES))
    end_user_status = forms.ChoiceField(label=_("End user"), choices=Engagement.EndUserStatus.choices)
    end_user = forms.CharField(
        label=_("ID of the end user"), required=False, max_length=80, help_text=_("Where the end user is named.")
    )
    parties = forms.CharField(
        label=_("Further parties"), required=False, widget=forms.Textarea(attrs=_LINES),
        help_text=_("One a line: role:ID, such as reseller:C-77."),
    )  # fmt: skip
    places = forms.CharField(
        label=_("Places"), required=False, widget=forms.Textarea(attrs=_LINES),
        help_text=_("One a line: use, data or control, then a country or territory, such as use:Kenya."),
    )  # fmt: skip
    mandates = forms.MultipleChoiceField(
        label=_("Mandates of the end user"), required=False, widget=forms.CheckboxSelectMultiple
    )
    end_uses = forms.MultipleChoiceField(
        label=_("End uses that rules look at"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hosted_workloads = forms.MultipleChoiceField(
        label=_("Workloads it is known to host"), required=False, widget=forms.CheckboxSelectMultiple
    )
    flags_raised = forms.MultipleChoiceField(
        label=_("Flags raised by people"), required=False, widget=forms.CheckboxSelectMultiple
    )
    facts_that_hold = forms.MultipleChoiceField(
        label=_("Facts that hold"), required=False, widget=forms.CheckboxSelectMultiple
    )
    prohibition = forms.CharField(
        label=_("Legal prohibition"), required=False, max_length=400,
        help_text=_("An embargo or a missing licence, in words. What lists prohibit is known already."),
    )  # fmt: skip
    presumption = forms.ChoiceField(
        label=_("Presumption of contribution"), choices=Engagement.Presumption.choices, initial="PENDING"
    )
    starts_on = forms.DateField(label=_("Starts on"), required=False, widget=DateInput())
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    FACTS = {
        "end_use_undisclosed": _("The end use is not disclosed"),
        "customised_for_identification": _("Customised for this customer's identification or targeting"),
        "population_scale_database": _("Combined with a population-scale database"),
        "limits_refused": _("The customer refuses limits of use"),
        "audit_refused": _("The customer refuses audit"),
        "suspension_barred": _("The contract bars suspension for misuse"),
        "tip_off_term": _("A term asks to tip off the customer about legal process"),
        "reprisal_risk": _("Rights-holders or staff risk reprisal"),
        "occupied_territory": _("Use in occupied or annexed territory"),
        "home_state": _("An agency of the vendor's own state"),
        "humanitarian": _("A humanitarian, health or defender customer"),
        "uses_ai": _("Uses artificial intelligence"),
        "strict_lawful_exception": _("Under a strict lawful exception"),
        "legal_hold_cleared": _("Legal cleared the hold of a sector measure"),
        "enhanced_due_diligence_done": _("Enhanced due diligence is done"),
        "vendor_operates_harm": _("The vendor's own act would produce the harm"),
    }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        method = load_methodology()
        named = {
            "mandates": method.mandates, "end_uses": method.end_uses, "hosted_workloads": method.capabilities,
            "flags_raised": method.flags,
        }  # fmt: skip
        for name, catalogue in named.items():
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(one.code, _t(one.title)) for one in catalogue.values()]
        facts = self.fields["facts_that_hold"]
        assert isinstance(facts, forms.MultipleChoiceField)
        facts.choices = list(self.FACTS.items())

    def clean_counterparty(self) -> Party | None:
        """The party of that ID."""
        return self._party(self.cleaned_data["counterparty"])

    def clean_end_user(self) -> Party | None:
        """The party of that ID."""
        return self._party(self.cleaned_data["end_user"])

    def clean_parties(self) -> tuple[tuple[Party, str], ...]:
        """Each line as party and role."""
        found = []
        for line in lines_of(self.cleaned_data["parties"]):
            role, _colon, key = line.partition(":")
            party = self._party(key)
            if party is None:
                raise forms.ValidationError(_t("“%(line)s” is not role:ID.") % {"line": line})
            found.append((party, role.strip().lower().replace(" ", "_")))
        return tuple(found)

    def clean_places(self) -> tuple[PlaceFact, ...]:
        """Each line as kind and country; what is no country is a territory."""
        found = []
        for line in lines_of(self.cleaned_data["places"]):
            kind, colon, name = line.partition(":")
            kind, name = (kind.strip().lower(), name.strip()) if colon else ("use", line)
            if kind not in EngagementPlace.Kind.values or not name:
                raise forms.ValidationError(_t("“%(line)s” is not kind:place.") % {"line": line})
            code = country_code(name)
            found.append(PlaceFact(kind, code, "" if code else name))
        return tuple(found)

    def _party(self, key: str) -> Party | None:
        if not key.strip():
            return None
        party = visible_parties(self.user).filter(external_id=key.strip()).order_by("pk").first()
        if party is None:
            raise forms.ValidationError(_t("There is no party with the ID “%(key)s”.") % {"key": key.strip()})
        return party

    def facts(self, *, owner: User | None) -> EngagementFacts:
        """The facts as typed."""
        data = self.cleaned_data
        held = set(data["facts_that_hold"])
        return EngagementFacts(
            title=data["title"], kind=data["kind"], state=data["state"], end_use=data["end_use"],
            counterparty=data["counterparty"], products=tuple(data["products"]), parties=data["parties"],
            places=data["places"], end_user=data["end_user"], end_user_status=data["end_user_status"],
            hosted_workloads=tuple(data["hosted_workloads"]), end_uses=tuple(data["end_uses"]),
            mandates=tuple(data["mandates"]), flags_raised=tuple(data["flags_raised"]),
            prohibition=data["prohibition"], presumption=data["presumption"], starts_on=data["starts_on"],
            owner=owner, **{name: name in held for name in self.FACTS},
        )  # fmt: skip


def engagement_initial(engagement: Engagement, facts: EngagementFacts) -> dict[str, Any]:
    """What the form shows of an engagement."""
    return {
        "title": facts.title, "reference": engagement.reference, "kind": facts.kind, "state": facts.state,
        "counterparty": facts.counterparty.external_id if facts.counterparty else "",
        "products": list(facts.products), "end_use": facts.end_use, "end_user_status": facts.end_user_status,
        "end_user": facts.end_user.external_id if facts.end_user else "",
        "parties": "\n".join(f"{role}:{party.external_id}" for party, role in facts.parties),
        "places": "\n".join(f"{one.kind}:{one.territory or country_name(one.country)}" for one in facts.places),
        "mandates": list(facts.mandates), "end_uses": list(facts.end_uses),
        "hosted_workloads": list(facts.hosted_workloads), "flags_raised": list(facts.flags_raised),
        "facts_that_hold": [name for name in EngagementForm.FACTS if getattr(facts, name)],
        "prohibition": facts.prohibition, "presumption": facts.presumption, "starts_on": facts.starts_on,
        "version": engagement.version,
    }  # fmt: skip


class ImpactForm(forms.Form):
    """One right and the people affected, rated before safeguards."""

    right = forms.ChoiceField(label=_("Right"))
    people = forms.CharField(label=_("Who is affected"), max_length=200)
    status = forms.ChoiceField(label=_("Status"), choices=ImpactLine.Status.choices, initial="potential")
    ongoing = forms.BooleanField(label=_("It goes on"), required=False)
    scale = forms.ChoiceField(label=_("Scale"), choices=SCORES, widget=forms.RadioSelect)
    scope = forms.ChoiceField(label=_("Scope"), choices=SCORES, widget=forms.RadioSelect)
    irremediability = forms.ChoiceField(label=_("Irremediability"), choices=SCORES, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("What the rating rests on"), widget=forms.Textarea(attrs=_LINES))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        method = load_methodology()
        _choices(self, "right", [("", "–"), *((one.code, _t(one.title)) for one in method.rights.values())])
        for name in ("scale", "scope", "irremediability"):
            anchors = method.dimensions[name].anchors
            _choices(self, name, [(str(n), f"{n} {_t(anchors[n])}") for n in range(5)])
        for factor in method.factors_of("AFG"):
            self.fields[factor.code] = forms.ChoiceField(
                label=_t(factor.title), required=False,
                choices=[("", _("not in scope")), *((str(n), f"{n} {_t(factor.anchor(n))}") for n in range(5))],
            )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """Arguments of :func:`rate_impact`."""
        data = self.cleaned_data
        return {
            "right": data["right"], "people": data["people"], "status": data["status"], "ongoing": data["ongoing"],
            "scale": int(data["scale"]), "scope": int(data["scope"]), "irremediability": int(data["irremediability"]),
            "reason": data["reason"],
            "groups": {name: int(value) for name, value in data.items() if name.startswith("AFG-") and value},
        }  # fmt: skip


class SafeguardForm(forms.Form):
    """A safeguard of the catalogue with its two scores."""

    code = forms.ChoiceField(label=_("Safeguard"))
    description = forms.CharField(label=_("What it is here"), widget=forms.Textarea(attrs=_LINES))
    design = forms.ChoiceField(label=_("Design"), widget=forms.RadioSelect)
    operating = forms.ChoiceField(label=_("Operating"), required=False, widget=forms.RadioSelect)
    scope_limiting = forms.BooleanField(label=_("It limits whom the product can reach"), required=False)
    acceptance_only = forms.BooleanField(label=_("Only acceptance of a use policy"), required=False)
    verified_on = forms.DateField(label=_("Verified on"), required=False, widget=DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        method = load_methodology()
        _choices(
            self,
            "code",
            [("", "–"), *((one.code, f"{one.code} {_t(one.title)}") for one in method.safeguards.values())],
        )
        scales = method.safeguard_scales
        _choices(self, "design", [(str(n), f"{n} {_t(scales.design[n])}") for n in range(5)])
        _choices(
            self,
            "operating",
            [("", _("Never tested")), *((str(n), f"{n} {_t(scales.operating[n])}") for n in range(5))],
        )

    def values(self) -> dict[str, Any]:
        """Arguments of :func:`state_safeguard`."""
        data = dict(self.cleaned_data)
        data["design"] = int(data["design"])
        data["operating"] = int(data["operating"]) if data["operating"] else None
        return data


class EvidenceForm(forms.Form):
    """A graded source."""

    title = forms.CharField(label=_("Title"), max_length=300)
    publisher = forms.CharField(label=_("Publisher"), max_length=200, help_text=_("Who first said so."))
    origin = forms.ChoiceField(label=_("Who speaks"), choices=EvidenceItem.Origin.choices)
    url = forms.URLField(label=_("Address"), required=False, max_length=500, assume_scheme="https")
    published_on = forms.DateField(label=_("Published on"), required=False, widget=DateInput())
    retrieved_on = forms.DateField(label=_("Found on"), required=False, widget=DateInput())
    reliability = forms.ChoiceField(
        label=_("Reliability of the source"),
        choices=[
            ("", "–"), ("A", _("A completely reliable")), ("B", _("B usually reliable")), ("C", _("C fairly reliable")),
            ("D", _("D not usually reliable")), ("E", _("E unreliable")), ("F", _("F cannot be judged")),
        ],
    )  # fmt: skip
    credibility = forms.TypedChoiceField(
        label=_("Credibility of the content"), coerce=int,
        choices=[
            ("", "–"), (1, _("1 confirmed by others")), (2, _("2 probably true")), (3, _("3 possibly true")),
            (4, _("4 doubtful")), (5, _("5 improbable")), (6, _("6 cannot be judged")),
        ],
    )  # fmt: skip
    authoritative = forms.BooleanField(
        label=_("A finding of a court, a UN body or another competent authority"), required=False
    )
    licence = forms.CharField(label=_("Licence"), required=False, max_length=120)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class AllegationForm(forms.Form):
    """A claim, attributed, with its status."""

    claim = forms.CharField(
        label=_("What is alleged"), widget=forms.Textarea(attrs=_LINES),
        help_text=_("Neutral words: alleged by X on date; characterisations only as attributed quotations."),
    )  # fmt: skip
    alleged_by = forms.CharField(label=_("Alleged by"), max_length=200)
    state = forms.ChoiceField(label=_("Status"), choices=AllegationState.choices)
    as_of = forms.DateField(label=_("As of"), widget=DateInput())
    detection_source = forms.ChoiceField(label=_("Who found it first"), choices=Allegation.DetectionSource.choices)
    facts_stand = forms.BooleanField(label=_("The underlying facts stand"), required=False)
    party_response = forms.CharField(
        label=_("The party's reply"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class AllegationStatusForm(forms.Form):
    """The new status of an allegation."""

    state = forms.ChoiceField(label=_("Status"), choices=AllegationState.choices)
    as_of = forms.DateField(label=_("As of"), widget=DateInput())
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    facts_stand = forms.BooleanField(label=_("The underlying facts stand"), required=False)
    party_response = forms.CharField(
        label=_("The party's reply"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class DecisionForm(forms.Form):
    """A proposal: nothing is chosen beforehand."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=AssessmentDecision.Outcome.choices, widget=forms.RadioSelect
    )
    rationale = forms.CharField(label=_("Why, for the person who approves"), widget=forms.Textarea(attrs={"rows": 4}))
    override_reason = forms.ChoiceField(
        label=_("If it departs from the recommendation: why"), required=False,
        choices=[("", "–"), *AssessmentDecision.OverrideReason.choices],
    )  # fmt: skip
    override_expires_on = forms.DateField(
        label=_("The departure expires on"), required=False, widget=DateInput(), help_text=_("Within six months.")
    )
    conditions = forms.CharField(
        label=_("Conditions"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: YYYY-MM-DD | user name of the owner | what must be done | what follows if not."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = load_methodology().exit_test.questions
        for number, question in enumerate(self.questions, start=1):
            self.fields[f"exit_{number}"] = forms.CharField(
                label=_t(question), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def clean_conditions(self) -> list[tuple[dt.date, User, str, str]]:
        """Each line as day, owner, text and consequence."""
        found = []
        for line in lines_of(self.cleaned_data["conditions"]):
            parts = [part.strip() for part in line.split("|")]
            try:
                day = dt.date.fromisoformat(parts[0])
                owner = User.objects.get(username=parts[1], is_active=True)
                found.append((day, owner, parts[2], parts[3] if len(parts) > 3 else ""))
            except (ValueError, IndexError, User.DoesNotExist):
                raise forms.ValidationError(
                    _t("“%(line)s” is not: day | user name of the owner | what must be done.") % {"line": line[:80]}
                ) from None
        return found

    def exit_answers(self) -> dict[str, str]:
        """Answers to the exit test, by question."""
        return {
            question: self.cleaned_data[f"exit_{number}"] for number, question in enumerate(self.questions, start=1)
        }

    def exit_fields(self) -> list[forms.BoundField]:
        """The fields of the exit test."""
        return [self[f"exit_{number}"] for number in range(1, len(self.questions) + 1)]


class AnswerForm(forms.Form):
    """Agree to a proposal, or return it with a reason."""

    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
