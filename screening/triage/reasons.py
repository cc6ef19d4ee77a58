"""The reason codes of answers; the codes are stable, the words may be changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its code, the answer it belongs to, and its words."""

    code: str
    identity: str
    title: Promise


def _false_positive(code: str, title: Promise) -> Reason:
    return Reason(code, "false_positive", title)


def _true_match(code: str, title: Promise) -> Reason:
    return Reason(code, "true_match", title)


def _unsure(code: str, title: Promise) -> Reason:
    return Reason(code, "unsure", title)


_ALL = (
    _false_positive("FP-DOB", _("Date of birth")),
    _false_positive("FP-NAME", _("Only part of the name matches")),
    _false_positive("FP-ID", _("A strong identifier differs")),
    _false_positive("FP-TYPE", _("Another kind of party")),
    _false_positive("FP-NAT", _("Nationality or country")),
    _false_positive("FP-GENDER", _("Gender")),
    _false_positive("FP-ADDR", _("Address or region")),
    _false_positive("FP-OWN", _("Registration or ownership")),
    _false_positive("FP-COMMON", _("Common name, two other differences")),
    _false_positive("FP-DECEASED", _("The listed person is dead")),
    _false_positive("FP-DATA", _("Our data was wrong")),
    _false_positive("FP-LIST", _("The list is in error")),
    _true_match("TM-ID", _("A strong identifier is equal")),
    _true_match("TM-MULTI", _("Name, date of birth and nationality agree")),
    _true_match("TM-DOC", _("Confirmed by a document")),
    _true_match("TM-SELF", _("The party confirmed it")),
    _true_match("TM-OWN", _("Owned at least 50 % by the listed party")),
    _unsure("UN-MISSING", _("Not enough data on our side")),
    _unsure("UN-LISTTHIN", _("The list says too little")),
    _unsure("UN-CONFLICT", _("The evidence conflicts")),
    _unsure("UN-EXPERT", _("Needs language or legal help")),
)

REASONS: dict[str, Reason] = {reason.code: reason for reason in _ALL}

# On a binding list neither of these rules out a match, alone or together.
NEVER_ALONE = frozenset({"FP-NAT", "FP-ADDR"})


def reasons_for(identity: str) -> list[Reason]:
    """The reasons that belong to an answer, in the order a reader sees them."""
    return [reason for reason in _ALL if reason.identity == identity]
