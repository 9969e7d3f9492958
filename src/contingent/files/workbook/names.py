"""What the sheets of a mission's workbook are called."""

from contingent.domain.mission import TABLES

HEAD = "mission"
"""Sheet of what stands in ``mission.toml``."""
COURSES = "coas"
"""Sheet of the courses of action."""
GUIDE = "read-me"
NAMES = "names"
FINDINGS = "findings"
OURS = (GUIDE, NAMES, FINDINGS)
"""Sheets that are written for people, and not read."""

SHEETS = (HEAD, *TABLES, COURSES)
"""Sheets that are read."""


def sheet_named(title: str) -> str:
    """Return a sheet's name as this program writes it; titles may differ in case and in blanks around them."""
    return title.strip().casefold()
