"""Where the fonts of a PDF come from: font packages first, then the system's Noto families.

Nothing else of the system is read, so the same machine always draws the same page.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import typst

# Import names of font packages. The last two may be absent: then Arabic and Hebrew come from the system.
FONT_PACKAGES = ("fontpkg_noto_sans", "noto_cjk_sans_otc", "fontpkg_ibm_plex_sans_arabic", "pylopdf_fonts_he")
SYSTEM_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto"),
    Path("/usr/share/fonts/google-noto"),
    Path("/Library/Fonts/Noto"),
)
# A Noto family whose letters extract as typed goes before one that draws as well but copies badly.
PREFERRED = (
    "Noto Sans",
    "Noto Sans Arabic",
    "IBM Plex Sans Arabic",
    "Noto Naskh Arabic",
    "Noto Sans Hebrew",
    "Noto Sans CJK SC",
    "Noto Sans CJK TC",
    "Noto Sans CJK JP",
    "Noto Sans CJK KR",
    "Noto Sans Thai",
    "Noto Sans Devanagari",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Ethiopic",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Noto Sans Math",
)


def font_folders() -> list[Path]:
    """Folders of fonts present on this machine, packages first."""
    folders = []
    for package in FONT_PACKAGES:
        spec = find_spec(package)
        folders += [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    return folders + [folder for folder in SYSTEM_FOLDERS if folder.is_dir()]


@lru_cache(maxsize=1)
def load_fonts() -> typst.Fonts:
    """Every font in `font_folders`, opened once a worker; typst's own are kept for codes in mono."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(f) for f in font_folders()]
    )


def families() -> list[str]:
    """Families to draw text with, in order, then every other Noto Sans present."""
    present = set(load_fonts().families())
    others = sorted(f for f in present if f.startswith("Noto Sans") and "Mono" not in f and f not in PREFERRED)
    return [f for f in PREFERRED if f in present] + others
