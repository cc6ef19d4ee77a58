"""Canada's list."""

from screening.entities import EntityType
from screening.sources import ca_sema
from screening.sources.base import Reading
from screening.sources.draft import Draft
from tests.screening.sources.conftest import as_json


def test_sample(read, expected):
    entities, reading = read("ca_sema", "ca_sema/sema-lmes.xml")
    assert as_json(entities) == expected("ca_sema/sema-lmes.xml")
    assert reading.unread == []


def test_aliases_are_parted_by_commas_but_not_at_legal_forms_or_in_brackets(read):
    entities, _ = read("ca_sema", "ca_sema/sema-lmes.xml")
    assert [n.full for n in entities["ca_sema:Russia:1, Part 2:4.1"].names[1:]] == ["Norvane Glass Co., Ltd.", "NGC"]
    assert entities["ca_sema:Belarus:1, Part 1:1"].names[2].full == "Khazal (K., B.) Atabov"


def aliases(text, type_=EntityType.PERSON):
    draft = Draft(Reading(), entity_id="x:1", list_code="x", type_=type_)
    for alias in ca_sema._aliases(text):
        ca_sema._add_alias(draft, alias)
    return [(name.full, name.language, name.strength.value) for name in draft.names]


def test_a_language_before_an_alias_is_its_language():
    assert aliases("Russian: Хазал Атабов, or Hazal Atabau") == [
        ("Хазал Атабов", "ru", "strong"),
        ("Hazal Atabau", "", "strong"),
    ]


def test_a_first_name_alone_is_a_weak_alias():
    assert aliases("Andrei") == [("Andrei", "", "weak")]
    assert aliases("NGC", EntityType.ORGANISATION) == [("NGC", "", "strong")]
