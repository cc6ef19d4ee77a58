"""From the board edition to the public one, on the whole sample report."""

import dataclasses
import datetime as dt

import pytest

from reports.document import (
    CellRef,
    Column,
    Figure,
    KeyFigure,
    KeyFigures,
    Number,
    Paragraph,
    Percent,
    Quote,
    Row,
    Section,
    Table,
    Vignette,
    Withheld,
    Words,
    canonical_json,
    counted,
    from_json,
    plain,
    prose,
    tables,
)
from reports.redaction.apply import apply
from reports.redaction.log import RedactionError
from reports.redaction.log_section import with_log
from reports.redaction.policy import Policy
from reports.redaction.scan_text import Term
from tests.reports.sample import sample, tier_table

SECRET = b"a secret of this report only"


def policy(**changes):
    base = Policy("report-1", SECRET, "Ana Lyst", "Lea Lead", dt.date(2026, 11, 8))
    return dataclasses.replace(base, **changes)


def with_blocks(*blocks, lead=()):
    cover = dataclasses.replace(sample().cover, decisions=())
    return dataclasses.replace(sample(), cover=cover, sections=(Section("5", "Exposure", lead, blocks),))


def public(*blocks, lead=(), **changes):
    return apply(with_blocks(*blocks, lead=lead), policy(**changes))


def section_of(edition):
    return edition.document.sections[0]


def withheld(table):
    return {
        (row.key, column.key)
        for row in table.lines()
        for column, cell in zip(table.columns, row.cells, strict=True)
        if isinstance(cell, Withheld)
    }


def test_small_counts_and_their_neighbours_are_withheld():
    table = section_of(public(tier_table())).blocks[0]
    hidden = withheld(table)
    assert {("video", "critical"), ("biometrics", "critical"), ("comms", "minimal")} <= hidden
    for row in table.lines():
        assert len([key for key, _ in hidden if key == row.key]) != 1
    assert ("comms", "critical") not in hidden  # zero is shown


def test_first_and_second_suppression_carry_one_mark():
    table = section_of(public(tier_table())).blocks[0]
    marks = {cell for row in table.lines() for cell in row.cells if isinstance(cell, Withheld)}
    assert marks == {Withheld("R1")}


def test_the_same_count_is_hidden_in_every_table():
    edition = public(tier_table("T5"), tier_table("T6"))
    first, second = (withheld(block) for block in section_of(edition).blocks)
    assert first == second


def test_a_margin_of_another_table_cannot_undo_a_hidden_one():
    narrow = Table(
        "T6", prose("By tier"), (Column("t", "Tier", field="P0"), Column("all", "All", margin=True)),
        tuple(Row(key, (Words(prose(key)), Number(n))) for key, n in zip(("a", "b", "c"), (3, 9, 20), strict=True)),
        "frequency", population="p",
    )  # fmt: skip
    wide = dataclasses.replace(narrow, code="T7", total=Row("total", (Words(prose("All")), Number(32))))
    first, second = section_of(public(narrow, wide)).blocks
    assert {("a", "all"), ("b", "all")} <= withheld(first) == withheld(second)


def test_a_sentence_that_undoes_a_cell_is_withheld_and_the_next_stays():
    table = tier_table()
    shown = section_of(public(table)).blocks[0]
    row = next(row for row in shown.rows if ("video", "critical") in withheld(shown) and row.key == "video")
    visible = [
        c.key for c, cell in zip(shown.columns, row.cells, strict=True) if isinstance(cell, Number) and not c.margin
    ]
    refs = tuple(CellRef("T5", "video", key) for key in [*visible, "critical"])
    counts = {
        c.key: cell.value
        for c, cell in zip(table.columns, table.rows[0].cells, strict=True)
        if isinstance(cell, Number)
    }
    lead = prose(counted(sum(counts[key] for key in (*visible, "critical")), *refs), " are in use. Policy is in force.")
    told = plain(section_of(public(table, lead=lead)).lead)
    assert "withheld" in told
    assert "Policy is in force." in told


def test_a_sentence_on_shown_margins_stays():
    edition = apply(sample(), policy())
    lead = plain(next(s for s in edition.document.sections if s.number == "5").lead)
    assert lead == "57 of 400 engagements are High or Critical."


