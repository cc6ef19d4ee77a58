"""The commands: their JSON, and one clear line where something is wrong."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from customers.models import Party
from screening.models import ScreeningRun
from tests.make import make_party
from tests.screening.house_list import ROWS, load_list, write_list

pytestmark = pytest.mark.django_db


def run(*args):
    out = StringIO()
    call_command(*map(str, args), "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def test_import_list_counts(tmp_path):
    answer = run("import_list", "house_csv", "--file", write_list(tmp_path / "a.csv"))
    expected = {"source": "house_csv", "version": 1, "entities": 3, "names": 3, "unread": 0, "partial": False}
    assert answer == {**expected, "unchanged": False}


def test_import_list_names_file_and_reason(tmp_path):
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(CommandError, match=r"^empty.csv: is empty$"):
        run("import_list", "house_csv", "--file", tmp_path / "empty.csv")


def test_import_list_names_the_known_sources():
    with pytest.raises(CommandError, match="house_csv"):
        run("import_list", "nowhere", "--file", "x.csv")


def test_list_delta_counts(house_list, tmp_path):
    load_list(tmp_path, ROWS[:2], accept_reason="checked")
    answer = run("list_delta", "house_csv")
    assert (answer["added"], answer["changed"], answer["removed"]) == (0, 0, 1)
    assert run("list_delta", "house_csv", 1, 1)["removed"] == 0


def test_list_delta_of_one_version_says_so(house_list):
    with pytest.raises(CommandError, match="no version"):
        run("list_delta", "house_csv")


def test_build_index_counts(house_list):
    assert run("build_index", "--again")["entities"] == 3


def test_build_index_without_lists_says_so():
    with pytest.raises(CommandError, match="No list has been loaded"):
        run("build_index")


def test_screen_all_queues_a_run(house_list):
    make_party()
    answer = run("screen_all")
    assert answer["parties"] == 1
    assert ScreeningRun.objects.get(pk=answer["run"]).state == "waiting"


def test_evaluate_matching_needs_no_list(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text("schema,name1,name2,is_match,quality\nPerson,Ann Lee,Ann Lee,true,STRONG\n")
    answer = run("evaluate_matching", path)
    assert (answer["pairs"], answer["tp"], answer["f1"], answer["strong_errors"]) == (1, 1, 1.0, 0)


def test_evaluate_matching_names_line_and_reason(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text("schema,name1,name2,is_match\nPerson,A,B,maybe\n")
    with pytest.raises(CommandError, match=r"pairs.csv, line 2"):
        run("evaluate_matching", path)


def test_evaluate_screening_counts_recall_and_alerts(house_list, tmp_path):
    positives, negatives = tmp_path / "p.csv", tmp_path / "n.csv"
    positives.write_text(
        "name,type,expected\nArkadiy Petrosyan,person,house_csv:1\nZubeida Qorbonali,person,house_csv:1\n"
    )
    negatives.write_text("name\nQuiet Bakery of Nowhere\n")
    answer = run("evaluate_screening", "--positives", positives, "--negatives", negatives, "--lists", "house_csv")
    assert (answer["positives"], answer["found"], answer["recall"], answer["alerted"]) == (2, 1, 0.5, 0)
    assert answer["parties_per_second"] > 0
    alone = run("evaluate_screening", "--positives", positives, "--negatives", negatives, "--workers", "1")
    measured = {"seconds", "parties_per_second"}
    assert {k: v for k, v in alone.items() if k not in measured} == {
        k: v for k, v in answer.items() if k not in measured
    }


def test_explain_pair_tells_the_sentence(house_list):
    make_party("Arkadiy Petrosyan", external_id="C-9", type=Party.Type.PERSON)
    assert run("explain_pair", "house_csv:1", "--party", "C-9")["is_match"]
    assert not run("explain_pair", "house_csv:1", "--name", "Nobody")["is_match"]


def test_override_needs_a_sentence(house_list, tmp_path):
    path = write_list(tmp_path / "house.csv", ROWS[:1])
    with pytest.raises(CommandError, match="at least 10 letters"):
        call_command("import_list", "house_csv", "--file", str(path), "--accept", "ok")
