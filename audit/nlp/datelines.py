"""Datelines: "PORT ANSEL, Sarrovia (AP) — The government …"."""

import re

IN_CAPITALS = r"[A-Z][A-Z.'’/-]+(?: [A-Z][A-Z.'’/-]+)*"
"""Pattern of a place in capital letters."""

DASHED = re.compile(rf"{IN_CAPITALS}(?:, [^\n(–—-]{{1,30}})?(?P<agency> ?\([^)\n]{{1,30}}\))? ?[-–—]+ ")
"""A dateline up to its dash."""
