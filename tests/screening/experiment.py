"""What the tests of settings share: a small world with decided pairs, and a draft walked to a state."""

from __future__ import annotations

from customers.models import Party
from screening.models import PotentialMatch, Resolution
from screening.services.change_settings import change_settings
from screening.services.draft_settings import draft_settings
from screening.services.judge_below_line import judge_below_line
from screening.services.run_backtest import run_backtest
from screening.services.screen_chunk import screen_chunk
from screening.services.start_backtest import start_backtest
from screening.services.start_run import start_run
from screening.services.submit_settings import submit_settings
from tests.make import make_party

WHY = "Fewer alerts on common names"
TEXTS = {
    "risk_rationale": "The names between both lines were judged and none was the same party.",
    "workload": "The analysts of the unit see about a tenth fewer alerts a week.",
    "not_for_staffing": True,
}
# Scores against the house list with the defaults, in points: 92, 95, 82, 86, 63 and none.
PARTIES = (
    ("Arkadiy Petrosyan", Party.Type.PERSON),
    ("Karvanos Surveilance Industry", Party.Type.ORGANISATION),
    ("Arkadi Petroyan", Party.Type.PERSON),
    ("Zubeda Corbonalli", Party.Type.PERSON),
    ("Karvanos", Party.Type.ORGANISATION),
    ("Quiet Bakery", Party.Type.ORGANISATION),
)


def screened_world(by):
    """PARTIES, screened with the settings in force."""
    for name, kind in PARTIES:
        make_party(name, type=kind)
    run = start_run(trigger="test", by=by)
    for chunk in run.chunks.all():
        screen_chunk(chunk_id=chunk.pk)
    return run


def confirm(match: PotentialMatch, *, by, identity="true_match"):
    """A final answer, as an approved proposal leaves it."""
    PotentialMatch.objects.filter(pk=match.pk).update(state=identity)
    return Resolution.objects.create(
        potential_match=match, evidence=match.evidence, identity=identity, reasons=["TM-DOC"], rationale="known",
        consequence="prohibited" if identity == "true_match" else "", state="final", proposed_by=by,
        proposed_at=match.found_at,
    )  # fmt: skip


def drafted(by, **values):
    """A draft with some values changed."""
    draft = draft_settings(reason=WHY, by=by)
    return change_settings(version=draft, values=values or {"alert_threshold": 0.75}, by=by)


def after_test(by, judge=None, **values):
    """A draft after its test, its sample judged where a judge is given."""
    draft = drafted(by, **values)
    backtest = start_backtest(version=draft, seed="fixed", by=by)
    assert run_backtest(backtest_id=backtest.pk)
    if judge:
        for pair in backtest.below_line.all():
            judge_below_line(pair=pair, verdict="false_positive", note="", by=judge)
    draft.refresh_from_db()
    return draft


def submitted(by, judge, **values):
    """A draft that waits for approval."""
    return submit_settings(version=after_test(by, judge, **values), by=by, **TEXTS)
