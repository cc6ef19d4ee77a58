"""Names that hold more than one name."""

import pytest

from screening.entities import NameKind
from screening.sources.name_forms import name_forms

ALIAS, FORMER = NameKind.ALIAS, NameKind.FORMER


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norvane Instruments, Ltd.", [("Norvane Instruments, Ltd.", None)]),
        ("Torvale Airlines (TAL)", [("Torvale Airlines (TAL)", None)]),
        ("Norvane Trading (a.k.a. NORCO, Inc.)", [("Norvane Trading", None), ("NORCO, Inc.", ALIAS)]),
        ("Norvane (a.k.a. Pasa; Avia Supply)", [("Norvane", None), ("Pasa", ALIAS), ("Avia Supply", ALIAS)]),
        ("Torvale Dobycha, OOO (f.k.a., Torvalegaz)", [("Torvale Dobycha, OOO", None), ("Torvalegaz", FORMER)]),
        ("PEARL (A.K.A. NEI CHU) LI", [("PEARL LI", None), ("NEI CHU", ALIAS)]),
        ("Norvane Labs, a.k.a. Nor Laboratories", [("Norvane Labs", None), ("Nor Laboratories", ALIAS)]),
        ("F.K.A. Office of Studies", [("Office of Studies", FORMER)]),
        ("Ri Song (aka Ri So'ng) (official)", [("Ri Song (official)", None), ("Ri So'ng", ALIAS)]),
        ("Azim Adaj; Azim Agha; Azeem", [("Azim Adaj", None), ("Azim Agha", ALIAS), ("Azeem", ALIAS)]),
        ("M. Sabet; Mo Sabet b) M. Javad Sabet", [("M. Sabet", None), ("Mo Sabet", ALIAS), ("M. Javad Sabet", ALIAS)]),
        ("Amir Haz (original script: Амир Хаз)", [("Amir Haz", None), ("Амир Хаз", ALIAS)]),
        ("Jin Tie (金铁)", [("Jin Tie", None), ("金铁", ALIAS)]),
        ("عبدالله (Abdullah; Abdallah)", [("عبدالله", None), ("Abdullah", ALIAS), ("Abdallah", ALIAS)]),
        ("Abdul Baq (previously listed as)", [("Abdul Baq", FORMER)]),
        ("Ri'ad Hij (Previously listed as. In Arabic: رياض حجازي)", [("Ri'ad Hij", FORMER), ("رياض حجازي", FORMER)]),
        (") Abd Juh", [("Abd Juh", None)]),
        ("Andrii TROF;", [("Andrii TROF", None)]),
        ("Texel Technology (2100) LTD", [("Texel Technology (2100) LTD", None)]),
        ("華信船務(香港)有限公司", [("華信船務(香港)有限公司", None)]),
    ],
)
def test_name_forms(text, names):
    assert list(name_forms(text).names) == names


def test_successors_are_a_remark():
    forms = name_forms("Norvane Trading and any successor, sub-unit, or subsidiary thereof")
    assert forms.names == (("Norvane Trading", None),)
    assert forms.remarks == ("and any successor, sub-unit, or subsidiary thereof",)
