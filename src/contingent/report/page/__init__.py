"""The report page: one HTML file that opens offline, made from the account alone."""

from contingent.report.page.page import report_page

__all__ = ["report_page"]
