"""Evaluations: what is taken, what is refused, and what comes of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from dd_portal.common.errors import Invalid, NotAllowed
from screening.matching.evaluate import evaluate_pairs, read_pairs
from screening.matching.sweep import pair_steps, population_steps
from screening.models import Evaluation
from screening.services.ensure_settings import config_of, ensure_settings
from screening.services.run_evaluation import run_evaluation, unfinished_evaluations
from screening.services.start_evaluation import start_evaluation

pytestmark = pytest.mark.django_db
PAIRS = (
    "schema,name1,name2,is_match,quality,category\n"
    "Person,Arkadiy Petrosyan,Arkadiy Velimirovich Petrosyan,true,STRONG,missing\n"
    "Person,Zubeda Corbonalli,Zubeida Qorbonali,true,MEDIUM,spelling\n"
    "Person,Maria Lindqvist,Zubeida Qorbonali,false,STRONG,other\n"
    "Company,Karvanos,Karvanos Surveillance Industries,true,WEAK,missing\n"
)
POSITIVES = "name,type,expected\nArkadiy Petrosyan,person,house_csv:1\nZubeda Corbonalli,person,house_csv:1\n"
NEGATIVES = "name,type\nMaria Lindqvist,person\nKarvanos Surveilance Industry,organisation\n"


def started(by, **files):
    uploads = {name: (f"{name}.csv", text.encode()) for name, text in files.items()}
    return start_evaluation(title="", settings_version=ensure_settings(), by=by, **uploads)


def finished(by, **files):
    evaluation = started(by, **files)
    assert run_evaluation(evaluation_id=evaluation.pk)
    evaluation.refresh_from_db()
    return evaluation


def test_pairs_agree_with_the_command(tess, tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text(PAIRS)
    report = evaluate_pairs(read_pairs(path), config=config_of(ensure_settings())).to_json()
    result = finished(tess, pairs=PAIRS).result
    assert result["counts"] == {name: report[name] for name in result["counts"]}
    assert result["by_category"] == report["by_category"]
    assert result["strong_errors"] == report["strong_errors"] == 0


def test_sweep_passes_through_the_threshold(tess):
    result = finished(tess, pairs=PAIRS).result
    step = next(step for step in result["sweep"] if step["threshold"] == 70)
    assert {name: step[name] for name in ("tp", "fp", "fn", "tn")} == {"tp": 2, "fp": 0, "fn": 1, "tn": 1}
    assert [one["name1"] for one in result["wrong"]] == ["Karvanos"]


def test_populations_count_the_expected_entry_only(tess, house_list):
    result = finished(tess, positives=POSITIVES, negatives=NEGATIVES).result
    assert (result["positives"], result["found"], result["negatives"], result["alerted"]) == (2, 1, 2, 1)
    assert [one["name"] for one in result["missed"]] == ["Zubeda Corbonalli"]
    assert [one["name"] for one in result["wrong"]] == ["Karvanos Surveilance Industry"]
    assert result["list_versions"] == {"house_csv": house_list.pk}


def test_steps_never_rise():
    steps = population_steps([0.7, 0.9], [0.69, 0.5])
    assert [(one.found, one.alerted) for one in steps if one.threshold in (50, 69, 70, 91)] == [
        (2, 2),
        (2, 1),
        (2, 0),
        (0, 0),
    ]


def test_score_at_the_threshold_is_a_match():
    step = next(one for one in pair_steps([0.7], [True]) if one.threshold == 70)
    assert step.counts.tp == 1


def test_progress_reaches_the_end_and_it_runs_once(tess):
    evaluation = finished(tess, pairs=PAIRS)
    assert (evaluation.done, evaluation.total, evaluation.state) == (4, 4, "finished")
    assert not run_evaluation(evaluation_id=evaluation.pk)


def test_killed_worker_is_followed_by_another(tess):
    evaluation = started(tess, pairs=PAIRS)
    Evaluation.objects.update(state="running", leased_until=timezone.now() - dt.timedelta(seconds=1))
    assert unfinished_evaluations() == [evaluation.pk]
    assert run_evaluation(evaluation_id=evaluation.pk)


@pytest.mark.parametrize(
    ("files", "field", "says"),
    [
        ({}, "pairs", "Give a file"),
        ({"pairs": PAIRS, "positives": POSITIVES}, "pairs", "Give a file"),
        ({"positives": POSITIVES}, "positives", "Both files"),
        ({"pairs": "name1,name2\nA,B\n"}, "pairs", "lacks the column schema"),
        ({"pairs": PAIRS.replace("Company", "Planet")}, "pairs", "line 5"),
        ({"pairs": PAIRS.splitlines()[0]}, "pairs", "no row"),
        ({"positives": "type\nperson\n", "negatives": NEGATIVES}, "positives", "column name"),
        ({"pairs": "\x00"}, "pairs", "no text"),
    ],
)
def test_files_that_cannot_be_used_are_refused(tess, files, field, says):
    with pytest.raises(Invalid) as refused:
        started(tess, **files)
    assert says in refused.value.fields[field]
    assert not Evaluation.objects.exists()


def test_bytes_that_are_no_text_are_refused(tess):
    with pytest.raises(Invalid) as refused:
        start_evaluation(title="", settings_version=ensure_settings(), pairs=("x.csv", b"\xff\xfe\x00"), by=tess)
    assert "UTF-8" in refused.value.fields["pairs"]


@pytest.mark.parametrize("who", ["ana", "cleo", "otto", "ada"])
def test_who_may_not_start(who, request):
    with pytest.raises(NotAllowed):
        started(request.getfixturevalue(who), pairs=PAIRS)
