"""The methodology whole, one version at a time; and a draft beside the version in force."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from customers.methodology.catalogue import Factor, Group, Methodology, Question, QuestionBlock, SafeguardClass
from customers.methodology.catalogue import SafeguardKind as Safeguard
from customers.methodology.errors import UnknownVersion
from customers.methodology.load import available_versions, load_methodology
from customers.models import MethodologyVersion, method_in_force, method_of, method_text
from customers.ownership.rules import OwnershipRule, all_rules
from customers.selectors.verdict import recommendation_words
from customers.selectors.visible import visible_engagements
from customers.services.compare_methodology import what_was_compared
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotFound


@dataclass(frozen=True, slots=True)
class FactorLine:
    """A factor with the wording of each rating 0 to 4."""

    factor: Factor
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: what it is called, where it stands, who answers for it. ``draft`` is None for a shipped one."""

    version: str
    title: str
    dated: dt.date
    state: str
    is_in_force: bool
    draft: MethodologyVersion | None


@dataclass(frozen=True, slots=True)
class MethodPage:
    """What the page of a version shows."""

    method: Methodology
    line: VersionLine
    versions: tuple[VersionLine, ...]
    groups: tuple[tuple[Group, tuple[FactorLine, ...]], ...]
    matrix: tuple[tuple[int, tuple[int, ...]], ...]
    safeguards: tuple[tuple[SafeguardClass, tuple[Safeguard, ...]], ...]
    questions: tuple[tuple[QuestionBlock, tuple[Question, ...]], ...]
    review: tuple[tuple[int, str], ...]
    ownership: tuple[OwnershipRule, ...]
    may_draft: bool


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One assessment that would stand elsewhere. ``pk`` is None where the reader may not see the engagement."""

    pk: int | None
    reference: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    steps: int
    problem: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """What the page of a draft shows; ``refused`` says why the reader cannot approve it ("" if they can)."""

    draft: MethodologyVersion
    against: str
    changes: tuple[tuple[str, str], ...]
    moves: tuple[MoveLine, ...]
    is_current: bool
    refused: str
    may_draft: bool
    may_approve: bool


def method_page(version: str = "", *, user: User) -> MethodPage:
    """The page of a version, of the one in force if none is named. Raises NotFound."""
    try:
        method = method_of(version) if version else method_in_force()
    except UnknownVersion as error:
        raise NotFound(_("There is no version %(version)s of the method.") % {"version": version}) from error
    lines = version_lines()
    return MethodPage(
        method=method,
        line=next(line for line in lines if line.version == method.version),
        versions=lines,
        groups=tuple(
            (group, tuple(FactorLine(one, tuple(one.anchor(n) for n in range(5))) for one in method.factors_of(code)))
            for code, group in method.groups.items()
        ),
        matrix=tuple((n, tuple(int(tier) for tier in method.matrix[n])) for n in reversed(range(5))),
        safeguards=tuple(
            (one, tuple(kind for kind in method.safeguards.values() if kind.class_code == code))
            for code, one in method.safeguard_classes.items()
        ),
        questions=tuple(
            (block, tuple(question for question in method.questions if question.block == code))
            for code, block in method.question_blocks.items()
        ),
        review=_review(method),
        ownership=all_rules(),
        may_draft=user.may(Permission.DRAFT_METHOD),
    )


def version_lines() -> tuple[VersionLine, ...]:
    """Every version, the newest first: those that people drafted, then the shipped ones."""
    in_force = method_in_force().version
    stored = MethodologyVersion.objects.select_related("drafted_by", "approved_by").defer("text", "comparison")
    drafted = [
        VersionLine(
            one.version, one.title, one.drafted_at.date(), one.get_state_display(), one.version == in_force, one
        )
        for one in stored.order_by("-pk")
    ]
    shipped = [
        VersionLine(
            version, load_methodology(version).title, load_methodology(version).dated,
            _("In force") if version == in_force else _("Replaced"), version == in_force, None,
        )
        for version in reversed(available_versions())
    ]  # fmt: skip
    return (*drafted, *shipped)


def draft_page(pk: int, *, user: User) -> DraftPage:
    """The page of a drafted version with what it changes. Raises NotFound."""
    draft = MethodologyVersion.objects.select_related("drafted_by", "approved_by").filter(pk=pk).first()
    if draft is None:
        raise NotFound(_("There is no such version."))
    against = str(draft.comparison.get("against") or method_in_force().version)
    is_draft = draft.state == MethodologyVersion.State.DRAFT
    is_current = bool(draft.compared_at) and (not is_draft or draft.comparison.get("of") == what_was_compared())
    rows = draft.comparison.get("rows", [])
    seen = set(
        visible_engagements(user).filter(pk__in=[row["engagement"] for row in rows]).values_list("pk", flat=True)
    )
    return DraftPage(
        draft=draft,
        against=against,
        changes=text_changes(method_text(against), draft.text),
        moves=tuple(_move(row, seen) for row in sorted(rows, key=lambda row: (-abs(row["steps"]), row["reference"]))),
        is_current=is_current,
        refused=_refused(draft, user, is_current=is_current) if is_draft else "",
        may_draft=is_draft and user.may(Permission.DRAFT_METHOD),
        may_approve=is_draft and user.may(Permission.APPROVE_METHOD),
    )


def text_changes(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Lines that went ("gone"), came ("come") or stand beside them ("same"), after the place where they stand."""
    kinds = {"-": "gone", "+": "come", " ": "same"}
    lines = difflib.unified_diff(before.strip().splitlines(), after.strip().splitlines(), lineterm="", n=1)
    return tuple(
        ("place", _("Line %(n)s") % {"n": line.split("+")[1].split(" ")[0].split(",")[0]})
        if line.startswith("@@")
        else (kinds[line[0]], line[1:])
        for line in lines
        if not line.startswith(("--- ", "+++ "))
    )


def _move(row: dict[str, Any], seen: set[int]) -> MoveLine:
    return MoveLine(
        pk=row["engagement"] if row["engagement"] in seen else None,
        reference=row["reference"],
        before=_words(row["before"]),
        after=_words(row["after"]),
        steps=row["steps"],
        problem=row["problem"],
    )


def _words(standing: dict[str, Any] | None) -> dict[str, Any] | None:
    return standing and {**standing, "recommendation": recommendation_words(standing["recommendation"])}


def _refused(draft: MethodologyVersion, user: User, *, is_current: bool) -> str:
    if not user.may(Permission.APPROVE_METHOD):
        return _("Your roles do not include approving the method.")
    if draft.drafted_by_id == user.pk:
        return _("You drafted this version, so someone else must approve it.")
    if not is_current:
        return _("Compare it over all live assessments first.")
    return ""


def _review(method: Methodology) -> tuple[tuple[int, str], ...]:
    days, months = method.review.days, method.review.months
    return tuple(
        (int(tier), _("%(n)s days") % {"n": days[tier]} if tier in days else _("%(n)s months") % {"n": months[tier]})
        for tier in reversed(method.tiers)
    )
