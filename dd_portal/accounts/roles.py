"""Roles and what each may do, as one table: deny by default.

Segregation of duties is held elsewhere too (services and database constraints): nobody approves their own
proposal, whatever their roles; the administrator decides nothing; no API client resolves an alert.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing that may be done."""

    SEE_PARTY_STATE = "party.see_state"
    SEE_PARTIES = "party.see"
    EDIT_PARTIES = "party.edit"
    SEE_ENGAGEMENTS = "engagement.see"
    EDIT_ENGAGEMENTS = "engagement.edit"
    RATE = "engagement.rate"
    STATE_ALLEGATIONS = "allegation.state"
    KEEP_POLICIES = "policy.keep"
    READ_CONCERNS = "concern.read"
    ANSWER_CONCERNS = "concern.answer"
    PROPOSE_DECISION = "assessment.propose"
    APPROVE_DECISION = "assessment.approve"
    DECIDE_AS_COMMITTEE = "assessment.decide_as_committee"
    DECIDE_AS_LEGAL = "assessment.decide_as_legal"
    ACCEPT_AS_OWNER = "assessment.accept_as_owner"
    NOTE_EVENTS = "engagement.note_event"
    DRAFT_METHOD = "method.draft"
    APPROVE_METHOD = "method.approve"
    SEE_LISTS = "list.see"
    IMPORT_LISTS = "list.import"
    EXPLAIN_PAIRS = "screening.explain"
    SCREEN = "screening.run"
    SEE_RUNS = "screening.see_runs"
    EVALUATE = "screening.evaluate"
    DRAFT_SETTINGS = "settings.draft"
    APPROVE_SETTINGS = "settings.approve"
    SEE_SETTINGS = "settings.see"
    JUDGE_BELOW_LINE = "settings.judge_below_line"
    SEE_ALERTS = "alert.see"
    WORK_ALERTS = "alert.work"
    NOTE_ALERTS = "alert.note"
    ASSIGN_ALERTS = "alert.assign"
    TAKE_ESCALATED = "alert.take_escalated"
    APPROVE_T2_T3 = "alert.approve_t2_t3"
    APPROVE_T1 = "alert.approve_t1"
    LIFT_RESTRICTION = "party.lift_restriction"
    REVIEW_QUALITY = "quality.review"
    SEE_REPORTS = "report.see"
    PUBLISH_REPORTS = "report.publish"
    SAMPLE = "report.sample"
    SEE_AUDIT = "audit.see"
    ADMINISTER = "account.administer"


