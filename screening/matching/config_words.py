"""What each setting means, read from the comments beside it in :mod:`screening.matching.config`: one truth."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, fields
from functools import cache

from screening.matching import config

_SECTION = re.compile(r"^    # --- (?P<title>.*?) -+$")
_FIELD = re.compile(r"^    (?P<name>[a-z_]+): \w+ = [^#]+?(?:  # (?P<example>.*))?$")
_COMMENT = re.compile(r"^    # (?P<text>.*)$")


@dataclass(frozen=True, slots=True)
class SettingWords:
    """One setting: its name, the heading it stands under, and what it decides with its example."""

    name: str
    section: str
    meaning: str

    @property
    def title(self) -> str:
        """The name as words."""
        return self.name.replace("_", " ").capitalize()


@cache
def setting_words() -> tuple[SettingWords, ...]:
    """Every number among the settings, in the order of the file. A comment that begins with "..." goes on from the
    one before.
    """
    found: list[SettingWords] = []
    said: list[str] = []
    section, before = "the threshold", ""
    for line in inspect.getsource(config.MatchConfig).splitlines():
        heading, field, comment = _SECTION.match(line), _FIELD.match(line), _COMMENT.match(line)
        if heading:
            section, said = heading["title"], []
        elif field and field["name"] != "version":
            meaning = field["example"] or " ".join(said) or before
            if meaning.startswith("..."):
                meaning = f"{before.removesuffix('...').rstrip()} {meaning}"
            found.append(SettingWords(field["name"], section, meaning))
            before, said = meaning, []
        elif comment:
            said.append(comment["text"])
    return tuple(found)


def numbers() -> tuple[str, ...]:
    """The names of every setting that is a number."""
    return tuple(field.name for field in fields(config.MatchConfig) if field.name != "version")
