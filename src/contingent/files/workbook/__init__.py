"""A mission as an Excel workbook, in and out."""

from contingent.files.workbook.annotate import annotated
from contingent.files.workbook.kept import not_kept
from contingent.files.workbook.read import MissionBook, open_mission
from contingent.files.workbook.write import mission_workbook

__all__ = ["MissionBook", "annotated", "mission_workbook", "not_kept", "open_mission"]
