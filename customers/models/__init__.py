"""One model family a file."""

from customers.models.allegation import Allegation, AllegationStatus
from customers.models.assessment import Assessment
from customers.models.concern import StaffConcern
from customers.models.condition import Condition
from customers.models.consultation import Consultation
from customers.models.country_index import IndexScore, IndexVersion
from customers.models.decision import AssessmentDecision, DecisionApproval
from customers.models.engagement import Engagement, EngagementParty, EngagementPlace
from customers.models.evidence import EvidenceItem
from customers.models.grievance import Grievance, Remedy
from customers.models.impact import ImpactLine
from customers.models.leverage import LeverageAction
from customers.models.listing import PartyListing
from customers.models.methodology_version import MethodologyVersion, method_in_force, method_of, method_text
from customers.models.party import (
    Party,
    PartyAddress,
    PartyCountry,
    PartyIdentifier,
    PartyName,
    PartyRole,
    PartyVersion,
)
from customers.models.policy import PolicyVersion
from customers.models.product import Product, ProductCapability
from customers.models.questionnaire import Answer, AnswerFile, Questionnaire, QuestionnaireLink
from customers.models.rating import FactorRating
from customers.models.relationship import Relationship
from customers.models.release_gate import CapabilityGain
from customers.models.restriction import Restriction
from customers.models.safeguard import EngagementSafeguard
from customers.models.trigger import TriggerEvent

__all__ = [
    "Allegation",
    "AllegationStatus",
    "Answer",
    "AnswerFile",
    "Assessment",
    "AssessmentDecision",
    "CapabilityGain",
    "Condition",
    "Consultation",
    "DecisionApproval",
    "Engagement",
    "EngagementParty",
    "EngagementPlace",
    "EngagementSafeguard",
    "EvidenceItem",
    "FactorRating",
    "Grievance",
    "ImpactLine",
    "IndexScore",
    "IndexVersion",
    "LeverageAction",
    "MethodologyVersion",
    "Party",
    "PartyAddress",
    "PartyCountry",
    "PartyIdentifier",
    "PartyListing",
    "PartyName",
    "PartyRole",
    "PartyVersion",
    "PolicyVersion",
    "Product",
    "ProductCapability",
    "Questionnaire",
    "QuestionnaireLink",
    "Relationship",
    "Remedy",
    "Restriction",
    "StaffConcern",
    "TriggerEvent",
    "method_in_force",
    "method_of",
    "method_text",
]
