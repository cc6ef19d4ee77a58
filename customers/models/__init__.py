"""One model family a file."""

from customers.models.allegation import Allegation, AllegationStatus
from customers.models.assessment import Assessment
from customers.models.condition import Condition
from customers.models.decision import AssessmentDecision, DecisionApproval
from customers.models.engagement import Engagement, EngagementParty, EngagementPlace
from customers.models.evidence import EvidenceItem
from customers.models.impact import ImpactLine
from customers.models.listing import PartyListing
from customers.models.party import (
    Party,
    PartyAddress,
    PartyCountry,
    PartyIdentifier,
    PartyName,
    PartyRole,
    PartyVersion,
)
from customers.models.product import Product, ProductCapability
from customers.models.rating import FactorRating
from customers.models.relationship import Relationship
from customers.models.restriction import Restriction
from customers.models.safeguard import EngagementSafeguard
from customers.models.trigger import TriggerEvent

__all__ = [
    "Allegation",
    "AllegationStatus",
    "Assessment",
    "AssessmentDecision",
    "Condition",
    "DecisionApproval",
    "Engagement",
    "EngagementParty",
    "EngagementPlace",
    "EngagementSafeguard",
    "EvidenceItem",
    "FactorRating",
    "ImpactLine",
    "Party",
    "PartyAddress",
    "PartyCountry",
    "PartyIdentifier",
    "PartyListing",
    "PartyName",
    "PartyRole",
    "PartyVersion",
    "Product",
    "ProductCapability",
    "Relationship",
    "Restriction",
    "TriggerEvent",
]
