"""What the pages of settings show: all versions, and one with its changes, its test, its sample, its next steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.verbs import Verb
from dd_portal.common.charts.bars import bars
from dd_portal.common.charts.chart import Chart
from dd_portal.common.errors import NotFound
from dd_portal.common.proportion import upper_bound
from screening.matching.config_words import setting_words
from screening.models import Backtest, BacktestLine, BelowLinePair, SettingsVersion
from screening.selectors.activation_check import ActivationCheck, activation_checks
from screening.selectors.threshold_steps import ThresholdStep, threshold_steps
from screening.selectors.told import ToldLine, told
from screening.services.backtest_result import BacktestResult
from screening.services.ensure_settings import ensure_settings
from screening.services.settings_in_hand import CHANGEABLE, State, current_backtest

SHOWN_LINES = 50

WORDS = {
    Verb.SETTINGS_DRAFTED: gettext_lazy("drafted this version"),
    Verb.SETTINGS_CHANGED: gettext_lazy("changed the draft"),
    Verb.SETTINGS_TESTED: gettext_lazy("tested the draft"),
    Verb.SETTINGS_PAIR_JUDGED: gettext_lazy("judged a pair below the line"),
    Verb.SETTINGS_SUBMITTED: gettext_lazy("submitted this version"),
    Verb.SETTINGS_APPROVED: gettext_lazy("approved this version"),
    Verb.SETTINGS_RETURNED: gettext_lazy("returned this version"),
    Verb.SETTINGS_WITHDRAWN: gettext_lazy("withdrew this version"),
    Verb.SETTINGS_ACTIVATED: gettext_lazy("put this version into force"),
}


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One number: what it means, what it is here, and what it was in the version that this one came from."""

    name: str
    title: str
    section: str
    meaning: str
    value: float
    was: float | None

    @property
    def is_changed(self) -> bool:
        """Whether it differs from the version before."""
        return self.was is not None and self.was != self.value


@dataclass(frozen=True, slots=True)
class Sample:
    """The pairs below the line: how many are judged and how, and the one-sided 95 % bound of the true share."""

    drawn: int
    judged: int
    true: int
    unsure: int
    upper: float
    found: list[BelowLinePair]

    @property
    def sentence(self) -> str:
        """What the sample tells so far."""
        if not self.judged:
            return _("Nothing is judged yet.")
        return ngettext(
            "%(true)s true in %(n)s judged: at most %(upper)s %% at a confidence of 95 %%.",
            "%(true)s true in %(n)s judged: at most %(upper)s %% at a confidence of 95 %%.",
            self.judged,
        ) % {"true": self.true, "n": self.judged, "upper": f"{100 * self.upper:.1f}"}


@dataclass(frozen=True, slots=True)
class TestShown:
    """A test as the page shows it."""

    __test__ = False

    backtest: Backtest
    result: BacktestResult
    is_current: bool
    sample: Sample
    lines: list[BacktestLine]
    more_lines: int
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """One version."""

    version: SettingsVersion
    rows: list[SettingRow]
    changes: list[SettingRow]
    test: TestShown | None
    running: Backtest | None
    steps: list[ThresholdStep]
    blockers: list[str]
    events: list[ToldLine]
    may_change: bool
    may_submit: bool
    may_judge: bool
    may_approve: bool
    may_withdraw: bool
    is_author: bool
    checks: list[ActivationCheck]
    may_revert: bool


def settings_versions() -> QuerySet[SettingsVersion]:
    """All versions, newest first; there is always an active one."""
    ensure_settings()
    return SettingsVersion.objects.select_related("made_by", "approved_by", "based_on").order_by("-number")


def settings_version(number: int) -> SettingsVersion:
    """One version by its number. Raises NotFound."""
    found = settings_versions().filter(number=number).first()
    if found is None:
        raise NotFound(_("There is no such version of the settings."))
    return found


