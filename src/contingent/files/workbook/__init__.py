"""A mission as an Excel workbook, in and out."""

from contingent.files.workbook.read import MissionBook, open_mission
from contingent.files.workbook.write import mission_workbook

__all__ = ["MissionBook", "mission_workbook", "open_mission"]
