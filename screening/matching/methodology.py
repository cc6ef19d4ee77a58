"""Writes worked examples into the engine's README from the engine itself: `python -m screening.matching.methodology`.

A test holds the README against it, so that a changed setting cannot leave old figures behind.
"""

from __future__ import annotations

from pathlib import Path

from screening.matching.config import MatchConfig
from screening.matching.evaluate import PairRow, pair_score

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- examples: written by screening.matching.methodology -->", "<!-- end of examples -->"

# Pairs that known engines judge wrongly or hardly, and what another engine gives them where that is known. The scores
# of logic-v2 (nomenklatura, MIT) are those reported for its default settings.
EXAMPLES: tuple[tuple[str, str, str, str, bool], ...] = (
    ("Person", "Jon Smith", "John Smith", ".50", True),
    ("Person", "Ann Lee", "Anne Lee", ".50", True),
    ("Person", "Xi Jinping", "习近平", "0", True),
    ("Company", "Hetian Taida Apparel", "Hetian TEDA Garment", ".32", True),
    ("Company", "Hetian Taida Apparel Co Ltd", "和田泰达服装有限公司", "0", True),
    ("Company", "Deutsche Bank AG", "Deutsche Bank GmbH", ".71", False),
    ("Company", "Bank of China", "Bank of Communications", ".68", False),
    ("Person", "Smith", "John Smith", ".83", False),
    ("Person", "Friedrich Hans", "Hans Friedrich", "1.00", False),
    ("Person", "Ghazi Hammud al-Duri", "Ghazi Hammud al-Ubaidi", ".75", False),
    ("Company", "CORP", "Zarvik Corp", "", False),
    ("Company", "Trading Co Ltd", "Zarvik Trading Co Ltd", "", False),
    ("Company", "Zarvik Fund III", "Zarvik Fund IV", "", False),
    ("Vessel", "Zu Zag Bong 5", "Zu Zag Bong 6", "", False),
    ("Person", "Dmitri Kozlv", "Dmitry Kozlov", "", True),
    ("Person", "Butin Vladimir", "Vladimir Putin", "", True),
)


def examples(config: MatchConfig) -> str:
    """The table of worked examples, as Markdown, scores as shown to people (0-100, rounded down)."""
    lines = [
        f"Settings {config.version}; an alert from {int(100 * config.alert_threshold)}.",
        "",
        "| ours | listed | should match | logic-v2 | this engine |",
        "|---|---|---|---|---|",
    ]
    for schema, ours, listed, other, match in EXAMPLES:
        score = pair_score(PairRow(schema, ours, listed, match), config)
        shown = f"{int(100 * score + 1e-9)}{'' if (score >= config.alert_threshold) is match else ' (wrong)'}"
        lines.append(f"| {ours} | {listed} | {'yes' if match else 'no'} | {other} | {shown} |")
    return "\n".join(lines)


def written(text: str, config: MatchConfig) -> str:
    """The README with its examples made anew. Raises ValueError where the marks are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the README has no marks for the examples")
    return f"{before}{BEGIN}\n{examples(config)}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8"), MatchConfig()), encoding="utf-8")
