"""Forms of customers: they read what people type into the facts that services take."""

from customers.forms.allegations import AllegationForm, AllegationStatusForm
from customers.forms.decisions import AnswerForm, DecisionForm
from customers.forms.engagements import EngagementFilterForm, EngagementForm, engagement_initial
from customers.forms.events import ConditionForm, EventForm, PlaceEventForm
from customers.forms.fields import DateInput, add_domain_errors, lines_of
from customers.forms.methodology import MethodDraftForm
from customers.forms.parties import PartyFilterForm, PartyForm, ReasonForm, RelationshipForm, party_initial
from customers.forms.products import ProductForm
from customers.forms.ratings import EvidenceForm, ImpactForm, SafeguardForm, impact_initial, safeguard_initial

__all__ = [
    "AllegationForm",
    "AllegationStatusForm",
    "AnswerForm",
    "ConditionForm",
    "DateInput",
    "DecisionForm",
    "EngagementFilterForm",
    "EngagementForm",
    "EventForm",
    "EvidenceForm",
    "ImpactForm",
    "MethodDraftForm",
    "PartyFilterForm",
    "PartyForm",
    "PlaceEventForm",
    "ProductForm",
    "ReasonForm",
    "RelationshipForm",
    "SafeguardForm",
    "add_domain_errors",
    "engagement_initial",
    "impact_initial",
    "lines_of",
    "party_initial",
    "safeguard_initial",
]