class RoleName(StrEnum):
    """The roles of decisions before the first migration."""

    FRONT_OFFICE = "front_office"
    ANALYST = "analyst"
    SENIOR = "senior"
    LEAD = "lead"
    APPROVER = "approver"
    QUALITY_REVIEWER = "quality_reviewer"
    HUMAN_RIGHTS_LEAD = "human_rights_lead"
    LEGAL = "legal"
    BUSINESS_OWNER = "business_owner"
    COMMITTEE = "committee"
    TUNING_OWNER = "tuning_owner"
    AUDITOR = "auditor"
    ASSESSOR = "assessor"
    ADMINISTRATOR = "administrator"
    API_CLIENT = "api_client"


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its title, what it is for, what it may do."""

    title: Promise
    purpose: Promise
    permissions: frozenset[Permission]


_P = Permission
_READ = {_P.SEE_PARTY_STATE, _P.SEE_PARTIES, _P.SEE_ENGAGEMENTS, _P.SEE_LISTS, _P.SEE_RUNS, _P.SEE_ALERTS}
_WORK = _READ | {
    _P.EDIT_PARTIES, _P.EDIT_ENGAGEMENTS, _P.RATE, _P.STATE_ALLEGATIONS, _P.PROPOSE_DECISION, _P.SCREEN,
    _P.EXPLAIN_PAIRS, _P.WORK_ALERTS, _P.NOTE_ALERTS, _P.NOTE_EVENTS, _P.JUDGE_BELOW_LINE,
}  # fmt: skip
_LEAD = _WORK | {
    _P.TAKE_ESCALATED,
    _P.APPROVE_T2_T3,
    _P.ASSIGN_ALERTS,
    _P.APPROVE_DECISION,
    _P.SEE_REPORTS,
    _P.SEE_AUDIT,
    _P.SEE_SETTINGS,
}

ROLES: dict[RoleName, Role] = {
    RoleName.FRONT_OFFICE: Role(
        _("Front office"), _("Sees whether a party may be dealt with, never why."), frozenset({_P.SEE_PARTY_STATE})
    ),
    RoleName.ANALYST: Role(_("Analyst"), _("Reviews alerts and rates engagements."), frozenset(_WORK)),
    RoleName.SENIOR: Role(
        _("Senior analyst"),
        _("Takes escalated alerts, approves below binding lists."),
        frozenset(_WORK | {_P.TAKE_ESCALATED, _P.APPROVE_T2_T3, _P.APPROVE_DECISION, _P.SEE_REPORTS}),
    ),
    RoleName.LEAD: Role(_("Team lead"), _("Assigns work and keeps the queue moving."), frozenset(_LEAD)),
    RoleName.APPROVER: Role(
        _("Compliance lead"),
        _("Approves on binding lists, lifts restrictions, publishes reports."),
        frozenset(
            _READ
            | {
                _P.NOTE_ALERTS,
                _P.APPROVE_T2_T3,
                _P.APPROVE_T1,
                _P.LIFT_RESTRICTION,
                _P.APPROVE_DECISION,
                _P.APPROVE_SETTINGS,
                _P.SEE_SETTINGS,
                _P.APPROVE_METHOD,
                _P.KEEP_POLICIES,
                _P.IMPORT_LISTS,
                _P.EXPLAIN_PAIRS,
                _P.SEE_REPORTS,
                _P.PUBLISH_REPORTS,
                _P.SEE_AUDIT,
                _P.SCREEN,
            }
        ),
    ),
    RoleName.QUALITY_REVIEWER: Role(
        _("Quality reviewer"),
        _("Looks a second time at a sample of closed work."),
        frozenset(
            _READ
            | {
                _P.NOTE_ALERTS,
                _P.REVIEW_QUALITY,
                _P.JUDGE_BELOW_LINE,
                _P.SEE_SETTINGS,
                _P.SEE_REPORTS,
                _P.SEE_AUDIT,
                _P.EXPLAIN_PAIRS,
            }
        ),
    ),
    RoleName.HUMAN_RIGHTS_LEAD: Role(
        _("Human rights lead"),
        _("Owns the method, confirms involvement, approves assessments."),
        frozenset(
            _READ
            | {
                _P.EXPLAIN_PAIRS,
                _P.EDIT_ENGAGEMENTS,
                _P.RATE,
                _P.NOTE_EVENTS,
                _P.DRAFT_METHOD,
                _P.APPROVE_METHOD,
                _P.STATE_ALLEGATIONS,
                _P.KEEP_POLICIES,
                _P.READ_CONCERNS,
                _P.ANSWER_CONCERNS,
                _P.PROPOSE_DECISION,
                _P.APPROVE_DECISION,
                _P.NOTE_ALERTS,
                _P.SEE_REPORTS,
                _P.SEE_AUDIT,
            }
        ),
    ),
    RoleName.LEGAL: Role(
        _("Legal"),
        _("Decides where the law prohibits."),
        frozenset(
            _READ
            | {
                _P.EXPLAIN_PAIRS,
                _P.DECIDE_AS_LEGAL,
                _P.APPROVE_DECISION,
                _P.READ_CONCERNS,
                _P.ANSWER_CONCERNS,
                _P.NOTE_ALERTS,
                _P.SEE_REPORTS,
            }
        ),
    ),
    RoleName.BUSINESS_OWNER: Role(
        _("Business owner"),
        _("Answers for an engagement and its conditions."),
        frozenset({_P.SEE_PARTY_STATE, _P.SEE_ENGAGEMENTS, _P.ACCEPT_AS_OWNER, _P.NOTE_EVENTS}),
    ),
    RoleName.COMMITTEE: Role(
        _("Committee member"),
        _("Decides what is escalated."),
        frozenset(
            {
                _P.SEE_PARTIES,
                _P.SEE_PARTY_STATE,
                _P.SEE_ENGAGEMENTS,
                _P.DECIDE_AS_COMMITTEE,
                _P.APPROVE_DECISION,
                _P.SEE_REPORTS,
            }
        ),
    ),
    RoleName.TUNING_OWNER: Role(
        _("List and settings owner"),
        _("Loads lists, drafts settings, tests the engine; decides no alert."),
        frozenset(
            {
                _P.SEE_LISTS,
                _P.IMPORT_LISTS,
                _P.SEE_RUNS,
                _P.SCREEN,
                _P.EXPLAIN_PAIRS,
                _P.EVALUATE,
                _P.DRAFT_SETTINGS,
                _P.SEE_SETTINGS,
                _P.DRAFT_METHOD,
            }
        ),
    ),
    RoleName.AUDITOR: Role(
        _("Auditor"),
        _("Sees everything, changes nothing."),
        frozenset(_READ | {_P.SEE_REPORTS, _P.SEE_AUDIT, _P.SEE_SETTINGS, _P.SAMPLE, _P.EXPLAIN_PAIRS}),
    ),
    RoleName.ASSESSOR: Role(
        _("Independent assessor"),
        _("Sees everything, samples and re-performs, keeps own notes."),
        frozenset(
            _READ | {_P.SEE_REPORTS, _P.SEE_AUDIT, _P.SEE_SETTINGS, _P.SAMPLE, _P.EXPLAIN_PAIRS, _P.READ_CONCERNS}
        ),
    ),
    RoleName.ADMINISTRATOR: Role(
        _("Administrator"), _("Keeps accounts and roles; no access to cases."), frozenset({_P.ADMINISTER})
    ),
    RoleName.API_CLIENT: Role(
        _("API client"),
        _("A system with a key: registers, screens and reads; decides nothing."),
        frozenset(
            {
                _P.SEE_PARTY_STATE,
                _P.SEE_PARTIES,
                _P.EDIT_PARTIES,
                _P.STATE_ALLEGATIONS,
                _P.NOTE_EVENTS,
                _P.SEE_LISTS,
                _P.SCREEN,
                _P.SEE_RUNS,
                _P.SEE_ALERTS,
                _P.NOTE_ALERTS,
            }
        ),
    ),
}
