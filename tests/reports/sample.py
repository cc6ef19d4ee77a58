"""One rich invented report, in both kinds of block and in many scripts, for the tests of this area."""

import datetime as dt

from reports.document import (
    Cell,
    CellRef,
    Column,
    Cover,
    Day,
    Document,
    Fact,
    Figure,
    KeyFigure,
    KeyFigures,
    Level,
    ListBlock,
    Metadata,
    Moment,
    Note,
    Nothing,
    Number,
    Paragraph,
    Percent,
    Quote,
    Row,
    Section,
    Status,
    Table,
    Tier,
    Unknown,
    Vignette,
    Words,
    bold,
    counted,
    free,
    name,
    prose,
    seal,
)

TIERS = ("minimal", "low", "medium", "high", "critical")
CAPABILITIES = {
    "video": ("Video surveillance", (20, 62, 24, 13, 2)),
    "biometrics": ("Biometrics", (8, 17, 17, 17, 1)),
    "fusion": ("Data fusion and analytics", (8, 24, 15, 10, 1)),
    "cloud": ("Cloud hosting", (36, 76, 17, 5, 3)),
    "comms": ("Communications, location", (3, 10, 6, 5, 0)),
}
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 672 120" width="672" height="120" role="img" aria-label="Video 121, biometrics 60">
<g font-family="Noto Sans, sans-serif" font-size="12">
<rect x="120" y="10" width="300" height="30" fill="#6f0d2b"/><text x="0" y="30" fill="#17202a">Video</text>
<rect x="120" y="50" width="180" height="30" fill="#e8b040"/><text x="0" y="70" fill="#17202a">Biometrics</text>
<text x="428" y="30" font-weight="bold" fill="#17202a">121</text><text x="308" y="70" fill="#17202a">60</text>
</g></svg>"""


def words(text: str) -> Words:
    return Words(prose(text))


def tier_table(code: str = "T5") -> Table:
    columns = (
        Column("capability", "Main capability", field="P0"),
        *(Column(tier, tier.capitalize(), align="right", tier=tier) for tier in TIERS),
        Column("all", "All", align="right", margin=True, strong=True),
    )
    rows = tuple(
        Row(key, (words(title), *map(Number, counts), Number(sum(counts))))
        for key, (title, counts) in CAPABILITIES.items()
    )
    sums = [sum(column) for column in zip(*(counts for _, counts in CAPABILITIES.values()), strict=True)]
    return Table(
        code=code,
        caption=prose("Engagements by main capability and tier, before safeguards, 30 September 2026"),
        columns=columns,
        rows=rows,
        kind="frequency",
        total=Row("total", (words("All"), *map(Number, sums), Number(sum(sums)))),
        population="engagements",
    )


def metrics() -> Table:
    def line(key: str, title: str, value: Cell, before: Cell, aim: str, result: Status) -> Row:
        return Row(key, (words(key), words(title), value, before, words(aim) if aim else Nothing(), result))

    return Table(
        code="T15",
        caption=prose(
            "Year to 30 September 2026, against the year before. Aims were set by the board in October 2025."
        ),
        columns=(
            Column("id", "ID", mono=True, field="P0"),
            Column("metric", "Metric", field="P0"),
            Column("value", "Value", align="right", strong=True, basis="column"),
            Column("before", "Before", align="right", basis="none"),
            Column("aim", "Aim", align="right", field="P0"),
            Column("result", "Result", field="P0"),
        ),
        rows=(
            line(
                "M02",
                "Engagements screened in date",
                Percent(400, 400),
                Percent(396, 400),
                "100 %",
                Status("met", "good"),
            ),
            line(
                "M03",
                "Enhanced due diligence done where required",
                Percent(51, 57),
                Percent(47, 58),
                "95 %",
                Status("missed", "bad"),
            ),
            line(
                "M05",
                "Hosting with the workload known",
                Percent(64, 90),
                Percent(50, 86),
                "80 %",
                Status("near", "near"),
            ),
            line(
                "M08",
                "Home-state agencies assessed",
                Percent(31, 32),
                Percent(27, 32),
                "parity",
                Status("met", "good"),
            ),
            line(
                "M09",
                "Days from request to decision, High and Critical",
                Number(31, "d", basis="median; P90 58 d"),
                Number(38, "d"),
                "≤ 30 d",
                Status("near", "near"),
            ),
            line(
                "M20",
                "Planted matches missed",
                Percent(0, 20, 0, 14, open=True),
                Percent(1, 20, open=True),
                "0",
                Status("met", "good"),
            ),
            line(
                "M34",
                "Staff concerns raised",
                Number(9, basis="count"),
                Number(6),
                "",
                Status("no aim", "none"),
            ),
        ),
        kind="metrics",
        note=prose("Every figure is counted from recorded events."),
    )


def parties() -> Table:
    rows = (
        ("p1", "Zenith Halcyon LLC", "", "US", "critical", dt.date(2026, 3, 9), 1_250_000),
        ("p2", "شركة نور الأفق للأمن", "ar", "AE", "high", dt.date(2026, 5, 2), 480_000),
        ("p3", "北辰视讯有限公司", "zh-Hans", "CN", "high", dt.date(2026, 7, 30), 77_000),
        ("p4", "חברת מגדלור בע״מ", "he", "IL", "medium", dt.date(2026, 8, 11), 91_500),
        ("p5", "ООО «Северный маяк»", "ru", "RU", "unknown", dt.date(2026, 9, 1), 5_100),
    )
    return Table(
        code="T4",
        caption=prose("Engagements for the board to decide, by salience"),
        columns=(
            Column("party", "Customer", field="P2", publish_as="pseudonym"),
            Column("country", "Country", field="P2", publish_as="subregion"),
            Column("tier", "Tier", field="P0"),
            Column("decided", "Decided", field="P2", publish_as="quarter"),
            Column("value", "Contract, EUR", align="right", field="P2", publish_as="band"),
        ),
        rows=tuple(
            Row(
                key,
                (
                    Words(prose(name(party, lang))),
                    words(country),
                    Tier(tier, "critical" if tier == "unknown" else None),
                    Day(day),
                    Number(value),
                ),
            )
            for key, party, lang, country, tier, day, value in rows
        ),
        kind="listing",
    )


def maturity() -> Table:
    steps = (
        ("1 Policy and management systems", 3, 3, "Policy in force; sales incentives not aligned"),
        ("2 Identify and assess", 2, 3, "Reseller end users known in part of the sales"),
        ("3 Cease, prevent, mitigate", 2, 2, "Suspension right absent in framework contracts"),
        ("4 Track results", 3, 3, "Most metrics measured"),
        ("5 Communicate", 2, 2, "First public edition"),
        ("6 Remedy", 1, 2, "No channel open to affected people"),
    )
    return Table(
        code="T0",
        caption=prose("Maturity by step of the OECD guidance, 0 absent to 4 tested and improving"),
        columns=(
            Column("step", "Step", field="P0"),
            Column("assessor", "Assessor", field="P0"),
            Column("management", "Management", align="right", field="P0"),
            Column("reason", "Main reason", field="P0"),
        ),
        rows=tuple(Row(f"s{n}", (words(s), Level(a), Number(m), words(r))) for n, (s, a, m, r) in enumerate(steps)),
        kind="open",
    )


def sample(**changes: object) -> Document:
    cover = Cover(
        kicker="Independent assessment for the board",
        question="Can the process tell whether customers’ use of the products contributes to human-rights violations?",
        scope="Surveillance, computer-vision and cloud products. Period 1 October 2025 to 30 September 2026.",
        facts=(
            Fact("Company", prose("Sightline Systems plc")),
            Fact("Assessor", prose("Meridian Assurance LLP, limited assurance")),
            Fact("In scope", prose(counted(400), " engagements, ", counted(281), " customers")),
            Fact("Effort", prose("1,240 hours")),
            Fact("Method", prose("version 2026.2, unchanged in the period")),
        ),
        verdict="Partly.",
        opinion=prose(
            "For customers the company deals with directly, the process finds severe risk early and records why "
            "decisions were taken. It does not yet see end users behind resellers, and people who are affected "
            "cannot complain to the company."
        ),
        maturity=maturity(),
        decisions=(
            prose("Make a right to suspend for misuse a condition of every framework contract from January 2027."),
            prose(
                "Open a complaint channel for affected people by June 2027, scored on the eight criteria of UN Guiding Principle ",
                free("31"),
                ".",
            ),
            prose(
                "Decide on ",
                counted(7, *(CellRef("T5", "total", "critical"),)),
                " Critical engagements (section 5).",
            ),
        ),
    )
    chart = Figure(
        "C3",
        SVG,
        "Engagements by main capability: video surveillance 121, biometrics 60.",
        prose("Engagements by main capability and tier."),
        tier_table("C3"),
    )
    high_critical = tuple(CellRef("T5", "total", tier) for tier in ("high", "critical"))
    sections = (
        Section(
            "2",
            "Scope and limits",
            prose("What was examined, and what was not."),
            (
                Paragraph(
                    prose(
                        "All products with an in-scope capability were examined. ",
                        bold("Cash sales"),
                        " were not.",
                    )
                ),
            ),
        ),
        Section(
            "2.4",
            "Dissent of the assessor",
            (),
            (
                Quote(
                    prose(
                        "We accept that the order exists and that its terms are secret. We do not accept that the number of accounts concerned must be withheld."
                    ),
                    "Meridian Assurance LLP, 6 November 2026",
                    "Dissent of the assessor",
                    dissent=True,
                ),
            ),
        ),
        Section(
            "4",
            "Salient issues",
            prose(counted(5), " engagements are for the board to decide."),
            (parties(), Note(prose("Two list sources were late for a day."), "near")),
        ),
        Section(
            "5",
            "Exposure by capability",
            prose(
                counted(57, *high_critical),
                " of ",
                counted(400, CellRef("T5", "total", "all")),
                " engagements are High or Critical.",
            ),
            (
                KeyFigures(
                    (
                        KeyFigure("Engagements", Number(400), "12 more than before"),
                        KeyFigure("Screened in date", Percent(400, 400)),
                        KeyFigure("Critical", Number(7), cells=(CellRef("T5", "total", "critical"),)),
                        KeyFigure("Not known", Unknown()),
                    )
                ),
                chart,
                tier_table(),
                ListBlock(
                    (
                        prose("Face matching is sold in kits."),
                        prose(
                            "Number plates are read at ",
                            name("مطار الأفق", "ar"),
                            " and at ",
                            name("北辰机场", "zh-Hans"),
                            ".",
                        ),
                    )
                ),
            ),
        ),
        Section(
            "12",
            "Case vignettes",
            (),
            (
                Vignette(
                    "V1",
                    "A city platform",
                    prose("An agency of a city asked for face matching on a street platform; the deal was declined."),
                    7,
                ),
            ),
        ),
        Section(
            "13",
            "How the process performed",
            (),
            (metrics(), Paragraph(prose("The lists were last imported on the evening of the closing day."))),
        ),
    )
    document = Document(
        title="Customer due-diligence assessment 2026",
        edition="board",
        period="2025-10-01..2026-09-30",
        frozen_at=dt.datetime(2026, 11, 9, 14, 0, tzinfo=dt.UTC),
        cover=cover,
        sections=sections,
        metadata=Metadata(
            "Sightline Systems plc",
            "Meridian Assurance LLP",
            ("due diligence", "human rights"),
            salt="b1946ac9",
        ),
    )
    return seal(document)


def moment() -> Moment:
    return Moment(dt.datetime(2026, 11, 9, 14, 0, tzinfo=dt.UTC))