def settings_page(number: int, *, by: User) -> SettingsPage:
    """One version as ``by`` sees it. Raises NotFound."""
    version = settings_version(number)
    rows = setting_rows(version)
    is_author = version.made_by_id == by.pk
    drafts = is_author and by.may(Permission.DRAFT_SETTINGS)
    test = _test(version)
    shown = test if test and test.is_current else None
    return SettingsPage(
        version=version,
        rows=rows,
        changes=[row for row in rows if row.is_changed],
        test=test,
        running=version.backtests.filter(state__in=["waiting", "running"]).first(),
        steps=threshold_steps() if version.state in CHANGEABLE else [],
        blockers=blockers(shown) if version.state in CHANGEABLE else [],
        events=told(version, words=WORDS),
        may_change=drafts and version.state in CHANGEABLE,
        may_submit=drafts and version.state == State.TESTED,
        may_judge=bool(shown and shown.sample.judged < shown.sample.drawn)
        and by.may(Permission.JUDGE_BELOW_LINE)
        and not is_author,
        may_approve=version.state == State.SUBMITTED and by.may(Permission.APPROVE_SETTINGS) and not is_author,
        may_withdraw=drafts and version.state in [*CHANGEABLE, State.SUBMITTED, State.APPROVED],
        is_author=is_author,
        checks=activation_checks(version),
        may_revert=version.state == State.RETIRED and by.may(Permission.DRAFT_SETTINGS),
    )


def setting_rows(version: SettingsVersion) -> list[SettingRow]:
    """Every number in the order of the engine's own file."""
    before: dict[str, Any] = version.based_on.config if version.based_on else {}
    return [
        SettingRow(one.name, one.title, one.section, one.meaning, version.config[one.name], before.get(one.name))
        for one in setting_words()
        if one.name in version.config
    ]


def blockers(test: TestShown | None) -> list[str]:
    """Why a draft cannot be submitted yet, in the order in which it is settled."""
    if test is None:
        return [_("The draft as it is now has not been tested.")]
    found = []
    lost = test.result.lost_true_matches
    if lost:
        found.append(
            ngettext(
                "%(n)s true match of the past would be lost. Such a change cannot go on.",
                "%(n)s true matches of the past would be lost. Such a change cannot go on.",
                lost,
            )
            % {"n": lost}
        )
    waiting = test.sample.drawn - test.sample.judged
    if waiting:
        found.append(
            ngettext(
                "%(n)s pair below the line waits for a judge.", "%(n)s pairs below the line wait for a judge.", waiting
            )
            % {"n": waiting}
        )
    return found


def sample_of(backtest: Backtest) -> Sample:
    """How the sample below the line stands."""
    verdicts = dict(backtest.below_line.values_list("verdict").annotate(n=Count("pk")).order_by())
    drawn, judged = sum(verdicts.values()), sum(n for verdict, n in verdicts.items() if verdict)
    true = verdicts.get("true_match", 0)
    found = backtest.below_line.filter(verdict="true_match").select_related("party", "listed_entity__watchlist")
    # A pair that nobody could tell may be a true match, and counts as one in the bound.
    unsure = verdicts.get("unsure", 0)
    return Sample(drawn, judged, true, unsure, upper_bound(true + unsure, judged), list(found))


def _test(version: SettingsVersion) -> TestShown | None:
    current = current_backtest(version)
    latest = current or version.backtests.filter(state=Backtest.State.FINISHED).order_by("-pk").first()
    if latest is None:
        return None
    result = BacktestResult.from_json(latest.result)
    lines = latest.lines.select_related("party").order_by("-label", "change", "-score_now", "pk")
    return TestShown(
        backtest=latest,
        result=result,
        is_current=current is not None,
        sample=sample_of(latest),
        lines=list(lines[:SHOWN_LINES]),
        more_lines=max(0, lines.count() - SHOWN_LINES),
        chart=_chart(result),
    )


def _chart(result: BacktestResult) -> Chart | None:
    tiers = sorted(result.population)
    if not tiers:
        return None
    sides = [result.population[tier] for tier in tiers]
    change = sum(one.draft - one.now for one in sides)
    return bars(
        tiers,
        series=[
            (_("with both"), [one.both for one in sides]),
            (_("new with the draft"), [one.gained for one in sides]),
            (_("lost with the draft"), [one.lost for one in sides]),
        ],
        unit=_("Tier of the list"),
        title=_("The draft changes the potential matches of today's customers by %(n)s") % {"n": f"{change:+,}"}
        if change
        else _("As many potential matches of today's customers as before"),
        caption=_("Pairs of a customer and a list entry at or above the threshold, by tier of the list."),
    )
