"""Canada's list."""

from tests.screening.sources.conftest import as_json


def test_sample(read, expected):
    entities, reading = read("ca_sema", "ca_sema/sema-lmes.xml")
    assert as_json(entities) == expected("ca_sema/sema-lmes.xml")
    assert reading.unread == []


def test_aliases_are_parted_by_commas_but_not_at_legal_forms_or_in_brackets(read):
    entities, _ = read("ca_sema", "ca_sema/sema-lmes.xml")
    assert [n.full for n in entities["ca_sema:Russia:1, Part 2:4.1"].names[1:]] == ["Norvane Glass Co., Ltd.", "NGC"]
    assert entities["ca_sema:Belarus:1, Part 1:1"].names[2].full == "Khazal (K., B.) Atabov"