def test_sentences_that_only_together_tell_are_not_all_said():
    columns = (Column("a", "A", field="P0"), *(Column(key, key) for key in "wxyz"), Column("all", "All", margin=True))
    table = Table(
        "T6", prose("t"), columns, (Row("r", (Words(prose("r")), *map(Number, (4, 4, 4, 4, 16)))),), "frequency"
    )

    def said(*pairs):
        parts = [p for a, b in pairs for p in (counted(8, CellRef("T6", "r", a), CellRef("T6", "r", b)), " in both. ")]
        return plain(section_of(public(table, lead=prose(*parts))).lead)

    for pair in ("wx", "wy", "xy"):
        assert "withheld" not in said(pair)
    assert "withheld" not in said("wx", "wy")
    assert "withheld" in said("wx", "wy", "xy")


@pytest.mark.parametrize(
    "text", ["Of these 3 are Critical.", "Only three customers are Critical.", "Video has 13 High."]
)
def test_untyped_small_or_hidden_numbers_are_withheld(text):
    assert "withheld" in plain(section_of(public(tier_table(), Paragraph(prose(text)))).blocks[1].text)


@pytest.mark.parametrize(
    "text",
    [
        "See section 3 and Table T5.",
        "Since 4 May 2026 the rule holds.",
        "UN Guiding Principle 31 applies.",
        "No step was left out.",
    ],
)
def test_numbers_that_count_no_one_stay(text):
    assert plain(section_of(public(tier_table(), Paragraph(prose(text)))).blocks[1].text) == text


def test_an_author_can_give_a_safer_wording():
    block = Paragraph(prose("Only 2 agencies in one city."), public=prose("A few agencies in one region."))
    assert plain(section_of(public(block)).blocks[0].text) == "A few agencies in one region."


def test_a_figure_that_does_not_reconcile_is_refused():
    with pytest.raises(RedactionError, match="come to"):
        public(tier_table(), lead=prose(counted(99, CellRef("T5", "total", "all"))))
    with pytest.raises(RedactionError, match="no such cell"):
        public(tier_table(), lead=prose(counted(99, CellRef("T5", "nowhere", "all"))))


def test_tables_that_disagree_are_refused():
    other = dataclasses.replace(tier_table("T6"), rows=tier_table().rows[:1], total=None)
    wrong = dataclasses.replace(
        other, rows=(Row("video", (other.rows[0].cells[0], Number(21), *other.rows[0].cells[2:])),)
    )
    with pytest.raises(RedactionError):
        public(tier_table(), wrong)


def test_a_chart_with_hidden_counts_gives_way_to_its_table():
    figure = section_of(
        public(Figure("C3", "<svg/>", "Video 121, of which 2 critical", prose("By tier"), tier_table("C3")))
    ).blocks[0]
    assert (figure.svg, figure.alt) == ("", "")
    assert withheld(figure.table)


def test_a_chart_without_hidden_counts_stays_but_not_its_telling_alternative():
    table = Table(
        "C4",
        prose("x"),
        (Column("a", "A", field="P0"), Column("n", "N")),
        (Row("r", (Words(prose("a")), Number(50))),),
        "frequency",
    )
    figure = section_of(public(Figure("C4", "<svg/>", "of which 2 are new", prose("All"), table))).blocks[0]
    assert figure.svg == "<svg/>"
    assert figure.alt == "All"


def test_a_chart_without_a_table_cannot_be_checked_and_goes():
    assert "board edition only" in plain(section_of(public(Figure("C9", "<svg/>", "x", prose("c")))).blocks[0].text)


def test_a_short_list_of_parties_goes_and_a_long_one_is_pseudonymous():
    edition = apply(sample(), policy())
    dumped = canonical_json(edition.document).decode()
    for secret in ("Zenith", "شركة نور", "北辰视讯", "Северный", '"p1"'):
        assert secret not in dumped
    assert "b1946ac9" not in dumped


