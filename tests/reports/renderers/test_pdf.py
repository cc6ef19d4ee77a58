"""The PDF: standards, tags, text, and what happens when a letter has no font."""

import dataclasses
import io
import re
import shutil
import subprocess
import time

import pikepdf
import pytest

from reports.document import Column, Figure, Number, Paragraph, Row, Section, Table, Words, name, prose
from reports.renderers import fonts, pdf
from reports.renderers.fonts import families
from tests.reports.sample import SVG, sample


@pytest.fixture(scope="module")
def made():
    return pdf.render(sample())


def with_section(*blocks):
    return dataclasses.replace(sample(), sections=(Section("1", "One", (), blocks),))


def text_of(data, tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    (tmp_path / "x.pdf").write_bytes(data)
    out = subprocess.run(["pdftotext", "-layout", tmp_path / "x.pdf", "-"], capture_output=True, check=True)
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", out.stdout.decode())


def test_declares_pdf_a_and_pdf_ua(made):
    with pikepdf.open(io.BytesIO(made)) as file, file.open_metadata() as meta:
        assert meta["pdfaid:part"] == "2"
        assert meta["pdfaid:conformance"] == "A"
        assert meta["pdfuaid:part"] == "1"
        assert sample().title in meta["dc:title"]


def test_is_tagged_with_language_outline_and_title(made):
    with pikepdf.open(io.BytesIO(made)) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "en"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        with file.open_outline() as outline:
            assert [entry.title for entry in outline.root][:2] == ["2 Scope and limits", "4 Salient issues"]
        assert len(file.pages) == 3


def test_tags_hold_headings_tables_figures_with_alternatives(made):
    with pikepdf.open(io.BytesIO(made)) as file:
        parts = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"]
        kinds = {str(part.S) for part in parts}
        assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/Caption", "/L"} <= kinds
        alternatives = {str(part.Alt) for part in parts if "/Alt" in part}
        assert any("video surveillance 121" in text for text in alternatives)


def test_equal_documents_give_equal_bytes(made):
    assert pdf.render(sample()) == made


def test_the_frame_names_edition_hash_and_page(made, tmp_path):
    text = text_of(made, tmp_path)
    assert "Board edition · restricted" in text
    assert sample().dataset_hash[:4] in text
    assert "1 of" in text


def test_text_of_many_scripts_can_be_read_back(made, tmp_path):
    text = text_of(made, tmp_path)
    assert "北辰视讯有限公司" in text
    assert "ООО «Северный маяк»" in text
    assert "89 %" in text.replace("\N{NO-BREAK SPACE}", " ")


def test_hebrew_and_arabic_can_be_read_back(tmp_path):
    present = set(families())
    if not present & {"Noto Sans Arabic", "IBM Plex Sans Arabic"} or "Noto Sans Hebrew" not in present:
        pytest.skip("no Arabic or Hebrew font on this machine")
    text = text_of(
        pdf.render(with_section(Paragraph(prose(name("محمد حسن", "ar"), " x ", name("מגדלור", "he"))))),
        tmp_path,
    )
    assert "محمد" in text
    assert "מגדלור" in text


def test_a_letter_without_a_font_is_marked_and_named(tmp_path):
    text = text_of(pdf.render(with_section(Paragraph(prose("Seal \U000120f1 and \U0001f9ff here")))), tmp_path)
    assert "Annex: letters this file cannot draw" in text
    assert "U+1F9FF NAZAR AMULET" in text
    assert "\U0001f9ff" not in text


def test_letters_inside_a_chart_are_caught_too(tmp_path):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="20">a \U0001f9ff</text></svg>'
    assert "NAZAR AMULET" in text_of(pdf.render(with_section(Figure("C1", svg, "a chart", prose("c")))), tmp_path)


def test_a_broken_drawing_is_an_error_of_ours():
    with pytest.raises(pdf.PdfError, match="could not be made"):
        pdf.render(with_section(Figure("C1", "<svg", "a chart", prose("c"))))


@pytest.mark.parametrize(
    "text",
    ['#read("/etc/passwd")', "*a* _b_ $x$ @ref <lab> \\ // [ ] {", "#{panic()}", "= x", "\x00\x07tab\tend"],
)
def test_text_is_never_code(text, tmp_path):
    data = pdf.render(
        with_section(
            Paragraph(prose(text)),
            Table("T1", prose(text), (Column("a", text),), (Row("r", (Words(prose(text)),)),), "open"),
        )
    )
    assert "root:" not in text_of(data, tmp_path)
    assert re.sub(r"[\x00-\x1f]", "", text).split()[0] in text_of(data, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 40_000,
        "".join(map(chr, range(0xA0))),
        "abc \u202e def \u2067 ghi \u2069\u200f\u061c",
        "a" + "\u0301" * 200,
        "\uffff\ufdd0\ue000\ufeff\u00ad",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    ],
    ids=["endless", "controls", "bidi", "marks", "noncharacters", "joined"],
)
def test_no_text_breaks_it(text):
    figure = Figure("C1", SVG, text, prose(text))
    table = Table("T1", prose(text[:99]), (Column("a", text[:20] or "a"),), (Row("r", (Words(prose(text)),)),), "open")
    assert pdf.render(with_section(Paragraph(prose(text)), figure, table)).startswith(b"%PDF")


def test_without_fonts_for_a_script_its_letters_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "SYSTEM_FOLDERS", ())
    monkeypatch.setattr(fonts, "FONT_PACKAGES", ("fontpkg_noto_sans",))
    fonts.load_fonts.cache_clear()
    try:
        text = text_of(pdf.render(with_section(Paragraph(prose("Sold to ", name("北辰", "zh-Hans"), ".")))), tmp_path)
    finally:
        fonts.load_fonts.cache_clear()
    assert "U+5317 CJK UNIFIED IDEOGRAPH-5317" in text
    assert "Sold to \N{REPLACEMENT CHARACTER}" in text


def test_the_public_edition_is_named(tmp_path):
    assert "Public edition" in text_of(pdf.render(dataclasses.replace(sample(), edition="public")), tmp_path)


def test_five_thousand_rows_take_seconds():
    rows = tuple(Row(f"r{n}", (Words(prose(f"Customer {n}")), *(Number(n + k) for k in range(5)))) for n in range(5000))
    columns = (Column("a", "Name"), *(Column(f"c{k}", f"C{k}", align="right") for k in range(5)))
    begun = time.perf_counter()
    data = pdf.render(with_section(Table("T1", prose("Many"), columns, rows, "open")))
    assert time.perf_counter() - begun < 20
    with pikepdf.open(io.BytesIO(data)) as file:
        assert len(file.pages) > 100
