"""Drawings: icons, risk marks and charts as SVG text, one drawing for page, dark page and printed sheet.

Pure Python: no Django, no files. Each chart is a ``Chart``: the drawing with the finding it shows and every number
behind it, so that no picture appears without its table.
"""