def party_list(count):
    columns = (
        Column("party", "Customer", field="P2", publish_as="pseudonym"),
        Column("country", "Country", field="P2", publish_as="subregion"),
        Column("price", "Price", field="P3"),
        Column("tier", "Tier", field="P0"),
    )
    rows = tuple(
        Row(
            f"id-{n}",
            (Words(prose(f"Firm {n}")), Words(prose("FR" if n % 2 else "DE")), Number(n), Words(prose("High"))),
        )
        for n in range(count)
    )
    return Table("T4", prose("Customers"), columns, rows, "listing")


def test_a_long_list_shows_pseudonyms_in_their_own_order():
    table = section_of(public(party_list(12))).blocks[0]
    assert [c.key for c in table.columns] == ["party", "country", "tier"]
    names = [plain(row.cells[0].text) for row in table.rows]
    assert names == sorted(names)
    assert all(name.startswith("CUST-") for name in names)
    assert {plain(row.cells[1].text) for row in table.rows} == {"Western Europe"}


def test_percentages_of_small_bases_or_with_few_missing_are_withheld():
    rows = tuple(
        Row(str(n), (share,))
        for n, share in enumerate((Percent(31, 32), Percent(8, 19), Percent(51, 57), Percent(0, 20, open=True)))
    )
    table = section_of(public(Table("T15", prose("m"), (Column("v", "V"),), rows, "metrics"))).blocks[0]
    assert [isinstance(row.cells[0], Withheld) for row in table.rows] == [True, True, False, False]


def test_a_telling_group_is_merged():
    columns = (Column("a", "A", field="P0"), Column("x", "X"), Column("y", "Y"))
    rows = tuple(
        Row(k, (Words(prose(k)), Number(x), Number(y))) for k, x, y in (("p", 0, 7), ("q", 30, 40), ("r", 9, 12))
    )
    table = section_of(public(Table("T6", prose("t"), columns, rows, "frequency"))).blocks[0]
    assert [row.key for row in table.rows] == ["q", "other+p+r"]
    assert [cell.value for cell in table.rows[1].cells[1:]] == [9, 19]


def test_key_figures_follow_the_same_rule():
    figures = KeyFigures((KeyFigure("Exits", Number(3)), KeyFigure("All", Number(400), "2 more than before")))
    shown = section_of(public(figures)).blocks[0].figures
    assert shown[0].value == Withheld()
    assert (shown[1].value, shown[1].change) == (Number(400), "")


def test_names_are_found_in_every_text_and_logged():
    terms = (
        Term("Zenith Halcyon", "customer name", party="p1"),
        Term("北辰", "customer name", party="p3"),
        Term("Project Owl", "product code name", instead="BIO-1"),
    )
    edition = public(Paragraph(prose("ZENITH  Halcyon uses project owl at 在北辰机场.")), terms=terms)
    text = plain(section_of(edition).blocks[0].text)
    assert text.startswith("CUST-")
    assert "BIO-1" in text
    assert "北辰" not in text
    assert {entry.what for entry in edition.log.entries} >= {"customer name", "product code name"}


def test_a_name_in_a_key_or_a_drawing_goes_too():
    columns = (Column("a", "A", field="P0"), Column("acme", "N"))
    table = Table("C4", prose("x"), columns, (Row("acme", (Words(prose("a")), Number(50))),), "frequency")
    figure = Figure("C4", "<svg><text>Acme</text></svg>", "all", prose("All"), table)
    dumped = canonical_json(public(figure, terms=(Term("ACME", "name"),)).document).decode().lower()
    assert "acme" not in dumped


def test_a_customer_named_like_a_word_of_the_document_breaks_nothing():
    terms = tuple(
        Term(word, "name", instead="X")
        for word in ("critical", "column", "none", "good", "listing", "P0", "en", "12", "A")
    )
    edition = apply(sample(), policy(terms=terms))
    assert from_json(canonical_json(edition.document)) == edition.document
    assert "57 of 400" in plain(edition.document.sections[3].lead)


def test_the_log_is_printed_in_its_place():
    edition = apply(sample(), policy())
    printed = with_log(edition.document, edition.log)
    assert [section.number for section in printed.sections] == ["2", "2.3", "2.4", "4", "5", "12", "13"]


def test_a_dissent_is_never_rewritten_but_stops_publication():
    quote = Quote(prose("The 2 accounts must be named."), "Assessor", dissent=True)
    edition = public(quote)
    assert section_of(edition).blocks[0] == quote
    assert edition.blockers


