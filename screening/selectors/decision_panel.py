"""What the decision panel offers: three equal answers, the reasons of each, and what submitting will do."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from screening.forms import DecisionForm
from screening.models import Resolution
from screening.selectors.alert_page import AlertPage
from screening.triage.policy import needs_approval, restricts_at_once
from screening.triage.reasons import Reason, reasons_for

MOST_KEYS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers: its words, what it does, its key, what the button then says, and its reasons."""

    value: str
    word: str
    effect: str
    key: str
    submit: str
    ask: str
    reasons: list[Reason]
    more: list[Reason]
    more_chosen: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class DecisionPanel:
    """The form and its three answers; the sentences say what follows before anything is submitted."""

    form: DecisionForm
    choices: list[Choice]
    consequences: list[tuple[str, str]]
    next_steps: list[tuple[str, str]]
    chosen_reasons: list[str]
    approval: str
    restricts: bool
    action: str


def decision_panel(page: AlertPage, form: DecisionForm | None = None) -> DecisionPanel | None:
    """The panel for the open match; None where there is nothing to answer. ``form`` keeps what was written."""
    opened = page.open_match
    if opened is None:
        return None
    form = form or DecisionForm(
        initial={
            "match": opened.match.pk,
            "evidence_digest": opened.evidence.digest,
            "alert_version": page.alert.version,
        }
    )
    tier = opened.match.tier
    restricts = restricts_at_once(tier=tier, identity="true_match", consequence="")
    return DecisionPanel(
        form=form,
        choices=_choices(form, restricts=restricts),
        consequences=[(one.value, str(one.label)) for one in Resolution.Consequence],
        next_steps=[(one.value, str(one.label)) for one in Resolution.NextStep],
        chosen_reasons=_ticked(form),
        approval=_("The first answer is shown once you have given yours.")
        if opened.gives_second_look
        else _approval(tier, opened.evidence.digest),
        restricts=restricts,
        action=reverse(
            "screening:second_look" if opened.gives_second_look else "screening:decide", args=[page.alert.pk]
        ),
    )


def _choices(form: DecisionForm, *, restricts: bool) -> list[Choice]:
    chosen = form.data.get("identity", "") if form.is_bound else ""
    restricted = _("True match. Restricts at once.") if restricts else _("True match. A second person confirms.")
    stop = _("Submit true match and restrict") if restricts else _("Submit true match")
    lines = (
        ("false_positive", _("Not the same"), _("False positive. Customer stays open."), "F",
         _("Submit false positive"), _("Which details differ?")),
        ("true_match", _("The same"), restricted, "M", stop, _("What makes it the same?")),
        ("unsure", _("Unsure"), _("Alert stays open. Needs a next step."), "U", _("Save as unsure"),
         _("What is unclear?")),
    )  # fmt: skip
    return [
        Choice(value, word, effect, key, submit, ask, *_reasons(value, form), value == chosen)
        for value, word, effect, key, submit, ask in lines
    ]


def _ticked(form: DecisionForm) -> list[str]:
    value = form["reasons"].value() if form.is_bound else None
    return list(value or ())


def _reasons(identity: str, form: DecisionForm) -> tuple[list[Reason], list[Reason], bool]:
    """The commonest reasons, which have keys, the rest, and whether one of the rest is ticked."""
    reasons = reasons_for(identity)
    shown, more = reasons[:MOST_KEYS], reasons[MOST_KEYS:]
    ticked = set(_ticked(form))
    return shown, more, any(reason.code in ticked for reason in more)


def _approval(tier: str, digest: str) -> str:
    """What is known before: on binding lists every answer is seen twice; a sample is not told beforehand."""
    if tier == "T1" and needs_approval(tier=tier, identity="false_positive", consequence="", key=digest):
        return _("Goes to a second reviewer. You can't approve your own decision.")
    return _("A true match goes to a second reviewer; of other answers a sample does.")
