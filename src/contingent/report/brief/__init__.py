"""The brief: a plan on a few pages that a commander can read, as PDF, on A4 or as slides."""

from contingent.report.brief.brief import brief_pdf
from contingent.report.brief.layout import Form

__all__ = ["Form", "brief_pdf"]
