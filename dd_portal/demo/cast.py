"""The people of the demo world: one sign-in for each role, and one system with a key."""

from __future__ import annotations

from dataclasses import dataclass

from dd_portal.accounts.roles import RoleName

# The same for all, printed at every start: these accounts exist only in the demo world.
PASSWORD = "look-around-2026"


@dataclass(frozen=True, slots=True)
class Person:
    """One sign-in."""

    username: str
    first_name: str
    last_name: str
    role: RoleName
    title: str


CAST = (
    Person("ana", "Ana", "Silva", RoleName.ANALYST, "Analyst: start here, decide an alert"),
    Person("bo", "Bo", "Costa", RoleName.ANALYST, "A second analyst"),
    Person("sol", "Sol", "Amankwah", RoleName.SENIOR, "Senior analyst: takes escalated alerts"),
    Person("lea", "Lea", "Lindqvist", RoleName.LEAD, "Team lead: assigns, watches the queue"),
    Person("cleo", "Cleo", "Haddad", RoleName.APPROVER, "Compliance lead: approves, publishes reports"),
    Person("quinn", "Quinn", "Okafor", RoleName.QUALITY_REVIEWER, "Quality reviewer"),
    Person("hana", "Hana", "Prado", RoleName.HUMAN_RIGHTS_LEAD, "Human rights lead: assessments"),
    Person("leo", "Leo", "Farkas", RoleName.LEGAL, "Legal"),
    Person("bea", "Bea", "Nilsson", RoleName.BUSINESS_OWNER, "Business owner of engagements"),
    Person("cora", "Cora", "Mensah", RoleName.COMMITTEE, "Committee member"),
    Person("tess", "Tess", "Moreau", RoleName.TUNING_OWNER, "Owner of lists and settings"),
    Person("otto", "Otto", "Brandt", RoleName.AUDITOR, "Auditor: reads everything"),
    Person("iris", "Iris", "Tanaka", RoleName.ASSESSOR, "Independent assessor"),
    Person("fin", "Fin", "Berg", RoleName.FRONT_OFFICE, "Front office: sees states only"),
    Person("ada", "Ada", "Novak", RoleName.ADMINISTRATOR, "Administrator: accounts and keys"),
)

CLIENT_USERNAME = "integrator"
