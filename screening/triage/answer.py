"""An answer on a potential match, and whether it can stand: reasons that fit, and words of one's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dd_portal.common.errors import Invalid
from screening.models import Resolution
from screening.triage.birth_dates import why_birth_dates_do_not_differ
from screening.triage.reasons import NEVER_ALONE, REASONS

LEAST_RATIONALE = 15
LEAST_OTHER_DIFFERENCES = 2
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reviewer said: identity, consequence, reason codes, own words, next step ("" where none)."""

    identity: str
    consequence: str
    reasons: tuple[str, ...]
    rationale: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What the answer is about: the list tier, the evidence as stored, and both sides' content."""

    tier: str
    evidence: list[dict[str, Any]]
    ours: dict[str, Any]
    listed: dict[str, Any]

    def word(self, *features: str) -> str:
        """The comparison word of the first of the features that was compared, "" where none was."""
        return next((str(one["word"]) for one in self.evidence if one["feature"] in features), "")


def check_answer(answer: Answer, *, compared: Compared) -> None:
    """Raise Invalid with a sentence for every field at fault; return where the answer can stand."""
    faults: dict[str, str] = {}
    if answer.identity not in Resolution.Identity.values:
        raise Invalid(_("Not recorded."), fields={"identity": _("Choose an answer. Nothing is selected for you.")})
    fault = _fault_in_reasons(answer, compared)
    if fault:
        faults["reasons"] = fault
    if not _says_something(answer.rationale):
        faults["rationale"] = _("Say which details differ or agree, for example date of birth or nationality.")
    if answer.identity == "true_match" and answer.consequence not in Resolution.Consequence.values:
        faults["consequence"] = _("Choose what the match means for this customer.")
    if answer.identity == "unsure" and answer.next_step not in Resolution.NextStep.values:
        faults["next_step"] = _("Unsure keeps the alert open. Choose what happens next.")
    if faults:
        raise Invalid(_("Not recorded."), fields=faults)


def _fault_in_reasons(answer: Answer, compared: Compared) -> str:
    chosen = set(answer.reasons)
    if not chosen:
        return _("Tick at least one reason.")
    if any(code not in REASONS or REASONS[code].identity != answer.identity for code in chosen):
        return _("A reason does not belong to this answer. Tick reasons of the answer you chose.")
    return _fault_in_differences(chosen, compared) if answer.identity == "false_positive" else ""


def _fault_in_differences(chosen: set[str], compared: Compared) -> str:
    if compared.tier == "T1" and chosen <= NEVER_ALONE:
        return _(
            "Country differences alone do not rule out a match. Add a second differing identifier or choose Unsure."
        )
    if "FP-COMMON" in chosen and len(chosen - {"FP-COMMON"}) < LEAST_OTHER_DIFFERENCES:
        return _("A common name needs two other differences. Tick them too.")
    if "FP-DOB" in chosen:
        why = why_birth_dates_do_not_differ(compared.ours.get("birth_date", ""), compared.listed.get("birth_dates", ()))
        if why:
            return why
    return next((why for code, why in _missing(compared) if code in chosen), "")


def _missing(compared: Compared) -> list[tuple[str, str]]:
    """Reasons that rest on a value which one side does not state: a missing value is not a difference."""
    rests_on = (
        ("FP-GENDER", bool(compared.ours.get("gender") and compared.listed.get("gender")), _("gender")),
        ("FP-NAT", bool(compared.ours.get("countries") and compared.listed.get("countries")), _("country")),
        (
            "FP-ID",
            bool(compared.ours.get("identifiers") and compared.listed.get("identifiers")),
            _("identifier"),
        ),
        ("FP-ADDR", bool(compared.ours.get("addresses") and compared.listed.get("addresses")), _("address")),
    )
    return [
        (code, _("One side states no %(what)s. A missing value is not a difference.") % {"what": what})
        for code, known, what in rests_on
        if not known
    ]


def _says_something(rationale: str) -> bool:
    """At least 15 characters, in more than one word, that are not merely the titles of the reasons."""
    text = " ".join(rationale.split())
    if len(text) < LEAST_RATIONALE or len(set(_words(text))) < 2:
        return False
    rest = f" {' '.join(_words(text))} "
    for stock in _stock_phrases():
        rest = rest.replace(f" {stock} ", " ")
    return len(rest.replace(" ", "")) >= LEAST_RATIONALE // 3


def _words(text: str) -> list[str]:
    return [word for word in _NO_WORD.split(text.casefold()) if word]


def _stock_phrases() -> list[str]:
    """What the form already says; longest first, so that a phrase goes before its parts."""
    said = [str(reason.title) for reason in REASONS.values()]
    said += [*REASONS, *map(str, Resolution.Identity.labels), "false positive", "true match", "not the same party"]
    return sorted({" ".join(_words(text)) for text in said}, key=len, reverse=True)