def test_a_case_that_few_customers_fit_stays_as_a_title_and_stops_publication():
    edition = public(Vignette("V1", "A city platform", prose("A mayor asked."), 3))
    block = section_of(edition).blocks[0]
    assert block.title == "A city platform"
    assert "mayor" not in plain(block.text)
    assert "Generalise" in edition.blockers[0].why


def test_a_small_difference_from_an_earlier_release_stops_publication():
    before = apply(sample(), policy()).document
    now = sample()
    grown = [
        Row("video", (t.rows[0].cells[0], Number(20), Number(64), *t.rows[0].cells[3:6], Number(123)))
        for t in (tier_table(),)
    ]
    total = Row("total", (Words(prose("All")), Number(75), Number(191), Number(79), Number(50), Number(7), Number(402)))
    table = dataclasses.replace(tier_table(), rows=(*grown, *tier_table().rows[1:]), total=total)
    changed = dataclasses.replace(now, sections=(Section("5", "x", (), (table,)),))
    assert any("differs" in b.why for b in apply(changed, policy(earlier=(before,))).blockers)
    assert not any("differs" in b.why for b in apply(now, policy(earlier=(before,))).blockers)


def test_the_log_names_requester_approver_and_reason():
    edition = apply(sample(), policy())
    assert edition.log.checked > edition.log.redacted > 0
    assert {(e.requester, e.approver) for e in edition.log.entries} == {("Ana Lyst", "Lea Lead")}
    assert all(entry.code.value in {f"R{n}" for n in range(1, 9)} and entry.statement for entry in edition.log.entries)


def test_one_person_cannot_ask_and_approve():
    with pytest.raises(RedactionError, match="approved by another"):
        public(tier_table(), approver="Ana Lyst")


def test_the_dataset_hash_is_shared_and_the_edition_named():
    board = sample()
    edition = apply(board, policy())
    assert edition.document.dataset_hash == board.dataset_hash
    assert edition.document.edition == "public"
    with pytest.raises(RedactionError):
        apply(edition.document, policy())


def test_no_table_keeps_its_secret_keys_or_references():
    edition = apply(sample(), policy())
    assert all(
        table.kind != "listing" or all(r.key.startswith("CUST-") for r in table.rows)
        for table in tables(edition.document)
    )


def test_a_lower_limit_than_five_is_refused():
    with pytest.raises(RedactionError, match="too low"):
        policy(k=4)


def test_a_count_without_cells_that_equals_a_hidden_one_is_withheld_anywhere():
    board = sample()
    sections = (*board.sections, Section("14", "Findings", prose(counted(17), " findings. All are open.")))
    lead = plain(apply(dataclasses.replace(board, sections=sections), policy()).document.sections[-1].lead)
    assert lead == "17 findings. All are open."
    sections = (*board.sections, Section("14", "Findings", prose(counted(8), " findings. All are open.")))
    lead = plain(apply(dataclasses.replace(board, sections=sections), policy()).document.sections[-1].lead)
    assert "8" not in lead
    assert "All are open." in lead


def test_a_share_whose_side_is_a_hidden_count_is_withheld():
    shares = Table(
        "T15", prose("m"), (Column("v", "V"),), (Row("r", (Percent(8, 60),)), Row("s", (Percent(20, 60),))), "metrics"
    )
    cells = [row.cells[0] for row in section_of(public(tier_table(), shares)).blocks[1].rows]
    assert cells == [Withheld(), Percent(20, 60)]


def test_a_title_that_tells_stops_publication():
    board = dataclasses.replace(sample(), sections=(*sample().sections, Section("14", "The 3 agencies")))
    assert [b.where for b in apply(board, policy()).blockers] == ["Section 14"]


def test_a_drawing_that_says_more_than_its_table_goes():
    svg = '<svg aria-label="of which 3 are new"/>'
    table = Table(
        "C4",
        prose("x"),
        (Column("a", "A", field="P0"), Column("n", "N")),
        (Row("r", (Words(prose("a")), Number(50))),),
        "frequency",
    )
    assert section_of(public(Figure("C4", svg, "all", prose("All"), table))).blocks[0].svg == ""
