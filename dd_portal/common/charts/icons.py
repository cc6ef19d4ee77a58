"""Icons as SVG shapes on a 16 by 16 field, drawn in the colour of the text around them."""

from __future__ import annotations

_RING = '<circle cx="8" cy="8" r="6.25"/>'
_TRIANGLE = '<path d="M8 2.2 14.4 13.5H1.6z"/>'
_DOT = 'fill="currentColor" stroke="none"'

ICONS: dict[str, str] = {
    # states
    "ok": _RING + '<path d="m5.2 8.2 2 2 3.7-4"/>',
    "warn": _TRIANGLE + f'<path d="M8 6.4v3.2"/><circle cx="8" cy="11.6" r=".9" {_DOT}/>',
    "alarm": (
        f'<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" {_DOT}/>'
        '<path class="icon__on" d="M8 4.4v4.2" stroke="#fff" stroke-width="1.8"/>'
        '<circle class="icon__on-dot" cx="8" cy="11.3" r="1.1" fill="#fff" stroke="none"/>'
    ),
    "info": _RING + f'<path d="M8 7.4v3.7"/><circle cx="8" cy="5" r=".9" {_DOT}/>',
    "unknown": _RING + f'<path d="M6.2 6.4a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2"/>'
    f'<circle cx="8" cy="11.3" r=".85" {_DOT}/>',
    "tick": '<path d="m3 8.6 3.2 3.2L13 4.6"/>',
    "pending": '<circle cx="8" cy="8" r="6.25" stroke-dasharray="2.4 2.5"/>',
    "ring": '<circle cx="8" cy="8" r="4.5"/>',
    "lock": '<rect x="3.2" y="7" width="9.6" height="7" rx="1"/><path d="M5.3 7V4.7a2.7 2.7 0 0 1 5.4 0V7"/>',
    "clock": _RING + '<path d="M8 4.6V8l2.3 1.9"/>',
    # evidence
    "same": '<path d="M2.5 5.7h11M2.5 10.3h11"/>',
    "close": ('<path d="M2 6.6c1.8-2.4 3.6-2.4 6-.8s4.2 1.6 6-.8M2 11.4c1.8-2.4 3.6-2.4 6-.8s4.2 1.6 6-.8"/>'),
    "compatible": '<circle cx="5.9" cy="8" r="3.9"/><circle cx="10.1" cy="8" r="3.9"/>',
    "different": '<path d="M2.5 5.7h11M2.5 10.3h11M10.8 2.3 5.2 13.7"/>',
    "missing_ours": (
        '<rect x="1.4" y="4.4" width="5.2" height="7.2" stroke-dasharray="1.6 1.5"/>'
        f'<rect x="8.9" y="3.9" width="5.9" height="8.2" {_DOT}/>'
    ),
    "missing_listed": (
        f'<rect x="1.2" y="3.9" width="5.9" height="8.2" {_DOT}/>'
        '<rect x="9.4" y="4.4" width="5.2" height="7.2" stroke-dasharray="1.6 1.5"/>'
    ),
    "not_comparable": '<circle cx="8" cy="8" r="5.5"/><path d="M4.2 11.8 11.8 4.2"/>',
    # acts
    "search": '<circle cx="7" cy="7" r="4.75"/><path d="m10.6 10.6 3.6 3.6"/>',
    "menu": '<path d="M2 4h12M2 8h12M2 12h12"/>',
    "remove": '<path d="m3.5 3.5 9 9M12.5 3.5l-9 9"/>',
    "add": '<path d="M8 2.5v11M2.5 8h11"/>',
    "refresh": '<path d="M13.3 6A5.6 5.6 0 0 0 3.2 5.2M2.7 10a5.6 5.6 0 0 0 10.1.8"/>'
    '<path d="M3 1.8v3.6h3.6M13 14.2v-3.6H9.4"/>',
    "retry": '<path d="M13.5 8.2A5.5 5.5 0 1 1 11.8 4"/><path d="M12.5 1v3.5H9"/>',
    "download": '<path d="M8 2v8M4.6 7l3.4 3.4L11.4 7M2.5 13.5h11"/>',
    "pause": '<path d="M5.2 3v10M10.8 3v10" stroke-width="2"/>',
    "edit": '<path d="M10.8 2.6 13.4 5.2 5.6 13H3v-2.6z"/>',
    "link": '<path d="M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13.5 2.5 7.5 8.5"/>',
    "flag": '<path d="M3.5 14.5v-12h8.5l-2 3.2 2 3.2H3.5"/>',
    "eye": '<path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z"/><circle cx="8" cy="8" r="2"/>',
    # things
    "table": '<path d="M2 3h12v10H2zM2 6.5h12M6.5 6.5V13"/>',
    "list": f'<path d="M5.5 4H14M5.5 8H14M5.5 12H14"/><circle cx="2.4" cy="4" r="1" {_DOT}/>'
    f'<circle cx="2.4" cy="8" r="1" {_DOT}/><circle cx="2.4" cy="12" r="1" {_DOT}/>',
    "file": '<path d="M4 1.8h5.2L12.5 5v9.2H4zM9 1.8V5.2h3.5"/>',
    "person": '<circle cx="8" cy="5.2" r="2.7"/><path d="M2.8 14c.3-3 2.3-4.6 5.2-4.6s4.9 1.6 5.2 4.6"/>',
    "theme": f'<circle cx="8" cy="8" r="6.25"/><path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" {_DOT}/>',
    "left": '<path d="M10 3 5 8l5 5"/>',
    "right": '<path d="m6 3 5 5-5 5"/>',
    "down": '<path d="m3 6 5 5 5-5"/>',
    "up": '<path d="m3 10 5-5 5 5"/>',
    "sorted_up": '<path d="M8 13.5v-11M4.5 6 8 2.5 11.5 6"/>',
    "sorted_down": '<path d="M8 2.5v11M4.5 10 8 13.5 11.5 10"/>',
    "brand": (
        '<rect x="1.25" y="1.25" width="13.5" height="13.5" rx="3"/><path d="M4.5 5.5h7M4.5 8.2h4"/>'
        '<path class="icon__mark" d="m7.8 11 1.5 1.3 2.6-3"/>'
    ),
}


def icon_svg(name: str, *, label: str = "") -> str:
    """One icon as SVG text; hidden from readers of the page unless ``label`` (already escaped) names it.

    :raises KeyError: there is no such icon.
    """
    hidden = f'role="img" aria-label="{label}"' if label else 'aria-hidden="true"'
    return (
        f'<svg class="icon icon--{name.replace("_", "-")}" viewBox="0 0 16 16" width="16" height="16" fill="none" '
        f'stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" {hidden} '
        f'focusable="false">{ICONS[name]}</svg>'
    )
